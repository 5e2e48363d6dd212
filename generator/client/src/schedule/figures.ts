// Only this module knows how the log and the schedule become figures: what is known, shaky and new, how much was
// recalled, what is due when, how sure the learner was, what was missed. Pure.

import { DAY, dayOf } from "../log/day";
import type { Confidence, LogRecord, Rating } from "../log/record";
import { own } from "../ui/own";
import { FIRM } from "./schedule";

/** How an item stands with the learner. */
export type Grasp = "known" | "shaky" | "new";

/** What the figures need of a scheduled item's memory. */
export interface Remembered {
  /** Days until recall falls to 90 %. */
  stability: number;
  /** UTC, milliseconds since 1970; and the number of the learner's day, once it is no matter of minutes. */
  due: number;
  dueDay?: number;
  phase: string;
}

/** One item with the records that still count, oldest first; explain prompts and new items have no memory. */
export interface Past {
  records: readonly LogRecord[];
  memory: Remembered | undefined;
  /** Whether it is to be asked again by the end of today. */
  due: boolean;
  /** Whether it is set aside, since it was forgotten again and again. */
  leech?: boolean;
}

/** Known is what was learned and is not due yet, or is firm; shaky is all else that was begun, leeches too. */
export function graspOf({ records, memory, due, leech }: Past): Grasp {
  if (memory) {
    const firm = !leech && (!due || memory.stability >= FIRM);
    return memory.phase === "review" && firm ? "known" : "shaky";
  }
  const latest = judgingIn(records);
  if (!latest) return "new";
  const isWhole = !latest.open && Object.values(latest.judged).every((judgement) => judgement === "yes");
  return isWhole ? "known" : "shaky";
}

/** How many of some items are known, shaky, new, and due. */
export type Counts = Record<Grasp | "due", number>;

export function countsOf(pasts: readonly Past[]): Counts {
  const counts: Counts = { known: 0, shaky: 0, new: 0, due: 0 };
  for (const past of pasts) {
    counts[graspOf(past)] += 1;
    if (past.due) counts.due += 1;
  }
  return counts;
}

export function added(all: readonly Counts[]): Counts {
  return all.reduce(
    (sum, one) => ({
      known: sum.known + one.known,
      shaky: sum.shaky + one.shaky,
      new: sum.new + one.new,
      due: sum.due + one.due,
    }),
    { known: 0, shaky: 0, new: 0, due: 0 },
  );
}

/** Noon of a day by its number, in UTC: what calendars are told. */
export function noonOf(day: number): number {
  return (day + 0.5) * DAY;
}

/** One time an item was asked. */
export interface Review {
  day: number;
  recalled: boolean;
  /** Whether memory was tested: the first time that day, of an item seen on an earlier one. */
  tested: boolean;
  confidence: Confidence | undefined;
}

/** The times an item was asked. The first response counts; a ruling or a corrected judgement stands for it. */
export function reviewsOf(records: readonly LogRecord[], dayStart: number): Review[] {
  const reviews: Review[] = [];
  for (const { at, tz, kind, rating, retry, response, confidence } of records) {
    // A prompt is answered when it is written; its concepts are rated at their cards.
    if (!rating && !isWritten(response)) continue;
    const last = reviews.at(-1);
    if (retry && last) {
      if (kind !== "response") last.recalled = isRecalled(rating);
      continue;
    }
    const day = dayOf(at, tz, dayStart);
    const tested = rating !== undefined && last !== undefined && last.day < day;
    reviews.push({ day, recalled: isRecalled(rating), tested, confidence });
  }
  return reviews;
}

function isRecalled(rating: Rating | undefined): boolean {
  return rating !== "again";
}

function isWritten(response: unknown): boolean {
  return typeof (response as { text?: unknown } | undefined)?.text === "string";
}

/** So many of so many. */
export interface Share {
  right: number;
  n: number;
}

/** How much of what was tested was recalled, from the day `from` on and before the day `until`. */
export function retentionOf(reviews: readonly Review[], from: number, until = Infinity): Share {
  const tested = reviews.filter(({ day, tested }) => tested && day >= from && day < until);
  return { right: tested.filter(({ recalled }) => recalled).length, n: tested.length };
}

/** How many items fall due on each of the next days; what is overdue falls on the first, what is set aside on none. */
export function forecastOf(
  pasts: readonly Past[],
  today: number,
  days: number,
  dayHere: (at: number) => number,
): number[] {
  const forecast = Array.from({ length: days }, () => 0);
  for (const { memory, leech } of pasts) {
    if (!memory || leech) continue;
    const day = Math.max(0, (memory.dueDay ?? dayHere(memory.due)) - today);
    if (day < days) forecast[day] = (forecast[day] ?? 0) + 1;
  }
  return forecast;
}

/** How many reviews each day had. */
export function reviewsByDay(reviews: readonly Review[]): Map<number, number> {
  const days = new Map<number, number>();
  for (const { day } of reviews) days.set(day, (days.get(day) ?? 0) + 1);
  return days;
}

/** How often those were right who said that they guess, are fairly sure, are certain. */
export function calibrationOf(reviews: readonly Review[]): (Share & { confidence: Confidence })[] {
  return ([1, 2, 3] as const).map((confidence) => {
    const said = reviews.filter((review) => review.confidence === confidence);
    return { confidence, right: said.filter(({ recalled }) => recalled).length, n: said.length };
  });
}

/** What of an item's last answer may have been a miss: ids of concepts that were not there, ids of chosen options. */
export interface Missed {
  at: number;
  concepts: readonly string[];
  options: readonly string[];
}

/** The latest answer as far as it may name misses; nothing where there is none. */
export function missedIn(records: readonly LogRecord[]): Missed | undefined {
  const latest = records.at(-1);
  if (!latest) return undefined;
  const { judged } = judgingIn(records) ?? { judged: {} };
  const concepts = Object.keys(judged).filter((id) => own(judged, id) !== "yes");
  const options = latestAttempt(records).flatMap(({ response }) => (isList(response) ? response : []));
  return concepts.length || options.length ? { at: latest.at, concepts, options: [...new Set(options)] } : undefined;
}

/** Whether something was recalled after a time, which mends what was missed then. */
export function recalledSince(records: readonly LogRecord[], at: number): boolean {
  const latest = records.findLast(({ rating }) => rating);
  return latest !== undefined && latest.at > at && latest.rating !== "again" && latest.rating !== "hard";
}

/** How the concepts of a prompt were judged, and how many are still to be. */
interface Judging {
  judged: Record<string, unknown>;
  open?: number;
}

/** The latest judging of a prompt; undefined where no concept was judged yet. */
function judgingIn(records: readonly LogRecord[]): Judging | undefined {
  const responses = records.map(({ response }) => response as Partial<Judging> | undefined);
  return responses.findLast((response): response is Judging => Object.keys(response?.judged ?? {}).length > 0);
}

function latestAttempt(records: readonly LogRecord[]): readonly LogRecord[] {
  const responses = records.filter(({ kind }) => kind === "response");
  const first = responses.findLastIndex(({ retry }) => !retry);
  return first < 0 ? responses : responses.slice(first);
}

function isList(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((id) => typeof id === "string");
}
