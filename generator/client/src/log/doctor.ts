// Only this module knows how a store is examined and mended: what was worked out from the log is compared with a replay
// of all of it, numbers are put right, what counts twice is set aside. Nothing is lost, and a second run mends nothing.

import { own } from "../ui/own";
import type { Archive } from "./archive";
import type { Places } from "./derived";
import { doubtfulIn } from "./doubts";
import { canonical, isUnsaved, twinOf } from "./merge";
import type { LogRecord } from "./record";
import { inOrder } from "./replay";
import { isAhead } from "./times";

/** Works a snapshot's state out from records in order; values that JSON can hold. */
export type Derive = (records: readonly LogRecord[]) => unknown;

/** What was found, and what was mended in this run. */
export interface Findings {
  records: number;
  devices: number;
  /** How many are kept apart because they could not be read or clashed. */
  aside: number;
  /** The answers that do not count since their time cannot be right. */
  doubtful: LogRecord[];
  mended: {
    /** Records that could not be read, set aside now. */
    damaged: number;
    /** Records that are there under two names, set aside now. */
    twice: number;
    /** Whether this browser would have given a number again. */
    numbering: boolean;
    /** The names of snapshots that were not what the log says, and were made anew or dropped. */
    snapshots: string[];
  };
}

/** Examines and mends. @param derive how each snapshot comes about, by its name; the others are dropped. */
export function examine(archive: Archive, derive: Record<string, Derive>): Promise<Findings> {
  return archive.alone(async () => {
    const before = await archive.asideCount();
    const damaged = (await archive.contents()).aside.length - before;
    const twice = await archive.setAside(doubles((await archive.contents()).records), "twice");
    const { records, aside } = await archive.contents();
    const numbering = await archive.mendNumbering(records);
    const snapshots = await rebuilt(archive, inOrder(records.filter((record) => !isAhead(record))), derive);
    const devices = Object.keys(placesOf(records)).length;
    const doubtful = doubtfulIn(records);
    return {
      records: records.length,
      devices,
      aside: aside.length,
      doubtful,
      mended: { damaged, twice, numbering, snapshots },
    };
  });
}

/** The number of the last record of each device. */
export function placesOf(records: readonly LogRecord[]): Places {
  const places = new Map<string, number>();
  for (const { device, seq } of records) places.set(device, Math.max(places.get(device) ?? -Infinity, seq));
  return Object.fromEntries(places);
}

/** Records that were brought in from a file before they were saved, and saved later all the same; what was mended twice. */
function doubles(records: readonly LogRecord[]): LogRecord[] {
  const saved = new Set(records.filter((record) => !isUnsaved(record)).map(twinOf));
  const mended = new Set<string>();
  return records.filter((record) => {
    const again = record.mends !== undefined && mended.has(record.mends);
    if (record.mends !== undefined) mended.add(record.mends);
    return again || (isUnsaved(record) && saved.has(twinOf(record)));
  });
}

async function rebuilt(
  archive: Archive,
  records: readonly LogRecord[],
  derive: Record<string, Derive>,
): Promise<string[]> {
  const names: string[] = [];
  for (const name of await archive.snapshotNames()) {
    const snapshot = await archive.readSnapshot(name);
    const known = own(derive, name);
    if (known && snapshot) {
      const covered = records.filter(({ device, seq }) => seq <= (own(snapshot.places, device) ?? -Infinity));
      if (canonical(known(covered)) === canonical(snapshot.state)) continue;
      await archive.writeSnapshot(name, { places: placesOf(records), state: known(records) });
    } else await archive.dropSnapshot(name);
    names.push(name);
  }
  return names;
}
