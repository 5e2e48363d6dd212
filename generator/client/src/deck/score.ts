// Only this module says the score of a deck's questions in words, below the last of them, once all are answered.

import type { StudyItem } from "../items/item";
import { button, make, row } from "../ui/dom";
import { list, t } from "../ui/strings";

export class ScoreLine {
  readonly node = make("div", { class: "study-score study-controls", hidden: "" });
  readonly #words = make("p", { class: "study-score-words" });
  readonly #again: HTMLElement;
  /** Unset until it was drawn once: what the log brings is shown, not announced. */
  #said: string | undefined;

  constructor(again: () => void) {
    this.#again = row(button(t("deck.again-wrong"), again));
    this.node.append(this.#words, this.#again);
  }

  /** Shows the score of the questions in sight; returns it when it has just become complete. */
  draw(questions: readonly StudyItem[], onlyWrongOnes: boolean): string {
    const complete = questions.length > 0 && questions.every((item) => item.settled);
    const words = complete ? scoreOf(questions) : "";
    const isNew = words !== "" && this.#said !== undefined && words !== this.#said;
    this.#said = words;
    this.#words.textContent = words;
    this.node.hidden = !complete;
    this.#again.hidden = onlyWrongOnes || questions.every((item) => item.state === "right");
    return isNew ? words : "";
  }
}

/** "4 of 5 right, 1 wrong". */
function scoreOf(questions: readonly StudyItem[]): string {
  const count = (state: string): number => questions.filter((item) => item.state === state).length;
  const parts = [t("deck.score", { right: count("right"), n: questions.length })];
  if (count("partly")) parts.push(t("deck.some-partly", { n: count("partly") }));
  if (count("wrong")) parts.push(t("deck.some-wrong", { n: count("wrong") }));
  return parts.length > 1 ? list(parts) : (parts[0] ?? "");
}
