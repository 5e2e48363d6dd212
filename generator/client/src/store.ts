// Only this module uses IndexedDB. The log is append-only: one transaction per record takes the next number and adds
// the record, so two tabs never clash, and nothing counts as saved before that transaction is complete.
// A record that cannot be read goes to a store of its own and is kept.

import { type DBSchema, type IDBPDatabase, openDB } from "idb";
import { type Entry, type LogRecord, isRecord } from "./record";

const VERSION = 1;

interface Self {
  device: string;
  seq: number;
}

interface Schema extends DBSchema {
  log: { key: [string, number]; value: LogRecord };
  meta: { key: string; value: Self };
  quarantine: { key: number; value: { at: number; key: IDBValidKey; record: unknown } };
}

type Database = IDBPDatabase<Schema>;

/** The learner's log on disk. Every method rejects when the browser refuses; nothing is retried here. */
export class Store {
  readonly #name: string;
  #database: Promise<Database> | undefined;

  /** @param scope path of the site, which keeps the sites of one origin apart. */
  constructor(scope: string) {
    this.#name = `byheart:${scope}`;
  }

  /** All records that can be read. */
  async readAll(): Promise<LogRecord[]> {
    const database = await this.#open();
    const [keys, values] = await readBoth(database).catch(() => readOneByOne(database));
    const damaged = keys.filter((_, index) => !isRecord(values[index]));
    if (damaged.length) await setAside(database, damaged);
    return values.filter(isRecord);
  }

  /** Adds a record; resolves with its place in the log once it is on disk. */
  async append(entry: Entry): Promise<LogRecord> {
    const database = await this.#open();
    const transaction = database.transaction(["log", "meta"], "readwrite", { durability: "strict" });
    const self = (await transaction.objectStore("meta").get("self")) ?? { device: crypto.randomUUID(), seq: 0 };
    const record = { ...entry, device: self.device, seq: self.seq + 1 };
    await Promise.all([
      transaction.objectStore("meta").put({ device: record.device, seq: record.seq }, "self"),
      transaction.objectStore("log").add(record),
      transaction.done,
    ]);
    return record;
  }

  #open(): Promise<Database> {
    this.#database ??= openDB<Schema>(this.#name, VERSION, {
      upgrade: createStores,
      // A newer page wants to upgrade: this one gives way at once, or the other would hang.
      blocking: (_current, _wanted, event) => this.#forget(event.target as IDBDatabase),
      terminated: () => this.#forget(),
    }).catch((error: unknown) => {
      this.#forget();
      throw error;
    });
    return this.#database;
  }

  #forget(connection?: IDBDatabase): void {
    connection?.close();
    this.#database = undefined;
  }
}

function createStores(database: Database): void {
  database.createObjectStore("log", { keyPath: ["device", "seq"] });
  database.createObjectStore("meta");
  database.createObjectStore("quarantine", { autoIncrement: true });
}

type KeysAndValues = [[string, number][], unknown[]];

async function readBoth(database: Database): Promise<KeysAndValues> {
  const store = database.transaction("log").store;
  return Promise.all([store.getAllKeys(), store.getAll()]);
}

/** One broken value makes `getAll` fail as a whole; this finds the others. */
async function readOneByOne(database: Database): Promise<KeysAndValues> {
  const keys = await database.getAllKeys("log");
  const values = await Promise.all(keys.map((key) => database.get("log", key).catch(() => undefined)));
  return [keys, values];
}

async function setAside(database: Database, keys: readonly [string, number][]): Promise<void> {
  const transaction = database.transaction(["log", "quarantine"], "readwrite", { durability: "strict" });
  const log = transaction.objectStore("log");
  for (const key of keys) {
    await transaction.objectStore("quarantine").add({ at: Date.now(), key, record: await log.get(key) });
    await log.delete(key);
  }
  await transaction.done;
}
