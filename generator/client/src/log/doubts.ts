// Only this module knows which answers have a time that cannot be right. Such answers stay in the log and count for no
// schedule, until the learner has them counted (`mends.ts`). Pure.

import { DAY } from "./day";
import { type LogRecord, placeOf } from "./record";
import { inOrder } from "./replay";
import { isAhead } from "./times";

/** Before this day nobody learned with Byheart; a clock that lost its battery begins earlier. */
export const EARLIEST = Date.UTC(2023, 0, 1);

/** What may be counted: the records without the answers whose time cannot be right. `records` are in order. */
export function counted(records: readonly LogRecord[]): readonly LogRecord[] {
  const off = offIn(records);
  const mended = mendedIn(records);
  if (!off.size && !mended.size) return records;
  return records.filter((record) => {
    // Two browsers may have mended the same; one copy of it counts.
    const isSecond = record.mends !== undefined && mended.get(record.mends) !== record;
    return !isAnswer(record) || !(off.has(record) || mended.has(placeOf(record)) || isSecond);
  });
}

/** The answers that do not count since their time cannot be right, not mended and not taken back; of the whole log. */
export function doubtfulIn(records: readonly LogRecord[], now = Date.now()): LogRecord[] {
  const [mended, retracted] = [mendedIn(records), retractedIn(records)];
  const [ahead, others] = [
    records.filter((record) => isAhead(record, now)),
    records.filter((record) => !isAhead(record, now)),
  ];
  return [...ahead, ...offIn(inOrder(others))].filter((record) => {
    return isAnswer(record) && !mended.has(placeOf(record)) && !retracted.has(`${record.item} ${record.at}`);
  });
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
  const ceilings = [...ends]
    .reverse()
    .map((at) => (after = at ?? after))
    .reverse();
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

/** The first copy of each record that was mended, by the place of that record. */
function mendedIn(records: readonly LogRecord[]): Map<string, LogRecord> {
  const copies = records.flatMap((record): [string, LogRecord][] =>
    record.mends === undefined ? [] : [[record.mends, record]],
  );
  return new Map(copies.reverse());
}

/** Item and time of what was taken back. */
function retractedIn(records: readonly LogRecord[]): Set<string> {
  return new Set(records.flatMap(({ kind, item, of }) => (kind === "retract" ? `${item} ${of}` : [])));
}

function isAnswer({ kind }: LogRecord): boolean {
  return kind === "response" || kind === "rating" || kind === "ruling";
}
