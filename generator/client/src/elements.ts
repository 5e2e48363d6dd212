// Which elements there are. A new item type is one more line in one of these tables.

import { StudyDeck } from "./deck/deck";
import { StudyCard } from "./items/card/card";
import { StudyChoice } from "./items/choice/choice";
import { listenToKeys } from "./items/keys";
import { StudyTrueFalse } from "./items/true-false/true-false";
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
  "study-cloze": () => import("./items/cloze/cloze"),
  "study-explain": () => import("./items/explain/explain"),
  "study-label": () => import("./items/label/label"),
  "study-numeric": () => import("./items/numeric/numeric"),
  "study-text": () => import("./items/text/text"),
  "study-order": () => import("./items/order/order"),
  "study-mark": () => import("./items/mark/mark"),
  "study-match": () => import("./items/match/match"),
  "study-predict": () => import("./items/predict/predict"),
  "study-decks": async () => ({ default: (await import("./deck/lists")).StudyDecks }),
  "study-continue": async () => ({ default: (await import("./deck/lists")).StudyContinue }),
  "study-tool": () => import("./tools"),
};

/** Wakes the page up. The deck comes last: it asks for its items. */
export function start(): void {
  for (const [name, element] of Object.entries(elements)) define(name, element);
  defineLater(later);
  define("study-deck", StudyDeck);
  listenToKeys();
}
