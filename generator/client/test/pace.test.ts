// How long items take, and how a stretch of time reads.

import assert from "node:assert/strict";
import { test } from "node:test";
import type { LogRecord } from "../src/log/record";
import { stretch, timeFor } from "../src/schedule/pace";

const card = { key: "t/d#a", type: "card" };
const known = new Map([[card.key, card]]);
const took = (ms: number): LogRecord => ({
  at: 1,
  tz: 0,
  device: "d",
  seq: 1,
  item: card.key,
  kind: "rating",
  rating: "good",
  ms,
  fingerprint: "",
});

test("somebody new takes as long as usual; more items take longer; an explanation longer than a card", () => {
  const one = timeFor([card], known, []);
  assert.ok(one > 0);
  assert.equal(timeFor([card, card], known, []), 2 * one);
  assert.ok(timeFor([{ key: "x", type: "explain" }], known, []) > one);
});

test("the pace is the learner's own, and one long pause changes nothing", () => {
  const usual = timeFor([card], known, []);
  const quick = Array.from({ length: 9 }, () => took(usual / 2));
  assert.equal(timeFor([card], known, quick), usual / 2);
  assert.equal(timeFor([card], known, [...quick, took(99_999_999)]), usual / 2);
  assert.ok(timeFor([card], known, [took(99_999_999)]) < 3 * usual);
});

test("a stretch of time reads in the largest unit that fits, in any language", () => {
  const [minute, hour, day] = [60_000, 3_600_000, 86_400_000];
  assert.equal(stretch(0, "en"), "1 minute");
  assert.equal(stretch(10 * minute, "en"), "10 minutes");
  assert.equal(stretch(2 * hour, "en"), "2 hours");
  assert.equal(stretch(day, "en"), "1 day");
  assert.equal(stretch(3.2 * day, "en"), "3 days");
  assert.equal(stretch(76 * day, "en"), "2.5 months");
  assert.equal(stretch(730 * day, "en"), "2 years");
  assert.equal(stretch(3 * day, "de"), "3 Tage");
});
