// Only this module knows when what is typed into a line is a formula: one form for what TeX, Unicode and keyboards
// write. Pure: Python makes the form of the key by the same rules.

import { tidy } from "../compare";
import { divided, FRACTION, READ } from "./formula-division";

/** What an accepted text starts with that is the form of a formula. */
export const FORMULA = "\ue000";

const NAMES = (
  "alpha α beta β gamma γ delta δ epsilon ε zeta ζ eta η theta θ iota ι kappa κ lambda λ mu μ nu ν xi ξ pi " +
  "π rho ρ sigma σ tau τ upsilon υ phi φ chi χ psi ψ omega ω Gamma Γ Delta Δ Theta Θ Lambda Λ Xi Ξ Pi Π " +
  "Sigma Σ Phi Φ Psi Ψ Omega Ω sqrt √ cdot * times * pm ± neg ¬ lnot ¬ geq ≥ ge ≥ leq ≤ le ≤ neq ≠ infty ∞ " +
  "in ∈ notin ∉ cup ∪ cap ∩ subset ⊂ subseteq ⊆ emptyset ∅ varnothing ∅ to → rightarrow → leftarrow ← " +
  "Rightarrow ⇒ Leftrightarrow ⇔ mapsto ↦ land ∧ wedge ∧ lor ∨ vee ∨ forall ∀ exists ∃ mp ∓ div ÷ ne ≠ " +
  "approx ≈ equiv ≡ propto ∝ sim ∼ partial ∂ nabla ∇ sum Σ prod Π int ∫ ell l " +
  "varepsilon ε vartheta θ varphi φ mid | vert | lvert | rvert | infinity ∞ oo ∞ ast ∗ cbrt ∛ " +
  "ldots … dots … cdots …"
).split(" ");

const SIGNS = new Map(NAMES.flatMap((name, at) => (at % 2 ? [] : [[name, NAMES[at + 1] ?? ""]])));

const HIGH =
  /[\xb2\xb3\xb9\u2070\u2071\u2074-\u207f\u02b0-\u02b8\u02e1-\u02e3\u1d2c-\u1d2e\u1d30-\u1d3a\u1d3c-\u1d4d\u1d4f-\u1d61]+/g;
const LOW = /[\u2080-\u208e\u2090-\u209c\u1d62-\u1d6a\u2c7c]+/g;

/** 5 m is 5m, but log 8 is not log8. */
const IDLE_SPACE = /(?<![A-Za-z0-9]) +| +(?![A-Za-z0-9])|(?<=[0-9]) +(?=[A-Za-z])/g;
const ATOM = /([\^_√∛∜])([+-]?[0-9]+[+-]$|[+-]?[0-9]+|[+-]?[\p{L}\p{N}]|[+-])/gu;
/** What chemistry leaves out: H2O. */
const LOW_DIGITS = /(?<=[\p{L}\p{Nl}\p{No}])_\(([0-9]+)\)/gu;

/** m v is mv. */
const LETTERS = /(?<![A-Za-z\\])([A-Za-z]) +(?=[A-Za-z](?![A-Za-z]))/g;
/** 3 x 10^8. */
const TIMES = /(?<=[0-9]) ?x ?(?=10(?![0-9]))|[*·⋅∙×]+/g;
/** A product needs no sign, but between numbers. */
const IDLE_TIMES =
  /(?:(?<=[\p{L}\p{N}])|(?<=[)\]|!°'\ue010-\ue014])) ?\* ?(?=[\p{L}\p{Nl}\p{No}]|[([√∛∜|]|\ue002\((?![0-9]))/gu;
/** A function of one letter or number needs no brackets. */
const ARGUED = new RegExp(
  `(?<![A-Za-z])(${READ})([0-9]+|_\\([^()]*\\))?(\\^\\([^()]*\\))? ?\\(([\\p{L}\\p{N}]|[0-9]+)\\)`,
  "gu",
);
/** Ca2+ has its charge high, whoever types it; it stands at an end or before another sign. */
const CHARGES = [
  /\^\(([0-9]*)([+-])\)/g,
  /(?<=[A-Za-z0-9)\]])\^\(([0-9]+)\)([+-])(?=$|[\])}+=→⇌,/-])/g,
  /(?<=[A-Za-z0-9)\]])()([+-])(?=$|[\])}+=→⇌,/-])/g,
];

const ALIKE: readonly [RegExp, string][] = [
  [/>=/g, "≥"],
  [/<=/g, "≤"],
  [/!=/g, "≠"],
  [/=>/g, "⇒"],
  [/\+\/-/g, "±"],
  [/\+-/g, "±"],
  [/\.\.\./g, "…"],
];
const LOOKS_ALIKE = new Map(
  ["º°", "∑Σ", "∏Π", "∆Δ", "∣|", "⩽≤", "⩾≥", "⟶→", "ℏħ"].map(([one = "", other = ""]) => [one, other]),
);
const STYLE = "\\\\(?:left|right|mathrm|mathbf|mathit|mathbb|mathsf|mathcal|text|operatorname|boldsymbol)(?![A-Za-z])";
const STYLE_BEHIND_LETTER = new RegExp(`(?<=[A-Za-z])${STYLE}`, "g");
const STYLES = new RegExp(STYLE, "g");
const POWER = /(?<=[\p{L}\p{N}_)]) ?\*\* ?(?=[\p{L}\p{N}_(+-])/gu;
const VULGAR = /([0-9]?)([\xbc-\xbe\u2150-\u215e])/g;
const TWO = /\\[dtc]?(frac|binom)(?![A-Za-z]) */g;
const TAKEN = / *(\\[A-Za-z]+|[^}\s\\])/uy;
const MOST_FRACTIONS = 16;
const CHOOSE = /([\p{L}\p{N}]+) choose ([\p{L}\p{N}]+)|(?<![A-Za-z])binom(?=\()/gu;

/** What stands behind a letter that has a mark above it, by the commands of TeX. */
const ACCENTS = new Map(
  ["overline bar", "widehat hat", "widetilde tilde", "overrightarrow vec", "dot"].flatMap((names, at) =>
    names.split(" ").map((name): [string, string] => [name, String.fromCharCode(0xe010 + at)]),
  ),
);
const MARKS = new Map(
  [..."\u0304\u0305\u0302\u0303\u20d7\u0307"].map((mark, at) => [
    mark,
    "\ue010\ue010\ue011\ue012\ue013\ue014"[at] ?? "",
  ]),
);
const NAMES_OF_ACCENTS = [...ACCENTS.keys()].join("|");
const ACCENTED = new RegExp(
  `(?:\\\\|(?<![A-Za-z\\\\]))(${NAMES_OF_ACCENTS}) *(?:\\{([^{}]*)\\}|\\(([^()]*)\\)|(\\\\[A-Za-z]+|[\\p{L}\\p{Nl}\\p{No}])(?![A-Za-z]))`,
  "gu",
);
const ACCENT_BEHIND = new RegExp(`(?<![A-Za-z\\\\])([\\p{L}\\p{Nl}\\p{No}]) ?(${NAMES_OF_ACCENTS})(?![A-Za-z(])`, "gu");

/** Whether a text is the formula of a form; a full stop at the end is none of it. */
export function isFormula(text: string, form: string): boolean {
  const stars = form.includes("∗");
  return [text, text.replace(/[.。।۔]\s*$/, "")].some((one) => formulaForm(one, stars) === form);
}

/** The form in which two ways to type one formula are equal; with `stars` an asterisk is none of multiplication. */
function formulaForm(text: string, stars: boolean): string {
  const high = spelled(text).replace(HIGH, (run) => `^(${run.normalize("NFKC")})`);
  const low = high.replace(LOW, (run) => `_(${run.normalize("NFKC")})`);
  const signs = tidy(low)
    .replace(/(\\?)([A-Za-z]+)/g, (_, slash, word) => SIGNS.get(word) ?? (slash ? " " : "") + word)
    .replace(ACCENT_BEHIND, (_, letter, name) => letter + ACCENTS.get(name));
  const close = signs
    .replaceAll("\\", " ")
    .replace(/ +/g, " ")
    .trim()
    .replace(/ ?([\^_√∛∜]) ?/g, "$1");
  const atoms = grouped(close).replace(ATOM, "$1($2)");
  const starred = stars ? atoms.replaceAll("*", "∗") : atoms.replaceAll("∗", "*");
  const letters = starred.replace(TIMES, "*").replace(IDLE_TIMES, " ").replace(LETTERS, "$1");
  const argued = letters.replace(LOW_DIGITS, "$1").replace(ARGUED, "$1$2$3 $4");
  const tight = argued.replace(IDLE_SPACE, "").trim();
  const alike = ALIKE.reduce((one, [variants, sign]) => one.replace(variants, sign), tight);
  const charged = (_: string, digits: string, sign: string): string => digits + (sign === "+" ? "⁺" : "⁻");
  return divided(CHARGES.reduce((one, charge) => one.replace(charge, charged), alike));
}

/** With one spelling for what does not depend on what stands around it. */
function spelled(text: string): string {
  const alike = [...text].map((sign) => LOOKS_ALIKE.get(sign) ?? sign).join("");
  const plain = alike
    .replace(/-?->/g, "→")
    .replace(POWER, "^")
    .replace(/\\?hbar(?![A-Za-z])/g, "ħ")
    .replace(/\\([%#$])/g, "$1")
    .replace(STYLE_BEHIND_LETTER, " ")
    .replace(STYLES, "");
  const whole = withTwo(plain)
    .replace(VULGAR, (_, digit, one) => {
      const fraction = one.normalize("NFKC").replace("⁄", "/");
      return digit ? `${digit} ${fraction}` : `(${fraction})`;
    })
    .replace(/\\?sqrt *\[([34])\]/g, (_, degree) => (degree === "3" ? "∛" : "∜"))
    .replace(CHOOSE, (_, n, k) => (n ? `C(${n},${k})` : "C"));
  const marked = [...whole.normalize("NFD")].map((sign) => MARKS.get(sign) ?? sign).join("");
  return marked.normalize("NFC").replace(ACCENTED, (_, name, braced, bracketed, one = "") => {
    const several: string = braced || bracketed || "";
    const isOne = [...several].length < 2 || SIGNS.has(several.replace(/^\\+/, ""));
    return (isOne ? ` ${several || one}` : ` (${several})`) + ACCENTS.get(name);
  });
}

/** Fractions with a mark before each half in braces in place of the command, and binomials as C(n,k). */
function withTwo(text: string): string {
  const found = [...text.matchAll(TWO)].slice(0, MOST_FRACTIONS);
  // The innermost come last.
  return found.reduceRight((whole, { 0: command, 1: name, index }) => {
    const [top, middle] = argument(whole, index + command.length);
    const [bottom, end] = argument(whole, middle);
    if (!top || !bottom) return whole;
    const both = name === "frac" ? `${FRACTION}{${top}}${FRACTION}{${bottom}}` : `C(${top},${bottom})`;
    return whole.slice(0, index) + both + whole.slice(end);
  }, text);
}

/** What a command takes at a place, without its braces, and the place after it; "" for nothing. */
function argument(text: string, at: number): [string, number] {
  TAKEN.lastIndex = at;
  const [whole = "", one = ""] = TAKEN.exec(text) ?? [];
  const start = at + whole.length;
  if (one !== "{") return [one, start];
  let depth = 1;
  for (let end = start; end < text.length; end++) {
    depth += text[end] === "{" ? 1 : text[end] === "}" ? -1 : 0;
    if (!depth) return [text.slice(start, end), end + 1];
  }
  return ["", at];
}

/** With round brackets for the braces that hold what is high, low or under a root. */
function grouped(text: string): string {
  const opened: string[] = [];
  return text.replace(/([\^_√∛∜\ue002]?)\{|\}/g, (brace, before) => {
    if (brace === "}") return opened.pop() ?? "}";
    opened.push(before ? ")" : "}");
    return before ? `${before}(` : "{";
  });
}
