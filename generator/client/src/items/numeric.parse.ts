// Only this module knows how a number is written: by the habits of languages, with digits of several scripts, as a
// decimal, a fraction, a percentage or with a power of ten, and with a unit. What can be read in two ways is told as
// two readings. Pure: Python reads by the same rules.

/** How a text reads: as no number, as one, or as two, of which the page's language comes first. */
export interface Reading {
  readings: readonly number[];
  /** What is in the way: there is no number, or only what stands beside it cannot be read. */
  unreadable?: "number" | "unit";
}

/** Where Unicode CLDR has a comma before the decimals, and the regions that differ from their language. */
const COMMA_LANGUAGES = new Set(
  ("af ar az be bg bs ca cs da de el es et eu fi fo fr gl hr hu hy id is it ka kk lt lv mk nb nl nn no pl pt ro ru " +
    "sk sl sq sr sv tr uk uz vi").split(" "),
);
const POINT_REGIONS = new Set(
  "de-ch de-li it-ch es-mx es-us es-gt es-hn es-ni es-pa es-pe es-pr es-sv es-do es-cu".split(" "),
);

/** Characters that are typed for one another; the Arabic grouping mark counts as an apostrophe. */
const TYPED_ALIKE: readonly [RegExp, string][] = [
  [/[\u061c\u200e\u200f]/g, ""],
  [/[\t-\r\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]/g, " "],
  [/[\u2010-\u2015\u2212\ufe58\ufe63\uff0d]/g, "-"],
  [/[‘’ʼ٬]/g, "'"],
  [/[٪％]/g, "%"],
  [/＋/g, "+"],
];

/** The zeros of the runs of digits that are read: Arabic-Indic, its eastern form, full width. */
const ZEROS = [0x660, 0x6f0, 0xff10];
const DIGITS = /[\u0660-\u0669\u06f0-\u06f9\uff10-\uff19]/g;

const VULGAR = /[¼-¾⅐-⅞]/g;
const FRACTION = /^(?:(\d+) +)?(\d+) *[/⁄] *(\d+)/;
const NUMBER = /^[\d.,'٫ ]*\d[.,٫]?/;
const EXPONENT = /^[eE]([+-]?\d{1,4})(?!\d)/;
const POWER = /^ *[xX×·⋅*] *10 *(?:(?:\^|\*\*) *\(?([+-]?\d{1,4})\)?|([⁰¹²³⁴-⁹⁻⁺]+))/;
const PLAIN = /^(\d*)(?:([.,٫])(\d*))?$/;

/** Groups of three, or of two before the last three as in India; then, maybe, another mark and decimals. */
const GROUPED = [" ", "'", ",", "."].map((mark) => {
  const decimal = `[.,٫]`.replace(mark, "");
  const sign = `\\u{${mark.charCodeAt(0).toString(16)}}`;
  const groups = `(?:\\d{1,3}(?:${sign}\\d{3})+|\\d{1,2}(?:${sign}\\d{2})+${sign}\\d{3})`;
  return new RegExp(`^(${groups})(?:${decimal}(\\d*))?$`, "u");
});

/** What stands before the decimals in a language, as in "de" or "de-CH". */
export function decimalMark(lang: string): "," | "." {
  const [language = "", region = ""] = lang.toLowerCase().split("-");
  return COMMA_LANGUAGES.has(language) && !POINT_REGIONS.has(`${language}-${region}`) ? "," : ".";
}

/** Reads what was typed on a page in `lang`, maybe with one of the accepted units. */
export function parse(text: string, lang: string, units: readonly string[] = []): Reading {
  const spelled = cleaned(text).replace(VULGAR, (sign) => ` ${sign.normalize("NFKC")}`);
  const [signed, known] = withoutUnit(spelled.trim(), new Set(units.map((unit) => unitForm(cleaned(unit)))));
  const [sign] = /^[+-]? */.exec(signed) ?? [""];
  let [values, rest] = magnitudes(signed.slice(sign.length), decimalMark(lang));
  if (!values.length) return { readings: [], unreadable: "number" };
  if (rest === "%" && !known.has("%")) [values, rest] = [values.map((value) => value / 100), ""];
  if (rest && !known.has(unitForm(rest))) return { readings: [], unreadable: "unit" };
  return { readings: values.map((value) => (sign.startsWith("-") ? -value : value) + 0) };
}

function cleaned(text: string): string {
  const clean = TYPED_ALIKE.reduce((alike, [variants, one]) => alike.replace(variants, one), text);
  return clean.replace(DIGITS, (digit) => {
    const code = digit.charCodeAt(0);
    return String(code - (ZEROS.findLast((zero) => zero <= code) ?? code));
  });
}

/** The form in which two spellings of a unit are the same. */
function unitForm(unit: string): string {
  return unit.normalize("NFKC").replace(/ /g, "");
}

/** The text without an accepted unit in front of it, and the units that may still stand behind it. */
function withoutUnit(text: string, known: ReadonlySet<string>): [string, ReadonlySet<string>] {
  for (let end = text.length; end > 0; end--) {
    const rest = text.slice(end).trim();
    if (rest && known.has(unitForm(text.slice(0, end)))) return [rest, new Set()];
  }
  return [text, known];
}

/** All readings of the number without sign that the text begins with, and what comes after it. */
function magnitudes(text: string, mark: string): [values: number[], rest: string] {
  const fraction = FRACTION.exec(text);
  if (fraction) return [fractionOf(fraction), text.slice(fraction[0].length).trim()];
  const [digits] = NUMBER.exec(text) ?? [];
  if (digits === undefined) return [[], text];
  const rest = text.slice(digits.length);
  const [written = "", bare, raised] = EXPONENT.exec(rest) ?? POWER.exec(rest) ?? [];
  const power = bare ?? raised?.normalize("NFKC").replace(/−/g, "-") ?? "0";
  const values = decimalsOf(digits, mark, written !== "").map((decimal) => Number(`${decimal}e${power}`));
  return [values.filter(Number.isFinite), rest.slice(written.length).trim()];
}

/** A whole before a fraction makes a mixed number, when the fraction is a proper one. */
function fractionOf([, whole, over, under]: readonly (string | undefined)[]): number[] {
  const [top, bottom] = [Number(over), Number(under)];
  const value = Number(whole ?? 0) + top / bottom;
  return (whole === undefined || top < bottom) && bottom && Number.isFinite(value) ? [value] : [];
}

/** The numbers, with a point for decimals, that digits with marks can be; `certain` when nobody groups so. */
function decimalsOf(digits: string, mark: string, certain: boolean): string[] {
  const plain = PLAIN.exec(digits);
  if (plain) {
    const [, whole = "", separator = "", decimals = ""] = plain;
    const read = `${whole || 0}.${decimals || 0}`;
    const groups = /^[1-9]\d{0,2}$/.test(whole) && decimals.length === 3 && /[.,]/.test(separator);
    return groups && separator !== mark && !certain ? [whole + decimals, read] : [read];
  }
  for (const grouped of GROUPED) {
    const [, whole, decimals] = grouped.exec(digits) ?? [];
    if (whole) return [`${whole.replace(/\D/g, "")}.${decimals || 0}`];
  }
  return [];
}
