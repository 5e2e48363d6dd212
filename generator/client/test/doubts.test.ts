// A time that cannot be right moves no interval, clears nothing and chooses nothing; nothing is lost by it, and the
// learner can have it counted where it most likely belongs, and take that back.

import "fake-indexeddb/auto";
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import type { SiteItem } from "../src/library/library";
import { Archive } from "../src/log/archive";
import { DAY } from "../src/log/day";
import { examine } from "../src/log/doctor";
import { counted, doubtfulIn } from "../src/log/doubts";
import { effectsOf } from "../src/log/effects";
import { Log } from "../src/log/log";
import { mendsOf } from "../src/log/mends";
import type { LogRecord } from "../src/log/record";
import { inOrder } from "../src/log/replay";
import { settingsIn } from "../src/log/settings";
import { Store } from "../src/log/store";
import { isAhead } from "../src/log/times";
import { Agenda } from "../src/schedule/agenda";
import { randomOf } from "./random";
import { entry, newScope, valuesOf } from "./stores";

const NOW = Date.now();
const FAR = Date.UTC(9999, 5, 1);
const HOUR = DAY / 24;

function rated(seq: number, ago: number, more: Partial<LogRecord> = {}): LogRecord {
  return {
    at: NOW - ago,
    tz: 0,
    device: "d",
    seq,
    item: "t/d#i",
    kind: "rating",
    rating: "good",
    ms: 0,
    fingerprint: "",
    ...more,
  };
}

const seqs = (records: readonly LogRecord[]): number[] => records.map(({ seq }) => seq).sort((a, b) => a - b);

function item(key: string): SiteItem {
  const deck = { deck: "t/d", title: "", topic: "T", page: "", items: "", ids: [], formerly: [] };
  const identity = { item: key, formerly: [], deckFormerly: [] };
  return { key, id: key, deck, type: "card", level: "", tags: [], fingerprint: "", identity };
}

/** What is left in memory of the item by these records, as the reviews see it. */
function stability(records: readonly LogRecord[]): number | undefined {
  const log = { records: inOrder(records.filter((record) => !isAhead(record, NOW))), holds: () => true };
  return new Agenda(log, [item("t/d#i")]).memoryOf(item("t/d#i"))?.stability;
}

describe("a clock that was wrong once", () => {
  const days = [60, 59, 50, 30];
  const sound = days.map((day, index) => rated(index < 2 ? index + 1 : index + 2, day * DAY));

  for (const [name, at] of Object.entries({
    "in 1970": 0,
    "in 2020": Date.UTC(2020, 3, 1),
    "a year back": NOW - 400 * DAY,
    "a year ahead": NOW + 365 * DAY,
    "in 9999": FAR,
    "twenty days ahead, long ago": NOW - 35 * DAY,
  })) {
    test(`${name} does not move an interval, and is told`, () => {
      const wrong = rated(3, 0, { at });
      assert.equal(stability([...sound, wrong]), stability(sound));
      assert.deepEqual(doubtfulIn([...sound, wrong], NOW), [wrong]);
      // The control: with its time right, the same answer does count.
      assert.notEqual(stability([...sound, rated(3, 58 * DAY)]), stability(sound));
    });
  }

  test("by hours, or for all of a device, is no matter of the order of its records", () => {
    const late = [rated(1, 2 * DAY), rated(2, 2 * DAY + 5 * HOUR), rated(3, DAY)];
    assert.deepEqual(doubtfulIn(late, NOW), []);
    assert.deepEqual(
      doubtfulIn(
        days.map((day, seq) => rated(seq, (day + 300) * DAY)),
        NOW,
      ),
      [],
    );
  });

  test("is counted again between what its device noted before and after it, once", () => {
    const wrong = [
      rated(3, 0, { at: Date.UTC(2020, 3, 1) }),
      rated(4, 0, { at: Date.UTC(2020, 3, 1) + HOUR, item: "t/d#j" }),
    ];
    const log = [rated(1, 60 * DAY), rated(2, 59 * DAY), ...wrong, rated(5, 50 * DAY)];
    const mends = mendsOf(log, "me", NOW);
    assert.deepEqual(
      mends.map(({ at, device, seq, mends: of }) => [at, device, seq, of]),
      [
        [NOW - 59 * DAY + 1000, "mended:me", 1, "d 3"],
        [NOW - 59 * DAY + 1000 + HOUR, "mended:me", 2, "d 4"],
      ],
    );
    assert.deepEqual(doubtfulIn([...log, ...mends], NOW), []);
    assert.deepEqual(mendsOf([...log, ...mends], "me", NOW), []);
    assert.equal(
      stability([...log, ...mends]),
      stability([rated(1, 60 * DAY), rated(2, 59 * DAY), rated(3, 59 * DAY - 1000), rated(5, 50 * DAY)]),
    );
  });

  test("is not counted again where it was taken back, and once where two browsers mended it", () => {
    const at = Date.UTC(2020, 3, 1);
    const wrong = rated(3, 0, { at });
    const taken = rated(4, 0, { kind: "retract", at: at + HOUR, of: at });
    assert.deepEqual(doubtfulIn([...sound, wrong], NOW), [wrong]);
    assert.deepEqual(doubtfulIn([...sound, wrong, taken], NOW), []);
    const [one, other] = ["me", "you"].map((device) => mendsOf([...sound, wrong], device, NOW));
    const log = inOrder([...sound, wrong, ...(one ?? []), ...(other ?? [])]);
    assert.equal(counted(log).length, sound.length + 1);
    assert.equal(stability(log), stability([...sound, wrong, ...(one ?? [])]));
  });
});

describe("whatever clocks do, in 3000 logs", () => {
  interface Case {
    records: LogRecord[];
    wrong: Set<LogRecord>;
  }

  /** Devices that note hour by hour, in which some runs of answers have a clock that is more than a day off. */
  function made(random: () => number): Case {
    const wrong = new Set<LogRecord>();
    const records: LogRecord[] = [];
    for (const device of ["a", "b", "c"].slice(0, 1 + Math.floor(random() * 3))) {
      let at = NOW - 200 * DAY;
      const length = 6 + Math.floor(random() * 14);
      const from = 1 + Math.floor(random() * (length - 3));
      const to = random() < 0.6 ? from + Math.floor(random() * Math.min(3, (length - from) / 2)) : -1;
      const off = random() < 0.5 ? -(3 * 365 + 300) * DAY : 300 * DAY + random() * 1000 * DAY;
      for (let seq = 1; seq <= length; seq++) {
        at += HOUR + random() * 5 * DAY;
        const isWrong = seq > from && seq <= to;
        const record = rated(seq, 0, { device, at: isWrong ? at + off : at, item: random() < 0.5 ? "t/d#i" : "t/d#j" });
        if (isWrong) wrong.add(record);
        records.push(record);
      }
    }
    return { records, wrong };
  }

  test("the wrong ones are found and no others, the schedule is as without them, and mending counts each once", () => {
    const random = randomOf(36);
    let found = 0;
    for (let round = 0; round < 3000; round++) {
      const { records, wrong } = made(random);
      assert.deepEqual(new Set(doubtfulIn(records, NOW)), wrong, `round ${round}`);
      found += wrong.size;
      const ordered = inOrder(records.filter((record) => !isAhead(record, NOW)));
      assert.deepEqual(new Set(counted(ordered)), new Set(records.filter((record) => !wrong.has(record))));
      const mends = mendsOf(records, "me", NOW);
      assert.deepEqual(
        mends.map(({ mends: of }) => of).sort(),
        [...wrong].map(({ device, seq }) => `${device} ${seq}`).sort(),
      );
      assert.ok(mends.every(({ at }) => at <= NOW && at >= NOW - 201 * DAY));
      assert.deepEqual(doubtfulIn([...records, ...mends], NOW), []);
      if (round % 100 === 0)
        assert.equal(stability(records), stability(records.filter((record) => !wrong.has(record))));
    }
    assert.ok(found > 1000);
  });
});

describe("a log of year 9999 that comes in", () => {
  const foreign = (seq: number, more: Partial<LogRecord>): LogRecord =>
    rated(seq, 0, { at: FAR, device: "far", ...more });
  const attack = [
    foreign(1, { item: "t/d", kind: "reset" }),
    foreign(2, { item: "setting:retention", kind: "setting", response: 0.7 }),
    foreign(3, { item: "t/d#i", rating: "easy" }),
  ];

  test("clears nothing and chooses nothing, and what is answered after it counts", async () => {
    const store = new Store(newScope());
    for (const one of [1, 2]) await store.append({ ...entry("t/d#i"), at: NOW - 40 * DAY + one });
    await new Archive(store).add({ records: attack, aside: [] });
    await store.append({ ...entry("t/d#i"), at: NOW });
    const log = new Log(store);
    await log.needAll();
    assert.deepEqual(
      log.records.map(({ device }) => device === "far"),
      [false, false, false],
    );
    assert.equal(settingsIn(log.records).retention, 0.9);
    assert.deepEqual(seqs(log.ahead), [1, 2, 3]);
    assert.equal((await new Archive(store).contents()).records.length, 6);
    assert.deepEqual(seqs((await examine(new Archive(store), {})).doubtful), [3]);
  });

  test("is named for what it would do; so is one whose time is possible", () => {
    assert.deepEqual(effectsOf(attack), { clears: [], sets: [], undoes: 0, idle: 3 });
    const now = attack.map((record) => ({ ...record, at: NOW }));
    const more = [
      ...now,
      foreign(4, { at: NOW, item: "t/d", kind: "undo" }),
      foreign(5, { at: NOW, item: "setting:constructor", kind: "setting", response: 1 }),
    ];
    assert.deepEqual(effectsOf(more), {
      clears: ["t/d"],
      sets: [{ name: "retention", value: 0.7 }],
      undoes: 1,
      idle: 0,
    });
  });
});

describe("the order of records", () => {
  test("has what is answered after an import after all that came in, also where that clock is hours ahead", async () => {
    const store = new Store(newScope());
    await store.append({ ...entry("t/d#before"), at: NOW - DAY });
    const reset = rated(1, -20 * HOUR, { device: "ahead", item: "t/d", kind: "reset" });
    await new Archive(store).add({ records: [reset], aside: [] });
    for (const id of ["x", "y"]) await store.append({ ...entry(`t/d#${id}`), at: NOW });
    const log = new Log(store);
    await log.needAll();
    assert.deepEqual(
      log.records.map(({ item: name }) => name),
      ["t/d#before", "t/d", "t/d#x", "t/d#y"],
    );
    // The control: without the count, the clock alone decides, and the reset clears what was answered after it.
    const byClock = inOrder(log.records.map(({ turn: _, ...record }) => record));
    assert.deepEqual(
      byClock.map(({ item: name }) => name),
      ["t/d#before", "t/d#x", "t/d#y", "t/d"],
    );
  });

  test("does not run away with a clock that was wrong here, and is the same however records come", async () => {
    const store = new Store(newScope());
    await store.append({ ...entry("t/d#wrong"), at: NOW + 900 * DAY });
    const after = await store.append({ ...entry("t/d#right"), at: NOW });
    assert.equal(after.turn, undefined);
    const random = randomOf(7);
    for (let round = 0; round < 300; round++) {
      const records = Array.from({ length: 12 }, (_, index) => {
        const at = NOW - Math.floor(random() * 9) * HOUR;
        return rated(Math.floor(index / 3) + 1, 0, {
          device: "abc"[index % 3] as string,
          at,
          ...(random() < 0.4 ? { turn: at + Math.floor(random() * DAY) } : {}),
        });
      });
      const once = inOrder(records);
      assert.deepEqual(inOrder([...records].sort(() => random() - 0.5)), once);
      for (const device of "abc")
        assert.deepEqual(
          once.filter((record) => record.device === device).map(({ seq }) => seq),
          [1, 2, 3, 4],
        );
    }
  });
});

describe("an import", () => {
  test("is taken back whole, and what was answered since then stays; the same file comes in again", async () => {
    const scope = newScope();
    const store = new Store(scope);
    const archive = new Archive(store);
    const log = new Log(store);
    await log.needAll();
    await store.append({ ...entry("t/d#mine"), at: NOW - DAY });
    const file = {
      records: [
        rated(1, DAY, { device: "o" }),
        rated(2, DAY, { device: "o" }),
        rated(9, DAY, { device: "o", item: "t/d", kind: "reset" }),
      ],
      aside: [],
    };
    await archive.add(file);
    await store.append({ ...entry("t/d#later"), at: NOW });
    await archive.writeSnapshot("schedule", { places: {}, state: 1 });
    await log.reload();
    assert.equal(log.records.length, 5);
    const [one] = await archive.imports();
    assert.deepEqual(
      [one?.records, one?.ranges],
      [
        3,
        [
          ["o", 1, 2],
          ["o", 9, 9],
        ],
      ],
    );
    if (one) await archive.takeBack(one);
    await log.reload();
    assert.deepEqual(
      log.records.map(({ item: name }) => name),
      ["t/d#mine", "t/d#later"],
    );
    assert.deepEqual(await archive.imports(), []);
    assert.equal(await archive.readSnapshot("schedule"), undefined);
    const aside = (await valuesOf(scope, "quarantine")) as { why: string }[];
    assert.deepEqual(
      aside.map(({ why }) => why),
      ["taken-back", "taken-back", "taken-back"],
    );
    await archive.add(file);
    await log.reload();
    assert.equal(log.records.length, 5);
  });

  test("that is taken back gives back what it stood for", async () => {
    const store = new Store(newScope());
    const archive = new Archive(store);
    const saved = rated(1, DAY, { device: "o" });
    const unsaved = { ...saved, device: "unsaved:x" };
    await archive.add({ records: [unsaved], aside: [] });
    await archive.add({ records: [saved], aside: [] });
    assert.deepEqual(await store.readAll(), [saved]);
    const [, second] = await archive.imports();
    await archive.takeBack(second as never);
    assert.deepEqual(await store.readAll(), [unsaved]);
  });

  test("that fails in the midst of being taken back leaves everything as it was", async (context) => {
    const store = new Store(newScope());
    const archive = new Archive(store);
    await archive.add({ records: [rated(1, DAY, { device: "o" })], aside: [] });
    const [one] = await archive.imports();
    context.mock.method(IDBObjectStore.prototype, "clear", () => {
      throw new DOMException("no space", "QuotaExceededError");
    });
    await assert.rejects(archive.takeBack(one as never), { name: "QuotaExceededError" });
    context.mock.restoreAll();
    assert.equal((await store.readAll()).length, 1);
    assert.equal((await archive.imports()).length, 1);
  });

  test("of the same mends twice, on two devices, counts once after a check", async () => {
    const store = new Store(newScope());
    const archive = new Archive(store);
    const log = [rated(1, 60 * DAY), rated(2, 0, { at: 0 }), rated(3, 50 * DAY)];
    await archive.add({ records: [...log, ...mendsOf(log, "one", NOW), ...mendsOf(log, "two", NOW)], aside: [] });
    assert.equal((await examine(archive, {})).mended.twice, 1);
    assert.equal((await store.readAll()).filter(({ mends }) => mends).length, 1);
  });
});
