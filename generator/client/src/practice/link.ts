// Only this module knows what a practice link says beyond which items it selects (exam, minutes), what in it this site
// does not have, and how it is written so that people can read it. Pure.

import type { SiteItem } from "../library/library";
import { LEVELS, queryOf, type Selection, STANDINGS, selectionIn } from "../library/selection";
import { own } from "../ui/own";

export interface Link {
  selection: Selection;
  /** Whether nothing is judged until the end. */
  exam: boolean;
  /** How long an exam lasts; 0 for no limit. */
  minutes: number;
}

/** A name and a value of a link that mean nothing here. */
export interface Unknown {
  name: string;
  value: string;
}

/** Minutes. */
export const LONGEST_EXAM = 24 * 60;
const NAMES = ["deck", "topic", "tag", "level", "type", "is", "n", "seed", "exam", "minutes", "all"];

export function linkIn(query: URLSearchParams): Link {
  const exam = query.get("exam") === "1";
  return { selection: selectionIn(query), exam, minutes: exam ? minutesIn(query.get("minutes")) : 0 };
}

/** Whether an address asks for anything at all. */
export function isAsked(query: URLSearchParams): boolean {
  return [...query.keys()].length > 0;
}

/** The query of a link, with commas and slashes as they are; one that asks for no less than all says so. */
export function queryFor({ selection, exam, minutes }: Link): string {
  const query = queryOf(selection);
  if (exam) query.set("exam", "1");
  if (exam && minutes) query.set("minutes", String(minutes));
  if (!isAsked(query)) query.set("all", "1");
  return query.toString().replaceAll("%2C", ",").replaceAll("%2F", "/");
}

/** What a query names and this site does not have. A value that is not read counts as one that is not here. */
export function unknownIn(query: URLSearchParams, items: readonly SiteItem[]): Unknown[] {
  const known = valuesOf(items);
  return [...query].flatMap(([name, text]) => {
    if (!NAMES.includes(name)) return [{ name, value: text }];
    const values = name === "seed" ? [] : text.split(",").map((value) => value.trim());
    return values.filter((value) => value && !isKnown(name, value, query, known)).map((value) => ({ name, value }));
  });
}

function isKnown(name: string, value: string, query: URLSearchParams, known: Record<string, Set<string>>): boolean {
  if (name === "n") return selectionIn(new URLSearchParams({ n: value })).n > 0;
  if (name === "exam" || name === "all") return value === "1" || value === "0";
  if (name === "minutes") return query.get("exam") === "1" && minutesIn(value) > 0;
  return own(known, name)?.has(value) ?? false;
}

function minutesIn(text: string | null): number {
  const minutes = Number(text);
  return Number.isSafeInteger(minutes) && minutes > 0 && minutes <= LONGEST_EXAM ? minutes : 0;
}

function valuesOf(items: readonly SiteItem[]): Record<string, Set<string>> {
  const decks = new Set(items.flatMap(({ deck }) => [deck.deck, ...deck.formerly]));
  return {
    deck: decks,
    topic: new Set([...decks].map(topicOf)),
    tag: new Set(items.flatMap(({ tags }) => tags)),
    type: new Set(items.map(({ type }) => type)),
    level: new Set(LEVELS),
    is: new Set(STANDINGS),
  };
}

/** The topic that a deck belongs to. */
export function topicOf(deck: string): string {
  return deck.split("/", 1)[0] ?? deck;
}
