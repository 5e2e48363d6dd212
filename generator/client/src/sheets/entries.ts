// Only this module knows how the items of a selection become what a sheet is made of: what they ask with its data,
// parts of a group together below their stem, numbered from 1 on.

import type { DeckData, DeckItem, Library, SiteItem } from "../library/library";
import { grouped } from "../ui/groups";

/** One item with its data. */
export interface Entry {
  site: SiteItem;
  item: DeckItem;
  deck: DeckData;
}

/** What stays together: one item; a group, or an item that is printed once, with what was selected of it. */
export interface Unit {
  group: DeckData["groups"][number] | undefined;
  entries: readonly Entry[];
}

/** A unit with the numbers of its items: `3` for one that stands by itself, `3.1` for the part of a group. */
export interface Numbered extends Unit {
  number: string;
  numbers: readonly string[];
}

/** The units of a selection in its order. Rejects where the data of a deck cannot be had. */
export async function unitsOf(library: Library, items: readonly SiteItem[]): Promise<Unit[]> {
  const entries = await Promise.all(
    items.map(async (site) => {
      const deck = await library.data(site.deck);
      const item = deck.items.find(({ id }) => id === site.id);
      return item ? [{ site, item, deck }] : [];
    }),
  );
  return together(entries.flat());
}

/** Puts the parts of a group, or the faces of what is printed once, where the first of them stands, in the order of
 * their deck. */
function together(entries: readonly Entry[]): Unit[] {
  const units = grouped(entries, ({ site, item: { group, whole }, deck }) => {
    if (whole) return `${deck.deck}##~${whole.id}`;
    return group ? `${deck.deck}##${group}` : site.key;
  });
  return [...units.values()].map((parts) => {
    const [first] = parts;
    const group = first?.deck.groups.find(({ id }) => id === first.item.group);
    return { group, entries: parts.toSorted(byPlace) };
  });
}

function byPlace(one: Entry, other: Entry): number {
  return one.deck.items.indexOf(one.item) - other.deck.items.indexOf(other.item);
}

/** The units with their numbers; the faces of what is printed once have one. */
export function numbered(units: readonly Unit[]): Numbered[] {
  return units.map((unit, index) => {
    const number = String(index + 1);
    const numbers = unit.entries.map((_, part) => (unit.group ? `${number}.${part + 1}` : number));
    return { ...unit, number, numbers };
  });
}

/** All items of some units, in their order. */
export function entriesOf(units: readonly Unit[]): Entry[] {
  return units.flatMap(({ entries }) => entries);
}
