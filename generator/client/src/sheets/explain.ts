// Only this module knows the explain sheet: prompts with as many lines to write on as were asked for, and for the key
// the concepts with a box each.

import { make } from "../ui/dom";
import { type Arrange, type Asked, ask, withKey } from "./blocks";
import type { Draft, Making } from "./draft";
import { flowing } from "./pages";

export function explain({ library, units, query, shared, head, foot }: Making): Draft {
  const asked = ask(library, units, shared);
  for (const each of asked.flatMap((unit) => unit.asked)) rule(each, query.lines);
  return flowing(withKey(asked, head(), query.key, below), foot);
}

function rule({ paper }: Asked, lines: number): void {
  const rules = Array.from({ length: lines }, () => make("span", { class: "study-line", "aria-hidden": "true" }));
  paper.body.querySelector(".study-answer-line")?.replaceChildren(...rules);
}

/** What is to be judged stands below what was written. */
const below: Arrange = (question, key) => make("div", { class: "study-paper-below" }, question, ...(key ? [key] : []));
