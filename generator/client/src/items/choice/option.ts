// Only this module knows the row of one option: a native input in its label, a letter that is also its key, and the
// mark and the remark it gets when it was judged.

import { copyOf, icon, make } from "../../ui/dom";
import { type Key, t } from "../../ui/strings";

export type Mark = "" | "key" | "chosen-right" | "chosen-wrong";

const MARKS: Record<Exclude<Mark, "">, [sign: string, words: Key]> = {
  key: ["✓", "choice.mark-key"],
  "chosen-right": ["✓", "choice.mark-your-key"],
  "chosen-wrong": ["✗", "choice.mark-your-choice"],
};

export class ChoiceOption {
  readonly id: string;
  readonly input: HTMLInputElement;
  readonly #node: HTMLElement;
  readonly #added = make("div", { class: "study-option-verdict study-controls" });

  /** @param index the place at which it is shown, counted from 0. */
  constructor(node: HTMLElement, type: "radio" | "checkbox", item: string, index: number) {
    this.id = node.dataset["option"] ?? "";
    this.#node = node;
    this.input = make("input", { type, name: `study:${item}`, value: this.id, class: "study-option-input" });
    const text = make("div", { class: "study-option-text" }, ...node.childNodes);
    const letter = make("span", { class: "study-letter" }, String.fromCharCode(65 + index));
    node.replaceChildren(make("label", { class: "study-option" }, this.input, letter, text), this.#added);
  }

  /** Chooses it, or takes a checkbox back; returns whether that is possible now. */
  choose(): boolean {
    if (this.input.disabled) return false;
    this.input.click();
    this.input.focus();
    return true;
  }

  /** Puts its row behind all others. */
  moveLast(): void {
    this.#node.parentElement?.append(this.#node);
  }

  /** Says what became of it, in a word beside the sign, with a copy of the remark if there is one. */
  mark(mark: Mark, feedback: Element | null): void {
    this.#added.replaceChildren();
    if (mark) {
      this.#node.dataset["mark"] = mark;
      const [sign, key] = MARKS[mark];
      this.#added.append(make("span", { class: "study-mark" }, icon(sign), " ", t(key)));
    } else delete this.#node.dataset["mark"];
    if (feedback) this.#added.append(make("div", { class: "study-option-feedback" }, copyOf(feedback)));
  }
}
