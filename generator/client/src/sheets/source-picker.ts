// Only this module knows the control that says of what a sheet is made: a topic, a deck, or what the address selects.

import type { IndexedDeck, Library } from "../library/library";
import { EVERYTHING, type Selection } from "../library/selection";
import { make } from "../ui/dom";
import { grouped } from "../ui/groups";
import { t } from "../ui/strings";

/** A list of topics and decks. What is chosen there takes the place of all the selection. */
export function whatControl(
  library: Library,
  selection: Selection,
  changed: (selection: Selection) => void,
): HTMLElement {
  const select = make("select", { class: "study-sheet-control" });
  const now = optionOf(selection);
  const known = [...grouped(library.decks, ({ topic }) => topic)].map(([topic, decks]) => topicGroup(topic, decks));
  select.append(...known);
  const current = [...select.options].find(({ value }) => value === now);
  if (current) current.selected = true;
  else
    select.prepend(make("option", { value: "", selected: "" }, t(now === "" ? "sheets.choose-what" : "sheets.chosen")));
  select.addEventListener("change", (event) => {
    // The form around it knows nothing of a selection.
    event.stopPropagation();
    changed(selectionOf(select.value));
  });
  return make("label", { class: "study-sheet-label study-sheet-what" }, make("span", {}, t("sheets.what")), select);
}

function topicGroup(topic: string, decks: readonly IndexedDeck[]): HTMLElement {
  const key = decks[0]?.deck.split("/")[0] ?? "";
  const all = make("option", { value: `topic=${key}` }, t("sheets.all-of", { topic }));
  const single = decks.map(({ deck, title }) => make("option", { value: `deck=${deck}` }, title));
  return make("optgroup", { label: topic }, all, ...single);
}

/** The value for a selection of one topic or one deck; "" for none at all, "more" for any other. */
function optionOf({ deck, topic, tag, level, type, is, n }: Selection): string {
  const others = [tag, level, type, is].some((values) => values.length) || n > 0;
  if (!others && deck.length + topic.length === 0) return "";
  if (others || deck.length + topic.length > 1) return "more";
  return deck.length ? `deck=${deck[0]}` : `topic=${topic[0]}`;
}

function selectionOf(value: string): Selection {
  const [name, key = ""] = value.split("=");
  return { ...EVERYTHING, ...(name === "deck" ? { deck: [key] } : { topic: [key] }) };
}
