// Only this module knows when an item is due again: the steps of the first minutes, the order of the intervals and the
// learner's days. It alone uses ts-fsrs, which has the formulas of FSRS-6: how stability and difficulty of a memory
// change, and after how many days recall has fallen to the retention that is wanted. Pure: a past always gives the same
// memory, on every device.

import { default_w, FSRSAlgorithm } from "ts-fsrs";
import { DAY, dayOf } from "../log/day";
import type { LogRecord, Rating } from "../log/record";
import type { Settings } from "../log/settings";

/** The published default weights of FSRS-6. */
export const WEIGHTS: readonly number[] = default_w;

export type Phase = "learning" | "review" | "relearning";

/** One time an item was asked: when, where on the clock, and how it went in the end. */
export interface Review {
  at: number;
  tz: number;
  rating: Rating;
  /** Full id of the explain prompt whose concept rated it. */
  from?: string;
  /** Whether it was answered on the page of its deck. */
  onPage?: true;
  /** Whether the learner chose when it was asked, and not the plan. */
  unplanned?: true;
  /** Whether its lapses count anew from then on: the learner brought a leech back. */
  released?: true;
}

/** What is left in memory after a review. */
export interface Trace {
  /** The name under which the item was first asked: chance is drawn with it, so that a rename changes nothing. */
  name: string;
  /** Days until the chance of recall falls to 90 %; more than 0. */
  stability: number;
  /** From 1, easy, to 10. */
  difficulty: number;
  phase: Phase;
  /** Which of the steps was the last one; 0 in the phase `review`. */
  step: number;
  /** When it was asked last: UTC in milliseconds, and the number of the learner's day. */
  last: number;
  day: number;
  reps: number;
  /** How many times it was forgotten after it had been learned, and since it was a leech the last time. */
  lapses: number;
}

/** What is left in memory, and when to ask again. */
export interface Memory extends Trace {
  /** UTC in milliseconds, by the clock of the last review. Never before the last review. */
  due: number;
  /** The number of the learner's day on which it is due; absent within the steps, which count minutes. */
  dueDay?: number;
}

/** What can differ from what the site does: `weights` of one's own, and for comparisons `fuzz` and steps in minutes. */
export interface Options {
  weights?: readonly number[];
  fuzz?: boolean;
  learningSteps?: readonly number[];
  relearningSteps?: readonly number[];
}

/** Days of stability from which a memory is firm. */
export const FIRM = 21;

/** Whether an item was forgotten so often that something is wrong with how it is learned. @param most how often that is; 0 for never. */
export function isLeech({ lapses, stability }: Pick<Trace, "lapses" | "stability">, most: number): boolean {
  return most > 0 && lapses >= most && stability < FIRM;
}

/** A hundred years. */
const LONGEST = 36_500;
const MINUTE = 60_000;
const GRADES = { again: 1, hard: 2, good: 3, easy: 4 } as const;
export const RATINGS = Object.keys(GRADES) as Rating[];

/** The settings that a plan follows from; without `leech` nothing is one. */
type Plan = Pick<Settings, "retention" | "dayStart"> & Partial<Pick<Settings, "leech">>;

/** How long until an item is asked again. */
type Interval = { minutes: number; step: number } | { days: number };

/** Plans reviews under one set of settings. */
export class Scheduler {
  readonly #fsrs: FSRSAlgorithm;
  readonly #dayStart: number;
  readonly #leech: number;
  readonly #steps: Readonly<Record<"learning" | "relearning", readonly number[]>>;

  constructor({ retention, dayStart, leech = 0 }: Plan, options: Options = {}) {
    this.#dayStart = dayStart;
    this.#leech = leech;
    this.#steps = { learning: options.learningSteps ?? [1, 10], relearning: options.relearningSteps ?? [10] };
    this.#fsrs = new FSRSAlgorithm({
      request_retention: retention,
      maximum_interval: LONGEST,
      enable_fuzz: options.fuzz ?? true,
      w: options.weights ?? WEIGHTS,
      // How weights of older versions are read depends on the number of steps.
      relearning_steps: this.#steps.relearning.map((minutes) => `${minutes}m` as const),
    });
  }

  /** What is left of an item's past (`lifeOf`); undefined where nothing was rated. */
  replay(past: readonly LogRecord[]): Memory | undefined {
    const reviews = reviewsIn(past);
    const last = reviews.pop();
    if (!last) return undefined;
    const name = past[0]?.item ?? "";
    const before = reviews.reduce<Trace | undefined>((trace, review) => this.#after(trace, review, name), undefined);
    return this.next(before, last, name);
  }

  /** What is left after one review more. @param name of the item, where it was never asked before. */
  next(before: Trace | undefined, review: Review, name: string): Memory {
    const trace = this.#after(before, review, name);
    const interval = this.#interval(before, review, trace);
    const { at, tz } = review;
    if ("minutes" in interval) return { ...trace, due: at + interval.minutes * MINUTE };
    const dueDay = trace.day + interval.days;
    return { ...trace, dueDay, due: dueDay * DAY + this.#dayStart * 60 * MINUTE - tz * MINUTE };
  }

  /** How many times it is still asked within its steps, or once, if all of them go well. @param before undefined for what is new. */
  timesAsked(before: Pick<Trace, "phase" | "step"> | undefined): number {
    if (!before) return this.#steps.learning.length;
    return before.phase === "review" ? 1 : Math.max(1, this.#steps[before.phase].length - before.step);
  }

  /** Milliseconds until it would be due after each rating; whole days count 24 hours. */
  intervals(before: Trace | undefined, { at, tz }: Omit<Review, "rating">, name: string): Record<Rating, number> {
    const of = (rating: Rating): number => {
      const review = { at, tz, rating };
      const interval = this.#interval(before, review, this.#after(before, review, name));
      return "minutes" in interval ? interval.minutes * MINUTE : interval.days * DAY;
    };
    return { again: of("again"), hard: of("hard"), good: of("good"), easy: of("easy") };
  }

  #after(before: Trace | undefined, review: Review, name: string): Trace {
    const { at, tz, rating } = review;
    const day = dayOf(at, tz, this.#dayStart);
    const grade = GRADES[rating];
    const { stability, difficulty } = this.#fsrs.next_state(before ?? null, elapsed(before, day), grade);
    const wait = this.#stepAfter(before, review);
    return {
      name: before?.name ?? name,
      stability,
      difficulty,
      phase: wait ? stepsOf(before) : "review",
      step: wait?.step ?? 0,
      last: at,
      day,
      reps: (before?.reps ?? 0) + 1,
      lapses: this.#lapsesAfter(before, review),
    };
  }

  /** A leech that is brought back, or recalled without help on the page of its deck, was never forgotten. */
  #lapsesAfter(before: Trace | undefined, { rating, onPage, released }: Review): number {
    const recalled = rating === "good" || rating === "easy";
    const learnedAnew = onPage && recalled && before && isLeech(before, this.#leech);
    if (!before || released || learnedAnew) return 0;
    return before.lapses + Number(before.phase === "review" && rating === "again");
  }

  #interval(before: Trace | undefined, review: Review, after: Trace): Interval {
    const { rating } = review;
    const wait = this.#stepAfter(before, review);
    if (wait) return wait;
    const days = elapsed(before, after.day);
    // The same item and the same number of reviews draw the same chance.
    this.#fsrs.seed = `${after.name} ${after.reps}`;
    const of = (stability: number): number => this.#fsrs.next_interval(stability, days);
    if (before?.phase !== "review" || rating === "again") return { days: of(after.stability) };
    const stabilityIf = (grade: 2 | 3 | 4): number => this.#fsrs.next_state(before, days, grade).stability;
    const plainGood = of(stabilityIf(GRADES.good));
    const hard = Math.min(of(stabilityIf(GRADES.hard)), plainGood);
    if (rating === "hard") return { days: hard };
    const good = Math.max(plainGood, hard + 1);
    if (rating === "good") return { days: good };
    return { days: Math.max(of(stabilityIf(GRADES.easy)), good + 1) };
  }

  /**
   * The step that a rating leads to; undefined where it leads out of the steps, or into none. An item that still waits
   * for the end of its step stays there, whatever a prompt said of it, or was answered where the plan did not ask for
   * it: who has just read the key only repeats it.
   */
  #stepAfter(before: Trace | undefined, review: Review): { minutes: number; step: number } | undefined {
    const { rating } = review;
    const steps = this.#steps[stepsOf(before)];
    const [first, second] = steps;
    const inReview = before?.phase === "review";
    if (first === undefined || (inReview && rating !== "again")) return undefined;
    const now = Math.min(before?.step ?? 0, steps.length - 1);
    if (rating === "again") return { minutes: first, step: 0 };
    const minutes = steps[now] ?? 0;
    const waits = before && review.at < before.last + minutes * MINUTE;
    if (waits && (review.from || review.unplanned)) return { minutes, step: now };
    if (rating === "easy") return undefined;
    if (rating === "good") return now + 1 < steps.length ? { minutes: steps[now + 1] ?? 0, step: now + 1 } : undefined;
    if (now > 0) return { minutes: steps[now] ?? 0, step: now };
    return { minutes: second === undefined ? first * 1.5 : (first + second) / 2, step: 0 };
  }
}

/** Milliseconds within which older versions put all ratings of one prompt into the log. */
const AT_ONCE = 1000;

/**
 * The times an item was asked. The first response to a question decides; a ruling and a corrected judgement take the
 * place of what they correct; what one prompt said of a card is one time, by the worst.
 */
export function reviewsIn(past: readonly LogRecord[]): Review[] {
  const reviews: Review[] = [];
  for (const { at, tz, rating, retry, kind, from, mode } of past) {
    const latest = reviews.at(-1);
    if (kind === "release" && latest) latest.released = true;
    if (!rating || !Object.hasOwn(GRADES, rating)) continue;
    const place = retry && from ? reviews.findLastIndex((review) => review.from === from) : reviews.length - 1;
    const known = reviews[place];
    if (known && from && !retry && known.from === from && at - known.at < AT_ONCE) {
      reviews[place] = { ...known, rating: worse(known.rating, rating) };
    } else if (retry && known) {
      reviews[place] = { ...known, rating: kind === "response" ? worse(known.rating, rating) : rating };
    } else {
      const where = from ? { from } : { ...(mode ? {} : { onPage: true as const }), ...unplanned(mode) };
      reviews.push({ at, tz: Number.isFinite(tz) ? tz : 0, rating, ...where });
    }
  }
  return reviews;
}

function unplanned(mode: LogRecord["mode"]): Pick<Review, "unplanned"> {
  return mode === "review" ? {} : { unplanned: true };
}

function worse(one: Rating, other: Rating): Rating {
  return GRADES[one] < GRADES[other] ? one : other;
}

/** Days since the last review; a clock that was set back does not make time run backwards. */
function elapsed(before: Trace | undefined, day: number): number {
  return before ? Math.max(0, day - before.day) : 0;
}

function stepsOf(before: Trace | undefined): "learning" | "relearning" {
  return before === undefined || before.phase === "learning" ? "learning" : "relearning";
}
