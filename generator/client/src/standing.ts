// Only this module knows how an item stands: the log is sorted to the items of the site once, and of an item is worked
// out anew only what new records concern. Former names count; what is no longer on the site is passed over and kept.

import { dayOf } from "./day";
import type { LogRecord, Rating } from "./record";
import { type Identity, decksOf, namesOf, pastOf } from "./replay";
import { type Memory, type Scheduler, reviewsIn } from "./schedule";

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

/** Where the log stands with each item. */
export class Standings {
  readonly #touched = new Map<string, string[]>();
  readonly #identities = new Map<string, Identity>();
  /** Where in `#records` the records of each name are, in order. */
  readonly #places = new Map<string, number[]>();
  readonly #known = new Map<string, Known | undefined>();
  #records: readonly LogRecord[] = [];

  constructor(identities: readonly Identity[]) {
    for (const identity of identities) {
      this.#identities.set(identity.item, identity);
      for (const name of concerning(identity)) listOf(this.#touched, name).push(identity.item);
    }
  }

  /** Takes the log as it is now. */
  take(records: readonly LogRecord[]): void {
    const old = this.#records;
    if (records === old) return;
    const same = commonStart(old, records);
    for (let place = old.length - 1; place >= same; place--) this.#drop(old[place] as LogRecord);
    this.#records = records;
    for (let place = same; place < records.length; place++) this.#add(records[place] as LogRecord, place);
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
    return records.length ? standingOf(pastOf(records, identity), scheduler, dayStart) : undefined;
  }

  #add({ item }: LogRecord, place: number): void {
    listOf(this.#places, item).push(place);
    this.#outdate(item);
  }

  #drop({ item }: LogRecord): void {
    this.#places.get(item)?.pop();
    this.#outdate(item);
  }

  #outdate(name: string): void {
    for (const item of this.#touched.get(name) ?? []) this.#known.delete(item);
  }
}

/** How an item stands after its past; undefined where nothing of it counts. */
export function standingOf(past: readonly LogRecord[], scheduler: Scheduler, dayStart: number): Known | undefined {
  const [first] = past;
  const latest = past.at(-1);
  if (!first || !latest) return undefined;
  return {
    memory: scheduler.replay(past),
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
function concerning(identity: Identity): Set<string> {
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
