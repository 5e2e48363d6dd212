// The vectors that Python runs too.

import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, test } from "node:test";
import type { Grade, Part, Verdict } from "../src/grade";
import * as card from "../src/items/card.grade";
import * as choice from "../src/items/choice.grade";
import * as explain from "../src/items/explain.grade";

interface Vector<Response> {
  name: string;
  response: Response;
  verdict: Verdict;
  score: number;
  parts: Part[];
  got?: number;
}

interface Case<Client, Response> {
  name: string;
  client: Client;
  vectors: Vector<Response>[];
}

const folder = join(process.cwd(), "../../tests/cases/grading");

function casesOf<Client, Response>(type: string): Case<Client, Response>[] {
  return JSON.parse(readFileSync(join(folder, `${type}.json`), "utf8"));
}

function assertGrade(grade: Grade, vector: Vector<unknown>): void {
  assert.equal(grade.verdict, vector.verdict);
  assert.ok(Math.abs(grade.score - vector.score) < 1e-9, `score ${grade.score}, not ${vector.score}`);
  assert.deepEqual(grade.parts, vector.parts);
}

describe("choice", () => {
  for (const { name, client, vectors } of casesOf<choice.ChoiceKey, string[]>("choice")) {
    for (const vector of vectors) {
      test(`${name}: ${vector.name}`, () => assertGrade(choice.grade(client, vector.response), vector));
    }
  }
});

describe("explain", () => {
  type Client = { concepts: string[] };
  for (const { name, client, vectors } of casesOf<Client, explain.ExplainResponse>("explain")) {
    for (const vector of vectors) {
      test(`${name}: ${vector.name}`, () => {
        assertGrade(explain.grade(client.concepts, vector.response), vector);
        assert.equal(explain.conceptsGot(client.concepts, vector.response), vector.got);
      });
    }
  }
});

test("every file of vectors is run here", () => {
  const types = readdirSync(folder).filter((name) => name.endsWith(".json"));
  assert.deepEqual(types.sort(), ["choice.json", "explain.json"]);
});

test("a card is judged by its learner: again is nothing, every other rating is all", () => {
  assert.equal(card.grade(null, "again").score, 0);
  for (const rating of ["hard", "good", "easy"] as const) assert.equal(card.grade(null, rating).score, 1);
});
