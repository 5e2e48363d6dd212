// Only this module knows how a deck's page is divided: items belong to the part whose heading stands before them.

import type { StudyItem } from "../items/item";

/** A part of the page: its heading, if it has one, and the items below it. */
export interface PagePart {
  heading: HTMLElement | undefined;
  items: StudyItem[];
}

/** The parts that have items, in the order of the page. */
export function partsOf(items: readonly StudyItem[]): PagePart[] {
  const parts: PagePart[] = [];
  for (const item of items) {
    const heading = partHeading(item);
    const last = parts.at(-1);
    if (last && last.heading === heading) last.items.push(item);
    else parts.push({ heading, items: [item] });
  }
  return parts;
}

function partHeading(item: StudyItem): HTMLElement | undefined {
  let node = item.previousElementSibling;
  while (node && node.tagName !== "H2") node = node.previousElementSibling;
  return node instanceof HTMLElement ? node : undefined;
}
