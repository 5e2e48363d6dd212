// Only this module knows when what is typed into a line is a formula: one form for what TeX, Unicode and keyboards
// write. Pure: Python makes the form of the key by the same rules.

import { tidy } from "../compare";

/** What an accepted text starts with that is the form of a formula. */
export const FORMULA = "\ue000";

const NAMES = (
  "alpha α beta β gamma γ delta δ epsilon ε zeta ζ eta η theta θ iota ι kappa κ lambda λ mu μ nu ν xi ξ pi " +
  "π rho ρ sigma σ tau τ upsilon υ phi φ chi χ psi ψ omega ω Gamma Γ Delta Δ Theta Θ Lambda Λ Xi Ξ Pi Π " +
  "Sigma Σ Phi Φ Psi Ψ Omega Ω sqrt √ cdot * times * pm ± neg ¬ lnot ¬ geq ≥ ge ≥ leq ≤ le ≤ neq ≠ infty ∞ " +
  "in ∈ cup ∪ cap ∩ subseteq ⊆ to → rightarrow → land ∧ wedge ∧ lor ∨ vee ∨ forall ∀ exists ∃"
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

const ALIKE: readonly [RegExp, string][] = [
  [/[·⋅∙∗×]/g, "*"],
  [/>=/g, "≥"],
  [/<=/g, "≤"],
  [/\+-/g, "±"],
  [/->/g, "→"],
];

/** Whether a text is the formula of a form; a full stop at the end is none of it. */
export function isFormula(text: string, form: string): boolean {
  return formulaForm(text) === form || formulaForm(text.replace(/[.。।۔]\s*$/, "")) === form;
}

function formulaForm(text: string): string {
  const high = text.replace(HIGH, (run) => `^(${run.normalize("NFKC")})`);
  const low = high.replace(LOW, (run) => `_(${run.normalize("NFKC")})`);
  const signs = tidy(low).replace(
    /(\\?)([A-Za-z]+)/g,
    (_, slash, word) => SIGNS.get(word) ?? (slash ? " " : "") + word,
  );
  const close = signs.replaceAll("\\", " ").replace(/ *([\^_√]) */g, "$1");
  const atoms = grouped(close).replace(ATOM, "$1($2)").replace(LOW_DIGITS, "$1");
  return ALIKE.reduce((one, [variants, sign]) => one.replace(variants, sign), atoms.replace(IDLE_SPACE, "").trim());
}

/** With round brackets for the braces that hold what is high, low or under a root. */
function grouped(text: string): string {
  const opened: string[] = [];
  return text.replace(/([\^_√]?)\{|\}/g, (brace, before) => {
    if (brace === "}") return opened.pop() ?? "}";
    opened.push(before ? ")" : "}");
    return before ? `${before}(` : "{";
  });
}
