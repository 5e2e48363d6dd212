// The elements of pages that list decks: they share a chunk, since a deck's page needs none of them.

export { StudyContinue } from "./continue";
export { StudyDecks } from "./decks";
