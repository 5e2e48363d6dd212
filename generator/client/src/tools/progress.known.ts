// Only this module knows what the page "progress" is made of: each item's past and memory, once for all sections.

import type { IndexedDeck, Library, SiteItem } from "../library/library";
import { recordsOf } from "../log/answered";
import { today } from "../log/day";
import { counted } from "../log/doubts";
import { siteLog } from "../log/log";
import type { LogRecord } from "../log/record";
import { deckOf, decksOf, namesOf, pastOf } from "../log/replay";
import { type Counts, countsOf, type Past, type Review, reviewsOf } from "../schedule/figures";
import { Schedule } from "../schedule/open-schedule";
import { grouped } from "../ui/groups";

/** An item with its past. */
export interface KnownItem extends Past {
  item: SiteItem;
}

/** A deck with the pasts of its items, and what they amount to. */
export interface KnownDeck {
  deck: IndexedDeck;
  items: readonly KnownItem[];
  counts: Counts;
}

export interface Known {
  library: Library;
  schedule: Schedule;
  decks: readonly KnownDeck[];
  /** Every time that something was asked. */
  reviews: readonly Review[];
  /** How many items the reviews would ask now. */
  asked: number;
  /** How many come back later today. */
  later: number;
  /** What is set aside. */
  leeches: readonly SiteItem[];
  /** The number of the learner's day. */
  today: number;
  /** The number of the day that a time belongs to here. */
  dayHere: (at: number) => number;
}

/** Reads the log and the index; rejects where these cannot be had. */
export async function learn(library: Library): Promise<Known> {
  // The charts go over all of it.
  await siteLog().needAll();
  const [items, schedule] = await Promise.all([library.items(), Schedule.open(siteLog(), library)]);
  const now = Date.now();
  const { dayStart } = schedule.settings;
  const records = counted(siteLog().records);
  const day = today(now, dayStart);
  const dayHere = (at: number): number => today(at, dayStart);
  const laterToday = new Set(items.filter((item) => isLaterToday(item, schedule, (at) => dayHere(at) === day)));
  const decks = [...grouped(items, ({ deck }) => deck)].map(([deck, own]) =>
    knownDeck(deck, own, schedule, records, laterToday),
  );
  const { due, leeches } = schedule.queue(items, now);
  return {
    library,
    schedule,
    decks,
    reviews: [
      ...decks.flatMap((each) => each.items.map(({ records }) => records)),
      ...goneFrom(items, records),
    ].flatMap((past) => reviewsOf(past, dayStart)),
    asked: due.length,
    later: laterToday.size,
    leeches,
    today: day,
    dayHere,
  };
}

function knownDeck(
  deck: IndexedDeck,
  items: readonly SiteItem[],
  schedule: Schedule,
  records: readonly LogRecord[],
  laterToday: ReadonlySet<SiteItem>,
): KnownDeck {
  const own = recordsOf(
    records,
    items.flatMap(({ identity }) => decksOf(identity)),
  );
  const known = items.map((item) => ({
    item,
    records: own.length ? pastOf(own, item.identity) : [],
    memory: schedule.memoryOf(item),
    due: laterToday.has(item) || schedule.stands(item, "due"),
    leech: schedule.isLeech(item),
  }));
  return { deck, items: known, counts: countsOf(known) };
}

/** The pasts of items that the site has no more, or not under that name: what was learned on a day stays that day's. */
function goneFrom(items: readonly SiteItem[], records: readonly LogRecord[]): LogRecord[][] {
  const names = new Set(items.flatMap(({ identity }) => namesOf(identity)));
  const gone = [...new Set(records.map(({ item }) => item))].filter((name) => name.includes("#") && !names.has(name));
  return gone.map((item) => pastOf(recordsOf(records, [deckOf(item)]), { item, formerly: [], deckFormerly: [] }));
}

/** Whether an item within its steps is asked again today, but not yet. */
function isLaterToday(item: SiteItem, schedule: Schedule, isToday: (at: number) => boolean): boolean {
  const [due] = schedule.timesDue([item]);
  return due !== undefined && isToday(due) && !schedule.stands(item, "due");
}
