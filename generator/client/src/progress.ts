// Only this module draws progress: a bar with one segment per item, grouped by part. Shape tells a segment's state and
// colour repeats it; the bar's text alternative says the same in words.

import { make } from "./dom";
import { type State, isAnswered } from "./grade";
import { type Key, list, t } from "./strings";

/** The items of one part of a page. */
export interface PartProgress {
  label: string;
  states: readonly State[];
}

const COUNTED: readonly [State, Key][] = [
  ["right", "deck.some-right"],
  ["partly", "deck.some-partly"],
  ["wrong", "deck.some-wrong"],
];

export function progressBar(parts: readonly PartProgress[]): HTMLElement {
  const groups = parts.map(({ states }) => {
    return make("span", { class: "study-bar-part" }, ...states.map(segment));
  });
  const attributes = { class: "study-bar", role: "img", "aria-label": parts.map(inWords).join(". ") };
  return make("div", attributes, ...groups);
}

function segment(state: State): HTMLElement {
  return make("span", { class: "study-segment", "data-state": isAnswered(state) && state });
}

function inWords({ label, states }: PartProgress): string {
  const counts = COUNTED.map(([state, key]) => ({ key, n: states.filter((each) => each === state).length }));
  counts.push({ key: "deck.some-open", n: states.filter((state) => !isAnswered(state)).length });
  const said = counts.filter(({ n }) => n > 0).map(({ key, n }) => t(key, { n }));
  return t("deck.progress", { part: label, list: list(said) });
}

/** How many of a deck's items were answered: a bar, and the numbers. */
export function deckProgress(done: number, n: number): HTMLElement {
  const bar = make("span", { class: "study-deck-bar", role: "img", "aria-label": t("deck.answered", { done, n }) });
  bar.style.setProperty("--study-done", String(n ? done / n : 0));
  return make("div", { class: "study-deck-progress" }, bar, countText(done, n));
}

/** "4 of 12", for the eye beside a bar. */
export function countText(done: number, n: number): HTMLElement {
  return make("span", { class: "study-count" }, t("deck.count", { done, n }));
}
