// Which elements there are. A new item type is one more line in one of these tables.

import { StudyDeck } from "./deck/deck";
import { StudyCard } from "./items/card/card";
import { StudyChoice, StudyTrueFalse } from "./items/choice/choice";
import { listenToKeys } from "./items/keys";
import { type Chunk, defineLater } from "./ui/chunks";
import { define } from "./ui/define";

/** What most decks have. */
const elements: Record<string, CustomElementConstructor> = {
  "study-card": StudyCard,
  "study-choice": StudyChoice,
  "study-true-false": StudyTrueFalse,
};

/** What comes when a page has it. */
const later: Record<string, Chunk> = {
  "study-cloze": async () => (await import("./items/cloze/cloze")).StudyCloze,
  "study-explain": async () => (await import("./items/explain/explain")).StudyExplain,
  "study-numeric": async () => (await import("./items/numeric/numeric")).StudyNumeric,
  "study-text": async () => (await import("./items/text/text")).StudyText,
  "study-order": async () => (await import("./items/order/order")).StudyOrder,
  "study-match": async () => (await import("./items/match/match")).StudyMatch,
  "study-predict": async () => (await import("./items/predict/predict")).StudyPredict,
  "study-decks": async () => (await import("./deck/lists")).StudyDecks,
  "study-continue": async () => (await import("./deck/lists")).StudyContinue,
  "study-tool": async () => (await import("./tools")).StudyTool,
};

/** Wakes the page up. The deck comes last: it asks for its items. */
export function start(): void {
  for (const [name, element] of Object.entries(elements)) define(name, element);
  defineLater(later);
  define("study-deck", StudyDeck);
  listenToKeys();
}
