// Only this module knows how a log becomes the present: which records belong to an item under its former names, and
// what a reset clears and an undo brings back. Pure; verdicts are not its business, they follow from the key.

import type { LogRecord } from "./record";
import { turnOf } from "./times";

/** An item and the names under which its past may be found. All full ids, decks by their keys. */
export interface Identity {
  item: string;
  formerly: readonly string[];
  deckFormerly: readonly string[];
}

/** The records in the order in which they happened: each device's by its own numbers, devices by clock and count. */
export function inOrder(records: readonly LogRecord[]): LogRecord[] {
  const bySeq = [...records].sort((a, b) => a.seq - b.seq);
  const latest = new Map<string, number>();
  const timed = bySeq.map((record) => {
    // A clock that was set back must not change the order within a device.
    const at = Math.max(turnOf(record), latest.get(record.device) ?? -Infinity);
    latest.set(record.device, at);
    return { record, at };
  });
  timed.sort((a, b) => a.at - b.at || compare(a.record.device, b.record.device) || a.record.seq - b.record.seq);
  return timed.map(({ record }) => record);
}

/** The same with more records, which mostly come one by one and last. */
export function withMore(ordered: readonly LogRecord[], more: readonly LogRecord[]): readonly LogRecord[] {
  const [record] = more;
  if (!record) return ordered;
  const turn = turnOf(record);
  const last = ordered.every((other) => {
    return other.device === record.device ? turnOf(other) <= turn && other.seq < record.seq : turnOf(other) < turn;
  });
  return more.length === 1 && last ? [...ordered, record] : inOrder([...ordered, ...more]);
}

/** What an item's page shows: the records that still count, without the ratings that a prompt gave. */
export function historyOf(records: readonly LogRecord[], identity: Identity): LogRecord[] {
  return pastOf(records, identity).filter(({ from }) => !from);
}

/** The responses, ratings and rulings of an item that still count, oldest first. `records` are in order. */
export function pastOf(records: readonly LogRecord[], identity: Identity): LogRecord[] {
  return lifeOf(records, identity).filter(({ kind }) => kind !== "release");
}

/** The same, and where it was released from being a leech. */
export function lifeOf(records: readonly LogRecord[], identity: Identity): LogRecord[] {
  const names = new Set(namesOf(identity));
  const decks = new Set([deckOf(identity.item), ...identity.deckFormerly]);
  const life = new Life((item, reset) => {
    if (names.has(reset.item)) return true;
    return (decks.has(reset.item) || reset.item === deckOf(item)) && hadIn(reset, names);
  });
  for (const record of records) {
    const concerns = names.has(record.item) || decks.has(record.item) || isDeckOf(names, record.item);
    if (concerns) life.add(record);
  }
  return life.records;
}

/** Whether the last thing that happened in a deck was that all of it was cleared. */
export function canUndo(records: readonly LogRecord[], deck: string, formerly: readonly string[]): boolean {
  const keys = new Set([deck, ...formerly]);
  const last = records.filter((record) => keys.has(deckOf(record.item))).at(-1);
  return last?.kind === "reset" && keys.has(last.item);
}

/** Whether a deck had the item, under one of its names, when it was cleared; a reset that does not tell had all. */
function hadIn({ item: deck, response: ids }: LogRecord, names: ReadonlySet<string>): boolean {
  return !Array.isArray(ids) || ids.some((id) => names.has(`${deck}#${id}`));
}

/** The id of an item within its deck. */
export function idOf(item: string): string {
  return item.slice(item.indexOf("#") + 1);
}

/** The deck that a full id belongs to. */
export function deckOf(item: string): string {
  return item.split("#", 1)[0] ?? item;
}

/** Every name that an item has had: its own, its former ones, and all of these in the deck's former places. */
export function namesOf({ item, formerly, deckFormerly }: Identity): string[] {
  const own = [item, ...formerly];
  const here = own.filter((name) => deckOf(name) === deckOf(item)).map((name) => name.slice(name.indexOf("#")));
  return [...own, ...deckFormerly.flatMap((deck) => here.map((name) => deck + name))];
}

/** The decks in whose records an item's past may lie. */
export function decksOf(identity: Identity): string[] {
  return namesOf(identity).map(deckOf);
}

function isDeckOf(names: ReadonlySet<string>, deck: string): boolean {
  return !deck.includes("#") && [...names].some((name) => deckOf(name) === deck);
}

/** What is left of one item's records while they are read. */
class Life {
  readonly #covers: (item: string, reset: LogRecord) => boolean;
  #events: { record: LogRecord; clearedBy: LogRecord | undefined }[] = [];
  #resets: LogRecord[] = [];

  constructor(covers: (item: string, reset: LogRecord) => boolean) {
    this.#covers = covers;
  }

  get records(): LogRecord[] {
    return this.#events.filter((event) => !event.clearedBy).map((event) => event.record);
  }

  add(record: LogRecord): void {
    if (record.kind === "reset") this.#reset(record);
    else if (record.kind === "undo") this.#undo(record);
    else if (record.kind === "retract") this.#retract(record);
    else if (["response", "rating", "ruling", "release"].includes(record.kind)) {
      this.#events.push({ record, clearedBy: undefined });
    }
  }

  #reset(reset: LogRecord): void {
    this.#resets.push(reset);
    for (const event of this.#events) {
      if (!event.clearedBy && this.#covers(event.record.item, reset)) event.clearedBy = reset;
    }
  }

  #retract({ item, of }: LogRecord): void {
    this.#events = this.#events.filter(({ record }) => record.item !== item || record.at !== of);
  }

  /** Takes the latest reset of the same deck or item back; what came after it stays. */
  #undo(undo: LogRecord): void {
    const undone = this.#resets.findLast((reset) => reset.item === undo.item);
    this.#resets = this.#resets.filter((reset) => reset !== undone);
    for (const event of this.#events) {
      if (undone && event.clearedBy === undone) event.clearedBy = undefined;
    }
  }
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
