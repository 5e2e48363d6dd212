// Reads the vectors that Python runs too, and knows which function of which type they are for.

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import * as choice from "../src/items/choice/grade";
import * as cloze from "../src/items/cloze/grade";
import * as explain from "../src/items/explain/grade";
import type { Grade, Part, Verdict } from "../src/items/grade";
import * as match from "../src/items/match/grade";
import * as numeric from "../src/items/numeric/grade";
import * as order from "../src/items/order/grade";
import * as predict from "../src/items/predict/grade";
import * as text from "../src/items/text/grade";

export interface Vector {
  name: string;
  response: never;
  verdict: Verdict;
  score: number;
  parts: Part[];
  /** Explain: the number in "You got 2/3 concepts". */
  got?: number;
  /** Numeric and text: which foreseen response it was. */
  foreseen?: number | null;
  /** Numeric: how the text reads, and what is in the way if it does not. */
  readings?: readonly number[];
  unreadable?: "number" | "unit";
}

export interface Case {
  name: string;
  client: never;
  vectors: Vector[];
}

type Said = Partial<Pick<Vector, "got" | "foreseen" | "readings" | "unreadable">>;

/** What the browser makes of a response: its grade, and what else it says of it. */
export interface Judging {
  grade(client: never, response: never): Grade;
  also?(client: never, response: never): Said;
}

const FOLDER = join(process.cwd(), "../../tests/cases/grading");

type Keyed<Key> = { key: Key };

/** Every type that a key judges. */
export const JUDGED: Readonly<Record<string, Judging>> = {
  choice,
  "true-false": choice,
  cloze,
  numeric: {
    grade: numeric.grade,
    also: (client: numeric.NumericClient, response: string): Said => ({
      ...numeric.readingOf(client, response),
      foreseen: numeric.foreseen(client, response),
    }),
  },
  text: {
    grade: text.grade,
    also: (client: text.TextClient, response: string): Said => ({ foreseen: text.foreseen(client, response) }),
  },
  order: { grade: ({ key }: Keyed<order.OrderKey>, response: string[]) => order.grade(key, response) },
  match,
  predict: {
    grade: ({ key }: Keyed<predict.PredictKey>, response: predict.PredictResponse) => predict.grade(key, response),
  },
  explain: {
    grade: ({ concepts }: { concepts: string[] }, response: explain.ExplainResponse) =>
      explain.grade(concepts, response),
    also: ({ concepts }: { concepts: string[] }, response: explain.ExplainResponse): Said => ({
      got: explain.conceptsGot(concepts, response),
    }),
  },
};

export function typesWithVectors(): string[] {
  return readdirSync(FOLDER)
    .filter((name) => name.endsWith(".json"))
    .map((name) => name.replace(".json", ""))
    .sort();
}

export function casesOf(type: string): Case[] {
  return JSON.parse(readFileSync(join(FOLDER, `${type}.json`), "utf8"));
}

/** Fails where a response is judged in another way than the vector says. */
export function assertJudged({ grade, also }: Judging, client: never, vector: Vector): void {
  const given = grade(client, vector.response);
  assert.equal(given.verdict, vector.verdict);
  assert.ok(Math.abs(given.score - vector.score) < 1e-9, `score ${given.score}, not ${vector.score}`);
  assert.deepEqual(given.parts, vector.parts);
  for (const [name, said] of Object.entries(also?.(client, vector.response) ?? {})) {
    assert.deepEqual(said ?? null, vector[name as keyof Vector] ?? null, name);
  }
}

/** How many vectors of all types are judged in another way than they say. */
export function misjudged(): number {
  const wrong = Object.entries(JUDGED).flatMap(([type, judging]) =>
    casesOf(type).flatMap(({ client, vectors }) => vectors.filter((vector) => !isJudged(judging, client, vector))),
  );
  return wrong.length;
}

function isJudged(judging: Judging, client: never, vector: Vector): boolean {
  try {
    assertJudged(judging, client, vector);
    return true;
  } catch {
    return false;
  }
}
