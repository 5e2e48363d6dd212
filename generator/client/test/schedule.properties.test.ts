// What holds of every plan, whatever the past, the clocks and the order in which records arrive.

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { DAY, dayOf } from "../src/log/day";
import type { LogRecord, Rating } from "../src/log/record";
import { inOrder, pastOf } from "../src/log/replay";
import { DEFAULTS } from "../src/log/settings";
import { type Memory, RATINGS, Scheduler } from "../src/schedule/schedule";
import { Standings } from "../src/schedule/standing";
import { randomOf } from "./random";

const NOON = Date.UTC(2026, 0, 10, 12);
const HOUR = 3_600_000;
const YEAR = 365 * DAY;
const identity = (item: string) => ({ item, formerly: [], deckFormerly: [] });
const X = identity("a/one#x");

type Random = () => number;
const one = <Value>(random: Random, values: readonly Value[]): Value =>
  values[Math.floor(random() * values.length)] as Value;

/** A past in which the clock may jump, and the learner may travel. */
function pastOfChance(random: Random, length: number): LogRecord[] {
  let at = NOON;
  return Array.from({ length }, (_, i) => {
    const jumps = [HOUR / 60, HOUR, DAY, 9 * DAY, 90 * DAY, -HOUR, -3 * DAY, -YEAR, 10 * YEAR];
    at += one(random, jumps) * random();
    const tz = one(random, [-720, -480, 0, 60, 120, 330, 840]);
    const record = { at, tz, device: "d", seq: i + 1, item: X.item, ms: 0, fingerprint: "" };
    return { ...record, kind: "rating", rating: one(random, RATINGS), ...(random() < 0.1 ? { retry: true } : {}) };
  });
}

function assertSound(memory: Memory): void {
  for (const [name, value] of Object.entries(memory)) {
    if (typeof value === "number") assert.ok(Number.isFinite(value), `${name} is ${value}`);
  }
  assert.ok(memory.stability > 0 && memory.stability <= 36_500, `stability ${memory.stability}`);
  assert.ok(memory.difficulty >= 1 && memory.difficulty <= 10, `difficulty ${memory.difficulty}`);
  assert.ok(memory.due >= memory.last, `due ${memory.due - memory.last} before the last review`);
}

describe("a plan", () => {
  test("is sound after any past: also when clocks jump and the learner travels", () => {
    const random = randomOf(1);
    for (let i = 0; i < 400; i++) {
      const settings = { retention: 0.7 + 0.27 * random(), dayStart: Math.floor(random() * 24) };
      const scheduler = new Scheduler(settings);
      const past = pastOfChance(random, 12);
      past.forEach((_, end) => {
        const memory = scheduler.replay(past.slice(0, end + 1));
        assert.ok(memory);
        assertSound(memory);
      });
    }
  });

  test("is sound at the ends of time, and where a rating or a time zone means nothing", () => {
    const scheduler = new Scheduler(DEFAULTS);
    const [first] = pastOfChance(randomOf(2), 1);
    assert.ok(first);
    for (const at of [0, -1e15, 8.64e15, 1e300]) {
      for (const tz of [0, Number.NaN, Number.POSITIVE_INFINITY, undefined as unknown as number]) {
        const memory = scheduler.replay([first, { ...first, at, tz, rating: "good" }, { ...first, rating: "easy" }]);
        assert.ok(memory);
        assertSound(memory);
      }
    }
    assert.equal(scheduler.replay([{ ...first, rating: "superb" as Rating }]), undefined);
    assert.equal(scheduler.replay([{ ...first, rating: "toString" as Rating }]), undefined);
  });

  test("puts an item off longer, the better it was rated", () => {
    const random = randomOf(3);
    const scheduler = new Scheduler(DEFAULTS);
    for (let i = 0; i < 400; i++) {
      const before = scheduler.replay(pastOfChance(random, Math.floor(random() * 9)));
      const review = { at: (before?.last ?? NOON) + random() * 60 * DAY, tz: 60 };
      const { again, hard, good, easy } = scheduler.intervals(before, review, X.item);
      assert.ok(again <= hard && hard <= good && good <= easy, `${[again, hard, good, easy]}`);
      if (before?.phase === "review") assert.ok(again < hard && hard < good && good < easy);
      const dues = RATINGS.map((rating) => scheduler.next(before, { ...review, rating }, X.item).due);
      assert.deepEqual(
        dues,
        [...dues].sort((a, b) => a - b),
      );
    }
  });

  test("asks sooner, the more is to be recalled", () => {
    const past = pastOfChance(randomOf(4), 1).map((record) => ({ ...record, rating: "easy" as const }));
    const dues = [0.95, 0.9, 0.8].map((retention) => new Scheduler({ retention, dayStart: 4 }).replay(past)?.due ?? 0);
    assert.deepEqual(
      dues,
      [...new Set(dues)].sort((a, b) => a - b),
    );
  });

  test("draws the same chance on every device, and another for each item and review", () => {
    const past = pastOfChance(randomOf(5), 1).map((record) => ({ ...record, rating: "easy" as const }));
    const days = (item: string): number => {
      const [record] = past;
      const after = [0, 1].map((i) => ({ ...(record as LogRecord), item, at: NOON + i * 9 * DAY }));
      return new Scheduler(DEFAULTS).replay(after)?.dueDay ?? 0;
    };
    const drawn = Array.from({ length: 40 }, (_, i) => days(`a/one#${i}`));
    assert.deepEqual(
      Array.from({ length: 40 }, (_, i) => days(`a/one#${i}`)),
      drawn,
    );
    assert.ok(new Set(drawn).size > 3, "everything is due on the same day");
  });

  test("does not count a second try as a second review", () => {
    const scheduler = new Scheduler(DEFAULTS);
    const [record] = pastOfChance(randomOf(6), 1);
    assert.ok(record);
    const wrong: LogRecord = { ...record, rating: "again" };
    // Older versions told "hard" of what was right at the second try.
    const second: LogRecord = { ...record, kind: "response", rating: "hard", at: record.at + 5000 };
    assert.deepEqual(scheduler.replay([wrong, { ...second, retry: true }]), scheduler.replay([wrong]));
    assert.equal(scheduler.replay([wrong, second])?.reps, 2);
    const ruled: LogRecord = { ...second, kind: "ruling", rating: "good", retry: true };
    assert.deepEqual(scheduler.replay([wrong, ruled]), scheduler.replay([{ ...wrong, rating: "good" }]));
  });
});

describe("what was not recalled", () => {
  const scheduler = new Scheduler(DEFAULTS);
  /** A past after which an item is remembered for weeks. */
  const firm = (): LogRecord[] =>
    [0, 1, 4, 14, 50].map((day, seq) => told({ rating: "good", at: NOON + day * 3 * DAY, seq }));
  const told = (more: Partial<LogRecord>): LogRecord =>
    ({ ...(pastOfChance(randomOf(1), 1)[0] as LogRecord), kind: "rating", retry: undefined, ...more }) as LogRecord;
  const waits = (past: readonly LogRecord[]): number =>
    (scheduler.replay(past)?.dueDay ?? 0) - (scheduler.replay(past)?.day ?? 0);
  const then = NOON + 300 * DAY;

  test("does not wait longer for being right by elimination", () => {
    const wrong = told({ kind: "response", rating: "again", at: then, seq: 9 });
    const right = told({ kind: "response", rating: "again", retry: true, at: then + 4000, seq: 10 });
    const before = scheduler.replay(firm());
    const after = scheduler.replay([...firm(), wrong, right]);
    assert.ok(before && after);
    assert.ok(after.stability < before.stability);
    assert.equal(after.lapses, before.lapses + 1);
    assert.equal(after.due, then + 10 * 60_000);
  });

  test("one prompt rates a card once, by its worst concept, in whatever order older versions noted them", () => {
    const from = "a/one#why";
    const said = (...ratings: ("again" | "good")[]): LogRecord[] =>
      ratings.map((rating, i) => told({ rating, from, at: then + i, seq: 20 + i }));
    assert.equal(scheduler.replay(said("good", "good", "good"))?.reps, 1);
    const [missed] = [...said("again")];
    assert.ok(missed);
    const worst = scheduler.replay([...firm(), missed]);
    for (const order of [said("good", "again", "good"), said("again", "good", "good"), said("good", "good", "again")]) {
      assert.equal(scheduler.replay([...firm(), ...order])?.stability, worst?.stability);
    }
    assert.equal(waits([...firm(), ...said("good", "good", "good")]), waits([...firm(), ...said("good")]));
  });

  test("a corrected judgement takes the place of that prompt's own, whatever came between", () => {
    const from = "a/one#why";
    const missed = told({ rating: "again", from, at: then, seq: 20 });
    const between = told({ rating: "good", at: then + DAY, seq: 21 });
    const mended = told({ rating: "good", from, retry: true, at: then + 2 * DAY, seq: 22 });
    const meant = told({ rating: "good", from, at: then, seq: 20 });
    assert.deepEqual(
      scheduler.replay([...firm(), missed, between, mended]),
      scheduler.replay([...firm(), meant, between]),
    );
  });
});

describe("the log", () => {
  const scheduler = new Scheduler({ ...DEFAULTS, leech: 1 });

  test("taken back is as if it had never been", () => {
    const random = randomOf(7);
    for (let i = 0; i < 200; i++) {
      const past = pastOfChance(random, 6).map((record, place) => ({ ...record, at: NOON + place * 3 * DAY }));
      // A second try takes the place of the first: it may amount to the same.
      if (past[0]?.retry) continue;
      const more: LogRecord = { ...(past[0] as LogRecord), seq: 7, at: NOON + 30 * DAY, rating: one(random, RATINGS) };
      const back: LogRecord = { ...more, seq: 8, kind: "retract", of: more.at, at: more.at + 1000 };
      const memoryOf = (records: readonly LogRecord[]) => scheduler.replay(pastOf(records, X));
      assert.deepEqual(memoryOf([...past, more, back]), memoryOf(past));
      assert.notDeepEqual(memoryOf([...past, more]), memoryOf(past));
    }
  });

  test("gives the same plan in whatever order it arrives, record by record or at once", () => {
    const random = randomOf(8);
    const items = ["a/one#x", "a/one#y", "b/two#z"].map(identity);
    const kinds = ["rating", "rating", "rating", "rating", "response", "retract", "reset", "undo", "release"] as const;
    for (let i = 0; i < 60; i++) {
      const records = Array.from({ length: 30 }, (_, place): LogRecord => {
        const kind = one(random, kinds);
        const item =
          kind === "reset" || kind === "undo" ? one(random, ["a/one", "b/two", "a/one#x"]) : one(random, items).item;
        const at = NOON + place * 5 * HOUR;
        const rated = kind === "rating" ? { rating: one(random, RATINGS) } : {};
        const where = one(random, [{}, { mode: "review" as const }]);
        const of = kind === "retract" ? { of: NOON + Math.floor(random() * place) * 5 * HOUR } : {};
        const device = one(random, ["d", "e"]);
        return { at, tz: 0, device, seq: place + 1, item, kind, ms: 0, fingerprint: "", ...rated, ...where, ...of };
      });
      const whole = new Standings(items);
      whole.take(inOrder(records));
      const piecewise = new Standings(items);
      const arrived: LogRecord[] = [];
      for (const record of [...records].sort(() => random() - 0.5)) {
        arrived.push(record);
        piecewise.take(inOrder(arrived));
        piecewise.of(one(random, items).item, scheduler, 4);
      }
      for (const { item } of items) {
        assert.deepEqual(piecewise.of(item, scheduler, 4), whole.of(item, scheduler, 4), item);
      }
    }
  });
});

test("a day is the learner's own: it begins at the hour that was chosen, by the clock of each record", () => {
  const at = Date.UTC(2026, 0, 10, 2, 30);
  assert.equal(dayOf(at, 0, 4), dayOf(at - 10 * HOUR, 0, 4));
  assert.equal(dayOf(at, 120, 4), dayOf(at, 0, 4) + 1);
});
