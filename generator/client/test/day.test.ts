// Days where clocks change, and where the learner has come from another time zone.

import assert from "node:assert/strict";
import { afterEach, describe, test } from "node:test";
import type { SiteItem } from "../src/library/library";
import { DAY, dayOf, startOf, today } from "../src/log/day";
import type { LogRecord } from "../src/log/record";
import { DEFAULTS } from "../src/log/settings";
import { Agenda, type Noted } from "../src/schedule/agenda";
import { RATINGS, Scheduler } from "../src/schedule/schedule";

const HOUR = 3_600_000;
const home = process.env["TZ"];

function inZone(zone: string): void {
  process.env["TZ"] = zone;
}

afterEach(() => {
  if (home === undefined) delete process.env["TZ"];
  else process.env["TZ"] = home;
});

const deck = { deck: "a/one", title: "", topic: "A", page: "", items: "", ids: [], formerly: [] };
const identity = { item: "a/one#x", formerly: [], deckFormerly: [] };
const X: SiteItem = { key: "a/one#x", id: "x", deck, type: "card", level: "", tags: [], fingerprint: "", identity };

function reviewed(at: number, tz: number): LogRecord {
  return { at, tz, device: "d", seq: 1, item: X.key, kind: "rating", rating: "easy", ms: 0, fingerprint: "" };
}

function logOf(...records: LogRecord[]): Noted {
  return { records, holds: () => true };
}

describe("where clocks are put forward", () => {
  // In Berlin the 29th of March 2026 has 23 hours.
  const at = Date.UTC(2026, 2, 25, 20);

  test("each day still begins at four, and none is left out or comes twice", () => {
    inZone("Europe/Berlin");
    const days = Array.from({ length: 6 * 24 }, (_, hour) => today(at + hour * HOUR, 4));
    assert.deepEqual([...new Set(days)].length, 7);
    assert.deepEqual(
      days,
      [...days].sort((a, b) => a - b),
    );
    for (const day of new Set(days)) {
      assert.equal(new Date(startOf(day, 4)).getHours(), 4);
      assert.deepEqual([today(startOf(day, 4), 4), today(startOf(day, 4) - 1, 4)], [day, day - 1]);
    }
  });

  test("an item is due when its day begins, not an hour later", () => {
    inZone("Europe/Berlin");
    const agenda = new Agenda(logOf(reviewed(at, 60)), [X]);
    const due = agenda.memoryOf(X)?.due ?? 0;
    assert.equal(new Date(due).getHours(), 4);
    assert.deepEqual(agenda.queue([X], due - 1).due, []);
    assert.deepEqual(agenda.queue([X], due).due, [X]);
  });
});

describe("who travels", () => {
  test("has the days of the place where each review was", () => {
    // The same hour is the evening of the 10th in Los Angeles and the noon of the 11th in Tokyo.
    const at = Date.UTC(2026, 0, 11, 3);
    assert.equal(dayOf(at, 540, 4), dayOf(at, -480, 4) + 1);
    const scheduler = new Scheduler(DEFAULTS);
    const first = scheduler.next(undefined, { at: at - 5 * DAY, tz: -480, rating: "easy" }, "x");
    const [east, west] = [540, -480].map((tz) => scheduler.next(first, { at, tz, rating: "good" }, "x"));
    assert.ok((east?.stability ?? 0) > (west?.stability ?? 0));
  });

  test("is never asked before the last review, nor on a day twice as late", () => {
    const at = Date.UTC(2026, 0, 11, 6);
    for (const [zone, tz] of [
      ["Asia/Tokyo", -480],
      ["America/Los_Angeles", 540],
      ["Pacific/Kiritimati", -720],
    ] as const) {
      inZone(zone);
      for (const rating of RATINGS) {
        const agenda = new Agenda(logOf({ ...reviewed(at, tz), rating }), [X]);
        const memory = agenda.memoryOf(X);
        assert.ok(memory && memory.due >= at, zone);
        const days = (memory.dueDay ?? memory.day) - memory.day;
        assert.ok(memory.due <= at + (days + 2) * DAY, zone);
      }
    }
  });
});
