// Only this module knows which answers have a time that cannot be right, and where they most likely belong. Such answers
// stay in the log and count for no schedule, until the learner has them counted: by copies with a likelier time. Pure.

import { DAY } from "./day";
import type { LogRecord } from "./record";
import { inOrder } from "./replay";
import { isAhead } from "./times";

/** Before this day nobody learned with Byheart; a clock that lost its battery begins earlier. */
const EARLIEST = Date.UTC(2023, 0, 1);

/** Milliseconds between an answer whose time is not known and the one before it. */
const STEP = 1000;

/** A copy of a record with a likelier time has a device of its own, which begins so; it says what it `mends`. */
export const MENDED = "mended:";

/** What may be counted: the records without the answers whose time cannot be right. `records` are in order. */
export function counted(records: readonly LogRecord[]): readonly LogRecord[] {
  const off = offIn(records);
  const mended = mendedIn(records);
  if (!off.size && !mended.size) return records;
  return records.filter((record) => !isAnswer(record) || !(off.has(record) || mended.has(placeOf(record))));
}

/** The answers that do not count since their time cannot be right, and were not mended; of the whole log. */
export function doubtfulIn(records: readonly LogRecord[], now = Date.now()): LogRecord[] {
  const mended = mendedIn(records);
  const [ahead, others] = [records.filter((record) => isAhead(record, now)), records.filter((record) => !isAhead(record, now))];
  return [...ahead, ...offIn(inOrder(others))].filter((record) => isAnswer(record) && !mended.has(placeOf(record)));
}

/** Copies of the doubtful answers, each with a time between those of its device that can be right. */
export function mendsOf(records: readonly LogRecord[], device: string, now = Date.now()): LogRecord[] {
  const doubtful = new Set(doubtfulIn(records, now));
  const byDevice = grouped(records);
  const copies = [...byDevice.values()].flatMap((own) => placed(own, doubtful, now));
  copies.sort((a, b) => a.at - b.at);
  return copies.map((copy, index) => ({ ...copy, device: MENDED + device, seq: index + 1 }));
}

/** The records whose time is too early to be true, or far from where their device's other records put it. */
function offIn(ordered: readonly LogRecord[]): Set<LogRecord> {
  const off = new Set(ordered.filter((record) => record.at < EARLIEST));
  const latest = new Map<string, number>();
  const restless = new Set<string>();
  for (const record of ordered) {
    if (off.has(record)) continue;
    const before = latest.get(record.device) ?? -Infinity;
    if (record.at < before - DAY) restless.add(record.device);
    latest.set(record.device, Math.max(before, record.at));
  }
  for (const device of restless) {
    const own = ordered.filter((record) => record.device === device && !off.has(record));
    for (const record of strays(own)) off.add(record);
  }
  return off;
}

/** Of the records of a device, those that are more than a day from where the longest run without a step back has them. */
function strays(own: readonly LogRecord[]): LogRecord[] {
  const steady = steadyIn(own.map(({ at }) => at));
  const ends = own.map((record, index) => (steady.has(index) ? record.at : undefined));
  let before = -Infinity;
  const floors = ends.map((at) => (before = at ?? before));
  let after = Infinity;
  const ceilings = [...ends].reverse().map((at) => (after = at ?? after)).reverse();
  return own.filter(({ at }, index) => at < (floors[index] ?? at) - DAY || at > (ceilings[index] ?? at) + DAY);
}

/** The places of a longest run of times that never go back (C. Schensted, 1961); of several, the one that ends earliest. */
function steadyIn(times: readonly number[]): Set<number> {
  const ends: number[] = [];
  const before: (number | undefined)[] = [];
  times.forEach((time, place) => {
    let [low, high] = [0, ends.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((times[ends[middle] ?? 0] ?? 0) <= time) low = middle + 1;
      else high = middle;
    }
    before[place] = ends[low - 1];
    ends[low] = place;
  });
  const run = new Set<number>();
  for (let place = ends.at(-1); place !== undefined; place = before[place]) run.add(place);
  return run;
}

/** Copies of the doubtful records of one device, in runs between those that are not. */
function placed(own: readonly LogRecord[], doubtful: ReadonlySet<LogRecord>, now: number): LogRecord[] {
  const bySeq = [...own].sort((a, b) => a.seq - b.seq);
  const copies: LogRecord[] = [];
  let run: LogRecord[] = [];
  let before: number | undefined;
  const end = (after: number): void => {
    copies.push(...run.map((record, index) => ({ ...withoutTurn(record), at: timeIn(run, index, before, after), mends: placeOf(record) })));
    run = [];
  };
  for (const record of bySeq) {
    if (doubtful.has(record)) run.push(record);
    else if (!isAhead(record, now)) {
      end(record.at);
      before = record.at;
    }
  }
  end(now);
  return copies;
}

/** Right after the record before the run, as far apart as they were; with none before it, right before the one after. */
function timeIn(run: readonly LogRecord[], index: number, before: number | undefined, after: number): number {
  const [first, last, own] = [run[0]?.at ?? 0, run.at(-1)?.at ?? 0, run[index]?.at ?? 0];
  const at = before === undefined ? after - STEP - Math.max(0, last - own) : before + STEP + Math.max(0, own - first);
  return Math.max(EARLIEST, Math.min(at, after));
}

function withoutTurn({ turn: _, ...record }: LogRecord): LogRecord {
  return record;
}

function mendedIn(records: readonly LogRecord[]): Set<string> {
  return new Set(records.flatMap(({ mends }) => mends ?? []));
}

function isAnswer({ kind }: LogRecord): boolean {
  return kind === "response" || kind === "rating" || kind === "ruling";
}

function placeOf({ device, seq }: LogRecord): string {
  return `${device} ${seq}`;
}

function grouped(records: readonly LogRecord[]): Map<string, LogRecord[]> {
  const groups = new Map<string, LogRecord[]>();
  for (const record of records) {
    const own = groups.get(record.device);
    if (own) own.push(record);
    else groups.set(record.device, [record]);
  }
  return groups;
}
