// Only this module knows what paper gets that the screen has not: the key of all questions in one place, after them.
// It exists only while the page is printed.

import { copyOf, make } from "./dom";
import type { StudyItem } from "./item";
import { t } from "./strings";

/** The questions with their keys, in the order of the page. */
export function keySheet(items: readonly StudyItem[]): HTMLElement {
  removeKeySheets();
  const entries = items.map((item) => {
    const question = make("p", { class: "study-key-question" });
    if (item.heading) question.append(copyOf(item.heading));
    question.querySelector(".headerlink")?.remove();
    return make("div", { class: "study-key-entry" }, question, item.paperKey());
  });
  return make("section", { class: "study-key-sheet" }, make("h2", {}, t("deck.key")), ...entries);
}

export function removeKeySheets(): void {
  for (const sheet of document.querySelectorAll(".study-key-sheet")) sheet.remove();
}
