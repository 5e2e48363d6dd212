// Only this module knows how a selection reads: the names of levels, types and standings, and what a link asks for in a
// sentence or two.

import type { SiteItem } from "../library/library";
import { awayText } from "../library/reach";
import { LEVELS, type Selection, STANDINGS } from "../library/selection";
import { type Key, list, t } from "../ui/strings";
import type { Asked } from "./asked";
import type { Link, Unknown } from "./link";

/** A value of a query, and what it is called. */
export type Named = readonly [value: string, name: string];

/** More decks than these are told by their topics, more topics by their number. */
const MOST_NAMED = 3;

export const levels = (): Named[] => LEVELS.map((level) => [level, t(`practice.level.${level}`)]);
export const standings = (): Named[] => STANDINGS.map((standing) => [standing, t(`practice.is.${standing}`)]);

/** A type that came later than this page is called by its own name. */
export function typeName(type: string): string {
  const key = `practice.type.${type}` as Key;
  const name = t(key);
  return name === key ? type : name;
}

/** How many items there are, or questions in an exam. */
export function amount({ exam }: Link, { items }: Asked): string {
  const n = items.length;
  if (n) return t(exam ? "exam.questions" : "practice.items", { n });
  return t("practice.none");
}

/** What the link comes to, a sentence for each thing that is worth knowing before. */
export function sentences(link: Link, asked: Asked): string[] {
  const { selection, exam, minutes } = link;
  const { items, leftOut } = asked;
  const limits = limitsOf(selection);
  const only = limits.length ? t("practice.only", { list: list(limits) }) : "";
  const away = awayText(asked.away);
  if (!items.length) return [exam && leftOut ? t("exam.nothing") : only, away].filter(Boolean);
  return [
    t("practice.from", { list: list(placesOf(items)) }),
    only,
    selection.seed && !selection.is.length ? t("practice.same-for-all") : "",
    selection.is.length ? t("practice.yours") : "",
    exam ? t("exam.rules") : "",
    exam && minutes ? t("exam.time", { n: minutes }) : "",
    exam && leftOut ? t("exam.left-out", { n: leftOut }) : "",
    away,
  ].filter(Boolean);
}

/** What of a link means nothing here, in words. */
export function unknownWords(unknown: readonly Unknown[]): string {
  return t("practice.unknown", { list: list(unknown.map(({ name, value }) => (value ? `${name}=${value}` : name))) });
}

function placesOf(items: readonly SiteItem[]): string[] {
  const decks = [...new Set(items.map(({ deck }) => deck.title))];
  if (decks.length <= MOST_NAMED) return decks;
  const topics = [...new Set(items.map(({ deck }) => deck.topic))];
  return topics.length <= MOST_NAMED ? topics : [t("practice.decks", { n: decks.length })];
}

function limitsOf({ tag, level, type, is }: Selection): string[] {
  const named = (names: Named[], wanted: readonly string[]): string[] =>
    names.filter(([value]) => wanted.includes(value)).map(([, name]) => name);
  return [
    ...named(levels(), level),
    ...type.map(typeName),
    ...named(standings(), is),
    ...tag.map((each) => `#${each}`),
  ];
}
