// Only this module knows how what was worked out of the log is kept between visits, so that a long log need not be read
// before the first item is asked. It can be dropped at any time: where it does not fit, the log is read instead.

import { DAY } from "../log/day";
import type { DerivedStates, Places } from "../log/derived";
import type { LogRecord } from "../log/record";
import { decksOf, type Identity } from "../log/replay";
import type { Settings } from "../log/settings";
import { own } from "../ui/own";
import { concerning, type Known } from "./standing";

/** What an archive must do for this. */
export type Shelf = Pick<DerivedStates, "readSnapshot" | "writeSnapshot" | "readAfter">;

/** The name of what is kept. */
export const NAME = "schedule";
/** Goes up whenever the same log would be worked out to something else. */
const VERSION = 4;
/** Rather than from the log of so many decks, everything is worked out anew from the whole log. */
const MANY = 100;

/** What an item's standing was worked out with, if not with its own name alone. */
type Row = [item: string, names: string, known: Known | undefined];

export interface State {
  version: number;
  settings: Settings;
  rows: Row[];
}

/** What was kept, and what it takes to go on from it. */
export interface Remembered {
  places: Places;
  settings: Settings;
  known: Map<string, Known | undefined>;
  /** The decks whose records are needed: those in which something is new, and that of the latest answer. */
  decks: string[];
}

/** Reads what was kept; undefined where there is nothing of use. */
export async function recall(shelf: Shelf, identities: readonly Identity[]): Promise<Remembered | undefined> {
  const snapshot = await shelf.readSnapshot(NAME);
  const state = snapshot?.state as State | undefined;
  if (!snapshot || state?.version !== VERSION) return undefined;
  const { places } = snapshot;
  const after = await shelf.readAfter(places);
  const latest = state.rows.reduce((most, [, , known]) => Math.max(most, known?.memory?.last ?? 0), 0);
  // A clock that was set back, or one of the two times is wrong: which one, the whole log tells.
  if (after.some(({ at, device }) => own(places, device) !== undefined && at < latest - DAY)) return undefined;
  const concerned = new Set(after.map(({ item }) => item));
  const rows = new Map(state.rows.map((row) => [row[0], row]));
  const usable = identities.filter((identity) => {
    const isAsItWas = ![...concerning(identity)].some((name) => concerned.has(name));
    return isAsItWas && rows.get(identity.item)?.[1] === otherNames(identity);
  });
  const known = new Map(usable.map(({ item }) => [item, rows.get(item)?.[2]]));
  const others = identities.filter(({ item }) => !known.has(item));
  const decks = [...new Set([...others, ...latestOf(identities, known)].flatMap(decksOf))];
  return decks.length > MANY ? undefined : { places, settings: state.settings, known, decks };
}

/** Keeps how each item stands after these records. @param places how far the log went that was not read again. */
export async function remember(
  shelf: Shelf,
  identities: readonly Identity[],
  now: { places: Places; records: readonly LogRecord[]; settings: Settings; of(item: string): Known | undefined },
): Promise<void> {
  await shelf.writeSnapshot(NAME, { places: furthest(now.places, now.records), state: stateOf(identities, now) });
}

/** What is kept of how each item stands. */
export function stateOf(
  identities: readonly Identity[],
  { settings, of }: { settings: Settings; of(item: string): Known | undefined },
): State {
  const rows = identities.map((identity): Row => [identity.item, otherNames(identity), of(identity.item)]);
  return { version: VERSION, settings, rows };
}

/** The item that was asked last, or any: pages look at the latest answers, and the settings come with every deck. */
function latestOf(identities: readonly Identity[], known: ReadonlyMap<string, Known | undefined>): Identity[] {
  const last = ({ item }: Identity): number => known.get(item)?.memory?.last ?? -Infinity;
  return identities.length ? [identities.reduce((one, other) => (last(other) > last(one) ? other : one))] : [];
}

/** Whether a record is among those up to these places. */
export function isBefore(places: Places, { device, seq }: LogRecord): boolean {
  return seq <= (own(places, device) ?? -Infinity);
}

/** How far each device's log is here from its first record on without a gap: what is beyond is read the next time too. */
export function furthest(places: Places, records: readonly LogRecord[]): Places {
  const reached = new Map(Object.entries(places));
  // Within a device, the records are in the order of their numbers.
  for (const { device, seq } of records) {
    if (device && seq === (reached.get(device) ?? 0) + 1) reached.set(device, seq);
  }
  return Object.fromEntries(reached);
}

function otherNames({ formerly, deckFormerly }: Identity): string {
  return [...formerly, ...deckFormerly].join(" ");
}
