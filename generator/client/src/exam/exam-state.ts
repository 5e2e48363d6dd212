// Only this module knows the course of an exam: what was answered and marked, which question is shown, how much time is
// left, whether it was handed in. Pure values that a tab can keep as JSON.

import type { Entry } from "../log/record";

/** What the log is told of a question at the end; the log adds when that is. */
export type HeldEntry = Pick<Entry, "item" | "kind"> & Partial<Entry>;

/** One exam of one learner. */
export interface Sitting {
  /** Full ids of the questions, in their order. */
  keys: readonly string[];
  /** The place of the question that is shown, from 0. */
  at: number;
  /** What the log is told at the end, by full id. */
  answers: Readonly<Record<string, HeldEntry>>;
  /** What was typed and cannot be read, by full id; it is no answer. */
  unread: Readonly<Record<string, string>>;
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
  const ends = minutes ? now + minutes * MINUTE : 0;
  return { keys, at: 0, answers: {}, unread: {}, flags: [], begun: now, ends, handedIn: 0 };
}

/** Keeps what was given for a question, and the text that cannot be read; without, it is taken back. */
export function withAnswer(sitting: Sitting, key: string, entry: HeldEntry | undefined, text = ""): Sitting {
  const { [key]: _, ...answers } = sitting.answers;
  const { [key]: _text, ...unread } = sitting.unread;
  return {
    ...sitting,
    answers: entry ? { ...answers, [key]: entry } : answers,
    unread: text ? { ...unread, [key]: text } : unread,
  };
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
  const { keys, answers, unread, flags, at } = sitting;
  const present = (some: readonly string[]): string[] => some.flatMap((key) => nameOf(key) ?? []);
  const given = Object.entries(answers).flatMap(([key, entry]): [string, HeldEntry][] => {
    const name = nameOf(key);
    return name ? [[name, { ...entry, item: name }]] : [];
  });
  const left: Sitting = {
    ...sitting,
    keys: present(keys),
    answers: Object.fromEntries(given),
    unread: Object.fromEntries(
      Object.entries(unread).flatMap(([key, text]) => present([key]).map((now) => [now, text])),
    ),
    flags: present(flags),
  };
  return movedTo(left, present(keys.slice(0, at)).length);
}

export function handedIn(sitting: Sitting, now: number): Sitting {
  return { ...sitting, handedIn: now };
}

/** How a question stands. */
export type Standing = "answered" | "unread" | "open";

export function standingOf({ answers, unread }: Sitting, key: string): Standing {
  if (Object.hasOwn(answers, key)) return "answered";
  return Object.hasOwn(unread, key) ? "unread" : "open";
}

/** How many questions stand so. */
export function countOf(sitting: Sitting, standing: Standing): number {
  return sitting.keys.filter((key) => standingOf(sitting, key) === standing).length;
}

/** A sitting that a tab has kept; undefined where it kept none, or something else. */
export function sittingIn(text: string): Sitting | undefined {
  try {
    const { keys, answers, unread = {}, flags, ends } = JSON.parse(text) as Partial<Sitting>;
    const whole = Array.isArray(keys) && keys.length > 0 && Array.isArray(flags) && answers && typeof ends === "number";
    return whole ? { ...(JSON.parse(text) as Sitting), unread } : undefined;
  } catch {
    return undefined;
  }
}
