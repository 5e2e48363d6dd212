// Only this module knows what a line of the learner's log looks like and when one is fit to be read.

import { own } from "../ui/own";

/** What happened to an item, or (`reset`, `undo`) to an item or a whole deck. */
export interface LogRecord {
  /** UTC, milliseconds since 1970. */
  at: number;
  /** Minutes east of UTC where the learner was. */
  tz: number;
  /** Which browser wrote it, and its position in that browser's log: together they identify the record. */
  device: string;
  seq: number;
  /** Full id of an item ("topic/deck#item"), or the key of a deck ("topic/deck"). */
  item: string;
  kind: Kind;
  /**
   * Its place in the order of all records, where `at` alone does not say it: later than all that the browser knew then,
   * in milliseconds like `at`.
   */
  turn?: number;
  /** Device and number, parted by a space, of the record whose time this one has right. */
  mends?: string;
  /** As given: option ids, raw text, judgements. Of a reset of a deck: the ids of the items that it had then. */
  response?: unknown;
  /** What the learner said, or what the response amounted to: the scheduler is fed with it. */
  rating?: Rating;
  /** Whether the rating stands for the one before it: a second try, a ruling, a judgement that was corrected. */
  retry?: true;
  /** Full id of the explain prompt whose concept rated this card: it moves the card's schedule, not its page. */
  from?: string;
  /** Where it happened, if not on the page of the deck. */
  mode?: Mode;
  /** Of a `retract`: the `at` of the record of the same item that no longer counts. */
  of?: number;
  /** Whether the learner counts the response before it as right, or takes that back. */
  ruling?: "right" | "undo";
  /** How sure the learner was before Check: a guess, fairly sure, certain. */
  confidence?: Confidence;
  /** The key in words, with the first record of each wording: a later change is told by it. */
  wording?: string;
  /** How many hints were open. */
  hints?: number;
  /** Milliseconds between the item being seen and this. */
  ms: number;
  fingerprint: string;
}

/**
 * `reset` and `undo` clear an item or a deck and bring it back, `release` asks a leech again, whose lapses count anew,
 * `retract` takes one record back, `setting` is a choice.
 */
export type Kind = "response" | "rating" | "ruling" | "reset" | "undo" | "release" | "retract" | "setting";
export type Mode = "review" | "practice" | "exam" | "paper";
export type Confidence = 1 | 2 | 3;
export type Rating = "again" | "hard" | "good" | "easy";

/** What identifies a record. */
export function placeOf({ device, seq }: LogRecord): string {
  return `${device} ${seq}`;
}

/** A record before the store has given it its place. */
export type Entry = Omit<LogRecord, "device" | "seq" | "turn">;

/** What every record has, and what others may have; `at` and `seq` are looked at more closely. */
const NEEDED = { device: "string", item: "string", kind: "string" };
const OPTIONAL = {
  tz: "number",
  turn: "number",
  mends: "string",
  ms: "number",
  of: "number",
  hints: "number",
  confidence: "number",
  fingerprint: "string",
  rating: "string",
  from: "string",
  mode: "string",
  ruling: "string",
  wording: "string",
};

/** Whether a stored value can be read as a record. A kind, rating or mode that this version does not know is no damage. */
export function isRecord(value: unknown): value is LogRecord {
  if (typeof value !== "object" || value === null) return false;
  const fields = value as Record<string, unknown>;
  return (
    isTime(own(fields, "at")) &&
    Number.isSafeInteger(own(fields, "seq")) &&
    Object.entries(NEEDED).every(([name, type]) => own(fields, name) && typeof own(fields, name) === type) &&
    Object.entries(OPTIONAL).every(
      ([name, type]) => own(fields, name) === undefined || typeof own(fields, name) === type,
    )
  );
}

/** Whether it is a time that a date can hold. */
function isTime(value: unknown): boolean {
  return typeof value === "number" && !Number.isNaN(new Date(value).getTime());
}
