// Only this module knows how an answer that was just shown is read out: which parts of an item, in which order, in the
// language of each, whole, and with formulas in words. Focus says only where it has come to, so nothing is heard twice.

import english from "../../../byheart/strings/en.json?aloud";
import { make } from "../ui/dom";
import { addStrings, t } from "../ui/strings";

addStrings(english);

/** What is not said: it cannot be seen, or is there to be pressed. */
const UNSAID =
  "[hidden], [aria-hidden=true], button, input, select, textarea, script, style, .study-buttons, .study-rating";
/** After these a pause is made. */
const BLOCK = "p, li, div, pre, dt, dd, tr, blockquote, figure, summary, h1, h2, h3, h4, h5, h6";
const ENDS = /[.!?:;,…؟،؛。！？：]\s*$/;

/** Fills the live region of an item with what it shows as its answer. */
export function readOut(item: Element, live: Element): void {
  const said = answersOf(item).flatMap((part) => piecesOf(part));
  live.replaceChildren(...joined(said).map(({ text, lang }) => (lang ? make("span", { lang }, text) : text)));
}

/** Of a static key, what else is shown elsewhere. */
const ELSEWHERE = ":is(.study-explanation, .study-refs, .study-foreseen, .study-feedback, .study-label)";

/**
 * The verdict, the options that it is about, what else stands below it, and a model answer; or what was recalled. Pairs
 * are marked by letters, so they are read from the key.
 */
function answersOf(item: Element): Element[] {
  const [line, ...more] = item.querySelector(":scope > .study-verdict:not([hidden])")?.children ?? [];
  const options = item.querySelectorAll(".study-options > li:not([data-mark=''])[data-mark]");
  const pairs = item.querySelector(".study-match-row[data-mark=wrong]")
    ? item.querySelectorAll(`:scope > details.study-answer > .study-answer-body > :not(${ELSEWHERE})`)
    : [];
  const recalled = item.querySelectorAll(":scope > details.study-answer[open]:not([hidden]) > .study-answer-body");
  const model = item.querySelectorAll(":scope > .study-compare:not([hidden]) > .study-good");
  return [...(line ? [line] : []), ...options, ...pairs, ...more, ...recalled, ...model];
}

/** A run of text in one language; "" stands for the page's. */
interface Piece {
  text: string;
  lang: string;
}

function piecesOf(node: Node, lang = ""): Piece[] {
  if (node instanceof Text) return [{ text: node.data.replace(/\s+/g, " "), lang }];
  if (!(node instanceof Element) || node.matches(UNSAID)) return [];
  if (node.matches(".katex")) return [{ text: wordsOf(node.querySelector("math")), lang: "" }];
  const own = node.getAttribute("lang") ?? lang;
  if (node instanceof HTMLImageElement) return [{ text: ` ${node.alt} `, lang: own }];
  const closed = node instanceof HTMLDetailsElement && !node.open;
  const children = [...node.childNodes].filter((child) => !closed || (child as Element).localName === "summary");
  const pieces = children.flatMap((child) => piecesOf(child, own));
  if (node.matches("dt, .study-letter")) return paused(pieces, ": ");
  if (node.matches("td, th")) return paused(pieces, ", ");
  return node.matches(BLOCK) ? paused(pieces, ". ") : pieces;
}

/** Ends with a pause, unless there is one or nothing is said. */
function paused(pieces: Piece[], pause: string): Piece[] {
  const said = pieces.map(({ text }) => text).join("");
  const last = pieces.at(-1);
  if (!last || !said.trim()) return pieces;
  return [...pieces, { text: ENDS.test(said) ? " " : pause, lang: last.lang }];
}

/** One piece for each run in one language. */
function joined(pieces: readonly Piece[]): Piece[] {
  const runs: Piece[] = [];
  for (const { text, lang } of pieces) {
    const last = runs.at(-1);
    if (last && (last.lang === lang || !text.trim())) last.text += text;
    else runs.push({ text, lang });
  }
  return runs.map(({ text, lang }) => ({ text: text.replace(/\s+/g, " ").replace(/ ([.,])/g, "$1"), lang }));
}

// Formulas

/** What stands for an operator that is only to be heard as a pause, or not at all. */
const SILENT = /[\u2061-\u2064\u200b]/g;
/** Between the limits of these something is taken. */
const OVER_A_RANGE = /^[∑∏∫∮⋃⋂⨁⨂∐]$/;

/** A formula in words, from its MathML: "x to the power of 2 plus 1" reads better than its TeX. */
export function wordsOf(math: Element | null): string {
  if (!math) return "";
  const parts = [...math.children].filter(({ localName }) => localName !== "annotation");
  const [a, b, c] = parts.map(grouped);
  switch (math.localName) {
    case "msup":
    case "mover":
      return t("aloud.power", { a: a ?? "", b: b ?? "" });
    case "msub":
    case "munder":
      return t("aloud.index", { a: a ?? "", b: b ?? "" });
    case "msubsup":
    case "munderover": {
      if (OVER_A_RANGE.test(a ?? "")) return t("aloud.range", { a: a ?? "", b: b ?? "", c: c ?? "" });
      return t("aloud.power", { a: t("aloud.index", { a: a ?? "", b: b ?? "" }), b: c ?? "" });
    }
    case "mfrac":
      return t("aloud.over", { a: a ?? "", b: b ?? "" });
    case "msqrt":
      return t("aloud.root", { a: parts.map(wordsOf).join(" ") });
    case "mroot":
      return t("aloud.nth-root", { a: a ?? "", b: b ?? "" });
    case "mtr":
    case "mlabeledtr":
      return `${parts.map(wordsOf).join(", ")};`;
  }
  if (!parts.length) return (math.textContent ?? "").replace(SILENT, "").trim();
  return parts.map(wordsOf).filter(Boolean).join(" ");
}

/** What has more than one part is kept together by brackets. */
function grouped(part: Element): string {
  const words = wordsOf(part);
  const isOne = !words.includes(" ") || /^[([].*[)\]]$/.test(words);
  return isOne ? words : `(${words})`;
}
