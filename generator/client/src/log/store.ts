// Only this module knows how the log lies in IndexedDB and how older databases become the present one. The log is
// append-only: one transaction per record takes the next number and adds the record, so tabs never clash, and nothing
// counts as saved before that transaction is complete. A record that cannot be read is kept in a store of its own.

import { answerOf, change, look, openDatabase, type StoreOf, takeBack } from "./database";
import { isAway, present, whenAway } from "./presence";
import { type Entry, isRecord, type LogRecord } from "./record";
import { turnAfter, turnOf } from "./times";

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

/**
 * Why nothing can be saved though the browser refuses nothing: a newer page's database; an older page in another tab;
 * no answer, since something else holds the database.
 */
export type Trouble = "newer" | "blocked" | "stuck";

/** This browser's name in the log, the number it gave last, and the latest turn that it knows. */
export interface Self {
  device: string;
  seq: number;
  turn?: number;
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
    whenAway((isLeft) => {
      if (isLeft) this.#giveWay();
    });
  }

  /** What `act` reads from some stores. */
  async look<Result>(stores: readonly string[], act: (store: StoreOf) => Promise<Result>): Promise<Result> {
    return this.#heed(look(await this.#open(), stores, act));
  }

  /** Changes some stores, all or nothing; begins while the page is before the learner, and resolves once it is on disk. */
  async change<Result>(stores: readonly string[], act: (store: StoreOf) => Promise<Result>): Promise<Result> {
    return this.#heed(change(await this.#writable(), stores, act));
  }

  /** All records that can be read. */
  async readAll(): Promise<LogRecord[]> {
    return this.#fit(
      await this.look(["log"], (store) => answerOf(store("log").getAll())).catch((error: unknown) => {
        if (isPassing(error)) throw error;
        return import("./damage").then(({ readOneByOne }) => readOneByOne(this));
      }),
    );
  }

  /** The records of these decks and of their items, and the settings. */
  async readDecks(decks: readonly string[]): Promise<LogRecord[]> {
    try {
      const found = await this.look(["log"], (store) => {
        const index = store("log").index("item");
        // What follows "#" in the order of characters is "$", and what follows ":" is ";".
        const ranges = [["setting:", "setting;"], ...decks.map((deck) => [deck, `${deck}$`])];
        return Promise.all(
          ranges.map(([from, to]) => answerOf(index.getAll(IDBKeyRange.bound(from, to, false, true)))),
        );
      });
      return await this.#fit(found.flat());
    } catch (error) {
      if (isPassing(error)) throw error;
      // One broken value makes `getAll` fail as a whole; a newer database may have no such index.
      return this.readAll();
    }
  }

  /**
   * Adds a record; resolves with its place in the log once it is on disk.
   * @param once whether it may be there already: then it is not added again.
   */
  append(entry: Entry, once = false): Promise<LogRecord> {
    return this.change(["log", "meta"], async (store) => {
      const there =
        once && (await answerOf(store("log").index("item").getAll(entry.item))).find((record) => isSame(record, entry));
      if (there) return there as LogRecord;
      const self: Self = (await answerOf(store("meta").get("self"))) ?? newSelf();
      const record = { ...entry, ...turnAfter(entry.at, self.turn), device: self.device, seq: self.seq + 1 };
      store("meta").put({ device: record.device, seq: record.seq, turn: turnOf(record) } satisfies Self, "self");
      await answerOf(store("log").add(record));
      return record;
    });
  }

  #open(): Promise<IDBDatabase> {
    this.#database ??= this.#heed(this.#connect()).catch((error: unknown) => {
      this.#database = undefined;
      throw error;
    });
    return this.#database;
  }

  /** The database to write into, which a newer version's is not. */
  async #writable(): Promise<IDBDatabase> {
    for (;;) {
      await present();
      const database = await this.#open();
      if (this.trouble === "newer") throw new DOMException("a newer version keeps the log", "ReadOnlyError");
      if (!isAway()) return database;
    }
  }

  /** A page that was left can be kept for a long time, and holds nothing open meanwhile. */
  #giveWay(): void {
    takeBack();
    this.#database?.then((database) => database.close()).catch(() => undefined);
    this.#database = undefined;
  }

  /** Tells when the browser does not answer, and when it does again. */
  async #heed<Answer>(answer: Promise<Answer>): Promise<Answer> {
    try {
      await answer;
      if (this.trouble === "stuck") this.#tell(undefined);
    } catch (error) {
      if ((error as Error).name === "TimeoutError" && !this.trouble) this.#tell("stuck");
    }
    return answer;
  }

  /** An older database is brought up to date by it, so it waits for the learner too. */
  async #connect(): Promise<IDBDatabase> {
    await present();
    const opening = {
      upgrade: migrate,
      blocked: () => this.#tell("blocked"),
      closed: () => {
        this.#database = undefined;
        // Whoever made this tab give way is first in line: then it shows whether that was a newer version.
        void this.#open().catch(() => undefined);
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
    // Else it is done when they are read the next time.
    if (damaged.length && !this.trouble && !isAway()) {
      const { setAside } = await import("./damage");
      await setAside(this, damaged as Self[]);
    }
    return values.filter(isRecord);
  }
}

/** Whether it goes by: there was no answer, or the page was left. */
function isPassing(error: unknown): boolean {
  return isAway() || ["TimeoutError", "AbortError"].includes((error as Error).name);
}

/** Whether the record is what became of the entry. */
function isSame(record: LogRecord, entry: Entry): boolean {
  const texts = [record, entry].map((one) => JSON.stringify({ ...one, turn: undefined, device: "", seq: 0 }));
  return texts[0] === texts[1];
}

/** A name for this browser that no other has. `crypto.randomUUID` is there on https alone. */
export function newSelf(): Self {
  const parts = crypto.getRandomValues(new Uint32Array(4));
  return { device: [...parts].map((part) => part.toString(16).padStart(8, "0")).join("-"), seq: 0 };
}

function migrate(database: IDBDatabase, transaction: IDBTransaction, from: number): void {
  for (const step of MIGRATIONS.slice(from)) step(database, transaction);
}
