// Only this module knows when two texts count as the same: what is only a matter of typing never differs, and what
// the author says does not count does not either. Pure: Python compares by the same rules.

import { own } from "../ui/own";

/** What of a text counts. */
export interface Comparison {
  case: boolean;
  accents: boolean;
  punctuation: boolean;
  spaces: boolean;
}

/** What counts where the author says nothing. */
export const USUAL: Comparison = { case: false, accents: true, punctuation: true, spaces: true };

/**
 * Characters that are typed for one another: what is not seen or only stretches a word, two letters that keyboards of
 * Persian and Arabic write differently, quotes, dashes.
 */
const TYPED_ALIKE: readonly [RegExp, string][] = [
  // biome-ignore lint/suspicious/noMisleadingCharacterClass: each of them is meant by itself.
  [/[\xad\u034f\u061c\u0640\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]/g, ""],
  [/ی/g, "ي"],
  [/ک/g, "ك"],
  [/[´`‘’‚‛‹›ʼ′]/g, "'"],
  [/[“”„‟«»″]/g, '"'],
  [/[\u2010-\u2015\u2212\ufe58\ufe63\uff0d]/g, "-"],
];

/** A full stop that ends a sentence. */
const ENDED = /(?<=\p{L})[.。।۔]$/u;

const SPACES = /[\t-\r \x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/g;

/** Marks on letters: of Latin, Greek and Cyrillic, of Hebrew, of Arabic. */
const MARKS = /[\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u064b-\u065f\u0670]/g;

/** Letters whose stroke or second half is no mark that could be taken off. */
const UNMARKED: Readonly<Record<string, string>> = {
  ø: "o",
  đ: "d",
  ł: "l",
  ħ: "h",
  ı: "i",
  ð: "d",
  þ: "th",
  æ: "ae",
  œ: "oe",
  Ø: "O",
  Đ: "D",
  Ł: "L",
  Ħ: "H",
  Ð: "D",
  Þ: "TH",
  Æ: "AE",
  Œ: "OE",
};

/** The text with plain quotes and dashes, compatibility forms resolved, single spaces, none at the ends. */
export function tidy(text: string): string {
  const typed = TYPED_ALIKE.reduce((alike, [variants, one]) => alike.replace(variants, one), text);
  const spelled = typed.replace(/([0-9])([¼-¾⅐-⅞])/g, "$1 $2");
  return singleSpaces(spelled.normalize("NFKC").replaceAll("⁄", "/"));
}

/** The text as far as it counts: equal for two texts that count as the same. `lang` knows which i is whose capital. */
export function normalised(text: string, compare: Comparison, lang: string): string {
  let counted = tidy(text);
  if (!compare.case) counted = folded(counted, lang);
  if (!compare.accents) counted = withoutAccents(counted);
  if (!compare.punctuation) counted = singleSpaces(counted.replace(/-/g, " ").replace(/\p{P}/gu, ""));
  return compare.spaces ? counted : counted.replace(/ /g, "");
}

/** Whether a text counts as one of these: a full stop after its last letter never counts. */
export function isOneOf(text: string, accepted: readonly string[], compare: Comparison, lang: string): boolean {
  const given = [text, tidy(text).replace(ENDED, "")].flatMap((one) => formsOf(one, compare, lang));
  return accepted.some((other) => formsOf(other, compare, lang).some((form) => given.includes(form)));
}

/** Without punctuation a hyphen may part two words or none. */
function formsOf(text: string, compare: Comparison, lang: string): string[] {
  const form = normalised(text, compare, lang);
  return compare.punctuation ? [form] : [form, normalised(tidy(text).replace(/-/g, ""), compare, lang)];
}

function singleSpaces(text: string): string {
  return text.replace(SPACES, " ").replace(/^ | $/g, "");
}

/** Without the difference of capitals and small letters; `I` is the capital of `ı` in Turkish and Azerbaijani. */
function folded(text: string, lang: string): string {
  const turkic = /^(tr|az)(-|$)/i.test(lang) ? text.replace(/I/g, "ı") : text;
  const lower = turkic.replace(/İ/g, "i").toLowerCase();
  // Greek has no accents in capitals, and there a diaeresis for what an accent elsewhere tells apart.
  const greek = lower.normalize("NFD").replace(/([αεηιουω])[\u0301\u0308]+/g, "$1");
  return greek.normalize("NFC").replace(/ς/g, "σ").replace(/ß/g, "ss");
}

function withoutAccents(text: string): string {
  const bare = text.normalize("NFD").replace(MARKS, "").normalize("NFC");
  return Array.from(bare, (letter) => own(UNMARKED, letter) ?? letter).join("");
}
