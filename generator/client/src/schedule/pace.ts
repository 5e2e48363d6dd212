// Only this module knows how long items take, and how a stretch of time reads.

import { factsOf } from "../library/library";
import type { LogRecord } from "../log/record";

/** Seconds that an item takes whose type says nothing of it. */
const USUAL = 25;
const RECENT = 200;
const [SLOWEST, FASTEST] = [2.5, 0.4];

/** An item, as far as the time it takes goes. */
export interface Timed {
  key: string;
  type: string;
}

/** Milliseconds that items take this learner, from how long the latest answers to any of `known` took. */
export function timeFor(
  items: readonly Timed[],
  known: ReadonlyMap<string, Timed>,
  records: readonly LogRecord[],
): number {
  const usual = items.reduce((sum, item) => sum + usualFor(item), 0);
  return usual * speedOf(known, records);
}

/** The median of what answers took in relation to what is usual; 1 for somebody new. */
function speedOf(known: ReadonlyMap<string, Timed>, records: readonly LogRecord[]): number {
  const ratios = records.slice(-RECENT).flatMap(({ item, ms, rating }) => {
    const type = known.get(item);
    return type && rating && ms > 0 ? [ms / usualFor(type)] : [];
  });
  const median = ratios.sort((a, b) => a - b)[Math.floor(ratios.length / 2)] ?? 1;
  return Math.min(SLOWEST, Math.max(FASTEST, median));
}

function usualFor({ type }: Timed): number {
  return (factsOf(type).seconds ?? USUAL) * 1000;
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** From so many milliseconds on a stretch is told in a unit, which has so many. */
type Unit = [from: number, unit: "year" | "month" | "day" | "hour" | "minute", size: number, digits: number];
const MINUTES: Unit = [0, "minute", MINUTE, 0];
const UNITS: readonly Unit[] = [
  [365 * DAY, "year", 365 * DAY, 1],
  [45 * DAY, "month", 30.4 * DAY, 1],
  [22 * HOUR, "day", DAY, 0],
  [55 * MINUTE, "hour", HOUR, 0],
  MINUTES,
];

/** "3 days", in the language that is asked for; never less than a minute. */
export function stretch(ms: number, language: string): string {
  const [, unit, size, digits] = UNITS.find(([from]) => ms >= from) ?? MINUTES;
  const format = { style: "unit", unit, unitDisplay: "long", maximumFractionDigits: digits } as const;
  return new Intl.NumberFormat(language, format).format(Math.max(1, Number((ms / size).toFixed(digits))));
}
