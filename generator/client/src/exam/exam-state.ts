// Only this module knows the course of an exam: what was answered and marked, which question is shown, how much time is
// left, whether it was handed in. Pure values that a tab can keep as JSON.

import type { Entry } from "../log/record";

/** What the log is told of a question at the end; the log adds when that is. */
export type Kept = Pick<Entry, "item" | "kind"> & Partial<Entry>;

/** One exam of one learner. */
export interface Sitting {
  /** Full ids of the questions, in their order. */
  keys: readonly string[];
  /** The place of the question that is shown, from 0. */
  at: number;
  /** What the log is told at the end, by full id. */
  answers: Readonly<Record<string, Kept>>;
  /** Full ids of what the learner wants to see again. */
  flags: readonly string[];
  /** When it began and when time is up, in milliseconds since 1970; `ends` is 0 without a clock. */
  begun: number;
  ends: number;
  /** When it was handed in; 0 before that. */
  handedIn: number;
}

const MINUTE = 60_000;

/** @param minutes how long it lasts; 0 for no limit. */
export function sittingOf(keys: readonly string[], now: number, minutes: number): Sitting {
  return { keys, at: 0, answers: {}, flags: [], begun: now, ends: minutes ? now + minutes * MINUTE : 0, handedIn: 0 };
}

/** Keeps what was given for a question; `undefined` takes it back. */
export function withAnswer(sitting: Sitting, key: string, entry: Kept | undefined): Sitting {
  const { [key]: _, ...others } = sitting.answers;
  return { ...sitting, answers: entry ? { ...others, [key]: entry } : others };
}

/** Flags a question, or takes the flag off. */
export function withFlag(sitting: Sitting, key: string): Sitting {
  const others = sitting.flags.filter((flagged) => flagged !== key);
  return { ...sitting, flags: others.length < sitting.flags.length ? others : [...others, key] };
}

/** Shows the question at a place; one that does not exist shows the nearest. */
export function movedTo(sitting: Sitting, at: number): Sitting {
  return { ...sitting, at: Math.min(Math.max(at, 0), sitting.keys.length - 1) };
}

/** Gives more time, counted from now once time is up. */
export function extended(sitting: Sitting, minutes: number, now: number): Sitting {
  return { ...sitting, ends: Math.max(sitting.ends, now) + minutes * MINUTE };
}

export function withoutClock(sitting: Sitting): Sitting {
  return { ...sitting, ends: 0 };
}

/** The sitting with questions under the names that they have now, without those that have none. */
export function renamed(sitting: Sitting, nameOf: (key: string) => string | undefined): Sitting {
  const { keys, answers, flags, at } = sitting;
  const present = (some: readonly string[]): string[] => some.flatMap((key) => nameOf(key) ?? []);
  const given = Object.entries(answers).flatMap(([key, entry]): [string, Kept][] => {
    const name = nameOf(key);
    return name ? [[name, { ...entry, item: name }]] : [];
  });
  const left = { ...sitting, keys: present(keys), answers: Object.fromEntries(given), flags: present(flags) };
  return movedTo(left, present(keys.slice(0, at)).length);
}

export function handedIn(sitting: Sitting, now: number): Sitting {
  return { ...sitting, handedIn: now };
}

/** The places of questions without an answer. */
export function openIn({ keys, answers }: Sitting): number[] {
  return keys.flatMap((key, place) => (Object.hasOwn(answers, key) ? [] : [place]));
}

/** A sitting that a tab has kept; undefined where it kept none, or something else. */
export function sittingIn(text: string): Sitting | undefined {
  try {
    const { keys, answers, flags, ends } = JSON.parse(text) as Partial<Sitting>;
    const whole = Array.isArray(keys) && keys.length > 0 && Array.isArray(flags) && answers && typeof ends === "number";
    return whole ? (JSON.parse(text) as Sitting) : undefined;
  } catch {
    return undefined;
  }
}
