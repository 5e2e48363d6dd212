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
  "approx ≈ equiv ≡ propto ∝ sim ∼ partial ∂ nabla ∇ sum ∑ prod ∏ int ∫ hbar ℏ ell ℓ " +
  "varepsilon ε vartheta θ varphi φ"
).split(" ");

const SIGNS = new Map(NAMES.flatMap((name, at) => (at % 2 ? [] : [[name, NAMES[at + 1] ?? ""]])));

const HIGH =
  /[\xb2\xb3\xb9\u2070\u2071\u2074-\u207f\u02b0-\u02b8\u02e1-\u02e3\u1d2c-\u1d2e\u1d30-\u1d3a\u1d3c-\u1d4d\u1d4f-\u1d61]+/g;
const LOW = /[\u2080-\u208e\u2090-\u209c\u1d62-\u1d6a\u2c7c]+/g;

/** 5 m is 5m, but log 8 is not log8. */
const IDLE_SPACE = /(?<![A-Za-z0-9]) +| +(?![A-Za-z0-9])|(?<=[0-9]) +(?=[A-Za-z])/g;
const ATOM = /([\^_√])([+-]?[0-9]+[+-]$|[+-]?[0-9]+|[+-]?[\p{L}\p{N}]|[+-])/gu;
/** What chemistry leaves out: H2O. */
const LOW_DIGITS = /(?<=\p{L})_\(([0-9]+)\)/gu;

/** m v is mv. */
const LETTERS = /(?<![A-Za-z\\])([A-Za-z]) +(?=[A-Za-z](?![A-Za-z]))/g;
/** 3 x 10^8. */
const TIMES = /(?<=[0-9]) ?x ?(?=10(?![0-9]))/g;
/** A function of one letter or number needs no brackets. */
const ARGUED = new RegExp(`(?<![A-Za-z])(${READ})(_\\([^()]*\\))?\\(([\\p{L}\\p{N}]+)\\)`, "gu");
/** Ca2+ has its charge high, whoever types it. */
const CHARGE = /(?<=[A-Za-z0-9)])\^\(([0-9]*)(?:([+-])\)|\)([+-]))$/;
const STYLE = /\\(?:left|right|mathrm|mathbf|mathit|mathbb|mathsf|text|operatorname|boldsymbol)(?![A-Za-z])/g;
const VULGAR = /([0-9]?)([\xbc-\xbe\u2150-\u215e])/g;
const FRACTION_COMMAND = /\\[dtc]?frac(?![A-Za-z]) */g;
const TAKEN = / *(\\[A-Za-z]+|[^}\s\\])/uy;
const MOST_FRACTIONS = 16;

const ALIKE: readonly [RegExp, string][] = [
  [/[·⋅∙∗×]/g, "*"],
  [/>=/g, "≥"],
  [/<=/g, "≤"],
  [/!=/g, "≠"],
  [/=>/g, "⇒"],
  [/\+\/?-/g, "±"],
  [/->/g, "→"],
];

/** Whether a text is the formula of a form; a full stop at the end is none of it. */
export function isFormula(text: string, form: string): boolean {
  return formulaForm(text) === form || formulaForm(text.replace(/[.。।۔]\s*$/, "")) === form;
}

function formulaForm(text: string): string {
  const spelled = fractions(text.replace(STYLE, "")).replace(VULGAR, (_, digit, one) => {
    return (digit ? `${digit} ` : "") + one.normalize("NFKC").replace("⁄", "/");
  });
  const high = spelled.replace(HIGH, (run) => `^(${run.normalize("NFKC")})`);
  const low = high.replace(LOW, (run) => `_(${run.normalize("NFKC")})`);
  const signs = tidy(low).replace(
    /(\\?)([A-Za-z]+)/g,
    (_, slash, word) => SIGNS.get(word) ?? (slash ? " " : "") + word,
  );
  const close = signs
    .replaceAll("\\", " ")
    .replace(/ +/g, " ")
    .replace(/ ?([\^_√]) ?/g, "$1");
  const atoms = grouped(close).replace(ATOM, "$1($2)").replace(LETTERS, "$1").replace(TIMES, "*");
  const tight = atoms.replace(LOW_DIGITS, "$1").replace(IDLE_SPACE, "").trim();
  const alike = ALIKE.reduce((one, [variants, sign]) => one.replace(variants, sign), tight);
  const argued = alike.replace(ARGUED, (_, name, low, argument) => name + (low ?? " ") + argument);
  return divided(argued.replace(CHARGE, (_, digits, inside = "", behind = "") => digits + inside + behind));
}

/** With a mark before each half in braces in place of the command of a fraction. */
function fractions(text: string): string {
  const found = [...text.matchAll(FRACTION_COMMAND)].slice(0, MOST_FRACTIONS);
  // The innermost come last.
  return found.reduceRight((whole, { 0: command, index }) => {
    const [top, middle] = argument(whole, index + command.length);
    const [bottom, end] = argument(whole, middle);
    if (!top || !bottom) return whole;
    return `${whole.slice(0, index)}${FRACTION}{${top}}${FRACTION}{${bottom}}${whole.slice(end)}`;
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
  return text.replace(/([\^_√\ue002]?)\{|\}/g, (brace, before) => {
    if (brace === "}") return opened.pop() ?? "}";
    opened.push(before ? ")" : "}");
    return before ? `${before}(` : "{";
  });
}
