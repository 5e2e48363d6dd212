// Only this module knows the filter of a deck: by level and by tag, which the page's address may ask for, and which
// headings and entries of the table of contents go with a hidden item.

import { type StudyItem, words } from "../items/item";

export type Facet = "level" | "tag";

/** What is asked for; an empty text asks for all. */
export type Filter = Readonly<Record<Facet, string>>;

/** The values that tell items apart, each with the label that the page gives it, in the order of the page. */
export function valuesOf(items: readonly StudyItem[], facet: Facet): Map<string, string> {
  const values = new Map<string, string>();
  for (const item of items) {
    for (const value of valuesAt(item, facet)) values.set(value, labelOf(item, facet) || value);
  }
  for (const value of values.keys()) {
    if (items.every((item) => valuesAt(item, facet).includes(value))) values.delete(value);
  }
  return values;
}

export function matches(item: StudyItem, filter: Filter): boolean {
  return (["level", "tag"] as const).every((facet) => !filter[facet] || valuesAt(item, facet).includes(filter[facet]));
}

/** The filter that the address asks for; a value that does not occur asks for all. */
export function filterInAddress(items: readonly StudyItem[]): Filter {
  const asked = new URL(location.href).searchParams;
  const known = (facet: Facet): string => {
    const value = asked.get(facet) ?? "";
    return valuesOf(items, facet).has(value) ? value : "";
  };
  return { level: known("level"), tag: known("tag") };
}

/** Hides an item with its heading and its key on paper, or shows them. */
export function setShown(item: StudyItem, shown: boolean): void {
  const id = item.heading?.id ?? "";
  const key = document.querySelector<HTMLElement>(`.study-key-entry[data-for="${CSS.escape(id)}"]`);
  for (const node of [item, key]) {
    if (node) node.hidden = !shown;
  }
  if (item.heading) setHeadingShown(item.heading, shown);
}

/** Hides a heading and its entry in the table of contents, or shows them. */
export function setHeadingShown(heading: HTMLElement, shown: boolean): void {
  heading.hidden = !shown;
  for (const link of document.querySelectorAll(`.md-nav--secondary a[href$="#${CSS.escape(heading.id)}"]`)) {
    link.closest("li")?.toggleAttribute("hidden", !shown);
  }
}

/** Hides what the items of a group share, with its heading, when all of them are hidden. */
export function setGroupsShown(items: readonly StudyItem[]): void {
  for (const panel of document.querySelectorAll<HTMLElement>(".study-group")) {
    const parts = items.filter((item) => item.dataset["group"] === panel.dataset["group"]);
    const heading = panel.previousElementSibling;
    panel.hidden = parts.length > 0 && parts.every((part) => part.hidden);
    if (heading instanceof HTMLHeadingElement) setHeadingShown(heading, !panel.hidden);
  }
}

function valuesAt(item: StudyItem, facet: Facet): string[] {
  return words(item.dataset[facet === "level" ? "level" : "tags"]);
}

function labelOf(item: StudyItem, facet: Facet): string {
  return facet === "level" ? (item.querySelector(".study-level")?.textContent?.trim() ?? "") : "";
}
