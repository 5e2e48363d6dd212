// Only this module knows what is to be asked today: what is due, what is new, how much of it the day's limits leave,
// and which items are not asked on the same day. The time is the browser's own clock, which tests set for a page.

import type { SiteItem } from "../library/library";
import { factsOf } from "../library/library";
import type { Standing } from "../library/selection";
import { DAY, startOf, today } from "../log/day";
import { counted, doubtfulIn } from "../log/doubts";
import type { Log } from "../log/log";
import type { LogRecord, Rating } from "../log/record";
import { type Settings, settingsIn } from "../log/settings";
import { grouped, parted } from "../ui/groups";
import { isLeech, type Memory, Scheduler } from "./schedule";
import { type EarlierStandings, type Known, Standings } from "./standing";

/** What is to be asked, in this order. */
export interface Queue {
  /** What was asked before and is due: what is within its steps first. */
  due: SiteItem[];
  /** What was never asked. */
  fresh: SiteItem[];
  /** How many are due and wait for another day since an item that asks for the same was or is asked today. */
  buried: number;
  /** How many are due and wait for another day since the day's limit is reached. What was never asked waits for nothing. */
  limited: number;
  /** What was forgotten so often that it is set aside. */
  leeches: SiteItem[];
}

/** What is asked of a log. */
export type Noted = Pick<Log, "records" | "holds">;

/** How all items of the site stand, by the log as it is whenever something is asked. */
export class Agenda {
  readonly #log: Noted;
  readonly #standings: Standings;
  readonly #items: readonly SiteItem[];
  readonly #siblings: ReadonlyMap<string, readonly SiteItem[]>;
  #seen: readonly LogRecord[] | undefined;
  #settings: Settings = settingsIn([]);
  #doubtful = 0;
  #scheduler = new Scheduler(this.#settings);

  /** @param kept how the items stood at an earlier visit, under the settings that are in the log now. */
  constructor(log: Noted, items: readonly SiteItem[], kept?: EarlierStandings) {
    this.#log = log;
    this.#items = items;
    const identities = items.map(({ identity }) => identity);
    // Without what was kept, all that there is to read was read.
    this.#standings = kept ? new Standings(identities, (decks) => log.holds(decks)) : new Standings(identities);
    this.#siblings = grouped(items, siblingsKey);
    this.#follow();
    if (kept) this.#standings.begin(kept);
  }

  get settings(): Settings {
    this.#follow();
    return this.#settings;
  }

  /** What is left of an item in memory; undefined where it was never rated. `due` is by the clock here. */
  memoryOf(item: SiteItem): Memory | undefined {
    const memory = isScheduled(item) ? this.#of(item)?.memory : undefined;
    if (memory?.dueDay === undefined) return memory;
    const due = startOf(memory.dueDay, this.#settings.dayStart);
    return { ...memory, due: Number.isFinite(due) ? Math.max(due, memory.last) : memory.due };
  }

  /** Whether an item stands so now. Explain prompts and what is set aside are never due, but can be all else. */
  stands(item: SiteItem, standing: Standing): boolean {
    const known = this.#of(item);
    if (standing === "new") return known === undefined;
    if (!known) return false;
    if (standing === "missed") return known.rating === "again" || known.missed;
    if (standing === "due") {
      const now = Date.now();
      return !this.isLeech(item) && this.#isDue(item, now, this.#today(now));
    }
    return known.fingerprint !== "" && item.fingerprint !== "" && known.fingerprint !== item.fingerprint;
  }

  /** When each of these items that will be asked again by itself is due: what is set aside waits for the learner. */
  timesDue(items: readonly SiteItem[]): number[] {
    return items.flatMap((item) => (this.isLeech(item) ? [] : (this.memoryOf(item)?.due ?? [])));
  }

  /** Milliseconds until an item would be due after each rating; whole days count 24 hours. */
  intervals(item: SiteItem, now: number): Record<Rating, number> {
    const review = { at: now, tz: 0 - new Date(now).getTimezoneOffset() };
    const before = this.#of(item)?.memory;
    return this.#scheduler.intervals(before, review, item.key);
  }

  /** How many times an item will be asked before it is done for the day, if all goes well. */
  timesAsked(item: SiteItem): number {
    return this.#scheduler.timesAsked(this.#of(item)?.memory);
  }

  /** Whether an item was forgotten so often that something is wrong with how it is learned. */
  isLeech(item: SiteItem): boolean {
    const memory = this.#of(item)?.memory;
    return memory !== undefined && isLeech(memory, this.#settings.leech);
  }

  /** What is to be asked of these items. The day's limits count what was asked of the whole site. */
  queue(items: readonly SiteItem[], now: number): Queue {
    this.#follow();
    const asked = items.filter(isScheduled);
    const leeches = asked.filter((item) => this.isLeech(item));
    const set = new Set(leeches);
    const day = this.#today(now);
    const due = asked.filter((item) => !set.has(item) && this.#isDue(item, now, day));
    const [steps, reviews] = parted(due, (item) => this.#of(item)?.memory?.dueDay === undefined);
    const fresh = this.#inOrder(asked.filter((item) => !this.#of(item)?.memory));
    const open = this.#unburied(steps, [...this.#byDue(reviews), ...fresh], day);
    const [left, limited] = this.#limited(open, day);
    return {
      due: [...this.#byDue(steps), ...interleaved(left.filter((item) => this.#of(item)?.memory))],
      fresh: interleaved(left.filter((item) => !this.#of(item)?.memory)),
      buried: reviews.length - open.filter((item) => this.#of(item)?.memory).length,
      limited,
      leeches,
    };
  }

  /** How an item stands by all that is known of it; undefined where it was not begun. */
  knownOf(item: string): Known | undefined {
    this.#follow();
    return this.#standings.of(item, this.#scheduler, this.#settings.dayStart);
  }

  /** Whether every item stands as the log says: what other tabs noted may wait for its deck to be read. */
  get isCurrent(): boolean {
    this.#follow();
    return this.#standings.isCurrent;
  }

  /** How many answers do not count since their time cannot be right. */
  get doubtful(): number {
    this.#follow();
    return this.#doubtful;
  }

  /** Reads what is new in the log. */
  #follow(): void {
    const { records } = this.#log;
    if (records === this.#seen) return;
    this.#seen = records;
    const counting = counted(records);
    this.#doubtful = counting === records ? 0 : doubtfulIn(records).length;
    this.#standings.take(counting);
    const names = [...this.#standings.names()].filter((name) => name.startsWith("setting:"));
    const settings = settingsIn(this.#standings.recordsOf(names));
    const plannedAlike = planAlike(settings, this.#settings);
    this.#settings = settings;
    if (plannedAlike) return;
    this.#scheduler = new Scheduler(settings);
    this.#standings.forget();
  }

  #of({ key }: SiteItem): Known | undefined {
    return this.knownOf(key);
  }

  #today(now: number): number {
    return today(now, this.#settings.dayStart);
  }

  #isDue(item: SiteItem, now: number, day: number): boolean {
    const memory = this.#of(item)?.memory;
    if (!memory || !isScheduled(item)) return false;
    // Its last review was noted by a clock that was wrong; nobody can tell when it is due.
    if (memory.last > now + DAY) return true;
    return memory.dueDay === undefined ? memory.due <= now : memory.dueDay <= day;
  }

  #byDue(items: readonly SiteItem[]): SiteItem[] {
    const due = (item: SiteItem): number => this.#of(item)?.memory?.due ?? 0;
    return [...items].sort((a, b) => due(a) - due(b));
  }

  /** New items in the order of the site, those of decks that were begun first. */
  #inOrder(fresh: readonly SiteItem[]): SiteItem[] {
    const begun = new Set(this.#items.filter((item) => this.#of(item)?.memory).map(({ deck }) => deck.deck));
    return parted(fresh, ({ deck }) => begun.has(deck.deck)).flat();
  }

  /** Of items that ask for the same one a day: the first of those here, unless another was asked today already. */
  #unburied(steps: readonly SiteItem[], items: readonly SiteItem[], day: number): SiteItem[] {
    const taken = new Set(steps.map(siblingsKey));
    return items.filter((item) => {
      const key = siblingsKey(item);
      const siblings = this.#siblings.get(key) ?? [];
      const asked = siblings.some((other) => other.key !== item.key && this.#of(other)?.latest === day);
      if (taken.has(key) || asked) return false;
      taken.add(key);
      return true;
    });
  }

  /** What the day's limits leave, and how many that are due they take. */
  #limited(items: readonly SiteItem[], day: number): [SiteItem[], number] {
    const { newPerDay, reviewsPerDay } = this.#settings;
    const done = this.#items.filter((item) => this.#of(item)?.memory?.day === day);
    const introduced = done.filter((item) => this.#of(item)?.first === day).length;
    const [reviews, fresh] = parted(items, (item) => this.#of(item)?.memory !== undefined);
    const reviewsLeft = Math.max(0, reviewsPerDay - (done.length - introduced));
    const left = [...reviews.slice(0, reviewsLeft), ...fresh.slice(0, Math.max(0, newPerDay - introduced))];
    return [left, Math.max(0, reviews.length - reviewsLeft)];
  }
}

/** Whether the same past gives the same plan under both. */
export function planAlike(one: Settings, other: Settings): boolean {
  return (["retention", "dayStart", "leech"] as const).every((name) => one[name] === other[name]);
}

/** What items have in common that ask for the same: both directions of a card, the gaps of a cloze. */
function siblingsKey({ key }: SiteItem): string {
  return key.split("~", 1)[0] ?? key;
}

/** Explain prompts rate the cards of their concepts, and open questions have no answer to remember: neither is asked
 * again by itself. */
function isScheduled({ type }: SiteItem): boolean {
  return factsOf(type).judged !== "by-concepts" && type !== "open";
}

/** The topics mixed evenly, each in its own order. */
export function interleaved(items: readonly SiteItem[]): SiteItem[] {
  const topics = [...grouped(items, ({ deck }) => deck.topic).values()];
  const placed = topics.flatMap((own) => own.map((item, i) => ({ item, place: (i + 0.5) / own.length })));
  return placed.sort((a, b) => a.place - b.place).map(({ item }) => item);
}
