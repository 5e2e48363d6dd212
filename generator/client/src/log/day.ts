// Only this module knows what a day of the learner is: it begins at an hour of the local clock (`dayStart`), not at
// midnight, and each record says with its own `tz` which clock that was. Days are numbered from 1970-01-01. Pure.

import type { LogRecord } from "./record";

export const DAY = 86_400_000;
const HOUR = 3_600_000;
const MINUTE = 60_000;

/** The number of the learner's day. @param at UTC in milliseconds. @param tz minutes east of UTC. */
export function dayOf(at: number, tz: number, dayStart: number): number {
  return Math.floor((at + tz * MINUTE - dayStart * HOUR) / DAY);
}

/** The number of the day that it is here. */
export function today(now: number, dayStart: number): number {
  return dayOf(now, 0 - new Date(now).getTimezoneOffset(), dayStart);
}

/** When a day begins here, in UTC milliseconds; where clocks change, by the clock of that day. */
export function startOf(day: number, dayStart: number): number {
  const date = new Date(day * DAY);
  return new Date(date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate(), dayStart).getTime();
}

/** When days begin, where nobody has said another hour. */
export const DAY_START = 4;

/** Whether the last of an item's records, as far as there is one, is of a day before this one. */
export function isOfEarlierDay(records: readonly Pick<LogRecord, "at" | "tz">[]): boolean {
  const last = records.at(-1);
  return last !== undefined && dayOf(last.at, last.tz, DAY_START) < today(Date.now(), DAY_START);
}
