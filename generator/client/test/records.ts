// Makes log records for tests, with what a test does not care about filled in.

import type { LogRecord } from "../src/log/record";

let clock = 1_700_000_000_000;

/** A record one second after the one made before it. */
export function record(values: Partial<LogRecord> & Pick<LogRecord, "seq">): LogRecord {
  clock += 1000;
  return { at: clock, tz: 0, device: "d", item: "t/d#i", kind: "response", ms: 0, fingerprint: "", ...values };
}

/** Records of one device in the order given. */
export function log(...values: Partial<LogRecord>[]): LogRecord[] {
  return values.map((value, index) => record({ seq: index + 1, ...value }));
}
