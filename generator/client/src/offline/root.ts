// Only this module knows where the site's root is for what lies there: the worker, the manifest, the names of caches.

import { scope } from "../ui/scope";

/** The address of the site's root; our assets lie two folders below it. */
export function siteRoot(): URL {
  return new URL("../../", import.meta.url);
}

/** The address of the index of all decks; the same from every page, also from one that a plugin has copied elsewhere. */
export function siteIndex(): string {
  return new URL("decks/items.json", siteRoot()).href;
}

/** The path and query of a page below the site's root, as the browser itself reads the address; "" for any other. */
export function pageOfSite(wanted: string, root: URL): string {
  if (!wanted || !URL.canParse(wanted, root)) return "";
  const { origin, pathname, search } = new URL(wanted, root);
  return origin === root.origin && pathname.startsWith(root.pathname) ? pathname + search : "";
}

/** The cache that keeps a topic; what all such names begin with for "". */
export function keptCache(topic: string): string {
  return `${cachePrefix()}kept ${topic}`;
}

/** What the names of this site's caches begin with: all sites of one account share an origin. */
export function cachePrefix(): string {
  return `byheart ${scope()} `;
}
