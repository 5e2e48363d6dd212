// Only this module counts what the day after a review will bring, which its end says. Pure.

import { startOf, today } from "../log/day";

/** How many are due by the end of the day after `now`. */
export function dueTomorrow(times: readonly number[], now: number, dayStart: number): number {
  const end = startOf(today(now, dayStart) + 2, dayStart);
  return times.filter((time) => time < end).length;
}
