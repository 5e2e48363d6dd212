// What differs between two texts: whatever they are, the way from one to the other is whole and no longer than it need be.

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { charactersOf, diff, distance, type Run } from "../src/items/diff";
import { randomOf, textOf } from "./random";

const join = (runs: readonly Run[], ...kinds: Run["kind"][]): string =>
  runs
    .filter(({ kind }) => kinds.includes(kind))
    .map(({ units }) => units.join(""))
    .join("");

/** The same length by the textbook: recursion over the first characters, with a memory. */
function shortest(a: string, b: string, known = new Map<string, number>()): number {
  if (!a || !b) return a.length + b.length;
  const key = `${a} ${b}`;
  const seen = known.get(key);
  if (seen !== undefined) return seen;
  const [rest, other] = [a.slice(1), b.slice(1)];
  const found =
    a[0] === b[0] ? shortest(rest, other, known) : 1 + Math.min(shortest(rest, b, known), shortest(a, other, known));
  known.set(key, found);
  return found;
}

describe("a diff", () => {
  const random = randomOf(7);
  const pairs = Array.from({ length: 400 }, () => [
    textOf(random, ["a", "b", "c"], 9),
    textOf(random, ["a", "b", "c"], 9),
  ]);

  test("holds both texts whole and in order", () => {
    for (const [given = "", wanted = ""] of pairs) {
      const runs = diff([...given], [...wanted]);
      assert.equal(join(runs, "same", "extra"), given);
      assert.equal(join(runs, "same", "missing"), wanted);
    }
  });

  test("is as short as it can be", () => {
    for (const [given = "", wanted = ""] of pairs) {
      assert.equal(distance(diff([...given], [...wanted])), shortest(given, wanted), `${given} ${wanted}`);
    }
  });

  test("never has two runs of one kind beside each other", () => {
    for (const [given = "", wanted = ""] of pairs) {
      const kinds = diff([...given], [...wanted]).map(({ kind }) => kind);
      assert.ok(kinds.every((kind, index) => kind !== kinds[index + 1]));
    }
  });

  test("of what counts as the same shows what was given", () => {
    const runs = diff([..."OVERfitting"], [..."overfitting"], (letter) => letter.toLowerCase());
    assert.deepEqual(runs, [{ kind: "same", units: [..."OVERfitting"] }]);
  });

  test("of very long texts is still whole", () => {
    const [given, wanted] = ["ab".repeat(600), "ba".repeat(500)];
    const runs = diff([...given], [...wanted]);
    assert.equal(join(runs, "same", "extra"), given);
    assert.equal(join(runs, "same", "missing"), wanted);
  });
});

test("characters keep their marks, whether they are composed or not", () => {
  assert.deepEqual(charactersOf("e\u0301a"), ["é", "a"]);
  assert.deepEqual(charactersOf("نَعَم"), ["نَ", "عَ", "م"]);
  assert.deepEqual(charactersOf("👍🏽x").join(""), "👍🏽x");
  assert.deepEqual(charactersOf(""), []);
});
