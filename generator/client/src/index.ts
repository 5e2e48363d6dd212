// The entry: which elements there are. A new item type is one more line in this table.

import { StudyContinue } from "./continue";
import { StudyDeck } from "./deck";
import { StudyDecks } from "./decks";
import { define } from "./define";
import { StudyCard } from "./items/card";
import { StudyChoice } from "./items/choice";
import { StudyExplain } from "./items/explain";
import { listenToKeys } from "./keys";

const elements: Record<string, CustomElementConstructor> = {
  "study-card": StudyCard,
  "study-choice": StudyChoice,
  "study-explain": StudyExplain,
  "study-deck": StudyDeck,
  "study-decks": StudyDecks,
  "study-continue": StudyContinue,
};

for (const [name, element] of Object.entries(elements)) define(name, element);
listenToKeys();
