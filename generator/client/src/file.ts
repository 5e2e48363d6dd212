// Only this module knows the file that a learner can keep their log in: versioned JSON with all records.

import { make } from "./later";
import type { LogRecord } from "./record";

const VERSION = 1;

/** The content of the file. Records that are on no disk yet get a device of their own, since each needs a place. */
export function fileOf(records: readonly LogRecord[], unsavedDevice: string): string {
  const events = records.map((record) => {
    return record.device ? record : { ...record, device: unsavedDevice, seq: record.seq + 1 };
  });
  return `${JSON.stringify({ byheart: VERSION, events }, null, 1)}\n`;
}

/** Hands the file to the browser to be kept. */
export function offerFile(records: readonly LogRecord[]): void {
  const content = fileOf(records, `unsaved:${crypto.randomUUID()}`);
  const url = URL.createObjectURL(new Blob([content], { type: "application/json" }));
  const day = new Date().toISOString().slice(0, 10);
  make("a", { href: url, download: `byheart-${day}.json` }).click();
  // The download has begun by then; Safari wants a moment.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
