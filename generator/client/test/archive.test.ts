// What the store keeps beside the log, how other logs come in, and how it is examined and mended.

import "fake-indexeddb/auto";
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { Archive } from "../src/log/archive";
import { examine, placesOf } from "../src/log/doctor";
import { digestOf } from "../src/log/file";
import type { LogRecord } from "../src/log/record";
import { Store } from "../src/log/store";
import { log, record } from "./records";
import { entry, newScope, put, valuesOf } from "./stores";

interface Place {
  scope: string;
  store: Store;
  archive: Archive;
}

async function begun(n = 3): Promise<Place> {
  const scope = newScope();
  const store = new Store(scope);
  for (let i = 1; i <= n; i++) await store.append(entry(`t/d#${i}`));
  return { scope, store, archive: new Archive(store) };
}

const digest = async (archive: Archive): Promise<string | undefined> => digestOf(await archive.contents());

describe("snapshots", () => {
  test("are kept by name and dropped when another log comes in", async () => {
    const { archive } = await begun();
    await archive.writeSnapshot("memory", { places: { d: 3 }, state: { a: [1] } });
    assert.deepEqual(await archive.readSnapshot("memory"), { places: { d: 3 }, state: { a: [1] } });
    assert.equal(await archive.readSnapshot("other"), undefined);
    await archive.add({ records: log({}), aside: [] });
    assert.equal(await archive.readSnapshot("memory"), undefined);
  });

  test("go on with what came after them: more of their devices, all of new ones", async () => {
    const { store, archive } = await begun();
    const places = placesOf(await store.readAll());
    assert.deepEqual(await archive.readAfter(places), []);
    await store.append(entry("t/d#later"));
    await archive.add({ records: [record({ seq: 5, device: "new", item: "t/d#new" })], aside: [] });
    const after = (await archive.readAfter(places)).map(({ item }) => item).sort();
    assert.deepEqual(after, ["t/d#later", "t/d#new"]);
    assert.equal((await archive.readAfter({})).length, 5);
  });
});

describe("another log", () => {
  test("comes in whole: records, what was set aside, and what clashes apart", async () => {
    const { scope, store, archive } = await begun(1);
    const [mine] = await store.readAll();
    const clash = { ...(mine as LogRecord), rating: "again" as const };
    const merged = await archive.add({ records: [clash, ...log({}, {})], aside: [{ at: 1, record: "what?" }] });
    assert.deepEqual([merged.added.length, merged.known, merged.clashing], [2, 0, [clash]]);
    assert.deepEqual(
      (await archive.contents()).records.find(({ device }) => device === mine?.device),
      mine,
    );
    const aside = (await valuesOf(scope, "quarantine")) as { record: unknown; why?: string }[];
    assert.deepEqual(
      aside.map((one) => [one.record, one.why]),
      [
        ["what?", undefined],
        [clash, "clash"],
      ],
    );
  });

  test("is noted as being elsewhere too, unless it was made here or has the place of another record", async () => {
    const { store, archive } = await begun(2);
    const [mine, second] = (await store.readAll()) as [LogRecord, LogRecord];
    const theirs = [1, 2, 4].map((seq) => record({ seq, device: "~far" }));
    await archive.add({ records: [{ ...mine, rating: "again" }, second, ...theirs], aside: [] });
    assert.deepEqual(await archive.brought(), [
      [mine.device, 2, 2],
      ["~far", 1, 2],
      ["~far", 4, 4],
    ]);
    await archive.add({ records: [record({ seq: 3, device: "~far" })], aside: [] });
    await archive.add({ records: [record({ seq: 9, device: "~far" })], aside: [] }, false);
    assert.deepEqual(await archive.brought(), [
      [mine.device, 2, 2],
      ["~far", 1, 4],
    ]);
  });

  test("that comes in twice changes nothing the second time", async () => {
    const { store, archive } = await begun(1);
    const [mine] = await store.readAll();
    const file = { records: [{ ...(mine as LogRecord), ms: 9 }, ...log({}, {})], aside: [{ at: 1, record: "what?" }] };
    await archive.add(file);
    const once = await digest(archive);
    await archive.add(file);
    assert.equal(await digest(archive), once);
  });

  test("comes in all or not at all: a failure at any write leaves the store as it was", async () => {
    const file = { records: log({}, {}, {}), aside: [{ at: 1, record: "what?" }] };
    const { add } = IDBObjectStore.prototype;
    let writes = 0;
    for (let failing = 1; failing <= 4; failing++) {
      const { archive } = await begun();
      await archive.writeSnapshot("memory", { places: {}, state: 1 });
      const before = await digest(archive);
      writes = 0;
      IDBObjectStore.prototype.add = function (...values) {
        if (++writes === failing) throw new DOMException("no space", "QuotaExceededError");
        return add.apply(this, values);
      };
      await assert.rejects(archive.add(file), { name: "QuotaExceededError" });
      IDBObjectStore.prototype.add = add;
      assert.equal(await digest(archive), before, `write ${failing}`);
      assert.ok(await archive.readSnapshot("memory"));
      // The control: with room, the same file does come in.
      await archive.add(file);
      assert.notEqual(await digest(archive), before);
    }
    assert.equal(writes, 4);
  });

  test("with records under this browser's own name gives it a new one, since it was copied", async () => {
    const { store, archive } = await begun(2);
    const [, last] = await store.readAll();
    await archive.add({ records: [{ ...(last as LogRecord), seq: 3 }], aside: [] });
    const next = await store.append(entry("t/d#next"));
    assert.notEqual(next.device, last?.device);
    assert.equal((await store.readAll()).length, 4);
    // The control: its own file changes no name.
    await archive.add(await archive.contents());
    assert.equal((await store.append(entry("t/d#more"))).device, next.device);
  });

  test("is not written into a newer version's database", async () => {
    const { scope, archive } = await begun();
    const before = await digest(archive);
    const newer = await import("./stores").then(({ reach }) => reach(scope, 99));
    newer.close();
    await assert.rejects(archive.add({ records: log({}), aside: [] }), { name: "ReadOnlyError" });
    assert.equal(await digest(archive), before);
  });
});

describe("the doctor", () => {
  const derive = { count: (records: readonly LogRecord[]) => records.length };

  test("finds a sound store sound and counts", async () => {
    const { store, archive } = await begun(3);
    await archive.add({ records: log({}, {}), aside: [] });
    await archive.writeSnapshot("count", { places: placesOf(await store.readAll()), state: 5 });
    const before = await digest(archive);
    const mended = { damaged: 0, twice: 0, numbering: false, snapshots: [] };
    assert.deepEqual(await examine(archive, derive), { records: 5, devices: 2, aside: 0, doubtful: [], mended });
    assert.equal(await digest(archive), before);
  });

  test("compares a snapshot with the records it covers, and not with later ones", async () => {
    const { store, archive } = await begun(3);
    await archive.writeSnapshot("count", { places: placesOf(await store.readAll()), state: 3 });
    await store.append(entry("t/d#4"));
    assert.deepEqual((await examine(archive, derive)).mended.snapshots, []);
  });

  test("makes a wrong snapshot anew and drops one that nobody knows", async () => {
    const { store, archive } = await begun(3);
    const places = placesOf(await store.readAll());
    await archive.writeSnapshot("count", { places, state: 17 });
    await archive.writeSnapshot("old", { places, state: 3 });
    assert.deepEqual((await examine(archive, derive)).mended.snapshots, ["count", "old"]);
    assert.deepEqual(await archive.readSnapshot("count"), { places, state: 3 });
    assert.equal(await archive.readSnapshot("old"), undefined);
    assert.deepEqual((await examine(archive, derive)).mended.snapshots, []);
  });

  test("sets aside what is damaged or there twice, puts the numbers right, and has nothing to do the second time", async () => {
    const { scope, store, archive } = await begun(3);
    const [first] = await store.readAll();
    await put(scope, "log", { ...first, device: "unsaved:1", seq: 1 });
    await put(scope, "log", { device: "d", seq: 7, item: 42 });
    await put(scope, "meta", { device: first?.device, seq: 1 }, "self");
    await assert.rejects(store.append(entry("t/d#lost")), { name: "ConstraintError" });
    const found = await examine(archive, derive);
    assert.deepEqual(found, {
      records: 3,
      devices: 1,
      aside: 2,
      doubtful: [],
      mended: { damaged: 1, twice: 1, numbering: true, snapshots: [] },
    });
    assert.equal((await store.append(entry("t/d#4"))).seq, 4);
    const again = await examine(archive, derive);
    assert.deepEqual(again.mended, { damaged: 0, twice: 0, numbering: false, snapshots: [] });
  });
});
