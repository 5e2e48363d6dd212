// Only this module knows the row of one concept: its text, when it counts, and the three buttons that judge it.

import { button, copyOf, make } from "../../ui/dom";
import { type Key, t } from "../../ui/strings";
import type { Judgement } from "./grade";

const JUDGEMENTS: readonly [Judgement, Key][] = [
  ["yes", "explain.yes"],
  ["partly", "explain.partly"],
  ["no", "explain.no"],
];

export class ConceptRow {
  readonly id: string;
  /** The id of the card to review when it was missed; "" for none. */
  readonly card: string;
  /** What it says, without the full stop, to be named in a sentence. */
  readonly name: string;
  readonly node: HTMLLIElement;
  readonly #buttons: HTMLButtonElement[];
  readonly #link: HTMLElement | null;

  /** Copies a concept of the static list, so that paper keeps that list whole; `place` says "Concept 1 of 3". */
  constructor(source: HTMLElement, place: string, judge: (judgement: Judgement) => void) {
    this.id = source.dataset["concept"] ?? "";
    this.card = source.dataset["card"] ?? "";
    const text = source.querySelector(".study-concept-text");
    this.name = (text?.textContent ?? "").trim().replace(/[.。]$/, "");
    this.#buttons = JUDGEMENTS.map(([judgement, key]) =>
      button(t(key), () => judge(judgement), { class: "study-judgement", "data-judgement": judgement }),
    );
    this.node = make("li", { class: "study-concept", tabindex: "-1" });
    this.node.append(make("p", { class: "study-concept-place" }, place), copyOf(source));
    const attributes = { class: "study-judgements", role: "group", "aria-label": this.name };
    this.#link = this.node.querySelector(".study-concept-card");
    this.node.insertBefore(make("div", attributes, ...this.#buttons), this.#link);
  }

  /** Shows it when it was judged or is next; the card behind it when it was missed. */
  show(judgement: Judgement | undefined, isNext: boolean, complete: boolean): void {
    this.node.hidden = !judgement && !isNext;
    this.node.dataset["judged"] = judgement ?? "";
    for (const node of this.#buttons) {
      node.setAttribute("aria-pressed", String(node.dataset["judgement"] === judgement));
    }
    if (this.#link) this.#link.hidden = !complete || judgement === "yes";
  }

  focus(): void {
    this.node.focus();
  }

  press(index: number): boolean {
    this.#buttons[index]?.click();
    return index < this.#buttons.length;
  }
}
