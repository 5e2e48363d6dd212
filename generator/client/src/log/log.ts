// Only this module knows what of the log this page has in memory: what it asked the store for, what other tabs told,
// and what is not on disk yet. When storage is refused or full, records wait here, the page says so and works on.

import { logScope } from "../ui/scope";
import { patience } from "./database";
import { putOut } from "./outbox";
import { isAway, whenAway, whenBack } from "./presence";
import { type Entry, isRecord, type LogRecord, placeOf } from "./record";
import { withMore } from "./replay";
import { Store } from "./store";
import { isAhead } from "./times";

export type SaveState = "saved" | "saving" | "not-saved";

/** What the log needs of a store. */
export type Storage = Pick<Store, "readAll" | "readDecks" | "append"> &
  Partial<Pick<Store, "name" | "trouble" | "onchange">>;

/** What the log needs of a BroadcastChannel. */
export type Channel = Pick<BroadcastChannel, "postMessage" | "onmessage">;

/** Told to other tabs when more than one record came, by an import. */
const RELOAD = "reload";

/** The log as this page knows it. Fires `change` when records come, and `save` when the save state changes. */
export class Log extends EventTarget {
  readonly #store: Storage;
  readonly #channel: Channel | undefined;
  readonly #saved = new Map<string, LogRecord>();
  readonly #waiting: Entry[] = [];
  /** Called once all that waits is on disk. */
  #whenSaved: (() => void)[] = [];
  /** Whether something that waits may be on disk already: the answer to an earlier try did not come. */
  #unsure = false;
  /** Whether something that was asked for is to be read yet. */
  #missed = false;
  /** How often the page was left or hidden. */
  #leavings = 0;
  /** The decks that were asked for; `undefined` stands for all. */
  #asked: Set<string> | undefined = new Set();
  /** The decks whose records are here; `undefined` stands for all. */
  #held: Set<string> | undefined = new Set();
  #wanted: string[] = [];
  #reading: Promise<void> = Promise.resolve();
  #flushing: Promise<void> | undefined;
  #ordered: readonly LogRecord[] = [];
  #records: readonly LogRecord[] | undefined;
  #saveState: SaveState = "saved";

  constructor(store: Storage, channel?: Channel) {
    super();
    this.#store = store;
    this.#channel = channel;
    store.onchange = () => this.#hear();
    whenAway(() => {
      this.#leavings++;
      this.#putOut();
    });
    whenBack(() => this.#again());
    if (channel) {
      channel.onmessage = ({ data }: MessageEvent<unknown>) => {
        if (data === RELOAD) void this.#readAnew();
        else this.#take([data]);
      };
    }
  }

  /**
   * What this page asked for (`need`), in the order in which it happened; records not yet on disk come last, with an
   * empty device. Each change makes a new array.
   */
  get records(): readonly LogRecord[] {
    this.#records ??= [...this.#ordered, ...this.#waiting.map(provisional)];
    return this.#records;
  }

  /** What is dated so far ahead that it has no effect; of what was asked for. */
  get ahead(): LogRecord[] {
    return [...this.#saved.values()].filter((record) => isAhead(record));
  }

  get saveState(): SaveState {
    return this.#saveState;
  }

  /** Why nothing is saved, if the browser itself is not the reason. */
  get trouble(): Store["trouble"] {
    return this.#store.trouble;
  }

  /** Reads the records of these decks; resolves when they are there, or the store refused. */
  need(decks: readonly string[]): Promise<void> {
    const asked = this.#asked;
    // The whole log is on its way, and can take long.
    if (!asked) return this.holds(decks) ? this.#reading : this.#read(decks);
    const wanted = this.#wanted;
    const isFirst = !wanted.length;
    for (const deck of decks) {
      if (!asked.has(deck)) wanted.push(deck);
      asked.add(deck);
    }
    // All items of a page ask in one turn and are answered by one reading.
    if (isFirst && wanted.length) this.#follow(Promise.resolve().then(() => this.#read(wanted.splice(0))));
    return this.#reading;
  }

  /** Reads the whole log; resolves when it is there, or the store refused. */
  needAll(): Promise<void> {
    if (this.#asked) {
      this.#asked = undefined;
      this.#follow(this.#read());
    }
    return this.#reading;
  }

  /** Whether all that is noted of these decks is here. */
  holds(decks: readonly string[]): boolean {
    const held = this.#held;
    return !held || decks.every((deck) => held.has(deck));
  }

  /** Whether the whole log is here. */
  get isWhole(): boolean {
    return !this.#held;
  }

  /** Reads anew what was asked for, in all tabs: the store has got more than what was appended, or has less. */
  reload(): Promise<void> {
    this.#channel?.postMessage(RELOAD);
    return this.#readAnew();
  }

  /** Notes what happened. It counts at once; `saveState` tells when it is on disk. */
  append(event: Pick<Entry, "item" | "kind"> & Partial<Entry>): void {
    const now = new Date();
    this.#waiting.push({ at: now.getTime(), tz: 0 - now.getTimezoneOffset(), ms: 0, fingerprint: "", ...event });
    this.#changed();
    void this.flush();
  }

  /** Saves what another page could not, unless it did after all; calls `then` once it is on disk. */
  takeOver(entries: readonly Entry[], then: () => void): void {
    this.#waiting.push(...entries);
    this.#whenSaved.push(then);
    this.#unsure = true;
    this.#changed();
    void this.flush();
  }

  /** Tries to save what waits, in order; resolves when all is on disk or the store refused. */
  flush(): Promise<void> {
    this.#flushing ??= this.#saveWaiting().finally(() => (this.#flushing = undefined));
    return this.#flushing;
  }

  #follow(reading: Promise<void>): void {
    this.#reading = Promise.all([this.#reading, reading]).then(() => undefined);
  }

  /** The same as now, without what is no longer there. */
  #readAnew(): Promise<void> {
    return this.#readAgain([...this.#saved.keys()]);
  }

  #readAgain(old: readonly string[] = []): Promise<void> {
    return this.#read(this.#asked && [...this.#asked], old);
  }

  /** Reads these decks, or all; what is refused may be asked for again. */
  async #read(decks?: readonly string[], old: readonly string[] = []): Promise<void> {
    const leavings = this.#leavings;
    try {
      const reading = decks ? this.#store.readDecks(decks) : this.#store.readAll();
      await Promise.race([reading.then((records) => this.#hold(decks, records, old)), this.#blocked()]);
    } catch {
      if (this.#isBack(leavings)) return this.#read(decks, old);
      // What the browser refuses may be asked for again; where it gave no answer, it is asked again from here.
      if (isAway() || this.trouble === "stuck") this.#againLater();
      else if (decks) for (const deck of decks) this.#asked?.delete(deck);
      else this.#asked = new Set();
      if (!isAway()) this.#say("not-saved");
    }
  }

  /** Keeps what waits elsewhere, or nothing any more. */
  #putOut(): void {
    if (this.#store.name) putOut(this.#store.name, this.#waiting);
  }

  /** Whether the page was left since then and is back: what ran is taken back by leaving, and may hear of it only now. */
  #isBack(leavings: number): boolean {
    return leavings !== this.#leavings && !isAway();
  }

  #againLater(): void {
    if (this.#missed) return;
    this.#missed = true;
    setTimeout(() => this.#again(), patience.begin);
  }

  /** Saves and reads what could not be before. */
  #again(): void {
    if (this.#waiting.length) void this.flush();
    if (!this.#missed || isAway()) return;
    this.#missed = false;
    this.#follow(this.#readAgain());
  }

  #hold(decks: readonly string[] | undefined, records: readonly LogRecord[], old: readonly string[]): void {
    if (!decks) this.#held = undefined;
    for (const deck of decks ?? []) this.#held?.add(deck);
    if (old.length) this.#drop(old, new Set(records.map(placeOf)));
    this.#take(records);
  }

  #drop(old: readonly string[], there: ReadonlySet<string>): void {
    for (const place of old) if (!there.has(place)) this.#saved.delete(place);
    this.#ordered = this.#ordered.filter((record) => this.#saved.has(placeOf(record)));
  }

  /** Resolves when another tab keeps the database from being opened: what was asked for comes later then. */
  #blocked(): Promise<void> {
    return new Promise((resolve) => {
      const look = (): void => {
        if (this.trouble === "blocked") resolve();
      };
      look();
      this.addEventListener("save", look);
    });
  }

  #hear(): void {
    if (this.trouble) this.#saveState = "not-saved";
    else {
      void this.flush();
      this.#again();
    }
    this.dispatchEvent(new Event("save"));
  }

  async #saveWaiting(): Promise<void> {
    const leavings = this.#leavings;
    if (this.#saveState === "saved" && this.#waiting.length) this.#say("saving");
    try {
      for (let entry = this.#waiting[0]; entry; entry = this.#waiting[0]) {
        const record = await this.#store.append(entry, this.#unsure);
        this.#waiting.shift();
        this.#take([record]);
        this.#channel?.postMessage(record);
      }
      this.#unsure = false;
      this.#putOut();
      for (const act of this.#whenSaved.splice(0)) act();
      this.#say("saved");
    } catch {
      this.#unsure = true;
      if (this.#isBack(leavings)) return this.#saveWaiting();
      this.#say("not-saved");
      if (this.trouble === "stuck") this.#againLater();
    }
  }

  #take(values: readonly unknown[]): void {
    const fresh = values.filter(isRecord).filter((record) => !this.#saved.has(placeOf(record)));
    for (const record of fresh) this.#saved.set(placeOf(record), record);
    this.#ordered = withMore(
      this.#ordered,
      fresh.filter((record) => !isAhead(record)),
    );
    this.#changed();
  }

  #changed(): void {
    this.#records = undefined;
    this.dispatchEvent(new Event("change"));
  }

  #say(state: SaveState): void {
    if (state === this.#saveState) return;
    this.#saveState = state;
    this.dispatchEvent(new Event("save"));
  }
}

function provisional(entry: Entry, index: number): LogRecord {
  return { ...entry, device: "", seq: index };
}

let store: Store | undefined;
let shared: Log | undefined;

/** The store of this site. */
export function siteStore(): Store {
  store ??= new Store(logScope());
  return store;
}

/** The log of this site, opened when it is first asked for; it outlives instant navigation. */
export function siteLog(): Log {
  const { name } = siteStore();
  shared ??= new Log(siteStore(), "BroadcastChannel" in globalThis ? new BroadcastChannel(name) : undefined);
  return shared;
}
