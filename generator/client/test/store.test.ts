// What the page calls saved is on disk, and nothing is lost by two tabs, an upgrade or a damaged record.

import "fake-indexeddb/auto";
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, test } from "node:test";
import { answerOf } from "../src/log/database";
import { Store } from "../src/log/store";
import { entry, newScope, put, reach, valuesOf } from "./stores";

describe("store", () => {
  test("keeps what was appended, over a new opening", async () => {
    const scope = newScope();
    const written = await new Store(scope).append(entry("t/d#i"));
    assert.deepEqual(await new Store(scope).readAll(), [written]);
  });

  test("numbers records without a gap when two tabs write at once", async () => {
    const scope = newScope();
    const [one, other] = [new Store(scope), new Store(scope)];
    const writes = Array.from({ length: 60 }, (_, n) => (n % 2 ? one : other).append(entry(`t/d#${n}`)));
    const written = await Promise.all(writes);
    assert.deepEqual(
      written.map(({ seq }) => seq).sort((a, b) => a - b),
      Array.from({ length: 60 }, (_, n) => n + 1),
    );
    assert.equal(new Set(written.map(({ device }) => device)).size, 1);
    assert.equal((await one.readAll()).length, 60);
  });

  test("keeps the sites of one origin apart", async () => {
    const scope = newScope();
    await new Store(scope).append(entry("t/d#i"));
    assert.deepEqual(await new Store(newScope()).readAll(), []);
  });

  test("reads a deck with its items and the settings, and nothing of another", async () => {
    const scope = newScope();
    const store = new Store(scope);
    const own = ["t/deck", "t/deck#a", "setting:buttons"];
    for (const item of [...own, "t/deck-two#a", "t/dec#a", "t/decks", "settings/deck#a"])
      await store.append(entry(item));
    const read = await store.readDecks(["t/deck"]);
    assert.deepEqual(read.map(({ item }) => item).sort(), [...own].sort());
    assert.equal((await store.readDecks(["t/deck", "t/dec"])).length, 4);
  });
});

describe("a database of another version", () => {
  interface Fixture {
    version: number;
    stores: Record<string, { options: IDBObjectStoreParameters; values: unknown[]; keys?: string[] }>;
  }
  const folder = join(process.cwd(), "../../tests/cases/store");
  const fixtures = readdirSync(folder).map((name) => JSON.parse(readFileSync(join(folder, name), "utf8")) as Fixture);

  /** Makes the database as a page of that version left it. */
  async function make(scope: string, { version, stores }: Fixture): Promise<void> {
    const database = await reach(scope, version, (fresh) => {
      for (const [name, { options }] of Object.entries(stores)) fresh.createObjectStore(name, options);
    });
    database.close();
    for (const [name, { values, keys }] of Object.entries(stores)) {
      for (const [index, value] of values.entries()) await put(scope, name, value, keys?.[index]);
    }
  }

  for (const fixture of fixtures) {
    test(`${fixture.version} is brought up to date, and nothing of it is lost`, async () => {
      const scope = newScope();
      await make(scope, fixture);
      const store = new Store(scope);
      const kept = fixture.stores["log"]?.values.filter((value) => (value as { device: string }).device !== "broken");
      assert.deepEqual(await store.readAll(), kept);
      assert.equal((await store.readDecks(["walk/steps"])).length, 5);
      const written = await store.append(entry("walk/steps#recall"));
      assert.deepEqual([written.seq, written.device], [9, "5f1c0f3a-7a55-4f0e-8d2b-3f1b6c1d2e3f"]);
      const aside = (await valuesOf(scope, "quarantine")) as { record: { device: string } }[];
      assert.deepEqual(
        aside.map(({ record }) => record.device),
        ["old", "broken"],
      );
    });
  }

  test("that is newer is read and never written, and the page that made it is not held up", async () => {
    const scope = newScope();
    const store = new Store(scope);
    const written = await store.append(entry("t/d#1"));
    const told: unknown[] = [];
    store.onchange = () => told.push(store.trouble);
    const newer = await reach(scope, 99);
    newer.close();
    assert.deepEqual(await store.readAll(), [written]);
    await assert.rejects(store.append(entry("t/d#2")), { name: "ReadOnlyError" });
    assert.deepEqual(await store.readDecks(["t/d"]), [written]);
    assert.deepEqual(told, ["newer"]);
    assert.equal((await valuesOf(scope, "log")).length, 1);
    // The control: a database of our own version is written into.
    const own = new Store(newScope());
    await own.append(entry("t/d#2"));
    assert.equal(own.trouble, undefined);
  });

  test("that an older page holds open is waited for, which is told, and then everything is written", async () => {
    const scope = newScope();
    await make(scope, fixtures.find(({ version }) => version === 1) as Fixture);
    // A page that does not give way: it has no handler for a change of version.
    const old = await answerOf(indexedDB.open(`byheart:${scope}`));
    const store = new Store(scope);
    const told: unknown[] = [];
    const blocked = new Promise<void>((resolve) => {
      store.onchange = () => {
        told.push(store.trouble);
        resolve();
      };
    });
    const writing = store.append(entry("t/d#1"));
    await blocked;
    assert.deepEqual(told, ["blocked"]);
    old.close();
    assert.equal((await writing).seq, 9);
    assert.deepEqual(told, ["blocked", undefined]);
  });
});

describe("a damaged record", () => {
  test("is set aside and kept, and the others are read", async () => {
    const scope = newScope();
    await new Store(scope).append(entry("t/d#good"));
    const damaged = { device: "d", seq: 7, item: 42, note: "keep me" };
    await put(scope, "log", damaged);
    assert.deepEqual(
      (await new Store(scope).readAll()).map(({ item }) => item),
      ["t/d#good"],
    );
    const kept = (await valuesOf(scope, "quarantine")) as { record: unknown; key: unknown }[];
    assert.deepEqual(
      kept.map(({ record, key }) => [record, key]),
      [[damaged, ["d", 7]]],
    );
    assert.equal((await valuesOf(scope, "log")).length, 1);
  });

  for (const wrong of [
    { at: Infinity },
    { at: 1e300 },
    { seq: 1.5 },
    { rating: 3 },
    { fingerprint: {} },
    { kind: "" },
  ]) {
    test(`is one with ${JSON.stringify(wrong)} of its deck too`, async () => {
      const scope = newScope();
      await new Store(scope).append(entry("t/d#good"));
      await put(scope, "log", { ...entry("t/d#bad"), device: "d", seq: 7, ...wrong });
      assert.deepEqual(
        (await new Store(scope).readDecks(["t/d"])).map(({ item }) => item),
        ["t/d#good"],
      );
      assert.equal((await valuesOf(scope, "quarantine")).length, 1);
    });
  }

  test("of a kind that a later version may know stays in the log", async () => {
    const scope = newScope();
    await new Store(scope).append(entry("t/d#good"));
    await put(scope, "log", { ...entry("t/d#i"), device: "d", seq: 7, kind: "riddle", rating: "superb" });
    assert.equal((await new Store(scope).readAll()).length, 2);
  });
});
