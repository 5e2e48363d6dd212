// Equality with what others publish and compute of FSRS-6, and with the scheduler of the library itself. Equal are the
// default weights without fuzz, with the default steps, and days as they are: the first vectors name their sources.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, test } from "node:test";
import { type Card, createEmptyCard, fsrs } from "ts-fsrs";
import { DAY } from "../src/log/day";
import type { Mode, Rating } from "../src/log/record";
import { DEFAULTS } from "../src/log/settings";
import { type Memory, RATINGS, Scheduler, WEIGHTS } from "../src/schedule/schedule";
import { randomOf } from "./random";

interface Step {
  rating: Rating;
  seconds: number;
  stability: number;
  difficulty: number;
}

interface Vectors {
  intervals: { ratings: Rating[]; days: number[] };
  memory: { ratings: Rating[]; elapsed: number[]; stability: number; difficulty: number };
  first: { by_rating: Record<Rating, { stability: number; difficulty: number; days: number }> };
  retention: { stability: number; days: Record<string, number> };
  sequences: Step[][];
}

const FILE = join(process.cwd(), "../../tests/cases/scheduling/fsrs6.json");
const VECTORS = JSON.parse(readFileSync(FILE, "utf8")) as Vectors;
const NOON = Date.UTC(2022, 10, 29, 12, 30);
/** Days begin at midnight in UTC, which is where the library's begin. */
const PLAIN = { retention: 0.9, dayStart: 0 };

const plain = (options = {}): Scheduler => new Scheduler(PLAIN, { fuzz: false, ...options });

function seconds({ last, day, due, dueDay }: Memory): number {
  return dueDay === undefined ? (due - last) / 1000 : ((dueDay - day) * DAY) / 1000;
}

function near(value: number, expected: number, tolerance = 1e-4): void {
  // Large stabilities differ in the digits that the library rounds off.
  const allowed = Math.max(tolerance, expected * 1e-7);
  assert.ok(Math.abs(value - expected) <= allowed, `${value}, not ${expected}`);
}

describe("what prompts say of a card", () => {
  const from = "a/b#why";
  const card = (rating: Rating, minutes: number, more = {}) => ({
    at: NOON + minutes * 60_000,
    tz: 0,
    rating,
    ...more,
  });

  test("ends no step before its time, since the card itself was not asked", () => {
    const first = plain().next(undefined, card("good", 0, { from }), "x");
    const second = plain().next(first, card("good", 1, { from }), "x");
    assert.deepEqual([second.phase, seconds(second)], ["learning", 600]);
    const easy = plain().next(first, card("easy", 1, { from }), "x");
    assert.equal(easy.phase, "learning");
  });

  test("counts like an answer once the step is over, and forgetting counts at once", () => {
    const first = plain().next(undefined, card("good", 0, { from }), "x");
    assert.equal(plain().next(first, card("good", 10, { from }), "x").phase, "review");
    assert.equal(plain().next(first, card("good", 1), "x").phase, "review");
    assert.equal(seconds(plain().next(first, card("again", 1, { from }), "x")), 60);
  });
});

describe("answers before the end of a step", () => {
  const ONE = { item: "a/b#x", device: "d", seq: 1, fingerprint: "f", kind: "response" as const, ms: 0 };
  const answers = (...past: [Rating, number, (Mode | undefined)?][]): Memory | undefined =>
    plain().replay(
      past.map(([rating, seconds, mode]) => ({
        ...ONE,
        at: NOON + seconds * 1000,
        tz: 0,
        rating,
        ...(mode ? { mode } : {}),
      })),
    );

  for (const mode of [undefined, "practice", "exam", "paper"] as const) {
    test(`end none where the learner chose to be asked: ${mode ?? "on the page"}`, () => {
      const twice = answers(["again", 0, mode], ["good", 1, mode], ["good", 2, mode]);
      assert.deepEqual([twice?.phase, twice?.step, twice && seconds(twice)], ["learning", 0, 60]);
      const easy = answers(["again", 0, mode], ["easy", 1, mode]);
      assert.equal(easy?.phase, "learning");
      const later = answers(["again", 0, mode], ["good", 60, mode], ["good", 660, mode]);
      assert.equal(later?.phase, "review");
      assert.equal(answers(["easy", 0, mode])?.phase, "review");
    });
  }

  test("count in a review, which asks when it is time", () => {
    assert.equal(answers(["again", 0, "review"], ["good", 1, "review"], ["good", 2, "review"])?.phase, "review");
  });
});

describe("FSRS-6 as published", () => {
  test("intervals of a history, each review on the day it is due", () => {
    let memory: Memory | undefined;
    let at = NOON;
    const days = VECTORS.intervals.ratings.map((rating) => {
      memory = plain().next(memory, { at, tz: 0, rating }, "x");
      at += seconds(memory) * 1000;
      return Math.floor(seconds(memory) / 86_400);
    });
    assert.deepEqual(days, VECTORS.intervals.days);
  });

  test("stability and difficulty after reviews at given distances", () => {
    const { ratings, elapsed, stability, difficulty } = VECTORS.memory;
    let at = NOON;
    const memory = ratings.reduce<Memory | undefined>((before, rating, i) => {
      at += (elapsed[i] ?? 0) * DAY;
      return plain().next(before, { at, tz: 0, rating }, "x");
    }, undefined);
    near(memory?.stability ?? 0, stability);
    near(memory?.difficulty ?? 0, difficulty);
  });

  test("the first review", () => {
    for (const rating of RATINGS) {
      const memory = plain().next(undefined, { at: NOON, tz: 0, rating }, "x");
      const expected = VECTORS.first.by_rating[rating];
      near(memory.stability, expected.stability);
      near(memory.difficulty, expected.difficulty);
      assert.equal(Math.floor(seconds(memory) / 86_400), expected.days);
    }
  });

  test("how retention stretches intervals", () => {
    for (const [retention, days] of Object.entries(VECTORS.retention.days)) {
      // Weights under which the first easy leaves a stability of one day.
      const weights = WEIGHTS.map((weight, i) => (i === 3 ? VECTORS.retention.stability : weight));
      const scheduler = new Scheduler({ ...PLAIN, retention: Number(retention) }, { fuzz: false, weights });
      assert.equal(seconds(scheduler.next(undefined, { at: NOON, tz: 0, rating: "easy" }, "x")), days * 86_400);
    }
  });

  test("sequences with learning steps, each review when it is due", () => {
    const shorter: number[] = [];
    for (const sequence of VECTORS.sequences) {
      let memory: Memory | undefined;
      let at = NOON;
      for (const { rating, ...expected } of sequence) {
        const before = memory;
        memory = plain().next(before, { at, tz: 0, rating }, "x");
        near(memory.stability, expected.stability);
        near(memory.difficulty, expected.difficulty);
        // Here easy is at least a day after good, which is a day after hard.
        if (seconds(memory) !== expected.seconds) shorter.push(seconds(memory) - expected.seconds);
        at += expected.seconds * 1000;
      }
    }
    assert.deepEqual(shorter, [86_400]);
  });
});

describe("the library's own scheduler", () => {
  const STATES = ["new", "learning", "review", "relearning"];

  test("gives the same memory and the same days for any past", () => {
    const random = randomOf(6);
    for (let past = 0; past < 300; past++) {
      const retention = [0.8, 0.9, 0.95][past % 3] ?? 0.9;
      const scheduler = new Scheduler({ retention, dayStart: 0 }, { fuzz: false });
      const library = fsrs({ request_retention: retention, enable_fuzz: false });
      let card: Card = createEmptyCard(new Date(NOON));
      let memory: Memory | undefined;
      let at = NOON;
      for (let turn = 0; turn < 20; turn++) {
        const rating = RATINGS[Math.floor(random() * 4)] ?? "good";
        // The library gives "hard" the mean of both steps wherever it is; here it repeats the step it is at.
        const step = memory?.step ?? 0;
        const same = step > 0 && rating === "hard" ? "good" : rating;
        memory = scheduler.next(memory, { at, tz: 0, rating: same }, "x");
        card = library.next(card, new Date(at), (RATINGS.indexOf(same) + 1) as 1 | 2 | 3 | 4).card;
        assert.deepEqual([memory.stability, memory.difficulty], [card.stability, card.difficulty]);
        assert.deepEqual([memory.phase, memory.reps, memory.lapses], [STATES[card.state], card.reps, card.lapses]);
        if (memory.dueDay === undefined) near(memory.due, card.due.getTime(), 30_000);
        else assert.equal(memory.dueDay - memory.day, card.scheduled_days);
        at = random() < 0.7 ? card.due.getTime() : at + Math.floor(random() * 40 * DAY);
      }
    }
  });

  test("reads weights of one's own alike", () => {
    const weights = WEIGHTS.map((weight) => weight * 0.95);
    const scheduler = plain({ weights });
    const card = fsrs({ w: weights }).next(createEmptyCard(new Date(NOON)), new Date(NOON), 3).card;
    const memory = scheduler.next(undefined, { at: NOON, tz: 0, rating: "good" }, "x");
    assert.deepEqual([memory.stability, memory.difficulty], [card.stability, card.difficulty]);
    assert.notEqual(
      memory.stability,
      new Scheduler(DEFAULTS).next(undefined, { at: NOON, tz: 0, rating: "good" }, "x").stability,
    );
  });
});
