// The vectors that Python runs too.

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import * as card from "../src/items/card/grade";
import { assertJudged, casesOf, JUDGED, typesWithVectors } from "./vectors";

for (const [type, judging] of Object.entries(JUDGED)) {
  describe(type, () => {
    for (const { name, client, vectors } of casesOf(type)) {
      for (const vector of vectors) {
        test(`${name}: ${vector.name}`, () => assertJudged(judging, client, vector));
      }
    }
  });
}

test("every file of vectors is run here", () => {
  assert.deepEqual(typesWithVectors(), Object.keys(JUDGED).sort());
});

test("a card is judged by its learner: again is nothing, every other rating is all", () => {
  assert.equal(card.grade(null, "again").score, 0);
  for (const rating of ["hard", "good", "easy"] as const) assert.equal(card.grade(null, rating).score, 1);
});
