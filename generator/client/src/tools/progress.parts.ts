// Only this module knows how the parts of the page "progress" look alike: a section under its heading, and how numbers
// and days are written.

import { noonOf } from "../figures";
import { make, t } from "../later";

/** The digits of the interface's other texts. */
const LATIN = "-u-nu-latn";
let sections = 0;

/** A part of the page under its heading. */
export function section(title: string, ...content: Node[]): HTMLElement {
  const id = `study-section-${(sections += 1)}`;
  return make("section", { class: "study-section", "aria-labelledby": id }, make("h2", { id }, title), ...content);
}

/** "93%" as the page's language writes it. */
export function percent(share: number): string {
  return new Intl.NumberFormat(t("lang") + LATIN, { style: "percent", maximumFractionDigits: 0 }).format(share);
}

/** A day by its number: "24 Nov". */
export function dayWords(day: number, options: Intl.DateTimeFormatOptions = { day: "numeric", month: "short" }): string {
  return new Intl.DateTimeFormat(t("lang") + LATIN, { ...options, timeZone: "UTC" }).format(noonOf(day));
}

/** Groups in the order in which each key came first. */
export function grouped<Key, Value>(values: Iterable<Value>, keyOf: (value: Value) => Key): [Key, Value[]][] {
  const groups = new Map<Key, Value[]>();
  for (const value of values) {
    const key = keyOf(value);
    const group = groups.get(key);
    if (group) group.push(value);
    else groups.set(key, [value]);
  }
  return [...groups];
}
