// Only this module knows when two texts count as the same: what is only a matter of typing never differs, and what
// the author says does not count does not either. Pure: Python compares by the same rules.

import { own } from "./own";

/** What of a text counts. */
export interface Comparison {
  case: boolean;
  accents: boolean;
  punctuation: boolean;
  spaces: boolean;
}

/** What counts where the author says nothing. */
export const USUAL: Comparison = { case: false, accents: true, punctuation: true, spaces: true };

/** Characters that are typed for one another: invisible ones, quotes, dashes. */
const TYPED_ALIKE: readonly [RegExp, string][] = [
  [/[\xad\u061c\u200b\u200e\u200f\u2060\ufeff]/g, ""],
  [/[´`‘’‚‛‹›ʼ′]/g, "'"],
  [/[“”„‟«»″]/g, '"'],
  [/[\u2010-\u2015\u2212\ufe58\ufe63\uff0d]/g, "-"],
];

const SPACES = /[\t-\r \x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/g;

/** Marks on letters: of Latin, Greek and Cyrillic, of Hebrew, of Arabic. */
const MARKS = /[\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u064b-\u065f\u0670]/g;

/** Letters whose stroke or second half is no mark that could be taken off. */
const UNMARKED: Readonly<Record<string, string>> = {
  ø: "o", đ: "d", ł: "l", ħ: "h", ı: "i", ð: "d", þ: "th", æ: "ae", œ: "oe",
  Ø: "O", Đ: "D", Ł: "L", Ħ: "H", Ð: "D", Þ: "TH", Æ: "AE", Œ: "OE",
};

/** The text with plain quotes and dashes, compatibility forms resolved, single spaces, none at the ends. */
export function tidy(text: string): string {
  const typed = TYPED_ALIKE.reduce((alike, [variants, one]) => alike.replace(variants, one), text);
  return singleSpaces(typed.normalize("NFKC"));
}

/** The text as far as it counts: equal for two texts that count as the same. `lang` knows which i is whose capital. */
export function normalised(text: string, compare: Comparison, lang: string): string {
  let counted = tidy(text);
  if (!compare.case) counted = folded(counted, lang);
  if (!compare.accents) counted = withoutAccents(counted);
  if (!compare.punctuation) counted = singleSpaces(counted.replace(/-/g, " ").replace(/\p{P}/gu, ""));
  return compare.spaces ? counted : counted.replace(/ /g, "");
}

function singleSpaces(text: string): string {
  return text.replace(SPACES, " ").replace(/^ | $/g, "");
}

/** Without the difference of capitals and small letters; `I` is the capital of `ı` in Turkish and Azerbaijani. */
function folded(text: string, lang: string): string {
  const turkic = /^(tr|az)(-|$)/i.test(lang) ? text.replace(/I/g, "ı") : text;
  return turkic.replace(/İ/g, "i").toLowerCase().replace(/ς/g, "σ").replace(/ß/g, "ss").normalize("NFC");
}

function withoutAccents(text: string): string {
  const bare = text.normalize("NFD").replace(MARKS, "").normalize("NFC");
  return Array.from(bare, (letter) => own(UNMARKED, letter) ?? letter).join("");
}
