// A log of the same site under another path is found by the site's id, read and never changed; others are left alone.

import "./page";
import "fake-indexeddb/auto";
import assert from "node:assert/strict";
import { afterEach, beforeEach, describe, test } from "node:test";
import { Archive } from "../src/log/archive";
import { decide, othersOf } from "../src/log/others";
import { sign } from "../src/log/sign";
import { Store } from "../src/log/store";
import { entry, newScope, put, reach, valuesOf } from "./stores";

const { databases } = IDBFactory.prototype;

async function siteWith(id: string, ...items: string[]): Promise<{ store: Store; scope: string }> {
  const scope = newScope();
  const store = new Store(scope);
  for (const item of items) await store.append(entry(item));
  globalThis.byheartSite = id ? { id, share: false } : undefined;
  await sign(store);
  return { store, scope };
}

const namesFound = async (store: Store, id: string): Promise<string[]> =>
  (await othersOf(store, id)).map(({ name }) => name);

describe("logs of the same site", () => {
  beforeEach(() => localStorage.clear());
  afterEach(() => {
    IDBFactory.prototype.databases = databases;
    globalThis.byheartSite = undefined;
  });

  test("are found by the id alone: not those of another site, of none, or without a record", async () => {
    const old = await siteWith("one", "t/d#i");
    await siteWith("other", "t/d#i");
    await siteWith("", "t/d#i");
    await siteWith("one");
    const here = await siteWith("one");
    const [found, ...more] = await othersOf(here.store, "one");
    assert.deepEqual([found?.name, found?.place, found?.records.length, more], [old.store.name, old.scope, 1, []]);
  });

  test("come in like a file, are left as they were, and are not offered again once that was decided", async () => {
    const old = await siteWith("two", "t/d#i", "t/d#j");
    const here = await siteWith("two");
    const before = [await valuesOf(old.scope, "log"), await valuesOf(old.scope, "meta")];
    const [found] = await othersOf(here.store, "two");
    assert.ok(found);
    const archive = new Archive(here.store);
    assert.equal((await archive.add({ records: found.records, aside: [] })).added.length, 2);
    await decide(here.store, found);
    assert.deepEqual(await namesFound(here.store, "two"), []);
    assert.deepEqual([await valuesOf(old.scope, "log"), await valuesOf(old.scope, "meta")], before);
    const [one] = await archive.imports();
    await archive.takeBack(one as never);
    assert.deepEqual(await here.store.readAll(), []);
  });

  test("are found where the browser lists no databases, and none is made by looking", async () => {
    const old = await siteWith("three", "t/d#i");
    const here = await siteWith("three");
    localStorage.setItem("byheart site byheart:/never/", "three");
    const listed = (await indexedDB.databases()).length;
    (IDBFactory.prototype as { databases?: unknown }).databases = undefined;
    assert.deepEqual(await namesFound(here.store, "three"), [old.store.name]);
    IDBFactory.prototype.databases = databases;
    assert.equal((await indexedDB.databases()).length, listed);
  });

  test("give only records that can be read, and a database of another make is passed over", async () => {
    const old = await siteWith("four", "t/d#i");
    await put(old.scope, "log", { device: "d", seq: 1, item: 7 });
    (await reach("/strange/", 1)).close();
    const here = await siteWith("four");
    const [found] = await othersOf(here.store, "four");
    assert.deepEqual(
      found?.records.map(({ item }) => item),
      ["t/d#i"],
    );
  });
});
