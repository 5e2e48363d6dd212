// Two logs become one in whatever order and however often, and no record is lost.

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { canonical, inPlace, merge } from "../src/log/merge";
import type { LogRecord } from "../src/log/record";
import { randomOf } from "./random";
import { record } from "./records";

const CASES = 3000;
const same = (seq: number, values: Partial<LogRecord> = {}): LogRecord => ({ ...record({ seq }), at: seq, ...values });

/** The log that merging leaves. */
function union(mine: readonly LogRecord[], theirs: readonly LogRecord[]): LogRecord[] {
  const { added, replaced } = merge(mine, theirs);
  return inPlace([...mine.filter((one) => !replaced.includes(one)), ...added]);
}

/** Some records of a small world in which three devices write, and some were kept in a file before they were saved. */
function someLog(random: () => number): LogRecord[] {
  const chosen: LogRecord[] = [];
  for (const device of ["a", "b", "c"]) {
    for (let seq = 1; seq <= 5; seq++) {
      const saved = same(seq, { device, item: `t/d#${device}${seq}` });
      const [isSaved, isUnsaved] = [random() < 0.3, random() < 0.3];
      if (isSaved) chosen.push(saved);
      else if (isUnsaved)
        chosen.push({
          ...saved,
          device: `unsaved:${random() < 0.5 ? "x" : "y"}`,
          seq: seq * 10 + device.charCodeAt(0),
        });
    }
  }
  return inPlace(chosen);
}

function trials(hold: (random: () => number) => void): void {
  for (let seed = 1; seed <= CASES; seed++) hold(randomOf(seed));
}

describe("merging", () => {
  test("is commutative", () => {
    trials((random) => {
      const [one, other] = [someLog(random), someLog(random)];
      assert.equal(canonical(union(one, other)), canonical(union(other, one)));
    });
  });

  test("is associative", () => {
    trials((random) => {
      const [a, b, c] = [someLog(random), someLog(random), someLog(random)];
      assert.equal(canonical(union(union(a, b), c)), canonical(union(a, union(b, c))));
    });
  });

  test("is idempotent", () => {
    trials((random) => {
      const [one, other] = [someLog(random), someLog(random)];
      const both = union(one, other);
      const told = canonical(both);
      for (const again of [other, one, both]) assert.equal(canonical(union(both, again)), told);
    });
  });

  test("loses nothing that was said", () => {
    trials((random) => {
      const [one, other] = [someLog(random), someLog(random)];
      const said = (records: readonly LogRecord[]): string[] => [...new Set(records.map(({ item }) => item))].sort();
      assert.deepEqual(said(union(one, other)), said([...one, ...other]));
    });
  });

  test("would not be any of it if the later log took the place of the earlier: the control", () => {
    const last = (_: readonly LogRecord[], theirs: readonly LogRecord[]): readonly LogRecord[] => theirs;
    const [one, other] = [someLog(randomOf(1)), someLog(randomOf(2))];
    assert.notEqual(canonical(last(one, other)), canonical(last(other, one)));
  });
});

describe("a record with the place of another", () => {
  const mine = same(1, { rating: "good" });
  const theirs = { ...mine, rating: "again" as const };

  test("is told and not taken, and what is there stays", () => {
    const { added, known, clashing } = merge([mine], [theirs, same(2)]);
    assert.deepEqual([added.length, known, clashing], [1, 0, [theirs]]);
  });

  test("and the same content is known, however its keys are ordered", () => {
    const turned = Object.fromEntries(Object.entries(mine).reverse()) as unknown as LogRecord;
    assert.deepEqual(merge([mine], [turned]), { added: [], known: 1, clashing: [], replaced: [] });
  });

  test("in the same file is told too", () => {
    assert.deepEqual(merge([], [mine, theirs]).clashing.length, 1);
  });

  test("counts as the same union from both sides, with what is kept apart", () => {
    const all = (one: LogRecord[], other: LogRecord[]): string[] => {
      return [...union(one, other), ...merge(one, other).clashing].map(canonical).sort();
    };
    assert.deepEqual(all([mine], [theirs]), all([theirs], [mine]));
  });
});

describe("a record that was kept in a file before it was saved", () => {
  const saved = same(4, { device: "d", rating: "good" });
  const unsaved = { ...saved, device: "unsaved:1", seq: 1 };

  test("is nothing new once it was saved", () => {
    assert.deepEqual(union([saved], [unsaved]), [saved]);
  });

  test("gives way when the saved one comes", () => {
    assert.deepEqual(merge([unsaved], [saved]).replaced, [unsaved]);
    assert.deepEqual(union([unsaved], [saved]), [saved]);
  });

  test("and came in two files counts once", () => {
    assert.equal(union([unsaved], [{ ...unsaved, device: "unsaved:2" }]).length, 1);
  });

  test("is a record of its own if anything else differs", () => {
    assert.equal(union([saved], [{ ...unsaved, ms: 17 }]).length, 2);
  });
});
