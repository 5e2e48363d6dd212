// Only this module draws the navigator of an exam: a button for each question that tells by sign and words whether it is
// answered, open or flagged, and which one is shown.

import { icon, make } from "../ui/dom";
import { list, t } from "../ui/strings";
import { openIn, type Sitting } from "./exam-state";

const SIGNS = { answered: "✓", open: "○", flagged: "⚑" } as const;

export class ExamMap {
  readonly node = make("nav", { class: "study-exam-map", "aria-label": t("exam.map") });
  readonly #count = make("p", { class: "study-exam-count" });
  readonly #list = make("ol", { class: "study-exam-places" });
  readonly #buttons: HTMLButtonElement[];

  /** @param go shows the question at a place, from 0. */
  constructor(n: number, go: (place: number) => void) {
    this.#buttons = Array.from({ length: n }, (_, place) => {
      const node = make("button", { type: "button", class: "study-exam-place" });
      node.addEventListener("click", () => go(place));
      return node;
    });
    this.#list.append(...this.#buttons.map((node) => make("li", {}, node)));
    const legend = Object.entries(SIGNS).map(([state, sign]) => {
      return make("span", {}, icon(sign), " ", t(`exam.${state as keyof typeof SIGNS}`));
    });
    this.node.append(
      this.#count,
      this.#list,
      make("p", { class: "study-exam-legend", "aria-hidden": "true" }, ...legend),
    );
  }

  draw(sitting: Sitting): void {
    const open = new Set(openIn(sitting));
    const n = sitting.keys.length;
    this.#count.textContent = t("exam.count", { done: n - open.size, n });
    sitting.keys.forEach((key, place) => {
      this.#drawPlace(place, open.has(place) ? "open" : "answered", sitting.flags.includes(key), place === sitting.at);
    });
  }

  #drawPlace(place: number, state: "open" | "answered", flagged: boolean, current: boolean): void {
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
