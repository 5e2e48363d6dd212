// Only this module knows the study sheet: all items with room to write; the key on pages of its own at the end, or
// beside each question behind a line to fold along, or nowhere.

import { make } from "../ui/dom";
import { type Arrange, ask, withKey } from "./blocks";
import type { Draft, Making } from "./draft";
import { flowing } from "./pages";

export function study({ library, units, query, shared, head, foot }: Making): Draft {
  const asked = ask(library, units, shared);
  return flowing(withKey(asked, head(), query.key, beside), foot);
}

/** The key beside its question, on a strip that is folded back. */
const beside: Arrange = (question, key) =>
  make("div", { class: "study-paper-folded" }, question, key ?? make("div", { class: "study-paper-key-entry" }));
