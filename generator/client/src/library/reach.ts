// Only this module knows which items can be asked where there is no connection: those of decks whose data a cache has.

import { parted } from "../ui/groups";
import { t } from "../ui/strings";
import type { IndexedDeck, Library, SiteItem } from "./library";

/** What can be asked here and now, and what cannot. */
export interface Reach {
  here: readonly SiteItem[];
  away: readonly SiteItem[];
}

/** With a connection everything is in reach. */
export async function withinReach(library: Library, items: readonly SiteItem[]): Promise<Reach> {
  if (navigator.onLine || !("caches" in globalThis)) return { here: items, away: [] };
  const decks = [...new Set(items.map(({ deck }) => deck))];
  const isKept = await Promise.all(decks.map((deck) => isCached(library.urlOf(deck.items))));
  const kept = new Set<IndexedDeck>(decks.filter((_, index) => isKept[index]));
  const [here, away] = parted(items, ({ deck }) => kept.has(deck));
  return { here, away };
}

async function isCached(address: string): Promise<boolean> {
  return (await caches.match(address).catch(() => undefined)) !== undefined;
}

/** What is told where some items are out of reach; "" where none is. */
export function awayText(away: number): string {
  return away ? t("tool.away", { n: away }) : "";
}
