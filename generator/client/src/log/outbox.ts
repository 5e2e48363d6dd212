// Only this module knows where answers wait that were not on disk yet when the page was hidden or left: the page's other
// storage writes at once, where IndexedDB would need a page that goes on. `adopt.ts` takes them from there.

import type { Entry } from "./record";

/** How the names begin under which pages keep what waits for the log of this name. */
export const outboxOf = (name: string): string => `${name} waits `;

const page = Math.random();

/** Keeps what waits in this page; nothing any more once all of it is on disk. */
export function putOut(name: string, entries: readonly Entry[]): void {
  const key = outboxOf(name) + page;
  try {
    if (entries.length) localStorage.setItem(key, JSON.stringify(entries));
    else localStorage.removeItem(key);
  } catch {
    // Storage is refused or full: the page has the answers still.
  }
}
