// The catalogues of all languages.

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { describe, test } from "node:test";
import "../src/ui/deck-strings";
import { addStrings, type Catalogue, list, locale, t, translator } from "../src/ui/strings";

const generator = join(process.cwd(), "../byheart");
const folder = join(generator, "strings");
const languages = readdirSync(folder).map((name) => name.replace(".json", ""));
/** The strings of item types by language, and by the folder of the type. */
const ofTypes = new Map(
  typesWithStrings().map((type) => [type, readFile(join(generator, "items", type, "strings.json"))]),
);
const catalogues = new Map(languages.map((language) => [language, read(language)]));
const english = read("en");

function typesWithStrings(): string[] {
  const names = readdirSync(join(generator, "items"), { recursive: true }).map(String);
  return names.filter((name) => basename(name) === "strings.json").map(dirname);
}

function readFile(path: string): Record<string, Catalogue> {
  return JSON.parse(readFileSync(path, "utf8"));
}

/** All strings of a language. */
function read(language: string): Catalogue {
  const shared: Catalogue = JSON.parse(readFileSync(join(folder, `${language}.json`), "utf8"));
  return Object.assign(shared, ...[...ofTypes.values()].map((words) => words[language]));
}

/** The keys that a type's file has in a language, also those that stand there twice. */
function keysIn(type: string, language: string): (string | undefined)[] {
  const text = readFileSync(join(generator, "items", type, "strings.json"), "utf8");
  const block = text.split(`\n  "${language}": {\n`)[1]?.split("\n  }")[0] ?? "";
  return [...block.matchAll(/^ {4}"([^"]+)":/gm)].map(([, key]) => key);
}

function formsOf(entry: Catalogue[string] | undefined): string[] {
  return typeof entry === "object" ? Object.values(entry) : [entry ?? ""];
}

function holesOf(text: string): string[] {
  return (text.match(/\{\w+\}/g) ?? []).sort();
}

/** What the schedule says of an item, in each language. No other text may say it: a card that was recalled once is not known. */
const KNOWN: Record<string, RegExp> = { en: /\bknown\b/i, de: /gekonnt/i, ar: /معروف/ };

for (const [language, catalogue] of catalogues) {
  describe(language, () => {
    test("says known of what the schedule knows, on the page of progress alone", () => {
      const keys = Object.keys(catalogue).filter((key) =>
        formsOf(catalogue[key]).some((text) => KNOWN[language]?.test(text)),
      );
      assert.deepEqual(keys.sort(), ["progress.known", "progress.known-means", "progress.n-known"]);
    });

    test("has the keys that English has, and says which language it is", () => {
      assert.deepEqual(Object.keys(catalogue).sort(), Object.keys(english).sort());
      assert.equal(catalogue["lang"], language);
    });

    test("has each key once", () => {
      const shared = readFileSync(join(folder, `${language}.json`), "utf8");
      const keys = [...shared.matchAll(/^ {2}"([^"]+)":/gm)].map(([, key]) => key);
      for (const type of ofTypes.keys()) keys.push(...keysIn(type, language));
      assert.equal(keys.length, Object.keys(catalogue).length);
      assert.equal(new Set(keys).size, keys.length);
    });

    test("has every plural form that the language needs, and no other", () => {
      const needed = [...new Intl.PluralRules(language).resolvedOptions().pluralCategories].sort();
      for (const [key, entry] of Object.entries(catalogue)) {
        if (typeof entry === "object") assert.deepEqual(Object.keys(entry).sort(), needed, key);
        assert.equal(typeof entry, typeof english[key], key);
      }
    });

    test("fills no hole that English does not have, and leaves out none but the number that a word replaces", () => {
      for (const [key, entry] of Object.entries(catalogue)) {
        const wanted = new Set(formsOf(english[key]).flatMap(holesOf));
        for (const form of formsOf(entry)) {
          const missing = [...wanted].filter((hole) => !form.includes(hole));
          assert.ok(
            holesOf(form).every((hole) => wanted.has(hole)),
            `${key}: ${form}`,
          );
          assert.ok(
            missing.every((hole) => typeof entry === "object" && hole !== "{right}"),
            `${key}: ${form}`,
          );
        }
      }
    });

    test("has no empty text", () => {
      for (const [key, entry] of Object.entries(catalogue)) assert.ok(formsOf(entry).every(Boolean), key);
    });
  });
}

test("each item type has strings of its own, in the languages of the catalogue and no other", () => {
  assert.ok(ofTypes.size > 10);
  for (const [type, words] of ofTypes) assert.deepEqual(Object.keys(words).sort(), [...languages].sort(), type);
});

test("German says du to everyone, and has one word for a deck", () => {
  for (const [key, entry] of Object.entries(read("de"))) {
    for (const form of formsOf(entry)) assert.doesNotMatch(form, /\b(Sie|Ihnen|Ihr(e[mnrs]?)?|Decks?)\b/, key);
  }
});

test("a number chooses the plural form of the catalogue's language", () => {
  const arabic = translator(read("ar"));
  const forms = [1, 2, 3, 11, 100].map((n) => arabic("deck.shown", { n }));
  assert.equal(new Set(forms.map((form) => form.replace(/\d+ /, ""))).size, 5);
  assert.equal(t("deck.shown", { n: 1 }), "1 item shown");
  assert.equal(t("deck.shown", { n: 2 }), "2 items shown");
});

test("values are put in as they are, whatever they contain", () => {
  assert.equal(t("deck.progress", { part: "{n} $& <b>", list: "x" }), "{n} $& <b>: x");
});

test("a chunk brings its own texts along, and the site's language stays before them", () => {
  assert.equal(t("continue.continue"), "continue.continue");
  globalThis.byheartStrings = { "continue.continue": "Weiter: {deck}" };
  addStrings({ "continue.continue": "Continue: {deck}", "keys.help": "this list" });
  assert.equal(t("continue.continue", { deck: "x" }), "Weiter: x");
  assert.equal(t("keys.help"), "this list");
});

test("the parts of a sentence are joined as the language does", () => {
  assert.equal(list([t("deck.score", { right: 4, n: 5 }), t("deck.some-wrong", { n: 1 })]), "4 of 5 right, 1 wrong");
});

test("numbers and dates have the digits of the texts, in any language", () => {
  addStrings({ lang: "fa" });
  assert.equal(new Intl.NumberFormat(locale()).format(1234), new Intl.NumberFormat("fa-u-nu-latn").format(1234));
  assert.match(new Intl.NumberFormat(locale()).format(12), /^12$/);
  // The control: without it they would be others.
  assert.match(new Intl.NumberFormat("fa").format(12), /^۱۲$/);
  addStrings({ lang: "en" });
});

test("no other module asks for the language itself", () => {
  const src = join(process.cwd(), "src");
  const files = readdirSync(src, { recursive: true })
    .map(String)
    .filter((name) => name.endsWith(".ts") && name !== join("ui", "strings.ts"));
  assert.ok(files.length > 100);
  assert.deepEqual(
    files.filter((name) => readFileSync(join(src, name), "utf8").includes('t("lang")')),
    [],
  );
});
