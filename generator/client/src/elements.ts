// Which elements there are. A new item type is one more line in one of these tables.

import { StudyDeck } from "./deck/deck";
import { StudyCard } from "./items/card/element";
import { StudyChoice, StudyTrueFalse } from "./items/choice/element";
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
  "study-cloze": async () => (await import("./items/cloze/element")).StudyCloze,
  "study-explain": async () => (await import("./items/explain/element")).StudyExplain,
  "study-numeric": async () => (await import("./items/numeric/element")).StudyNumeric,
  "study-text": async () => (await import("./items/text/element")).StudyText,
  "study-order": async () => (await import("./items/order/element")).StudyOrder,
  "study-match": async () => (await import("./items/match/element")).StudyMatch,
  "study-predict": async () => (await import("./items/predict/element")).StudyPredict,
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
