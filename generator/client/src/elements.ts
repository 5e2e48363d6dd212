// Which elements there are. A new item type is one more line in one of these tables.

import { type Chunk, defineLater } from "./chunks";
import { StudyDeck } from "./deck";
import { define } from "./define";
import { StudyCard } from "./items/card";
import { StudyChoice, StudyTrueFalse } from "./items/choice";
import { listenToKeys } from "./keys";

/** What most decks have. */
const elements: Record<string, CustomElementConstructor> = {
  "study-card": StudyCard,
  "study-choice": StudyChoice,
  "study-true-false": StudyTrueFalse,
};

/** What comes when a page has it. */
const later: Record<string, Chunk> = {
  "study-cloze": async () => (await import("./items/cloze")).StudyCloze,
  "study-explain": async () => (await import("./items/explain")).StudyExplain,
  "study-numeric": async () => (await import("./items/numeric")).StudyNumeric,
  "study-text": async () => (await import("./items/text")).StudyText,
  "study-order": async () => (await import("./items/order")).StudyOrder,
  "study-match": async () => (await import("./items/match")).StudyMatch,
  "study-predict": async () => (await import("./items/predict")).StudyPredict,
  "study-decks": async () => (await import("./lists")).StudyDecks,
  "study-continue": async () => (await import("./lists")).StudyContinue,
  "study-tool": async () => (await import("./tools")).StudyTool,
};

/** Wakes the page up. The deck comes last: it asks for its items. */
export function start(): void {
  for (const [name, element] of Object.entries(elements)) define(name, element);
  defineLater(later);
  define("study-deck", StudyDeck);
  listenToKeys();
}
