// Only this module knows how chosen decks become a query and back: whole topics are named as such, so that a link goes on
// to mean all of a topic when decks come to it. Pure.

import type { IndexedDeck } from "../library/library";
import type { Selection } from "../library/selection";
import { grouped } from "../ui/groups";
import { topicOf } from "./link";

/** A topic and its decks, in the order of the site. */
export interface Topic {
  topic: string;
  title: string;
  decks: readonly IndexedDeck[];
}

export function topicsOf(decks: readonly IndexedDeck[]): Topic[] {
  const topics = grouped(decks, ({ deck }) => topicOf(deck));
  return [...topics].map(([topic, own]) => ({ topic, title: own[0]?.topic ?? topic, decks: own }));
}

/** The part of a selection that takes the chosen decks; none chosen asks for all. A query cannot mix topics and decks. */
export function placesFor(chosen: ReadonlySet<string>, topics: readonly Topic[]): Pick<Selection, "deck" | "topic"> {
  const touched = topics.filter(({ decks }) => decks.some(({ deck }) => chosen.has(deck)));
  const whole = touched.every(({ decks }) => decks.every(({ deck }) => chosen.has(deck)));
  if (whole) return { deck: [], topic: touched.map(({ topic }) => topic) };
  return {
    deck: topics.flatMap(({ decks }) => decks.map(({ deck }) => deck).filter((deck) => chosen.has(deck))),
    topic: [],
  };
}

/** The decks that a selection names, by their present names; none where it takes all. */
export function decksIn({ deck, topic }: Selection, decks: readonly IndexedDeck[]): Set<string> {
  if (!deck.length && !topic.length) return new Set();
  const has = (wanted: readonly string[], own: readonly string[]): boolean =>
    !wanted.length || own.some((name) => wanted.includes(name));
  const named = decks.filter((each) => {
    const names = [each.deck, ...each.formerly];
    return has(deck, names) && has(topic, names.map(topicOf));
  });
  return new Set(named.map((each) => each.deck));
}
