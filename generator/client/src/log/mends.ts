// Only this module knows where answers whose time cannot be right most likely belong, and how they are counted: by
// copies with a likelier time, since nothing in the log is changed. Pure.

import { grouped } from "../ui/groups";
import { doubtfulIn, EARLIEST } from "./doubts";
import { type LogRecord, placeOf } from "./record";
import { isAhead } from "./times";

/** Milliseconds between an answer whose time is not known and the one before it. */
const STEP = 1000;

/** A copy of a record with a likelier time has a device of its own, which begins so; it says what it `mends`. */
export const MENDED = "mended:";

/** Copies of the doubtful answers, each with a time between those of its device that can be right. */
export function mendsOf(records: readonly LogRecord[], device: string, now = Date.now()): LogRecord[] {
  const doubtful = new Set(doubtfulIn(records, now));
  const byDevice = grouped(records, ({ device }) => device);
  const copies = [...byDevice.values()].flatMap((own) => placed(own, doubtful, now));
  copies.sort((a, b) => a.at - b.at);
  return copies.map((copy, index) => ({ ...copy, device: MENDED + device, seq: index + 1 }));
}

/** Copies of the doubtful records of one device, in runs between those that are not. */
function placed(own: readonly LogRecord[], doubtful: ReadonlySet<LogRecord>, now: number): LogRecord[] {
  const bySeq = [...own].sort((a, b) => a.seq - b.seq);
  const copies: LogRecord[] = [];
  let run: LogRecord[] = [];
  let before: number | undefined;
  const end = (after: number): void => {
    copies.push(
      ...run.map((record, index) => ({
        ...withoutTurn(record),
        at: timeIn(run, index, before, after),
        mends: placeOf(record),
      })),
    );
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
