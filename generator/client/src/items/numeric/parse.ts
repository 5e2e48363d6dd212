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
  (
    "af ar az be bg bs ca cs da de el es et eu fi fo fr gl hr hu hy id is it ka kk lt lv mk nb nl nn no pl pt ro ru " +
    "sk sl sq sr sv tr uk uz vi"
  ).split(" "),
);
const POINT_REGIONS = new Set(
  "de-ch de-li it-ch es-mx es-us es-gt es-hn es-ni es-pa es-pe es-pr es-sv es-do es-cu".split(" "),
);

/** Characters that are typed for one another; the Arabic grouping mark counts as an apostrophe. */
const TYPED_ALIKE: readonly [RegExp, string][] = [
  // biome-ignore lint/suspicious/noMisleadingCharacterClass: each of them is meant by itself.
  [/[\xad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]/g, ""],
  [/[\t-\r\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]/g, " "],
  [/[\u2010-\u2015\u2212\ufe58\ufe63\uff0d]/g, "-"],
  [/[‘’ʼ٬]/g, "'"],
  [/٪/g, "%"],
  [/[º˚]/g, "°"],
];

/** Full-width signs and letters are those of ASCII, this much further on. */
const FULL_WIDTH = /[\uff01-\uff5e]/g;
const WIDTH = 0xfee0;

/** Where a run of ten decimal digits begins in Unicode 14, beside ASCII (general category Nd). */
const ZEROS = (
  "660 6f0 7c0 966 9e6 a66 ae6 b66 be6 c66 ce6 d66 de6 e50 ed0 f20 1040 1090 17e0 1810 1946 19d0 1a80 " +
  "1a90 1b50 1bb0 1c40 1c50 a620 a8d0 a900 a9d0 a9f0 aa50 abf0 ff10 104a0 10d30 11066 110f0 11136 111d0 " +
  "112f0 11450 114d0 11650 116c0 11730 118e0 11950 11c50 11d50 11da0 16a60 16ac0 16b50 1d7ce 1d7d8 " +
  "1d7e2 1d7ec 1d7f6 1e140 1e2f0 1e950 1fbf0"
)
  .split(" ")
  .map((zero) => parseInt(zero, 16));
const DIGITS = /(?![0-9])\p{Nd}/gu;

const VULGAR = /[¼-¾⅐-⅞]/g;
const FRACTION = /^(?:(\d+) +)?(\d+) *[/⁄] *(\d+)/;
const NUMBER = /^[\d.,'٫ ]*\d[.,٫]?/;
const EXPONENT = /^[eE]([+-]?\d{1,4})(?!\d)/;
const POWER = /^ *[xX×·⋅*] *10 *(?:(?:\^|\*\*) *\(?([+-]?\d{1,4})\)?|([⁰¹²³⁴-⁹⁻⁺]+))/;
const BARE_POWER = /^10 *(?:(?:\^|\*\*) *\(?([+-]?\d{1,4})\)?|([⁰¹²³⁴-⁹⁻⁺]+))/;
const PLAIN = /^(\d*)(?:([.,٫])(\d*))?$/;
/** A mark at the end of a number that has one already ends a sentence. */
const ENDED = /^(.*[.,'٫ ].*)[.,٫]$/s;
/** What is said for the sign, after the number. */
const PER_CENT = new RegExp(
  "^(?:%|per ?cent|pct\\.?|prozent|v\\.? ?h\\.?|pour ?cent|por ?cien(?:to)?|por ?cento|per ?cento|procent|procenta?|procentů" +
    "|процент(?:а|ов)?|відсот(?:ок|ки|ків)|yüzde|درصد|بالمئة|بالمائة|في المئة|في المائة|אחוז(?:ים)?|प्रतिशत|パーセント|퍼센트)$",
  "iu",
);

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
  const persian = /^fa(-|$)/i.test(lang) || /[\u06f0-\u06f9]/.test(text);
  // As in Turkish, the sign of per cent may stand before the number.
  const [, before = "", number = ""] = /^(%?) *(.*)$/s.exec(signed.slice(sign.length)) ?? [];
  let [values, rest] = magnitudes(number, decimalMark(lang), persian);
  if (!values.length) return { readings: [], unreadable: "number" };
  if (!known.has(unitForm(rest)) && PER_CENT.test(rest)) rest = "%";
  rest ||= before;
  // Twelve hundredths, or twelve where the question asks for per cent.
  if (rest === "%" && !known.has("%")) [values, rest] = [[...new Set(hundredthOrWhole(values[0] ?? 0))], ""];
  if (rest && !isUnit(rest, known)) return { readings: [], unreadable: "unit" };
  return { readings: values.map((value) => (sign.startsWith("-") ? -value : value) + 0) };
}

function hundredthOrWhole(value: number): [number, number] {
  return [Number((value / 100).toPrecision(15)), value];
}

function cleaned(text: string): string {
  const clean = TYPED_ALIKE.reduce((alike, [variants, one]) => alike.replace(variants, one), text);
  return clean
    .replace(FULL_WIDTH, (sign) => String.fromCharCode(sign.charCodeAt(0) - WIDTH))
    .replace(DIGITS, (digit) => {
      const code = digit.codePointAt(0) ?? 0;
      const zero = ZEROS.findLast((one) => one <= code) ?? 0;
      return code - zero < 10 ? String(code - zero) : digit;
    });
}

/**
 * Units that another unit has with the other case of a letter: m and M are milli and mega, p and P pico and peta; and
 * symbols that stand alone.
 */
const CASE_TELLS = /^(?:[mp](?:g|m|s|a|v|w|j|n|l|t|f|c|h|k|hz|pa|ev|b|cal|mol|[ωΩ]|pc|bar)|[a-zωΩ])$/i;

/** Whether a text is one of the units, maybe with a full stop, or in other letters where that means no other unit. */
function isUnit(text: string, known: ReadonlySet<string>): boolean {
  const whole = unitForm(text);
  const given = whole.replace(/\.$/, "");
  if (known.has(whole) || known.has(given)) return true;
  const isPlain = (unit: string): boolean => /^°?\p{L}+$/u.test(unit) && !CASE_TELLS.test(unit);
  return [...known].some((unit) => given.toLowerCase() === unit.toLowerCase() && isPlain(unit));
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
function magnitudes(text: string, mark: string, persian: boolean): [values: number[], rest: string] {
  const fraction = FRACTION.exec(text);
  if (fraction) {
    // In Persian a stroke stands before decimals, as a comma does elsewhere; it can also be that of a fraction.
    const decimal = persian && fraction[1] === undefined ? [Number(`${fraction[2]}.${fraction[3]}`)] : [];
    return [[...decimal, ...fractionOf(fraction)], text.slice(fraction[0].length).trim()];
  }
  const alone = BARE_POWER.exec(text);
  if (alone) {
    const value = Number(`1e${alone[1] ?? alone[2]?.normalize("NFKC").replace(/−/g, "-")}`);
    return [[value].filter(Number.isFinite), text.slice(alone[0].length).trim()];
  }
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
function decimalsOf(written: string, mark: string, certain: boolean): string[] {
  const digits = ENDED.exec(written)?.[1] ?? written;
  const plain = PLAIN.exec(digits);
  if (plain) {
    const [, whole = "", separator = "", decimals = ""] = plain;
    const read = `${whole || 0}.${decimals || 0}`;
    const groups = /^[1-9]\d{0,2}$/.test(whole) && decimals.length === 3 && /[.,]/.test(separator);
    if (!groups || certain) return [read];
    if (separator !== mark) return [whole + decimals, read];
    // Decimals end with no zero as a rule: who writes 12.500 may be at home where a point groups.
    return decimals.endsWith("0") ? [read, whole + decimals] : [read];
  }
  for (const grouped of GROUPED) {
    const [, whole, decimals] = grouped.exec(digits) ?? [];
    if (whole) return [`${whole.replace(/\D/g, "")}.${decimals || 0}`];
  }
  return [];
}
