// Only this module knows what of the log this page has in memory: what the store holds, what other tabs told, and what
// is not on disk yet. When storage is refused or full, records wait here, the page says so and works on.

import { type Entry, type LogRecord, isRecord } from "./record";
import { inOrder } from "./replay";
import { scope } from "./scope";
import { Store } from "./store";

export type SaveState = "saved" | "saving" | "not-saved";

/** What the log needs of a store. */
export type Storage = Pick<Store, "readAll" | "append">;

/** What the log needs of a BroadcastChannel. */
export type Channel = Pick<BroadcastChannel, "postMessage" | "onmessage">;

/** The log as this page knows it. Fires `change` when records come, and `save` when the save state changes. */
export class Log extends EventTarget {
  readonly #store: Storage;
  readonly #channel: Channel | undefined;
  readonly #saved = new Map<string, LogRecord>();
  readonly #waiting: Entry[] = [];
  #flushing: Promise<void> | undefined;
  #sorted: readonly LogRecord[] | undefined;
  #saveState: SaveState = "saved";
  /** Resolves when the store was read, or refused to be. */
  readonly ready: Promise<void>;

  constructor(store: Storage, channel?: Channel) {
    super();
    this.#store = store;
    this.#channel = channel;
    if (channel) channel.onmessage = (event: MessageEvent<unknown>) => this.#take([event.data]);
    this.ready = this.#load();
  }

  /** All records in the order in which they happened; those not yet on disk come last, with an empty device. */
  get records(): readonly LogRecord[] {
    this.#sorted ??= [...inOrder([...this.#saved.values()]), ...this.#waiting.map(provisional)];
    return this.#sorted;
  }

  get saveState(): SaveState {
    return this.#saveState;
  }

  /** Notes what happened. It counts at once; `saveState` tells when it is on disk. */
  append(event: Pick<Entry, "item" | "kind"> & Partial<Entry>): void {
    const now = new Date();
    this.#waiting.push({ at: now.getTime(), tz: 0 - now.getTimezoneOffset(), ms: 0, fingerprint: "", ...event });
    this.#changed();
    void this.flush();
  }

  /** Tries to save what waits, in order; resolves when all is on disk or the store refused. */
  flush(): Promise<void> {
    this.#flushing ??= this.#saveWaiting().finally(() => (this.#flushing = undefined));
    return this.#flushing;
  }

  async #load(): Promise<void> {
    try {
      this.#take(await this.#store.readAll());
    } catch {
      this.#say("not-saved");
    }
  }

  async #saveWaiting(): Promise<void> {
    if (this.#saveState === "saved") this.#say("saving");
    try {
      for (let entry = this.#waiting[0]; entry; entry = this.#waiting[0]) {
        const record = await this.#store.append(entry);
        this.#waiting.shift();
        this.#take([record]);
        this.#channel?.postMessage(record);
      }
      this.#say("saved");
    } catch {
      this.#say("not-saved");
    }
  }

  #take(values: readonly unknown[]): void {
    for (const value of values) {
      if (isRecord(value)) this.#saved.set(`${value.device} ${value.seq}`, value);
    }
    this.#changed();
  }

  #changed(): void {
    this.#sorted = undefined;
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

let shared: Log | undefined;

/** The log of this site, opened when it is first asked for; it outlives instant navigation. */
export function siteLog(): Log {
  const name = `byheart:${scope()}`;
  shared ??= new Log(new Store(scope()), "BroadcastChannel" in globalThis ? new BroadcastChannel(name) : undefined);
  return shared;
}
