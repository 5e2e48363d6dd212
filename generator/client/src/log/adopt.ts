// Only this module knows how answers that a page left behind unsaved come into the log of the next page. What lies there
// can be of anyone on the origin, so it is looked at as a file is.

import type { Log } from "./log";
import { outboxOf } from "./outbox";
import { type Entry, isRecord } from "./record";

/** Takes in what pages kept for the log of this name. It stays there until it is on disk. */
export function adopt(log: Pick<Log, "takeOver">, name: string): void {
  const texts = textsIn(outboxOf(name));
  const entries = [...texts.values()].flatMap(valuesIn).filter(isEntry);
  // What its page has kept anew meanwhile stays.
  const forget = (): void => {
    for (const [key, text] of texts) if (localStorage.getItem(key) === text) localStorage.removeItem(key);
  };
  if (texts.size) log.takeOver(entries, forget);
}

function textsIn(prefix: string): Map<string, string> {
  try {
    const keys = Object.keys(localStorage).filter((key) => key.startsWith(prefix));
    return new Map(keys.map((key) => [key, localStorage.getItem(key) ?? ""]));
  } catch {
    // Where storage is refused nothing was left.
    return new Map();
  }
}

function valuesIn(text: string): unknown[] {
  try {
    const values: unknown = JSON.parse(text);
    return Array.isArray(values) ? values : [];
  } catch {
    return [];
  }
}

function isEntry(value: unknown): value is Entry {
  return isRecord({ ...(value as Entry), device: "-", seq: 0 });
}
