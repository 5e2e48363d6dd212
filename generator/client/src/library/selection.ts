// Only this module knows the query by which items are selected, in addresses of practice and of sheets:
// `?deck=…&topic=…&tag=…&level=…&type=…&is=due,missed,new,changed&n=10&seed=42`. Pure.

import { shuffled } from "../ui/shuffle";
import type { SiteItem } from "./library";

export const LEVELS = ["beginner", "intermediate", "advanced"] as const;
export const STANDINGS = ["due", "missed", "new", "changed"] as const;

/** How an item stands with the learner. */
export type Standing = (typeof STANDINGS)[number];

/** What is asked for: of each list one must hold, an empty one asks for nothing. */
export interface Selection {
  deck: readonly string[];
  topic: readonly string[];
  tag: readonly string[];
  level: readonly string[];
  type: readonly string[];
  is: readonly Standing[];
  /** At most so many; 0 for all. */
  n: number;
  /** Decides the order; "" keeps that of the site. */
  seed: string;
}

const LISTS = ["deck", "topic", "tag", "level", "type"] as const;

export const EVERYTHING: Selection = { deck: [], topic: [], tag: [], level: [], type: [], is: [], n: 0, seed: "" };

/** Reads a query. Values are separated by commas or repeat the name; what means nothing is left out. */
export function selectionIn(query: URLSearchParams): Selection {
  const values = (name: string): string[] => {
    const all = query.getAll(name).flatMap((value) => value.split(","));
    return [...new Set(all.map((value) => value.trim()).filter(Boolean))];
  };
  const isStanding = (value: string): value is Standing => (STANDINGS as readonly string[]).includes(value);
  const n = Number(query.get("n"));
  return {
    ...EVERYTHING,
    ...Object.fromEntries(LISTS.map((name) => [name, values(name)])),
    is: values("is").filter(isStanding),
    n: Number.isSafeInteger(n) && n > 0 ? n : 0,
    seed: query.get("seed") ?? "",
  };
}

/** Writes a query that reads as the same selection; names come in one order, so that equal ones look alike. */
export function queryOf(selection: Selection): URLSearchParams {
  const query = new URLSearchParams();
  for (const name of [...LISTS, "is"] as const) {
    if (selection[name].length) query.set(name, selection[name].join(","));
  }
  if (selection.n) query.set("n", String(selection.n));
  if (selection.seed) query.set("seed", selection.seed);
  return query;
}

/** The items asked for. `stands` is asked only where the selection has `is`. */
export function select(
  items: readonly SiteItem[],
  selection: Selection,
  stands: (item: SiteItem, standing: Standing) => boolean,
): SiteItem[] {
  const found = items.filter((item) => takes(selection, item) && standsSo(selection, item, stands));
  const ordered = selection.seed ? shuffled(found.map(placed), selection.seed).map(({ item }) => item) : found;
  return selection.n ? ordered.slice(0, selection.n) : ordered;
}

function placed(item: SiteItem): { item: SiteItem; pin?: undefined } {
  return { item };
}

function takes({ deck, topic, tag, level, type }: Selection, item: SiteItem): boolean {
  const names = [item.deck.deck, ...item.deck.formerly];
  const has = (wanted: readonly string[], ...own: readonly string[]): boolean =>
    wanted.length === 0 || own.some((value) => wanted.includes(value));
  return (
    has(deck, ...names) &&
    has(topic, ...names.map((name) => name.split("/")[0] ?? "")) &&
    has(tag, ...item.tags) &&
    has(level, item.level) &&
    has(type, item.type)
  );
}

function standsSo({ is }: Selection, item: SiteItem, stands: (item: SiteItem, standing: Standing) => boolean): boolean {
  return is.length === 0 || is.some((standing) => stands(item, standing));
}
