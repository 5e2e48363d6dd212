// What the page calls saved is on disk, and nothing is lost by two tabs, a full disk or a damaged record.

import "fake-indexeddb/auto";
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { openDB } from "idb";
import type { Entry } from "../src/record";
import { Store } from "../src/store";

let sites = 0;
const newScope = (): string => `/site-${++sites}/`;

function entry(item: string): Entry {
  return { at: 1, tz: 0, item, kind: "response", response: ["a"], ms: 5, fingerprint: "f" };
}

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
    assert.deepEqual(written.map(({ seq }) => seq).sort((a, b) => a - b), Array.from({ length: 60 }, (_, n) => n + 1));
    assert.equal(new Set(written.map(({ device }) => device)).size, 1);
    assert.equal((await one.readAll()).length, 60);
  });

  test("keeps the sites of one origin apart", async () => {
    const scope = newScope();
    await new Store(scope).append(entry("t/d#i"));
    assert.deepEqual(await new Store(newScope()).readAll(), []);
  });

  test("gives way at once to a newer page that upgrades, and refuses to write into what it does not know", async () => {
    const scope = newScope();
    const store = new Store(scope);
    await store.append(entry("t/d#1"));
    const newer = await openDB(`byheart:${scope}`, 2);
    await assert.rejects(store.append(entry("t/d#2")), { name: "VersionError" });
    newer.close();
  });
});

describe("a damaged record", () => {
  async function damage(scope: string, value: object): Promise<void> {
    await new Store(scope).append(entry("t/d#good"));
    const database = await openDB(`byheart:${scope}`);
    await database.add("log", value);
    database.close();
  }

  test("is set aside and kept, and the others are read", async () => {
    const scope = newScope();
    const damaged = { device: "d", seq: 7, item: 42, note: "keep me" };
    await damage(scope, damaged);
    assert.deepEqual((await new Store(scope).readAll()).map(({ item }) => item), ["t/d#good"]);
    const database = await openDB(`byheart:${scope}`);
    const kept = await database.getAll("quarantine");
    assert.deepEqual(kept.map(({ record, key }) => [record, key]), [[damaged, ["d", 7]]]);
    assert.equal(await database.get("log", ["d", 7]), undefined);
    database.close();
  });

  test("of a kind that a later version may know stays in the log", async () => {
    const scope = newScope();
    await damage(scope, { ...entry("t/d#i"), device: "d", seq: 7, kind: "riddle" });
    assert.equal((await new Store(scope).readAll()).length, 2);
  });
});
