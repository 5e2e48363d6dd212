// The elements of pages that list decks: they share a chunk, since a deck's page needs none of them.

import english from "../../../byheart/strings/en.json?lists";
import { addStrings } from "../ui/strings";

export { StudyContinue } from "./continue";
export { StudyDecks } from "./decks";

addStrings(english);
