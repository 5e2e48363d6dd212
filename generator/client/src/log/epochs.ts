// Only this module knows which records put all settings, or all progress, back to the beginning, and which take that
// back. A batch shares its time, by which it is found again. Pure; nothing of the log is ever lost.

import type { Entry, LogRecord } from "./record";
import { canUndo, deckOf } from "./replay";
import { choice, type Settings } from "./settings";

type Event = Pick<Entry, "item" | "kind"> & Partial<Entry>;

/** Clears every deck that has something to clear, also those that the site no longer has. */
export function resetOfAll(records: readonly LogRecord[], at: number): Event[] {
  return begunDecks(records).map((item) => ({ at, item, kind: "reset" }));
}

/** The decks in which something was answered and not cleared since. */
export function begunDecks(records: readonly LogRecord[]): string[] {
  const begun = new Set<string>();
  for (const { item, kind } of records) {
    const deck = deckOf(item);
    if (kind === "reset" && item === deck) begun.delete(deck);
    else if (kind === "undo" || kind === "response" || kind === "rating") begun.add(deck);
  }
  return [...begun];
}

/** Takes the latest batch of resets back, as far as nothing was answered in those decks since. */
export function undoOfReset(records: readonly LogRecord[], at: number): Event[] {
  const latest = records.findLast((record) => isDeckReset(record));
  if (!latest) return [];
  const batch = records.filter((record) => isDeckReset(record) && record.at === latest.at);
  const decks = [...new Set(batch.map(({ item }) => item))];
  return decks.filter((deck) => canUndo(records, deck, [])).map((item) => ({ at, item, kind: "undo" }));
}

function isDeckReset({ kind, item }: LogRecord): boolean {
  return kind === "reset" && item === deckOf(item);
}

/** Chooses what is usual for each setting that differs from it. */
export function resetOfSettings(chosen: Settings, usual: Settings, at: number): Event[] {
  const names = (Object.keys(usual) as (keyof Settings)[]).filter((name) => chosen[name] !== usual[name]);
  return names.map((name) => ({ at, ...choice(name, usual[name]) }));
}

/** Takes a reset of settings back, which happened at `of`. */
export function undoOfSettings(records: readonly LogRecord[], of: number): Event[] {
  const batch = records.filter(({ kind, at }) => kind === "setting" && at === of);
  return batch.map(({ item }) => ({ item, kind: "retract", of }));
}
