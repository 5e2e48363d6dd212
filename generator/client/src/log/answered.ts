// Only this module counts the answered items of decks that are not on the page. Pure.

import { grouped } from "../ui/groups";
import { own } from "../ui/own";
import type { LogRecord } from "./record";
import { deckOf, decksOf, historyOf, type Identity, inOrder } from "./replay";

/** What is known of a deck from outside: its key, the ids of its items within it, its former keys. */
export interface DeckOutline {
  deck: string;
  ids: readonly string[];
  formerly: readonly string[];
  /** By id, the former full ids of items that have not simply moved with the deck. */
  former?: Readonly<Record<string, readonly string[]>>;
}

/** An item of a deck with the names under which its past may be found. */
export function identityIn({ deck, formerly, former }: Omit<DeckOutline, "ids">, id: string): Identity {
  const names = own(former, id);
  return { item: `${deck}#${id}`, formerly: names ?? [], deckFormerly: names ? [] : formerly };
}

/**
 * How many items of the deck have a response or a rating that no reset has cleared.
 * @param outdated what is to be answered again, by full id.
 */
export function itemsWithAnswer(
  records: readonly LogRecord[],
  outline: DeckOutline,
  outdated: ReadonlySet<string> = new Set(),
): number {
  const { deck, ids, formerly, former } = outline;
  const moved = Object.values(former ?? {})
    .flat()
    .map(deckOf);
  const past = recordsOf(records, [deck, ...formerly, ...moved]);
  if (!past.length) return 0;
  const identities = ids.map((id) => identityIn(outline, id));
  return identities.filter((each) => !outdated.has(each.item) && historyOf(past, each).length > 0).length;
}

/** When something was last done in the deck; 0 for never. */
export function lastStudied(records: readonly LogRecord[], outline: DeckOutline): number {
  const { deck, formerly, former = {} } = outline;
  const moved = Object.keys(former).map((id) => identityIn(outline, id));
  const past = moved.length ? recordsOf(records, moved.flatMap(decksOf)) : [];
  const latest = [recordsOf(records, [deck, ...formerly]), ...moved.map((identity) => historyOf(past, identity))];
  return Math.max(...latest.map((own) => own.at(-1)?.at ?? 0));
}

/** The records of decks, in order. */
export function recordsOf(records: readonly LogRecord[], keys: Iterable<string>): LogRecord[] {
  const decks = byDeck(records);
  const found = [...new Set(keys)].map((key) => decks.get(key) ?? []).filter((own) => own.length);
  return found.length > 1 ? inOrder(found.flat()) : (found[0] ?? []);
}

/** A list of decks asks for each of its rows; the log is sorted into decks once for all. */
const sorted = new WeakMap<readonly LogRecord[], Map<string, LogRecord[]>>();

function byDeck(records: readonly LogRecord[]): Map<string, LogRecord[]> {
  const known = sorted.get(records);
  if (known) return known;
  const decks = grouped(records, ({ item }) => deckOf(item));
  sorted.set(records, decks);
  return decks;
}
