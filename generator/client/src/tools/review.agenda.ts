// Only this module knows what a day of reviews amounts to: how much is due and new by topic, in which order it is
// asked, and when something is due next. Pure.

import type { SiteItem } from "../library/library";
import { startOf, today } from "../log/day";

const MINUTE = 60_000;

/** What one topic has for today. */
export interface TopicAgenda {
  topic: string;
  due: number;
  fresh: number;
}

/** What there is to do today. */
export interface Today {
  due: readonly SiteItem[];
  fresh: readonly SiteItem[];
}

/** When something is due next, in milliseconds since 1970, and how many items then: in that minute where it is on the
 * same day, else on that day. */
export interface NextDue {
  at: number;
  n: number;
}

/** How much each topic has, in the order of the site; topics with nothing are left out. */
export function byTopic({ due, fresh }: Today, decks: readonly { topic: string }[]): TopicAgenda[] {
  const count = (items: readonly SiteItem[], topic: string): number =>
    items.filter(({ deck }) => deck.topic === topic).length;
  return [...new Set(decks.map(({ topic }) => topic))]
    .map((topic) => ({ topic, due: count(due, topic), fresh: count(fresh, topic) }))
    .filter((each) => each.due + each.fresh > 0);
}

/** What is left of an agenda in these topics. */
export function within({ due, fresh }: Today, topics: ReadonlySet<string>): Today {
  const holds = ({ deck }: SiteItem): boolean => topics.has(deck.topic);
  return { due: due.filter(holds), fresh: fresh.filter(holds) };
}

/** All of an agenda in one order: what is new stands evenly among what is due. */
export function mixed({ due, fresh }: Today): SiteItem[] {
  const place = (list: readonly SiteItem[], shift: number) =>
    list.map((item, index) => ({ item, at: (index + shift) / list.length }));
  // Something due comes first, so that a session begins with what is known.
  return [...place(due, 0), ...place(fresh, 0.5)].sort((a, b) => a.at - b.at).map(({ item }) => item);
}

/**
 * What is asked next where nothing is now: what is due already waits for tomorrow, since a sibling was asked or the day's
 * limit is reached. @param times when each item is due. @param dayStart the hour at which days begin.
 */
export function nextDue(times: readonly number[], now: number, dayStart: number): NextDue | undefined {
  const tomorrow = startOf(today(now, dayStart) + 1, dayStart);
  const later = times.map((time) => (time > now ? time : tomorrow));
  if (!later.length) return undefined;
  const at = later.reduce((first, time) => Math.min(first, time));
  const day = today(at, dayStart);
  const end = day === today(now, dayStart) ? Math.floor(at / MINUTE + 1) * MINUTE : startOf(day + 1, dayStart);
  return { at, n: later.filter((time) => time < end).length };
}
