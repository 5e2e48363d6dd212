// Only this module knows how topics and decks are chosen: a topic is a chip that stands for all of its decks, which
// unfold below it; some of them chosen leave the topic half chosen.

import { make } from "../ui/dom";
import { t } from "../ui/strings";
import type { Topic } from "./deck-choice";
import { chip, fieldset } from "./fields";

/** The fields of all topics; decks have the name `deck`. */
export function placeFields(topics: readonly Topic[], chosen: ReadonlySet<string>): HTMLFieldSetElement {
  const hint = make("p", { class: "study-form-hint" }, t("practice.everything"));
  const rows = topics.map((topic) => placeRow(topic, chosen));
  return fieldset(t("practice.places"), hint, make("div", { class: "study-places" }, ...rows));
}

function placeRow({ topic, title, decks }: Topic, chosen: ReadonlySet<string>): HTMLElement {
  const whole = chip("", topic, title, false);
  const all = boxOf(whole);
  all.removeAttribute("name");
  const own = decks.map(({ deck, title }) => chip("deck", deck, title, chosen.has(deck)));
  const boxes = own.map(boxOf);
  const tell = (): void => {
    const n = boxes.filter(({ checked }) => checked).length;
    all.checked = n === boxes.length;
    all.indeterminate = n > 0 && n < boxes.length;
  };
  all.addEventListener("change", () => boxes.forEach((box) => (box.checked = all.checked)));
  for (const box of boxes) box.addEventListener("change", tell);
  tell();
  const summary = make("summary", {}, t("practice.decks", { n: decks.length }));
  const unfolded = make(
    "details",
    { open: all.indeterminate && "" },
    summary,
    make("div", { class: "study-chips" }, ...own),
  );
  return make("div", { class: "study-place" }, whole, unfolded);
}

function boxOf(label: HTMLElement): HTMLInputElement {
  return label.querySelector("input") ?? make("input");
}
