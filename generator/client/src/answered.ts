// Only this module counts the answered items of decks that are not on the page. Pure.

import type { LogRecord } from "./record";
import { deckOf, historyOf } from "./replay";

/** What is known of a deck from outside: its key, the ids of its items within it, its former keys. */
export interface DeckOutline {
  deck: string;
  ids: readonly string[];
  formerly: readonly string[];
}

/** How many items of the deck have a response or a rating that no reset has cleared. */
export function itemsWithAnswer(records: readonly LogRecord[], { deck, ids, formerly }: DeckOutline): number {
  const own = recordsOf(records, deck, formerly);
  if (!own.length) return 0;
  const histories = ids.map((id) => historyOf(own, { item: `${deck}#${id}`, formerly: [], deckFormerly: formerly }));
  return histories.filter((history) => history.length > 0).length;
}

/** When something was last done in the deck; 0 for never. */
export function lastStudied(records: readonly LogRecord[], { deck, formerly }: DeckOutline): number {
  return recordsOf(records, deck, formerly).at(-1)?.at ?? 0;
}

function recordsOf(records: readonly LogRecord[], deck: string, formerly: readonly string[]): LogRecord[] {
  const keys = new Set([deck, ...formerly]);
  return records.filter((record) => keys.has(deckOf(record.item)));
}
