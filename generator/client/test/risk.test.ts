// When a learner hears that their answers should be kept elsewhere too.

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { DAY } from "../src/log/day";
import { isDue, riskOf } from "../src/log/risk";
import { record } from "./records";

const NOW = Date.UTC(2026, 0, 20, 12);
const answers = (n: number, daysAgo: number) =>
  Array.from({ length: n }, (_, i) => record({ seq: i + 1, at: NOW - daysAgo * DAY }));
const due = (n: number, daysAgo: number, exportedDaysAgo?: number): boolean => {
  const exported = exportedDaysAgo === undefined ? undefined : { at: NOW - exportedDaysAgo * DAY, records: 1 };
  return isDue(riskOf(answers(n, daysAgo), exported, NOW));
};

describe("an export", () => {
  test("is due after fifty answers", () => {
    assert.equal(due(49, 0), false);
    assert.equal(due(50, 0), true);
  });

  test("is due five days after the first answer, or after the last export", () => {
    assert.equal(due(1, 4.9), false);
    assert.equal(due(1, 5), true);
    assert.equal(due(1, 1, 4.9), false);
    assert.equal(due(1, 1, 5), true);
  });

  test("is not due while there is nothing to lose", () => {
    assert.equal(due(0, 0), false);
    assert.equal(due(80, 9, 8), false, "all of it is in the file");
  });

  test("counts answers, and neither settings nor what was cleared", () => {
    const others = (["setting", "reset", "undo", "retract", "ruling"] as const).map((kind, i) =>
      record({ seq: i, kind, at: NOW }),
    );
    assert.deepEqual(riskOf([...others, ...answers(2, 0)], undefined, NOW), { answers: 2, days: 0 });
  });

  test("does not count what came from elsewhere", () => {
    const mine = answers(3, 9).map((one) => ({ ...one, device: "mine" }));
    const theirs = answers(50, 1).map((one) => ({ ...one, device: "theirs" }));
    const risk = (brought: [string, number, number][]): unknown =>
      riskOf([...mine, ...theirs], undefined, NOW, brought);
    assert.deepEqual(risk([["theirs", 1, 50]]), { answers: 3, days: 9 });
    assert.deepEqual(
      risk([
        ["mine", 1, 3],
        ["theirs", 2, 49],
      ]),
      { answers: 2, days: 1 },
    );
  });

  test("is not due because the clock was set back", () => {
    assert.deepEqual(riskOf(answers(1, -3), undefined, NOW), { answers: 1, days: 0 });
  });
});
