// Only this module knows how the parts of the page "progress" look alike: a section under its heading, and how numbers
// and days are written.

import { noonOf } from "../schedule/figures";
import { make } from "../ui/dom";
import { locale } from "../ui/strings";

let sections = 0;

/** A part of the page under its heading. */
export function section(title: string, ...content: Node[]): HTMLElement {
  sections += 1;
  const id = `study-section-${sections}`;
  return make("section", { class: "study-section", "aria-labelledby": id }, make("h2", { id }, title), ...content);
}

/** "93%" as the page's language writes it. */
export function percent(share: number): string {
  return new Intl.NumberFormat(locale(), { style: "percent", maximumFractionDigits: 0 }).format(share);
}

/** A day by its number: "24 Nov". */
export function dayWords(
  day: number,
  options: Intl.DateTimeFormatOptions = { day: "numeric", month: "short" },
): string {
  return new Intl.DateTimeFormat(locale(), { ...options, timeZone: "UTC" }).format(noonOf(day));
}
