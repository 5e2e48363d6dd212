// The vectors that Python runs too.

import assert from "node:assert/strict";
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, test } from "node:test";
import * as card from "../src/items/card/grade";
import { assertJudged, casesOf, judgings } from "./vectors";

const judged = await judgings();

for (const [type, judging] of Object.entries(judged)) {
  describe(type, () => {
    for (const { name, client, vectors } of casesOf(type)) {
      for (const vector of vectors) {
        test(`${name}: ${vector.name}`, () => assertJudged(judging, client, vector));
      }
    }
  });
}

test("every type that judges has vectors", () => {
  const folders = readdirSync("src/items", { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const judges = folders.filter(({ name }) => existsSync(join("src/items", name, "vectors.ts")));
  assert.deepEqual(judges.map(({ name }) => name).sort(), Object.keys(judged));
});

test("a card is judged by its learner: again is nothing, every other rating is all", () => {
  assert.equal(card.grade(null, "again").score, 0);
  for (const rating of ["hard", "good", "easy"] as const) assert.equal(card.grade(null, rating).score, 1);
});
