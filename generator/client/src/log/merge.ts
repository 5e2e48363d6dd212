// Only this module knows how two logs become one: set union on (device, seq), so that merging twice changes nothing and
// the order of merging does not matter. Records with the same place and other content are both kept: one apart. Pure.

import { type LogRecord, placeOf } from "./record";

/** What merging a log into another brings. */
export interface Merged {
  /** What the first log lacks. */
  added: LogRecord[];
  /** How many records it has already. */
  known: number;
  /** What has the place of another record of the first log, or of the second itself, but says something else. */
  clashing: LogRecord[];
  /** Unsaved records of the first log that the second has as saved ones: they count once. */
  replaced: LogRecord[];
}

/** Records that were on no disk when they were written to a file have a device that begins so; see `twinOf`. */
export const UNSAVED = "unsaved:";

/** What `theirs` adds to `mine`; neither is changed. */
export function merge(mine: readonly LogRecord[], theirs: readonly LogRecord[]): Merged {
  const merged: Merged = { added: [], known: 0, clashing: [], replaced: [] };
  const places = new Map(mine.map((record) => [placeOf(record), record]));
  const twins = new Map(savedLast(mine).map((record) => [twinOf(record), record]));
  for (const record of savedLast(theirs).reverse()) {
    const there = places.get(placeOf(record));
    const twin = twins.get(twinOf(record));
    if (there && canonical(there) !== canonical(record)) merged.clashing.push(record);
    else if (there || (twin && isBetter(twin, record))) merged.known++;
    else {
      merged.added.push(record);
      places.set(placeOf(record), record);
      if (twin && isUnsaved(twin)) merged.replaced.push(twin);
      twins.set(twinOf(record), record);
    }
  }
  return merged;
}

/** Whether the twin makes the record superfluous: it was saved, or comes first among those that were not. */
function isBetter(twin: LogRecord, record: LogRecord): boolean {
  return isUnsaved(record) && (!isUnsaved(twin) || twin.device < record.device);
}

/** Unsaved records, the first of them last; then the saved ones. */
function savedLast(records: readonly LogRecord[]): LogRecord[] {
  const unsaved = inPlace(records.filter(isUnsaved)).reverse();
  return [...unsaved, ...records.filter((record) => !isUnsaved(record))];
}

/** What is the same in a record of a file that was kept before it could be saved, and in that record once it was. */
export function twinOf(record: LogRecord): string {
  return canonical({ ...record, turn: undefined, device: "", seq: 0 });
}

export function isUnsaved({ device }: LogRecord): boolean {
  return device.startsWith(UNSAVED);
}

/** Records by device and number. */
export function inPlace(records: readonly LogRecord[]): LogRecord[] {
  return [...records].sort((a, b) => (a.device < b.device ? -1 : a.device > b.device ? 1 : a.seq - b.seq));
}

/** JSON with the keys of every object in order, so that equal values have equal texts. */
export function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) => {
    if (typeof inner !== "object" || inner === null || Array.isArray(inner)) return inner;
    return Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)));
  });
}
