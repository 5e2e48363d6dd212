// Back to the beginning, and back from there.

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { begunDecks, resetOfAll, resetOfSettings, undoOfReset, undoOfSettings } from "../src/log/epochs";
import type { Entry, LogRecord } from "../src/log/record";
import { historyOf } from "../src/log/replay";
import { DEFAULTS } from "../src/log/settings";
import { log, record } from "./records";

const one = { item: "t/one#i", rating: "good" } as const;
const two = { item: "t/two#i", rating: "good" } as const;
const left = (records: readonly LogRecord[], item: string): number => {
  return historyOf(records, { item, formerly: [], deckFormerly: [] }).length;
};

/** The log with these events at its end. */
function after(records: readonly LogRecord[], events: readonly Partial<Entry>[]): LogRecord[] {
  return [...records, ...events.map((event, index) => record({ seq: records.length + index + 1, ...event }))];
}

describe("a reset of all", () => {
  test("clears every deck with one record each, and loses nothing", () => {
    const before = log(one, two, one);
    const cleared = after(before, resetOfAll(before, 7));
    assert.equal(cleared.length, before.length + 2);
    assert.deepEqual(cleared.slice(0, 3), before);
    assert.equal(left(cleared, "t/one#i") + left(cleared, "t/two#i"), 0);
    assert.deepEqual(begunDecks(cleared), []);
  });

  test("has nothing to do twice, and again once something was answered", () => {
    const cleared = after(log(one), resetOfAll(log(one), 7));
    assert.deepEqual(resetOfAll(cleared, 8), []);
    assert.deepEqual(begunDecks(after(cleared, [two])), ["t/two"]);
  });

  test("leaves settings alone", () => {
    assert.deepEqual(resetOfAll(log({ kind: "setting", item: "setting:minutes", response: 5 }), 7), []);
  });

  test("is undone as a whole", () => {
    const before = log(one, two);
    const cleared = after(before, resetOfAll(before, 7));
    const back = after(cleared, undoOfReset(cleared, 8));
    assert.equal(left(back, "t/one#i") + left(back, "t/two#i"), 2);
    assert.deepEqual(undoOfReset(back, 9), []);
  });

  test("is undone only where nothing was answered since", () => {
    const before = log(one, two);
    const going = after(after(before, resetOfAll(before, 7)), [one]);
    assert.deepEqual(
      undoOfReset(going, 9).map(({ item }) => item),
      ["t/two"],
    );
  });

  test("does not bring back what was started over before", () => {
    const earlier = after(log(one), [{ at: 3, kind: "reset", item: "t/one" }]);
    const before = after(earlier, [two]);
    const cleared = after(before, resetOfAll(before, 7));
    assert.deepEqual(
      undoOfReset(cleared, 8).map(({ item }) => item),
      ["t/two"],
    );
  });
});

describe("a reset of settings", () => {
  test("chooses what is usual for what differs, and is taken back record by record", () => {
    const events = resetOfSettings({ ...DEFAULTS, minutes: 5 }, DEFAULTS, 7);
    assert.deepEqual(events, [{ at: 7, kind: "setting", item: "setting:minutes", response: DEFAULTS.minutes }]);
    assert.deepEqual(undoOfSettings(after([], events), 7), [{ item: "setting:minutes", kind: "retract", of: 7 }]);
    assert.deepEqual(undoOfSettings(after([], events), 8), []);
  });
});
