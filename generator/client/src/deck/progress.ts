// Only this module draws progress: a bar with one segment per item, grouped by part; of a long deck, one segment for all
// items of a part in the same state, as long as their share. Shape tells a segment's state and colour repeats it; the
// bar's text alternative says the same in words.

import "../ui/deck-strings";
import { isAnswered, type State } from "../items/grade";
import { make } from "../ui/dom";
import { list, t } from "../ui/strings";

/** The items of one part of a page. */
export interface PartProgress {
  label: string;
  states: readonly State[];
}

const COUNTED = ["right", "partly", "wrong"] as const;

/** More segments than these are too narrow to be told apart on a phone. */
const MOST_SEGMENTS = 40;

export function progressBar(parts: readonly PartProgress[]): HTMLElement {
  const n = parts.reduce((sum, { states }) => sum + states.length, 0);
  const segments = n > MOST_SEGMENTS ? shares : (states: readonly State[]) => states.map((state) => segment(state));
  const groups = parts.map(({ states }) => {
    const group = make("span", { class: "study-bar-part" }, ...segments(states));
    if (n > MOST_SEGMENTS) group.style.flexGrow = String(states.length);
    return group;
  });
  const attributes = { class: "study-bar", role: "img", "aria-label": parts.map(inWords).join(". ") };
  return make("div", attributes, ...groups);
}

function segment(state: State): HTMLElement {
  return make("span", { class: "study-segment", "data-state": isAnswered(state) && state });
}

/** One segment for each state that occurs; what is open comes last. */
function shares(states: readonly State[]): HTMLElement[] {
  const open = states.filter((state) => !isAnswered(state));
  const groups = [...COUNTED.map((state) => states.filter((each) => each === state)), open];
  return groups.flatMap(([state, ...others]) => {
    if (state === undefined) return [];
    const node = segment(state);
    node.style.flexGrow = String(1 + others.length);
    return [node];
  });
}

function inWords({ label, states }: PartProgress): string {
  const told = states.map((state) => (isAnswered(state) ? state : "open"));
  const said = ([...COUNTED, "open"] as const).flatMap((state) => {
    const n = told.filter((each) => each === state).length;
    return n ? t(`deck.some-${state}`, { n }) : [];
  });
  return t("deck.progress", { part: label, list: list(said) });
}

/** "4 of 12", for the eye beside a bar. */
export function countText(done: number, n: number): HTMLElement {
  return make("span", { class: "study-count" }, t("deck.count", { done, n }));
}
