// What of the past still counts.

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { itemsWithAnswer, lastStudied } from "../src/log/answered";
import type { LogRecord } from "../src/log/record";
import { canUndo, historyOf, type Identity, inOrder, lifeOf, namesOf, pastOf } from "../src/log/replay";
import { log, record } from "./records";

const item: Identity = { item: "t/d#i", formerly: [], deckFormerly: [] };
const seqs = (records: readonly LogRecord[]): number[] => records.map(({ seq }) => seq);

describe("history", () => {
  test("has the responses to the item and to no other", () => {
    assert.deepEqual(seqs(historyOf(log({}, { item: "t/d#other" }, {}), item)), [1, 3]);
  });

  test("ends at a reset of the deck or of the item", () => {
    assert.deepEqual(seqs(historyOf(log({}, { kind: "reset", item: "t/d" }, {}), item)), [3]);
    assert.deepEqual(seqs(historyOf(log({}, { kind: "reset", item: "t/d#i" }, {}), item)), [3]);
  });

  test("is not touched by a reset of another deck or item", () => {
    assert.deepEqual(seqs(historyOf(log({}, { kind: "reset", item: "t/other" }), item)), [1]);
    assert.deepEqual(seqs(historyOf(log({}, { kind: "reset", item: "t/d#other" }), item)), [1]);
  });

  test("is back after an undo, with what came in between", () => {
    const events = log({}, { kind: "reset", item: "t/d" }, {}, { kind: "undo", item: "t/d" });
    assert.deepEqual(seqs(historyOf(events, item)), [1, 3]);
  });

  test("loses only the latest reset by one undo", () => {
    const reset = { kind: "reset", item: "t/d" } as const;
    const events = log({}, reset, {}, reset, { kind: "undo", item: "t/d" });
    assert.deepEqual(seqs(historyOf(events, item)), [3]);
    assert.deepEqual(seqs(historyOf([...events, record({ seq: 9, kind: "undo", item: "t/d" })], item)), [1, 3]);
  });

  test("is not changed by an undo that has nothing to undo", () => {
    assert.deepEqual(seqs(historyOf(log({}, { kind: "undo", item: "t/d" }), item)), [1]);
  });

  test("leaves kinds alone that this version does not know", () => {
    assert.deepEqual(seqs(historyOf(log({}, { kind: "riddle" as LogRecord["kind"] }), item)), [1]);
  });

  test("has the rulings, which a reset clears with the responses", () => {
    const ruled = log({}, { kind: "ruling", ruling: "right" });
    assert.deepEqual(seqs(historyOf(ruled, item)), [1, 2]);
    assert.deepEqual(historyOf([...ruled, record({ seq: 3, kind: "reset", item: "t/d" })], item), []);
  });
});

describe("a deck that was cleared after some of its items had moved", () => {
  const moved: Identity = { item: "t/new#i", formerly: ["t/d#i"], deckFormerly: [] };
  const stayed: Identity = { item: "t/d#j", formerly: ["t/d#old"], deckFormerly: [] };
  const cleared = (ids?: string[]): LogRecord[] =>
    log(
      {},
      { item: "t/d#old" },
      { kind: "reset", item: "t/d", ...(ids ? { response: ids } : {}) },
      { item: "t/new#i" },
    );

  test("clears what it had then, under the names of then and of now", () => {
    for (const ids of [["j"], ["old"]]) {
      assert.deepEqual(seqs(historyOf(cleared(ids), moved)), [1, 4]);
      assert.deepEqual(seqs(historyOf(cleared(ids), stayed)), []);
    }
    assert.deepEqual(seqs(historyOf(cleared(["i", "old"]), moved)), [4]);
  });

  test("clears all where the record does not tell what it had", () => {
    assert.deepEqual(seqs(historyOf(cleared(), moved)), [4]);
    assert.deepEqual(seqs(historyOf(cleared(), stayed)), []);
  });
});

describe("what was taken back", () => {
  test("is the one record that is named by its time, and no other", () => {
    const past = log({}, {}, { item: "t/d#other" });
    const [, second] = past;
    const events = [...past, record({ seq: 4, kind: "retract", of: second?.at ?? 0 })];
    assert.deepEqual(seqs(historyOf(events, item)), [1]);
    assert.deepEqual(seqs(historyOf(events, { ...item, item: "t/d#other" })), [3]);
  });
});

describe("a leech that was brought back", () => {
  const past = log({ kind: "rating" }, { kind: "release" }, { kind: "rating" });

  test("shows nothing of that on its page, and the schedule is told", () => {
    assert.deepEqual(seqs(historyOf(past, item)), [1, 3]);
    assert.deepEqual(seqs(lifeOf(past, item)), [1, 2, 3]);
  });

  test("is cleared with all else", () => {
    assert.deepEqual(lifeOf([...past, record({ seq: 4, kind: "reset", item: "t/d" })], item), []);
    assert.deepEqual(lifeOf([...past, record({ seq: 4, kind: "reset" })], item), []);
  });
});

describe("ratings that a prompt gave", () => {
  test("count for the schedule and are not shown on the card", () => {
    const past = log({ kind: "rating", rating: "good" }, { kind: "rating", rating: "again", from: "t/d#why" });
    assert.deepEqual(seqs(historyOf(past, item)), [1]);
    assert.deepEqual(seqs(pastOf(past, item)), [1, 2]);
  });
});

describe("former names", () => {
  const moved: Identity = { item: "t/new#i", formerly: ["t/new#old-i", "t/elsewhere#i"], deckFormerly: ["t/old"] };

  test("are the item's own, and all of them in the deck's former places", () => {
    const names = ["t/new#i", "t/new#old-i", "t/elsewhere#i", "t/old#i", "t/old#old-i"];
    assert.deepEqual(namesOf(moved).sort(), names.sort());
  });

  test("keep the progress of an item that was renamed, moved, or whose deck was renamed", () => {
    const past = log({ item: "t/old#old-i" }, { item: "t/elsewhere#i" }, { item: "t/new#old-i" }, { item: "t/old#i" });
    assert.equal(historyOf(past, moved).length, 4);
  });

  test("obey the resets of the deck they were in, then and now", () => {
    const past = log({ item: "t/old#i" }, { item: "t/old", kind: "reset" }, { item: "t/old#i" });
    assert.deepEqual(seqs(historyOf(past, moved)), [3]);
    assert.deepEqual(historyOf([...past, record({ seq: 4, item: "t/new", kind: "reset" })], moved), []);
  });

  test("are cleared with the item, under whatever name that was done", () => {
    const past = log({ item: "t/old#i" }, { item: "t/new#old-i" });
    for (const name of ["t/new#i", "t/elsewhere#i"]) {
      assert.deepEqual(historyOf([...past, record({ seq: 3, item: name, kind: "reset" })], moved), []);
    }
  });

  test("do not lose the item to a reset of a deck that it has left", () => {
    const past = log({ item: "t/elsewhere#i" }, { item: "t/new#i" }, { item: "t/elsewhere", kind: "reset" });
    assert.deepEqual(seqs(historyOf(past, moved)), [2]);
  });
});

describe("order", () => {
  test("within a device follows its numbers, whatever its clock says", () => {
    const [first, second] = [record({ seq: 1, at: 5000 }), record({ seq: 2, at: 1000 })];
    assert.deepEqual(seqs(inOrder([second, first])), [1, 2]);
  });

  test("between devices follows the clock", () => {
    const records = [record({ seq: 1, at: 2000, device: "a" }), record({ seq: 1, at: 1000, device: "b" })];
    assert.deepEqual(
      inOrder(records).map(({ device }) => device),
      ["b", "a"],
    );
  });

  test("is the same however the records come", () => {
    const records = [...log({}, {}, {}), record({ seq: 1, device: "e", at: 1_700_000_001_000 })];
    assert.deepEqual(inOrder([...records].reverse()), inOrder(records));
  });
});

describe("undo", () => {
  const reset = { item: "t/d", kind: "reset" } as const;

  test("is offered while the reset of the deck is the last that happened in it", () => {
    assert.ok(canUndo(log({}, reset, { item: "t/other#i" }), "t/d", []));
    assert.ok(canUndo(log({}, { ...reset, item: "t/old" }), "t/d", ["t/old"]));
  });

  test("is not offered before a reset, after an undo, or once something was answered again", () => {
    assert.ok(!canUndo(log({}), "t/d", []));
    assert.ok(!canUndo(log({}, reset, { ...reset, kind: "undo" }), "t/d", []));
    assert.ok(!canUndo(log({}, reset, {}), "t/d", []));
  });
});

describe("a deck seen from outside", () => {
  const deck = { deck: "t/d", ids: ["i", "j"], formerly: ["t/old"] };

  test("counts the items that have an answer no reset has cleared", () => {
    assert.equal(itemsWithAnswer(log({}, {}, { item: "t/old#j" }, { item: "t/d#gone" }), deck), 2);
    assert.equal(itemsWithAnswer(log({}, { item: "t/d", kind: "reset" }), deck), 0);
  });

  test("counts an item that came from another deck by its past there, and by no other's", () => {
    const outline = { deck: "t/new", ids: ["i", "x"], formerly: ["t/d"], former: { i: ["t/other#i"] } };
    const records = log({ item: "t/other#i" }, { item: "t/d#i" });
    assert.equal(itemsWithAnswer(records, outline), 1);
    assert.equal(itemsWithAnswer(records.slice(1), outline), 0);
    assert.equal(itemsWithAnswer(log({ item: "t/d#x" }), outline), 1);
    assert.equal(lastStudied(records.slice(0, 1), outline), records[0]?.at);
  });

  test("knows when it was studied last", () => {
    const records = log({}, { item: "t/other#i" });
    assert.equal(lastStudied(records, deck), records[0]?.at);
    assert.equal(lastStudied([], deck), 0);
  });
});
