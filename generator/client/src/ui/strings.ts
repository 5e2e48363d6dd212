// Only this module knows the catalogue of visible text: English comes with the scripts, the generator may put another
// language in front of the entry as `globalThis.byheartStrings`, and plurals follow Unicode CLDR.

import english from "../../../byheart/strings/en.json";
import { own } from "./own";

type Text = string | Partial<Record<Intl.LDMLPluralRule, string>>;
export type Catalogue = Record<string, Text>;
export type Key = keyof typeof english | keyof WordsOfTypes;
/** The keys that item types bring along: the element of each type adds its own. */
// biome-ignore lint/suspicious/noEmptyInterface: it is what they add to.
export interface WordsOfTypes {}
/** What a type adds: the keys of its `strings.json`. */
export type Words<File extends { en: object }> = Record<keyof File["en"], Text>;
export type Values = Record<string, string | number>;
type Translate = (key: Key, values?: Values) => string;

declare global {
  // `var`, since nothing else declares a property of globalThis.
  var byheartStrings: Catalogue | undefined;
}

/** A function that looks a key up, chooses the plural form by `n` and fills `{name}` placeholders in. */
export function translator(catalogue: Catalogue): Translate {
  const plural = new Intl.PluralRules(String(catalogue["lang"]));
  return (key, values = {}) => {
    const entry = catalogue[key] ?? key;
    const text = typeof entry === "string" ? entry : (entry[plural.select(Number(values["n"]))] ?? entry.other ?? key);
    return text.replace(/\{(\w+)\}/g, (hole, name: string) => String(own(values, name) ?? hole));
  };
}

const catalogue: Catalogue = { ...english };
let translate: Translate | undefined;

/** The text for a key in the site's language, which is not known before the entry runs. */
export function t(key: Key, values?: Values): string {
  if (!translate) addStrings({});
  translate ??= translator(catalogue);
  return translate(key, values);
}

/** Adds the English texts that a chunk brings along; the site's language stays before them. */
export function addStrings(more: Catalogue): void {
  Object.assign(catalogue, more, globalThis.byheartStrings);
}

/** What `Intl` is asked for: the site's language, with the digits that the texts have. */
export function locale(): string {
  return `${t("lang")}-u-nu-latn`;
}

/** Joins the parts of a sentence as the language does: "4 of 5 right, 1 wrong". */
export function list(parts: readonly string[]): string {
  return new Intl.ListFormat(String(catalogue["lang"]), { type: "unit", style: "short" }).format(parts);
}
