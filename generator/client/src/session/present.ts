// Only this module knows what became of items that a tab has kept by name: each is found under the name that it has now,
// and what is no longer on the site is counted and left out.

import type { SiteItem } from "../library/library";
import { namesOf } from "../log/replay";
import { make } from "../ui/dom";
import { t } from "../ui/strings";

/** Gives the full id that an item has now; undefined for one that is no longer there. */
export type NameOf = (key: string) => string | undefined;

/** How items of these names are called now. */
export function namesNow(items: readonly SiteItem[]): NameOf {
  const names = new Map(items.flatMap(({ key, identity }) => namesOf(identity).map((name) => [name, key])));
  for (const { key } of items) names.set(key, key);
  return (key) => names.get(key);
}

/** How many of these are no longer there. */
export function goneOf(keys: readonly string[], nameOf: NameOf): number {
  return new Set(keys.filter((key) => !nameOf(key))).size;
}

/** Says so; nothing where all are there. */
export function goneNote(n: number): HTMLElement[] {
  return n ? [make("p", { class: "study-session-note" }, t("session.gone", { n }))] : [];
}
