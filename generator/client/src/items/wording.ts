// Only this module knows how the key of an item is kept in words, so that a change of it can be told later: once for
// each wording, and only of items that came back on a later day, since a log grows for years and a first one is handed
// over by a link.

import { DAY } from "../log/day";
import { siteLog } from "../log/log";
import type { Entry, LogRecord } from "../log/record";
import { historyOf, type Identity } from "../log/replay";

/** Characters that are kept of a key. */
const MOST = 120;

/** What an answer has beside the key. */
const BESIDE =
  ".study-explanation, .study-feedback, .study-foreseen, .study-refs, .study-counts-if, .study-model-answer, .study-concept-card, .study-controls";

document.addEventListener("study-record", (event) => {
  const { target, detail } = event as CustomEvent<Entry>;
  if (!isIdentified(target) || detail.item !== target.identity.item) return;
  const past = historyOf(siteLog().records, target.identity);
  const [first] = past;
  const cameBack = first !== undefined && Date.now() - first.at > DAY / 2;
  if (cameBack && !isKept(past, detail.fingerprint)) detail.wording = keyInWords(target);
});

/** An item, which says who it is. */
function isIdentified(target: unknown): target is Element & { identity: Identity } {
  return target instanceof Element && "identity" in target;
}

function isKept(past: readonly LogRecord[], fingerprint: string): boolean {
  return past.some((record) => record.wording !== undefined && record.fingerprint === fingerprint);
}

/** The key of an item on one line, without what is said about it. */
export function keyInWords(item: Element): string {
  const answer = item.querySelector(":scope > details.study-answer > .study-answer-body")?.cloneNode(true) as
    | Element
    | undefined;
  for (const part of answer?.querySelectorAll(BESIDE) ?? []) part.remove();
  // A formula is what its author typed, whether it is typeset by now or not.
  for (const math of answer?.querySelectorAll(".katex") ?? [])
    math.replaceWith(math.querySelector("annotation")?.textContent ?? "");
  // Parts that stand below each other must not run together.
  for (const part of answer?.querySelectorAll("li, p, dt, dd, div, tr") ?? []) part.append(" · ");
  const words = (answer?.textContent ?? "").replace(/\s+/g, " ");
  const dotted = words.replace(/(?<=:)( ·)+|( ·)+(?= |$)/g, (_all, after?: string) => (after ? "" : " ·"));
  return shortened(dotted.replace(/^[ ·]+|[ ·]+$/g, ""));
}

function shortened(words: string): string {
  return words.length > MOST ? `${words.slice(0, MOST - 1)}…` : words;
}
