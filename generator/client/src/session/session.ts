// Only this module knows how items are asked one at a time: each is mounted, asked anew and left once it is answered;
// the last answer can be taken back; a tab that comes back goes on. What is asked, and what the end says, a plan tells.

import type { State } from "../items/grade";
import type { StudyItem } from "../items/item";
import { type Mounted, mount } from "../items/mount";
import type { Library, SiteItem } from "../library/library";
import { siteLog } from "../log/log";
import type { LogRecord, Mode, Rating } from "../log/record";
import { decksOf, historyOf } from "../log/replay";
import { timeFor } from "../schedule/pace";
import { loadElements } from "../ui/chunks";
import { button } from "../ui/dom";
import type { PageHost } from "../ui/host";
import { t } from "../ui/strings";
import { keepInTab, keptInTab, sessionName } from "../ui/tab";
import { SessionFrame } from "./frame";
import { type Action, actionOf, hearKeysElsewhere } from "./keys";
import { goneNote, goneOf, namesNow } from "./present";
import { offerRatings } from "./ratings";
import {
  advanced,
  begun,
  type Course,
  courseIn,
  type Done,
  ended,
  left,
  remaining,
  renamed,
  type Wanted,
  wentBack,
} from "./session-state";
import "../items/wording";

/** How one item went. An item that came again in the session has one for each time. */
export interface Result {
  item: SiteItem;
  state: State;
  /** What it amounts to for the scheduler; absent when it was skipped. */
  rating?: Rating;
  skipped: boolean;
}

/** What makes a session of one kind. */
export interface Plan {
  /** Under this name the tab keeps how far it is. */
  name: string;
  /** Said of each record. */
  mode: Mode;
  /** Decides the order of options for all who have it; without one each tab has its own. */
  seed?: string;
  /** What a recalled card can be rated as, from worst to best. */
  ratings: readonly Rating[];
  /** Milliseconds until the item is due after each rating; shown on the buttons. */
  intervals?(item: SiteItem): Record<Rating, number>;
  /** Whether a session that began then, in milliseconds since 1970, goes on when its tab comes back. */
  goesOn?(since: number): boolean;
  /** Whether an item is still to be asked; another tab may have answered it. */
  wanted?(item: SiteItem): boolean;
  /** When an item that was just answered comes again in this session. */
  returnsAt?(item: SiteItem): number | undefined;
  /** How many times an item that is to be asked will be asked in this session if all goes well; 1 where this is absent. */
  timesAsked?(item: SiteItem): number;
  /** What is said beside Next. */
  afterwards?(item: SiteItem): string;
  /** Draws the end; `undo` goes back to the last item, if there is one, and `open` items were left unasked. */
  end(results: readonly Result[], undo: HTMLButtonElement | undefined, open: number): Node | Promise<Node>;
}

export class Session {
  readonly #host: PageHost;
  readonly #library: Library;
  readonly #plan: Plan;
  readonly #frame: SessionFrame;
  #items: ReadonlyMap<string, SiteItem> = new Map();
  #course: Course = begun([]);
  #asked: { item: SiteItem; element: StudyItem } | undefined;
  readonly #prepared = new Map<string, Promise<Mounted>>();
  /** Counts what was begun to be shown, so that what comes late is not shown. */
  #turn = 0;

  constructor(host: PageHost, library: Library, plan: Plan) {
    this.#host = host;
    this.#library = library;
    this.#plan = plan;
    this.#frame = new SessionFrame((action) => this.#act(action), host.signal);
    this.#frame.node.addEventListener("keydown", (event) => this.#onKey(event));
    hearKeysElsewhere(
      this.#frame.stage,
      () => this.#asked?.element,
      host.signal,
      (event) => this.#onKey(event),
    );
    this.#frame.stage.addEventListener("study-state", () => this.#onState());
  }

  /** Goes on where this tab left a session of this name; says whether there was one. */
  async resume(): Promise<boolean> {
    const kept = courseIn(keptInTab(this.#keptAs));
    if (!kept || !remaining(kept).length || this.#plan.goesOn?.(kept.since) === false) return false;
    await this.#ready();
    const nameOf = namesNow([...this.#items.values()]);
    const gone = goneOf(remaining(kept), nameOf);
    this.#course = renamed(kept, nameOf);
    if (!remaining(this.#course).length && !this.#course.done.length) return false;
    this.#frame.note(...goneNote(gone));
    await this.#goOn();
    if (gone) this.#host.live.prepend(t("session.gone", { n: gone }), " ");
    return true;
  }

  /** Asks these items. @param until when nothing new is asked any more, in milliseconds since 1970; 0 for never. */
  async begin(items: readonly SiteItem[], until = 0): Promise<void> {
    await this.#ready();
    this.#course = begun(
      items.map(({ key }) => key),
      until,
      Date.now(),
    );
    await this.#goOn();
  }

  async #ready(): Promise<void> {
    const items = await this.#library.items();
    this.#items = new Map(items.map((item) => [item.key, item]));
  }

  get #keptAs(): string {
    return sessionName(this.#plan.name);
  }

  // From item to item

  /** Shows the next item, or the end. */
  async #goOn(): Promise<void> {
    this.#course = advanced(this.#course, Date.now(), this.#wanted);
    const item = this.#items.get(this.#course.current ?? "");
    if (!item) return this.#end();
    await siteLog().need(decksOf(item.identity));
    // What was asked before a reload is the same question still.
    this.#course = { ...this.#course, before: this.#course.before ?? timesOf(recordsOf(item)) };
    await this.#show(item);
  }

  /** Another tab may have answered what was to be asked here. */
  readonly #wanted: Wanted = {
    first: (key) => {
      const item = this.#items.get(key);
      return item !== undefined && (this.#plan.wanted?.(item) ?? true);
    },
    again: (key) => {
      const item = this.#items.get(key);
      return item !== undefined && this.#plan.returnsAt?.(item) !== undefined;
    },
  };

  async #show(item: SiteItem): Promise<void> {
    const turn = ++this.#turn;
    this.#asked = undefined;
    this.#keep();
    this.#present();
    try {
      const mounted = await this.#prepare(item);
      if (turn !== this.#turn || this.#host.signal.aborted) return;
      this.#mount(item, mounted);
    } catch (error) {
      console.error(error);
      if (turn === this.#turn) this.#frame.fail(button(t("tool.try-again"), () => void this.#show(item)));
    }
    // The place is that of what stands there; nothing else is said of it before.
    if (turn === this.#turn) this.#drawPlace();
    this.#prepared.clear();
    this.#prepareNext();
  }

  #prepare(item: SiteItem): Promise<Mounted> {
    return this.#prepared.get(item.key) ?? prepared(this.#library, item);
  }

  /** Gets what comes next ready, so that it is there at once; a failure shows when it is its turn. */
  #prepareNext(): void {
    const { ahead, returning } = this.#course;
    const next = this.#items.get(ahead.find((key) => this.#wanted.first(key)) ?? returning[0]?.key ?? "");
    if (!next || next.key === this.#course.current) return;
    const coming = prepared(this.#library, next);
    this.#prepared.set(next.key, coming);
    coming.catch(() => this.#prepared.delete(next.key));
  }

  #mount(item: SiteItem, { node, element }: Mounted): void {
    customElements.upgrade(node);
    // Its chunk may not have come.
    if (!customElements.get(element.localName)) throw new Error(`${element.localName} is not there`);
    element.passedOver = new Set(this.#course.before);
    element.dataset["mode"] = this.#plan.mode;
    if (this.#plan.seed) element.dataset["seed"] = this.#plan.seed;
    this.#asked = { item, element };
    this.#frame.show(node, this.#library.placeOf(item));
    element.seen();
    offerRatings(element, this.#plan.ratings, this.#plan.intervals?.(item));
    this.#onState();
    element.takeFocus();
  }

  #drawPlace(): void {
    const { done } = this.#course;
    const ahead = remaining(this.#course).flatMap((key) => this.#timesAsked(this.#items.get(key)));
    const left = timeFor(ahead, this.#items, siteLog().records);
    const [i, n] = [done.length + 1, done.length + ahead.length];
    this.#frame.place(i, n, this.#course.until ? Math.min(left, this.#course.until - Date.now()) : left);
    this.#host.live.textContent = t("session.place", { i, n });
  }

  /** An item as many times as it will probably be asked in this session, from now on. */
  #timesAsked(item: SiteItem | undefined): SiteItem[] {
    return item ? Array<SiteItem>(this.#plan.timesAsked?.(item) ?? 1).fill(item) : [];
  }

  // What the learner does

  #onState(): void {
    const asked = this.#asked;
    if (!asked) return;
    const { element, item } = asked;
    const over = element.settled && this.#own(item).length > 0;
    // Who rates a card has seen its answer and goes on; a verdict is read first.
    if (over && this.#own(item).at(-1)?.kind === "rating") return void this.#leave(false);
    this.#frame.offerNext(over, over ? (this.#plan.afterwards?.(item) ?? "") : "");
  }

  #onKey(event: KeyboardEvent): void {
    const rates = this.#frame.ratings.length > 0;
    const { settled = false, isTyped: typed = false } = this.#asked?.element ?? {};
    const action = actionOf(event, { rates, settled, typed });
    if (action === undefined) return;
    event.preventDefault();
    // The theme has keys of its own, which would leave the page.
    event.stopPropagation();
    this.#act(action);
  }

  #act(action: Action): void {
    if (action === "next") this.#next();
    else if (action === "skip") void this.#leave(!this.#asked?.element.settled);
    else if (action === "undo") this.#undo();
    else if (action === "finish") this.#finish();
    else if (action === "keys") void this.#frame.showKeys();
    else this.#frame.ratings[action]?.click();
  }

  /** Pressed twice, it must not pass over an item that is not there yet. */
  #next(): void {
    if (this.#asked?.element.settled) void this.#leave(false);
  }

  async #leave(skipped: boolean): Promise<void> {
    const { current } = this.#course;
    if (!current) return;
    const item = this.#asked?.item;
    this.#course = left(this.#course, this.#doneWith(current, skipped), this.#returnOf(item, skipped));
    this.#asked = undefined;
    this.#frame.offerNext(false, "");
    await this.#goOn();
  }

  #doneWith(key: string, skipped: boolean): Done {
    const own = this.#asked ? this.#own(this.#asked.item) : [];
    const rating = own.findLast((record) => record.item === key && record.rating)?.rating;
    const records = own.map(({ item, at }) => [item, at] as const);
    return { key, state: this.#asked?.element.state ?? "", skipped, records, ...(rating ? { rating } : {}) };
  }

  #returnOf(item: SiteItem | undefined, skipped: boolean): number | undefined {
    return item && !skipped ? this.#plan.returnsAt?.(item) : undefined;
  }

  /** What the current item has put into the log since it was asked. */
  #own(item: SiteItem): LogRecord[] {
    const before = new Set(this.#course.before);
    return recordsOf(item).filter(({ at }) => !before.has(at));
  }

  #undo(): void {
    const asked = this.#asked;
    const own = asked ? this.#own(asked.item) : [];
    if (asked && own.length) {
      retract(
        own.map(({ item, at }) => [item, at] as const),
        this.#plan.mode,
      );
      asked.element.again();
      asked.element.takeFocus();
      this.#host.live.textContent = t("session.undone");
      return;
    }
    const back = wentBack(this.#course);
    if (!back) {
      this.#host.live.textContent = t("session.nothing-to-undo");
      return;
    }
    retract(back.undone.records, this.#plan.mode);
    this.#course = back.course;
    void this.#goOn();
  }

  #finish(): void {
    this.#course = ended(this.#course);
    void this.#end();
  }

  // The end

  async #end(): Promise<void> {
    const turn = ++this.#turn;
    this.#asked = undefined;
    keepInTab(this.#keptAs, "");
    const undo = this.#course.done.length ? button(t("session.undo"), () => this.#undo()) : undefined;
    const end = await this.#plan.end(this.#results(), undo, this.#course.open ?? 0);
    if (turn !== this.#turn || this.#host.signal.aborted) return;
    this.#present();
    this.#frame.end(end);
  }

  #present(): void {
    if (!this.#frame.node.isConnected) this.#host.append(this.#frame.node);
    this.#host.toggleAttribute("data-session", true);
  }

  #results(): Result[] {
    return this.#course.done.flatMap(({ key, state, rating, skipped }) => {
      const item = this.#items.get(key);
      return item ? [{ item, state, skipped, ...(rating ? { rating } : {}) }] : [];
    });
  }

  #keep(): void {
    keepInTab(this.#keptAs, JSON.stringify(this.#course));
  }
}

async function prepared(library: Library, item: SiteItem): Promise<Mounted> {
  const mounted = await mount(library, item);
  await loadElements(mounted.node);
  return mounted;
}

/** What counts of an item, and of the cards that it rated. */
function recordsOf({ key, identity }: SiteItem): LogRecord[] {
  const { records } = siteLog();
  const taken = new Set(records.filter(({ kind }) => kind === "retract").map(({ item, of }) => `${of} ${item}`));
  const rated = records.filter(({ from, at, item }) => from === key && !taken.has(`${at} ${item}`));
  return [...historyOf(records, identity), ...rated];
}

function timesOf(records: readonly LogRecord[]): number[] {
  return records.map(({ at }) => at);
}

function retract(records: Done["records"], mode: Mode): void {
  for (const [item, of] of records) siteLog().append({ item, kind: "retract", of, mode });
}
