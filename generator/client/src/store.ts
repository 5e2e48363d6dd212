// Only this module knows how the log lies in IndexedDB and how older databases become the present one. The log is
// append-only: one transaction per record takes the next number and adds the record, so tabs never clash, and nothing
// counts as saved before that transaction is complete. A record that cannot be read is kept in a store of its own.

import { answerOf, change, openDatabase } from "./database";
import { type Entry, type LogRecord, isRecord } from "./record";

/** One step for each version: the first makes the stores, the others bring an older database up to date. */
const MIGRATIONS: readonly ((database: IDBDatabase, transaction: IDBTransaction) => void)[] = [
  (database) => {
    database.createObjectStore("log", { keyPath: ["device", "seq"] });
    database.createObjectStore("meta");
    database.createObjectStore("quarantine", { autoIncrement: true });
  },
  (database, transaction) => {
    transaction.objectStore("log").createIndex("item", "item");
    database.createObjectStore("derived");
  },
];

/** Why nothing can be saved though the browser refuses nothing: a newer page's database; an older page in another tab. */
export type Trouble = "newer" | "blocked";

/** This browser's name in the log and the number it gave last. */
export interface Self {
  device: string;
  seq: number;
}

/** The learner's log on disk. Every method rejects when the browser refuses; nothing is retried here. */
export class Store {
  /** The name of the database; locks and channels of the site go by it too. */
  readonly name: string;
  trouble: Trouble | undefined;
  /** Called when `trouble` has changed. */
  onchange: (() => void) | undefined;
  #database: Promise<IDBDatabase> | undefined;

  /** @param scope path of the site, which keeps the sites of one origin apart. */
  constructor(scope: string) {
    this.name = `byheart:${scope}`;
  }

  /** All records that can be read. */
  async readAll(): Promise<LogRecord[]> {
    const database = await this.open();
    const log = database.transaction("log").objectStore("log");
    return this.#fit(await answerOf(log.getAll()).catch(() => readOneByOne(database)));
  }

  /** The records of these decks and of their items, and the settings. */
  async readDecks(decks: readonly string[]): Promise<LogRecord[]> {
    const database = await this.open();
    try {
      const index = database.transaction("log").objectStore("log").index("item");
      // What follows "#" in the order of characters is "$", and what follows ":" is ";".
      const ranges = [["setting:", "setting;"], ...decks.map((deck) => [deck, `${deck}$`])];
      const found = ranges.map(([from, to]) => answerOf(index.getAll(IDBKeyRange.bound(from, to, false, true))));
      return await this.#fit((await Promise.all(found)).flat());
    } catch {
      // One broken value makes `getAll` fail as a whole; a newer database may have no such index.
      return this.readAll();
    }
  }

  /** Adds a record; resolves with its place in the log once it is on disk. */
  async append(entry: Entry): Promise<LogRecord> {
    return change(await this.writable(), ["log", "meta"], async (store) => {
      const self: Self = (await answerOf(store("meta").get("self"))) ?? newSelf();
      const record = { ...entry, device: self.device, seq: self.seq + 1 };
      store("meta").put({ device: record.device, seq: record.seq } satisfies Self, "self");
      await answerOf(store("log").add(record));
      return record;
    });
  }

  /** The database to read from. */
  open(): Promise<IDBDatabase> {
    this.#database ??= this.#connect().catch((error: unknown) => {
      this.#database = undefined;
      throw error;
    });
    return this.#database;
  }

  /** The database to write into, which a newer version's is not. */
  async writable(): Promise<IDBDatabase> {
    const database = await this.open();
    if (this.trouble) throw new DOMException("a newer version keeps the log", "ReadOnlyError");
    return database;
  }

  async #connect(): Promise<IDBDatabase> {
    const opening = {
      upgrade: migrate,
      blocked: () => this.#tell("blocked"),
      closed: () => {
        this.#database = undefined;
        // Whoever made this tab give way is first in line: then it shows whether that was a newer version.
        void this.open().catch(() => undefined);
      },
    };
    try {
      const database = await openDatabase(this.name, MIGRATIONS.length, opening);
      this.#tell(undefined);
      return database;
    } catch (error) {
      if ((error as Error).name !== "VersionError") throw error;
      const database = await openDatabase(this.name, undefined, opening);
      this.#tell("newer");
      return database;
    }
  }

  #tell(trouble: Trouble | undefined): void {
    const changed = this.trouble !== trouble;
    this.trouble = trouble;
    if (changed) this.onchange?.();
  }

  /** The values that are records; the others are set aside. */
  async #fit(values: readonly unknown[]): Promise<LogRecord[]> {
    const damaged = values.filter((value) => value !== undefined && !isRecord(value));
    if (damaged.length && !this.trouble) await this.#setAside(damaged as Self[]);
    return values.filter(isRecord);
  }

  async #setAside(damaged: readonly Self[]): Promise<void> {
    await change(await this.open(), ["log", "quarantine"], async (store) => {
      for (const { device, seq } of damaged) {
        const key = [device, seq];
        // Another tab may have been faster.
        const record: unknown = await answerOf(store("log").get(key));
        if (record) store("quarantine").add({ at: Date.now(), key, record });
        store("log").delete(key);
      }
    });
  }
}

/** A name for this browser that no other has. `crypto.randomUUID` is there on https alone. */
export function newSelf(): Self {
  const parts = crypto.getRandomValues(new Uint32Array(4));
  return { device: [...parts].map((part) => part.toString(16).padStart(8, "0")).join("-"), seq: 0 };
}

function migrate(database: IDBDatabase, transaction: IDBTransaction, from: number): void {
  for (const step of MIGRATIONS.slice(from)) step(database, transaction);
}

/** One broken value makes `getAll` fail as a whole; this finds the others. What no one can read stays where it is. */
async function readOneByOne(database: IDBDatabase): Promise<unknown[]> {
  const log = database.transaction("log").objectStore("log");
  const keys = await answerOf(log.getAllKeys());
  return Promise.all(keys.map((key) => answerOf(log.get(key)).catch(() => undefined)));
}
