// Only this module knows how the database of a log says of which site it is, so that the site knows it again when it has
// moved to another path: by the id that the site's owner gave. A site without an id says nothing.

import { answerOf } from "./database";
import type { Store } from "./store";

/** How the names begin under which databases are noted where the browser does not list them. */
const NOTED = "byheart site ";

/** Says it in this site's database; again only where it is new. */
export async function sign(store: Pick<Store, "name" | "look" | "change">): Promise<void> {
  const id = globalThis.byheartSite?.id;
  if (!id) return;
  note(store.name, id);
  const said: unknown = await store.look(["meta"], (of) => answerOf(of("meta").get("site")));
  if (said !== id) await store.change(["meta"], (of) => answerOf(of("meta").put(id, "site")));
}

/** The names of our databases on this origin, as far as the browser or we know them. */
export async function databases(id: string): Promise<string[]> {
  // Missing in older Firefox.
  const listed = await (indexedDB as Partial<IDBFactory>).databases?.().catch(() => []);
  const names = [...(listed ?? []).flatMap(({ name }) => name ?? []), ...noted(id)];
  return [...new Set(names.filter((name) => name.startsWith("byheart:")))];
}

function note(name: string, id: string): void {
  try {
    localStorage.setItem(NOTED + name, id);
  } catch {
    // Storage is refused or full: most browsers list their databases.
  }
}

function noted(id: string): string[] {
  try {
    const keys = Object.keys(localStorage).filter((key) => key.startsWith(NOTED) && localStorage.getItem(key) === id);
    return keys.map((key) => key.slice(NOTED.length));
  } catch {
    return [];
  }
}
