// Only this module knows how an item stands: the log is sorted to the items of the site once, and only an item that
// new records concern is worked out anew. Former names count; records of what is no longer on the site are passed over.

import { dayOf } from "../log/day";
import type { LogRecord, Rating } from "../log/record";
import { decksOf, type Identity, lifeOf, namesOf } from "../log/replay";
import { type Memory, reviewsIn, type Scheduler } from "./schedule";

/** What the log says of an item that was begun. */
export interface Known {
  /** Absent where nothing was rated: a prompt, or a response that was not checked. */
  memory: Memory | undefined;
  /** How it went the last time. */
  rating: Rating | undefined;
  /** Whether the last answer to a prompt missed a concept. */
  missed: boolean;
  /** What the item asked and answered when the learner last saw it; "" where the log does not tell. */
  fingerprint: string;
  /** The learner's days on which it was first and last asked. */
  first: number;
  latest: number;
}

/** What is known of the items from an earlier visit. */
export interface EarlierStandings {
  /** By item. Those that are missing are worked out from their records. */
  known: ReadonlyMap<string, Known | undefined>;
  /** Whether a record is among those of which this was made. */
  covers(record: LogRecord): boolean;
}

/** Where the log stands with each item. */
export class Standings {
  readonly #touched = new Map<string, string[]>();
  readonly #identities = new Map<string, Identity>();
  /** Where in `#records` the records of each name are, in order. */
  readonly #places = new Map<string, number[]>();
  readonly #known = new Map<string, Known | undefined>();
  /** What new records concern before all of its records are here: it stands as it did until they are. */
  readonly #waiting = new Set<string>();
  readonly #holds: (decks: readonly string[]) => boolean;
  #records: readonly LogRecord[] = [];
  #covers: (record: LogRecord) => boolean = () => false;

  /** @param holds whether all records of these decks are among those that are taken. */
  constructor(identities: readonly Identity[], holds: (decks: readonly string[]) => boolean = () => true) {
    this.#holds = holds;
    for (const identity of identities) {
      this.#identities.set(identity.item, identity);
      for (const name of concerning(identity)) listOf(this.#touched, name).push(identity.item);
    }
  }

  /** Begins with what is known from an earlier visit. */
  begin({ known, covers }: EarlierStandings): void {
    for (const [item, one] of known) this.#known.set(item, one);
    this.#covers = covers;
  }

  /** Whether every item stands as its records say. */
  get isCurrent(): boolean {
    return this.#waiting.size === 0;
  }

  /** Takes the log as it is now. */
  take(records: readonly LogRecord[]): void {
    const old = this.#records;
    const same = commonStart(old, records);
    for (let place = old.length - 1; place >= same; place--) this.#drop(old[place] as LogRecord);
    this.#records = records;
    for (let place = same; place < records.length; place++) this.#add(records[place] as LogRecord, place);
    for (const item of this.#waiting) if (this.#isHeld(item)) this.#forget(item);
  }

  /** The records of these names, in order. */
  recordsOf(names: Iterable<string>): LogRecord[] {
    const places = [...new Set(names)].flatMap((name) => this.#places.get(name) ?? []);
    return places.sort((a, b) => a - b).map((place) => this.#records[place] as LogRecord);
  }

  /** The names under which anything was noted. */
  names(): Iterable<string> {
    return this.#places.keys();
  }

  /** Forgets what was worked out: it would be worked out otherwise now. */
  forget(): void {
    this.#known.clear();
  }

  of(item: string, scheduler: Scheduler, dayStart: number): Known | undefined {
    if (!this.#known.has(item)) this.#known.set(item, this.#workOut(item, scheduler, dayStart));
    return this.#known.get(item);
  }

  #workOut(item: string, scheduler: Scheduler, dayStart: number): Known | undefined {
    const identity = this.#identities.get(item);
    if (!identity) return undefined;
    const records = this.recordsOf(concerning(identity));
    return records.length ? standingOf(lifeOf(records, identity), scheduler, dayStart) : undefined;
  }

  #add(record: LogRecord, place: number): void {
    listOf(this.#places, record.item).push(place);
    this.#outdate(record);
  }

  #drop(record: LogRecord): void {
    this.#places.get(record.item)?.pop();
    this.#outdate(record);
  }

  #outdate(record: LogRecord): void {
    if (this.#covers(record)) return;
    for (const item of this.#touched.get(record.item) ?? []) {
      if (this.#isHeld(item)) this.#forget(item);
      else this.#waiting.add(item);
    }
  }

  #isHeld(item: string): boolean {
    const identity = this.#identities.get(item);
    return identity !== undefined && this.#holds(decksOf(identity));
  }

  #forget(item: string): void {
    this.#known.delete(item);
    this.#waiting.delete(item);
  }
}

/** How an item stands after its past (`lifeOf`); undefined where nothing of it counts. */
export function standingOf(life: readonly LogRecord[], scheduler: Scheduler, dayStart: number): Known | undefined {
  const past = life.filter(({ kind }) => kind !== "release");
  const [first] = past;
  const latest = past.at(-1);
  if (!first || !latest) return undefined;
  return {
    memory: scheduler.replay(life),
    rating: reviewsIn(past).at(-1)?.rating,
    missed: missesConcept(past),
    // A prompt rates a card without having seen what is on it.
    fingerprint: past.findLast(({ from }) => !from)?.fingerprint ?? "",
    first: dayOf(first.at, first.tz, dayStart),
    latest: dayOf(latest.at, latest.tz, dayStart),
  };
}

function missesConcept(past: readonly LogRecord[]): boolean {
  const { judged } = (past.at(-1)?.response ?? {}) as { judged?: unknown };
  return typeof judged === "object" && judged !== null && Object.values(judged).includes("no");
}

/** The names whose records can change how an item stands: its own, and those of its decks, which can be cleared. */
export function concerning(identity: Identity): Set<string> {
  return new Set([...namesOf(identity), ...decksOf(identity)]);
}

function commonStart(one: readonly unknown[], other: readonly unknown[]): number {
  let place = 0;
  while (place < one.length && one[place] === other[place]) place++;
  return place;
}

function listOf<Value>(lists: Map<string, Value[]>, key: string): Value[] {
  const known = lists.get(key) ?? [];
  lists.set(key, known);
  return known;
}
