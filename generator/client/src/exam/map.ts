// Only this module draws the navigator of an exam: a button for each question that tells by sign and words whether it is
// answered, not read yet, open or flagged, and which one is shown.

import { icon, make } from "../ui/dom";
import { list, t } from "../ui/strings";
import { countOf, type Sitting, type Standing, standingOf } from "./exam-state";

const SIGNS = { answered: "✓", unread: "?", open: "○", flagged: "⚑" } as const;

export class ExamMap {
  readonly node = make("nav", { class: "study-exam-map", "aria-label": t("exam.map") });
  readonly #count = make("p", { class: "study-exam-count" });
  readonly #list = make("ol", { class: "study-exam-places" });
  readonly #buttons: HTMLButtonElement[];
  /** What the sign means of which most exams have none. */
  readonly #unread = make("span", {}, icon(SIGNS.unread), " ", t("exam.unread"));

  /** @param go shows the question at a place, from 0. */
  constructor(n: number, go: (place: number) => void) {
    this.#buttons = Array.from({ length: n }, (_, place) => {
      const node = make("button", { type: "button", class: "study-exam-place" });
      node.addEventListener("click", () => go(place));
      return node;
    });
    this.#list.append(...this.#buttons.map((node) => make("li", {}, node)));
    const legend = Object.entries(SIGNS).map(([state, sign]) => {
      if (state === "unread") return this.#unread;
      return make("span", {}, icon(sign), " ", t(`exam.${state as keyof typeof SIGNS}`));
    });
    this.node.append(
      this.#count,
      this.#list,
      make("p", { class: "study-exam-legend", "aria-hidden": "true" }, ...legend),
    );
  }

  draw(sitting: Sitting): void {
    const { keys, flags, at } = sitting;
    this.#count.textContent = t("exam.count", { done: countOf(sitting, "answered"), n: keys.length });
    this.#unread.hidden = countOf(sitting, "unread") === 0;
    keys.forEach((key, place) => {
      this.#drawPlace(place, standingOf(sitting, key), flags.includes(key), place === at);
    });
  }

  #drawPlace(place: number, state: Standing, flagged: boolean, current: boolean): void {
    const node = this.#buttons[place];
    if (!node) return;
    const states = list([t(`exam.${state}`), ...(flagged ? [t("exam.flagged")] : [])]);
    node.setAttribute("aria-label", t("exam.entry", { i: place + 1, states }));
    node.dataset["answered"] = String(state === "answered");
    if (current) node.setAttribute("aria-current", "true");
    else node.removeAttribute("aria-current");
    const signs = [icon(SIGNS[state]), ...(flagged ? [icon(SIGNS.flagged)] : [])];
    node.replaceChildren(
      make("span", { "aria-hidden": "true" }, String(place + 1)),
      make("span", { class: "study-exam-signs" }, ...signs),
    );
  }
}
