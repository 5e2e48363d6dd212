// Only this module draws the choices of a filter: one row of pills, one of them pressed.

import { make } from "../ui/dom";
import { t } from "../ui/strings";
import type { Facet } from "./filter";

/** Pills for one facet, the chosen one pressed. */
export function pills(facet: Facet, values: Map<string, string>, choose: (value: string) => void): HTMLElement {
  const label = t(facet === "level" ? "deck.level" : "deck.tag");
  const group = make("div", { class: "study-pills", role: "group", "aria-label": label, "data-facet": facet });
  for (const [value, text] of [["", t("deck.all")] as const, ...values]) {
    const pill = make("button", { type: "button", class: "study-pill", value }, text);
    pill.addEventListener("click", () => choose(value));
    group.append(pill);
  }
  return group;
}

export function press(group: HTMLElement, value: string): void {
  for (const pill of group.querySelectorAll("button")) pill.setAttribute("aria-pressed", String(pill.value === value));
}
