// Only this module knows where a record stands among others: by its clock, and by the count with which it says that its
// browser knew others then. A clock that is ahead of ours moves nothing: what it wrote waits until its time has come.

import { DAY } from "./day";
import type { LogRecord } from "./record";

/** The place of a record in the order of all, in milliseconds since 1970. */
export function turnOf({ at, turn }: Pick<LogRecord, "at" | "turn">): number {
  return turn ?? at;
}

/** Whether it is dated later than tomorrow, so that it can have no effect today. */
export function isAhead({ at, turn }: Pick<LogRecord, "at" | "turn">, now = Date.now()): boolean {
  return Math.max(at, turn ?? at) > now + DAY;
}

/** The turn of what happens at `at` in a browser that knows records up to the turn `latest`; none where `at` says it. */
export function turnAfter(at: number, latest = 0): Pick<LogRecord, "turn"> {
  return latest < at || latest > at + DAY ? {} : { turn: latest + 1 };
}
