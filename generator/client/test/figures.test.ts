// What the log and the schedule amount to.

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { dayOf } from "../src/log/day";
import type { LogRecord } from "../src/log/record";
import {
  added,
  calibrationOf,
  countsOf,
  forecastOf,
  graspOf,
  missedIn,
  type Past,
  type Remembered,
  recalledSince,
  retentionOf,
  reviewsByDay,
  reviewsOf,
} from "../src/schedule/figures";
import { log } from "./records";

const DAY = 86_400_000;
const NOW = 20_000 * DAY + DAY / 2;
const at = (daysAgo: number): number => NOW - daysAgo * DAY;
const memory = (values: Partial<Remembered>, due = false): Past => {
  return {
    records: log({ rating: "good" }),
    memory: { stability: 5, due: NOW + DAY, phase: "review", ...values },
    due,
  };
};
const UNSEEN: Past = { records: [], memory: undefined, due: false };
const judged = (judgements: Record<string, string>): LogRecord[] => log({ response: { judged: judgements } });

describe("grasp", () => {
  test("is known while a learned item is not due, and shaky from then on", () => {
    assert.equal(graspOf(memory({})), "known");
    assert.equal(graspOf(memory({}, true)), "shaky");
  });

  test("stays known where the memory is firm for three weeks", () => {
    assert.equal(graspOf(memory({ stability: 21 }, true)), "known");
    assert.equal(graspOf(memory({ stability: 20.9 }, true)), "shaky");
    assert.equal(graspOf({ ...memory({ stability: 20.9 }), leech: true }), "shaky");
  });

  test("is shaky while an item is learned, or learned anew", () => {
    for (const phase of ["learning", "relearning"]) assert.equal(graspOf(memory({ phase, stability: 30 })), "shaky");
  });

  test("is new without a past", () => {
    assert.equal(graspOf(UNSEEN), "new");
  });

  test("of a prompt follows its latest judgements", () => {
    const prompt = (records: LogRecord[]): Past => ({ records, memory: undefined, due: false });
    assert.equal(graspOf(prompt(judged({ a: "yes", b: "yes" }))), "known");
    assert.equal(graspOf(prompt(judged({ a: "yes", b: "partly" }))), "shaky");
    // Left half way: what is still to be judged is not known.
    assert.equal(graspOf(prompt(log({ response: { judged: { a: "yes" }, open: 1 } }))), "shaky");
    const anew = log(
      { response: { judged: { a: "no" } } },
      { response: { text: "x", judged: {} } },
      { response: { judged: { a: "yes" } } },
    );
    assert.equal(graspOf(prompt(anew)), "known");
    assert.equal(graspOf(prompt(log({ response: { text: "only written", judged: {} } }))), "new");
  });

  test("is counted, with what is due", () => {
    const counts = countsOf([memory({}), memory({}, true), memory({ stability: 30 }, true), UNSEEN]);
    assert.deepEqual(counts, { known: 2, shaky: 1, new: 1, due: 2 });
    assert.deepEqual(added([counts, counts]), { known: 4, shaky: 2, new: 2, due: 4 });
    assert.deepEqual(added([]), { known: 0, shaky: 0, new: 0, due: 0 });
  });
});

describe("reviews", () => {
  test("test memory on a later day, not on the same one again", () => {
    const records = log(
      { at: at(3), rating: "good" },
      { at: at(3) + 60_000, rating: "good" },
      { at: at(1), rating: "again" },
      { at: at(1) + 60_000, rating: "good" },
    );
    const reviews = reviewsOf(records, 0);
    assert.deepEqual(
      reviews.map(({ tested }) => tested),
      [false, false, true, false],
    );
    assert.deepEqual(retentionOf(reviews, 0), { right: 0, n: 1 });
  });

  test("count the first try, and what a ruling or a corrected judgement makes of it", () => {
    const first = { at: at(3), rating: "good" } as const;
    const wrong = { at: at(1), rating: "again" } as const;
    const right = (values: Partial<LogRecord>): LogRecord[] =>
      log(first, wrong, { at: at(1) + 1, rating: "good", retry: true, ...values });
    assert.deepEqual(retentionOf(reviewsOf(right({ kind: "response" }), 0), 0), { right: 0, n: 1 });
    assert.deepEqual(retentionOf(reviewsOf(right({ kind: "ruling" }), 0), 0), { right: 1, n: 1 });
    assert.deepEqual(retentionOf(reviewsOf(right({ kind: "rating" }), 0), 0), { right: 1, n: 1 });
  });

  test("are those from the first day on and before the last", () => {
    const reviews = reviewsOf(
      log({ at: at(9), rating: "good" }, { at: at(5), rating: "hard" }, { at: at(1), rating: "again" }),
      0,
    );
    assert.deepEqual(retentionOf(reviews, 19_990), { right: 1, n: 2 });
    assert.deepEqual(retentionOf(reviews, 19_996), { right: 0, n: 1 });
    assert.deepEqual(retentionOf(reviews, 19_990, 19_999), { right: 1, n: 1 });
    assert.deepEqual(retentionOf([], 0), { right: 0, n: 0 });
  });

  test("are counted by day; what has no rating is none", () => {
    const reviews = reviewsOf(
      log(
        { at: at(2), rating: "good" },
        { at: at(2) + 1, rating: "again" },
        { at: at(2) + 2 },
        { at: at(0), rating: "good" },
      ),
      0,
    );
    assert.deepEqual(
      [...reviewsByDay(reviews)],
      [
        [19_998, 2],
        [20_000, 1],
      ],
    );
  });

  test("of a prompt are what was written, and measure no memory", () => {
    const written = { response: { text: "mine", judged: {} } };
    const reviews = reviewsOf(
      log({ at: at(2), ...written }, { at: at(2) + 1, response: { judged: { a: "no" } } }, { at: at(1), ...written }),
      0,
    );
    assert.deepEqual(
      [...reviewsByDay(reviews)],
      [
        [19_998, 1],
        [19_999, 1],
      ],
    );
    assert.deepEqual(retentionOf(reviews, 0), { right: 0, n: 0 });
  });

  test("say how often the sure ones were right", () => {
    const said = (confidence: 1 | 2 | 3, rating: "good" | "again"): Partial<LogRecord> => ({ confidence, rating });
    const reviews = reviewsOf(
      log(said(3, "good"), said(3, "good"), said(3, "again"), said(1, "again"), { rating: "good" }),
      0,
    );
    assert.deepEqual(calibrationOf(reviews), [
      { confidence: 1, right: 0, n: 1 },
      { confidence: 2, right: 0, n: 0 },
      { confidence: 3, right: 2, n: 3 },
    ]);
  });
});

describe("forecast", () => {
  test("has what is overdue on the first day, and nothing beyond the last or set aside", () => {
    const due = (days: number): Past => memory({ due: NOW + days * DAY });
    const aside = { ...due(0), leech: true };
    const pasts = [due(-3), due(0), due(1), due(29), due(30), memory({ dueDay: 20_001 }), UNSEEN, aside];
    const forecast = forecastOf(pasts, 20_000, 30, (time) => dayOf(time, 0, 0));
    assert.equal(forecast.length, 30);
    assert.deepEqual([forecast[0], forecast[1], forecast[29]], [2, 2, 1]);
    assert.equal(
      forecast.reduce((sum, n) => sum + n, 0),
      5,
    );
  });
});

describe("what was missed", () => {
  test("is each concept that was judged less than yes, last", () => {
    const records = log(
      { response: { text: "x", judged: {} } },
      { response: { judged: { a: "yes", b: "no", c: "partly" } } },
    );
    assert.deepEqual(missedIn(records)?.concepts, ["b", "c"]);
    assert.equal(missedIn([...records, ...judged({ a: "yes", b: "yes", c: "yes" })]), undefined);
  });

  test("may be any option of the last attempt, first and second try", () => {
    const wrong = { response: ["x"], rating: "again" } as const;
    const second = { response: ["key"], rating: "hard", retry: true } as const;
    assert.deepEqual(missedIn(log(wrong, second))?.options, ["x", "key"]);
    assert.deepEqual(missedIn(log(wrong, { response: ["key"], rating: "good" }))?.options, ["key"]);
    assert.equal(missedIn([]), undefined);
    assert.equal(missedIn(log({ rating: "again", kind: "rating" })), undefined);
  });

  test("is mended by a later recall that was not hard", () => {
    const records = log({ at: at(2), rating: "good" });
    assert.ok(recalledSince(records, at(3)));
    assert.ok(!recalledSince(records, at(2)));
    assert.ok(!recalledSince(log({ at: at(2), rating: "hard" }), at(3)));
    assert.ok(!recalledSince([...records, ...log({ at: at(1), rating: "again" })], at(3)));
    assert.ok(!recalledSince([], at(3)));
  });
});
