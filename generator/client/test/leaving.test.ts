// A page that is hidden, left or frozen begins nothing that writes and holds nothing open, and what was not on disk by
// then is saved once, by it or by the next page. A wait for IndexedDB ends, and the log says why.

import { comeBack, freeze, hide, leave, resume, show } from "./page";
import "fake-indexeddb/auto";
import assert from "node:assert/strict";
import { beforeEach, describe, mock, test } from "node:test";
import type { Library } from "../src/library/library";
import { adopt } from "../src/log/adopt";
import { Archive } from "../src/log/archive";
import { answerOf, patience } from "../src/log/database";
import { Log } from "../src/log/log";
import { outboxOf } from "../src/log/outbox";
import { Store } from "../src/log/store";
import { Schedule } from "../src/schedule/open-schedule";
import { log as logOf } from "./records";
import { entry, newScope, put, reach, valuesOf } from "./stores";

/** Everything that was begun since `spied` and could write. */
let writes: string[] = [];
const { transaction } = IDBDatabase.prototype;
IDBDatabase.prototype.transaction = function (stores, mode, options) {
  const begun = transaction.call(this, stores, mode, options);
  if (mode === "readwrite") writes.push([...begun.objectStoreNames].join());
  return begun;
};
// An opening writes too, where the database is not there or older.
const { open } = IDBFactory.prototype;
IDBFactory.prototype.open = function (...values) {
  writes.push("open");
  return open.apply(this, values);
};
let closed: string[] = [];
const { close } = IDBDatabase.prototype;
IDBDatabase.prototype.close = function () {
  closed.push(this.name);
  close.call(this);
};
beforeEach(() => {
  comeBack();
  writes = [];
});

/** Until all that runs without the page has run: a few turns of the database's own clock. */
async function settled(): Promise<void> {
  for (let turn = 0; turn < 50; turn++) await new Promise((done) => setImmediate(done));
}

const answer = (item: string) => ({ item, kind: "response", response: ["a"] }) as const;

interface Site {
  scope: string;
  store: Store;
  log: Log;
}

async function opened(scope = newScope()): Promise<Site> {
  const store = new Store(scope);
  const log = new Log(store);
  await log.needAll();
  return { scope, store, log };
}

const ways = {
  hidden: [hide, show],
  "left by a link": [leave, comeBack],
  "left, and hidden after that": [() => leave(false), comeBack],
  frozen: [freeze, resume],
} as const;

describe("a page that is", () => {
  for (const [name, [go, back]] of Object.entries(ways)) {
    test(`${name} begins nothing that writes, whoever asks, and does it all when it is back`, async () => {
      const { scope, store, log } = await opened();
      const archive = new Archive(store);
      await store.append(entry("t/d#before"));
      go();
      writes = [];
      log.append(answer("t/d#i"));
      const asked = [
        archive.writeSnapshot("schedule", { places: {}, state: 1 }),
        archive.dropSnapshot("other"),
        archive.add({ records: logOf({ item: "t/d#other" }), aside: [] }),
        archive.noteExport({ at: 1, records: 1 }),
        archive.mendNumbering([]),
        archive.setAside(logOf({}), "twice"),
        new Archive(new Store(newScope())).noteExport({ at: 1, records: 1 }),
        new Store(newScope()).readAll(),
      ];
      await settled();
      assert.deepEqual(writes, []);
      back();
      await Promise.all([...asked, log.flush()]);
      // The control: the same asked for before the learner does write.
      assert.ok(writes.length >= asked.length);
      assert.deepEqual(((await valuesOf(scope, "log")) as { item: string }[]).map(({ item }) => item).sort(), [
        "t/d#before",
        "t/d#i",
        "t/d#other",
      ]);
    });
  }

  for (const [name, go, back] of [
    ["left", leave, comeBack],
    ["frozen", freeze, resume],
  ] as const) {
    test(`${name} while it writes takes that back, lets go of the database, and saves it when it is back`, async () => {
      const { scope, store, log } = await opened();
      writes = [];
      log.append(answer("t/d#i"));
      // The transaction has begun and is not complete.
      while (!writes.length) await Promise.resolve();
      closed = [];
      go();
      await settled();
      assert.ok(closed.includes(store.name));
      assert.deepEqual(await valuesOf(scope, "log"), []);
      await put(scope, "derived", 1, "of another page");
      back();
      await log.flush();
      assert.equal(log.saveState, "saved");
      assert.equal((await valuesOf(scope, "log")).length, 1);
    });
  }

  for (const [name, go, back] of [
    ["left", leave, comeBack],
    ["frozen", freeze, resume],
  ] as const) {
    test(`${name} and back before it hears what was taken back still saves and reads it`, async () => {
      const { scope, log } = await opened();
      writes = [];
      log.append(answer("t/d#i"));
      while (!writes.length) await Promise.resolve();
      go();
      back();
      await settled();
      assert.equal(log.saveState, "saved");
      assert.equal((await valuesOf(scope, "log")).length, 1);
      const again = new Log(new Store(scope));
      const reading = again.needAll();
      for (let turn = 0; turn < 20; turn++) await Promise.resolve();
      go();
      back();
      await reading;
      await settled();
      assert.deepEqual([again.saveState, again.isWhole, again.records.length], ["saved", true, 1]);
    });
  }

  test("left while it writes: the next page saves it, and the one that comes back does not save it again", async () => {
    const { scope, store, log } = await opened();
    writes = [];
    log.append(answer("t/d#1"));
    log.append(answer("t/d#2"));
    while (!writes.length) await Promise.resolve();
    leave();
    await settled();
    assert.equal(Object.keys(localStorage).filter((key) => key.startsWith(outboxOf(store.name))).length, 1);
    const next = await nextPage(scope);
    assert.deepEqual(
      next.log.records.map(({ item }) => item),
      ["t/d#1", "t/d#2"],
    );
    assert.equal(Object.keys(localStorage).filter((key) => key.startsWith(outboxOf(store.name))).length, 0);
    comeBack();
    await log.flush();
    assert.equal(log.saveState, "saved");
    assert.equal((await valuesOf(scope, "log")).length, 2);
    assert.equal((await opened(scope)).log.records.length, 2);
  });

  /** Another page of the site: a module of its own would not know that this one was left. */
  async function nextPage(scope: string): Promise<Site> {
    comeBack();
    const site = await opened(scope);
    adopt(site.log, site.store.name);
    await site.log.flush();
    return site;
  }

  test("left with something at odds in the outbox: only records come in", async () => {
    const scope = newScope();
    const name = outboxOf(new Store(scope).name);
    localStorage.setItem(`${name}1`, "no JSON");
    localStorage.setItem(`${name}2`, JSON.stringify([null, 7, { item: 3 }, entry("t/d#sound")]));
    localStorage.setItem(`${name}3`, JSON.stringify({ length: 2 }));
    const { log } = await nextPage(scope);
    assert.deepEqual(
      log.records.map(({ item }) => item),
      ["t/d#sound"],
    );
  });
});

describe("a page that is hidden", () => {
  test("reads past what is damaged, and sets it aside when it is read the next time", async () => {
    const { scope, store } = await opened();
    await store.append(entry("t/d#sound"));
    await put(scope, "log", { device: "d", seq: 1, item: 7 });
    hide();
    writes = [];
    assert.deepEqual(
      (await store.readAll()).map(({ item }) => item),
      ["t/d#sound"],
    );
    await settled();
    assert.deepEqual(writes, []);
    show();
    await store.readAll();
    assert.deepEqual(writes, ["log,quarantine"]);
    assert.equal((await valuesOf(scope, "quarantine")).length, 1);
  });

  test("does not keep the schedule, which a page before the learner does", async () => {
    const kept: string[] = [];
    const shelf = {
      readSnapshot: () => Promise.resolve(undefined),
      readAfter: () => Promise.resolve([]),
      writeSnapshot: (name: string) => Promise.resolve(void kept.push(name)),
    };
    const { log } = await opened();
    const open = (): Promise<Schedule> =>
      Schedule.open(log, { items: () => Promise.resolve([]) } as unknown as Library, shelf);
    hide();
    await open();
    assert.deepEqual(kept, []);
    show();
    await open();
    assert.deepEqual(kept, ["schedule"]);
  });
});

describe("a database that something else holds", () => {
  /** A page of another kind that never lets go: it asks for more and more in one transaction. */
  async function held(scope: string): Promise<() => void> {
    const database = await reach(scope);
    const taken = transaction.call(database, ["log", "meta", "derived", "quarantine"], "readwrite");
    let holds = true;
    const ask = (): void => {
      if (holds) taken.objectStore("log").get("").onsuccess = ask;
    };
    taken.objectStore("log").count().onsuccess = ask;
    return () => {
      holds = false;
      database.close();
    };
  }

  for (const [name, act] of Object.entries({
    reading: ({ store }: Site) => store.readAll(),
    "reading decks": ({ store }: Site) => store.readDecks(["t/d"]),
    writing: ({ store }: Site) => store.append(entry("t/d#i")),
    "a snapshot": ({ store }: Site) => new Archive(store).readSnapshot("schedule"),
    importing: ({ store }: Site) => new Archive(store).add({ records: logOf({}), aside: [] }),
    exporting: ({ store }: Site) => new Archive(store).contents(),
  })) {
    test(`ends the wait of ${name}, writes nothing afterwards, and is told until it answers again`, async (context) => {
      const site = await opened();
      const release = await held(site.scope);
      context.mock.timers.enable({ apis: ["setTimeout"] });
      const waiting = assert.rejects(act(site), { name: "TimeoutError" });
      await settled();
      assert.equal(site.store.trouble, undefined);
      context.mock.timers.tick(patience.begin);
      await waiting;
      assert.equal(site.store.trouble, "stuck");
      release();
      await settled();
      assert.deepEqual(await valuesOf(site.scope, "log"), []);
      await site.store.readAll();
      assert.equal(site.store.trouble, undefined);
    });
  }

  test("is asked again: what waits is saved once, and what was asked for is shown, without anybody's doing", async (context) => {
    const scope = newScope();
    await new Store(scope).append(entry("t/d#before"));
    const release = await held(scope);
    context.mock.timers.enable({ apis: ["setTimeout"] });
    const log = new Log(new Store(scope));
    const reading = log.needAll();
    await settled();
    context.mock.timers.tick(patience.begin);
    await reading;
    assert.equal(log.trouble, "stuck");
    log.append(answer("t/d#i"));
    await settled();
    context.mock.timers.tick(patience.begin);
    await settled();
    assert.deepEqual([log.saveState, log.isWhole], ["not-saved", false]);
    release();
    await settled();
    context.mock.timers.tick(patience.begin);
    await settled();
    assert.deepEqual([log.saveState, log.isWhole], ["saved", true]);
    assert.deepEqual(
      log.records.map(({ item }) => item),
      ["t/d#before", "t/d#i"],
    );
    assert.equal((await valuesOf(scope, "log")).length, 2);
  });
});

describe("an opening that comes too late", () => {
  test("holds up nobody", async (context) => {
    const scope = newScope();
    const late: IDBOpenDBRequest[] = [];
    context.mock.timers.enable({ apis: ["setTimeout"] });
    const slow = mock.method(indexedDB, "open", function (this: IDBFactory, ...values: Parameters<IDBFactory["open"]>) {
      const request = open.apply(this, values);
      late.push(request);
      // It answers when the test lets it.
      const told: { onsuccess: IDBOpenDBRequest["onsuccess"] } = { onsuccess: null };
      request.addEventListener("success", () =>
        setTimeout(() => told.onsuccess?.call(request, new Event("success")), 2 * patience.begin),
      );
      Object.defineProperty(request, "onsuccess", {
        set: (act: IDBOpenDBRequest["onsuccess"]) => (told.onsuccess = act),
      });
      return request;
    });
    const waiting = assert.rejects(new Store(scope).readAll(), { name: "TimeoutError" });
    await settled();
    context.mock.timers.tick(patience.begin);
    await waiting;
    slow.mock.restore();
    context.mock.timers.tick(2 * patience.begin);
    await settled();
    assert.throws(() => late[0]?.result.transaction("log"), { name: "InvalidStateError" });
    await answerOf(indexedDB.deleteDatabase(`byheart:${scope}`));
  });
});
