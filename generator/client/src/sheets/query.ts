// Only this module knows the query of a sheet: that of a selection, and beside it what is printed of it and how:
// `kind=study|cards|quiz|explain&paper=a4|letter&key=end|each|none&per=8|12&flip=long|short|fold&versions=2&lines=6`. Pure.

import { queryOf, type Selection, selectionIn } from "../library/selection";

export const KINDS = ["study", "cards", "quiz", "explain"] as const;
export const PAPERS = ["a4", "letter"] as const;
export const KEYS = ["end", "each", "none"] as const;
export const PER_PAGE = ["8", "12"] as const;
export const FLIPS = ["long", "short", "fold"] as const;
export const MOST_VERSIONS = 8;
export const MOST_LINES = 30;

/** The fragment of an address that prints as soon as the sheet is laid out; the page's heading has "#print". */
export const AT_ONCE = "#at-once";

export type Kind = (typeof KINDS)[number];
export type Paper = (typeof PAPERS)[number];
/** Where the key stands: after all questions, beside each one behind a fold, nowhere. */
export type KeyPlace = (typeof KEYS)[number];
/** Over which edge the printer turns the paper; `fold` is for printers that print one side. */
export type Flip = (typeof FLIPS)[number];

/** What is asked for. */
export interface SheetQuery {
  selection: Selection;
  kind: Kind;
  paper: Paper;
  key: KeyPlace;
  /** Of cards on a page, as many as the paper is divided into: "8" or "12". */
  per: (typeof PER_PAGE)[number];
  flip: Flip;
  /** Of a quiz form, each in an order of its own. */
  versions: number;
  /** To write on, below each explain prompt. */
  lines: number;
  /** Printed on the sheet as `2026-11-25`; "" for none. */
  date: string;
}

/** Reads a query; what means nothing counts as not said. */
export function sheetIn(query: URLSearchParams): SheetQuery {
  return {
    selection: selectionIn(query),
    kind: oneOf(KINDS, query.get("kind")),
    paper: oneOf(PAPERS, query.get("paper")),
    key: oneOf(KEYS, query.get("key")),
    per: oneOf(PER_PAGE, query.get("per")),
    flip: oneOf(FLIPS, query.get("flip")),
    versions: count(query.get("versions"), 1, MOST_VERSIONS),
    lines: count(query.get("lines"), 6, MOST_LINES),
    date: /^\d{4}-\d{2}-\d{2}$/.exec(query.get("date") ?? "")?.[0] ?? "",
  };
}

/** Writes a query that reads as the same sheet; of what its kind does not need, nothing. */
export function queryOfSheet(sheet: SheetQuery): URLSearchParams {
  const query = queryOf(sheet.selection);
  const { kind, paper, key, per, flip, versions, lines, date } = sheet;
  const said: Record<string, string> = { kind, paper };
  if (kind === "cards") Object.assign(said, { per, flip });
  else said["key"] = key;
  if (kind === "quiz") said["versions"] = String(versions);
  if (kind === "explain") said["lines"] = String(lines);
  if (date) said["date"] = date;
  for (const [name, value] of Object.entries(said)) query.set(name, value);
  return query;
}

/** Whether a selection asks for anything; else it would be the whole site. */
export function isAsked({ deck, topic, tag, level, type, is, n }: Selection): boolean {
  return n > 0 || [deck, topic, tag, level, type, is].some((values) => values.length > 0);
}

/** The value if it is one of these, else the first of them. */
function oneOf<T extends string>(values: readonly [T, ...T[]], value: string | null): T {
  return values.find((known) => known === value) ?? values[0];
}

function count(text: string | null, usual: number, most: number): number {
  const n = Number(text);
  return Number.isSafeInteger(n) && n > 0 ? Math.min(n, most) : usual;
}
