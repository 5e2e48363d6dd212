// Only this module counts the answered items of decks that are not on the page. Pure.

import type { LogRecord } from "./record";
import { deckOf, historyOf, inOrder } from "./replay";

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

/** The records of a deck under all names that it has had, in order. */
export function recordsOf(records: readonly LogRecord[], deck: string, formerly: readonly string[]): LogRecord[] {
  const decks = byDeck(records);
  const found = [deck, ...formerly].map((key) => decks.get(key) ?? []).filter((own) => own.length);
  return found.length > 1 ? inOrder(found.flat()) : (found[0] ?? []);
}

/** A list of decks asks for each of its rows; the log is sorted into decks once for all. */
const sorted = new WeakMap<readonly LogRecord[], Map<string, LogRecord[]>>();

function byDeck(records: readonly LogRecord[]): Map<string, LogRecord[]> {
  const known = sorted.get(records);
  if (known) return known;
  const decks = new Map<string, LogRecord[]>();
  for (const record of records) {
    const deck = deckOf(record.item);
    const own = decks.get(deck);
    if (own) own.push(record);
    else decks.set(deck, [record]);
  }
  sorted.set(records, decks);
  return decks;
}
