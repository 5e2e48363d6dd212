// Only this module knows what becomes of results from paper: the numbers that items have there, the ratings that the
// marks amount to, and the record by which a sheet is known again that was entered before. Pure.

import type { Entry, LogRecord, Mode, Rating } from "../log/record";
import { shortName } from "./digest";

export const MARKS = ["right", "partly", "wrong"] as const;
export type Mark = (typeof MARKS)[number];

const RATINGS: Record<Mark, Rating> = { right: "good", partly: "hard", wrong: "again" };
const MODE: Mode = "paper";
const NAME = "setting:paper:";

/** An item with its mark. A prompt has the cards of its concepts, by their full ids: these are rated in its place. */
export interface Marked {
  item: string;
  fingerprint: string;
  cards: readonly string[] | undefined;
  mark: Mark;
}

/** A record that is ready for the log. */
export type Result = Pick<Entry, "at" | "tz" | "item" | "kind" | "mode"> & Partial<Entry>;

/** The name in the log of the sheet with a link: the same however the parts of its query are ordered. */
export function sheetName(query: URLSearchParams): string {
  const parts = [...query].map(([name, value]) => `${name}=${value}`).sort();
  return `${NAME}${shortName(parts.join("&"), 12)}`;
}

/** When a sheet was entered, if it was and still counts: UTC in milliseconds. */
export function enteredAt(records: readonly LogRecord[], sheet: string): number | undefined {
  const own = records.filter(({ item }) => item === sheet);
  const taken = new Set(own.filter(({ kind }) => kind === "retract").map(({ of }) => of));
  return own.findLast(({ kind, at }) => kind === "setting" && !taken.has(at))?.at;
}

/**
 * The records of results, in their order, from `at` on, a millisecond apart: that the sheet was entered, then ratings.
 * A card that was marked itself is not rated by a prompt as well.
 */
export function resultsOf(sheet: string, marked: readonly Marked[], at: number): Result[] {
  const own = new Set(marked.filter(({ cards }) => !cards).map(({ item }) => item));
  const tz = 0 - new Date(at).getTimezoneOffset();
  const ratings = marked.flatMap(({ item, fingerprint, cards, mark }): Omit<Result, "at" | "tz" | "mode">[] => {
    const shared = { kind: "rating", rating: RATINGS[mark] } as const;
    if (!cards) return [{ ...shared, item, fingerprint }];
    return [...new Set(cards)].filter((card) => !own.has(card)).map((card) => ({ ...shared, item: card, from: item }));
  });
  const entered: Omit<Result, "at" | "tz" | "mode"> = { item: sheet, kind: "setting", response: marked.length };
  return [entered, ...ratings].map((record, index) => ({ ...record, at: at + index, tz, mode: MODE }));
}

/** What takes results back. */
export function takenBack(results: readonly Result[]): Pick<Entry, "item" | "kind" | "of" | "mode">[] {
  return results.map(({ item, at }) => ({ item, kind: "retract", of: at, mode: MODE }));
}

/** When something was done on a day, as `2026-11-25`: now, if that is today, else at noon there; undefined if not yet. */
export function timeOn(day: string, now: number): number | undefined {
  if (day === dayHere(now)) return now;
  const noon = new Date(`${day}T12:00`).getTime();
  return noon <= now ? noon : undefined;
}

/** The day that it is here, as `2026-11-25`. */
export function dayHere(now: number): string {
  const date = new Date(now);
  const two = (n: number): string => String(n).padStart(2, "0");
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

/** What an item belongs to: a group, or an item that is printed once. */
interface Belongs {
  group?: string;
  whole?: { id: string };
}

/** The numbers that items have on paper, by what they belong to: what is unknown stands by itself. */
export function numbersOf(items: readonly (Belongs | undefined)[]): string[] {
  let [number, part] = [0, 0];
  return items.map((item, index) => {
    const unit = nameOf(item);
    const goesOn = unit !== undefined && unit === nameOf(items[index - 1]);
    [number, part] = goesOn ? [number, part + 1] : [number + 1, 1];
    return item?.group === undefined ? String(number) : `${number}.${part}`;
  });
}

function nameOf(item: Belongs | undefined): string | undefined {
  return item?.whole ? `~${item.whole.id}` : item?.group;
}
