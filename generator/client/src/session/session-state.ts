// Only this module knows the course of a session: which item is next, what comes again in it, what was done and how
// that is taken back. Pure values that a tab can keep as JSON.

import type { State } from "../items/grade";
import type { Rating } from "../log/record";

/** One item that was asked in a session and left behind. */
export interface Done {
  /** Full id of the item. */
  key: string;
  state: State;
  /** What it amounts to for the scheduler; absent when it was skipped. */
  rating?: Rating;
  skipped: boolean;
  /** What it put into the log: full ids and the `at` of each record. */
  records: readonly (readonly [item: string, at: number])[];
}

/** How far a session is. */
export interface Course {
  /** Full ids of what is still to be asked. */
  ahead: readonly string[];
  /** What was asked and comes again in this session, and when. */
  returning: readonly { key: string; at: number }[];
  done: readonly Done[];
  /** What is asked now; absent between items and at the end. */
  current?: string | undefined;
  /** The `at` of the records that the current item had when it was asked; absent until then. */
  before?: readonly number[] | undefined;
  /** How many items were still to be asked when the session was ended before them. */
  open?: number;
  /** When no new item is asked any more, in milliseconds since 1970; 0 for never. */
  until: number;
  /** When it began, in milliseconds since 1970. */
  since: number;
}

export function begun(keys: readonly string[], until = 0, since = 0): Course {
  return { ahead: keys, returning: [], done: [], until, since };
}

/** Whether an item is still to be asked: for the first time in the session, or once more. */
export interface Wanted {
  first(key: string): boolean;
  again(key: string): boolean;
}

/** Chooses what is asked next: what has come back, else what is new to the session, else what comes back soonest. */
export function advanced(course: Course, now: number, wanted: Wanted): Course {
  if (course.current) return course;
  if (course.until && now >= course.until) return ended(course);
  const ahead = course.ahead.filter((key) => wanted.first(key));
  const returning = course.returning.filter(({ key }) => wanted.again(key)).sort((a, b) => a.at - b.at);
  const [back, ...later] = returning;
  if (back && (back.at <= now || !ahead.length)) return { ...course, ahead, returning: later, current: back.key };
  return { ...course, ahead: ahead.slice(1), returning, current: ahead[0] };
}

/** Leaves the current item behind. @param at when it comes again in this session, if it does. */
export function left(course: Course, done: Done, at?: number): Course {
  const returning = at === undefined ? course.returning : [...course.returning, { key: done.key, at }];
  return { ...course, returning, done: [...course.done, done], current: undefined, before: undefined };
}

/** Goes back to the item that was left last; undefined where there is none. */
export function wentBack(course: Course): { course: Course; undone: Done } | undefined {
  const undone = course.done.at(-1);
  if (!undone) return undefined;
  const ahead = course.current ? [course.current, ...course.ahead] : course.ahead;
  const returning = course.returning.filter(({ key }) => key !== undone.key);
  const done = course.done.slice(0, -1);
  return { course: { ...course, ahead, returning, done, current: undone.key, before: undefined }, undone };
}

/** Asks nothing more. */
export function ended(course: Course): Course {
  const open = new Set(remaining(course)).size;
  return { ...course, ahead: [], returning: [], current: undefined, before: undefined, open };
}

/** The course with items under the names that they have now, without those that have none. */
export function renamed(course: Course, nameOf: (key: string) => string | undefined): Course {
  const named = <One extends { key: string }>(one: One): One[] => {
    const key = nameOf(one.key);
    return key ? [{ ...one, key }] : [];
  };
  const current = course.current && nameOf(course.current);
  return {
    ...course,
    ahead: course.ahead.flatMap((key) => nameOf(key) ?? []),
    returning: course.returning.flatMap(named),
    done: course.done.flatMap(named),
    current,
    before: current ? course.before : undefined,
  };
}

/** The full ids of what is asked now and later. */
export function remaining({ ahead, returning, current }: Course): string[] {
  return [...(current ? [current] : []), ...ahead, ...returning.map(({ key }) => key)];
}

/** A course that a tab has kept; undefined where it kept none, or something else. */
export function courseIn(text: string): Course | undefined {
  try {
    const value = JSON.parse(text) as Partial<Course> | null;
    return value && Array.isArray(value.ahead) && Array.isArray(value.done) ? (value as Course) : undefined;
  } catch {
    return undefined;
  }
}
