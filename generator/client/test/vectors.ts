// Reads the vectors that Python runs too; which function they are for, the folder of their type says.

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Grade, PartGrade, Verdict } from "../src/items/grade";

export interface Vector {
  name: string;
  response: never;
  verdict: Verdict;
  score: number;
  parts: PartGrade[];
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

/** The `vectors.ts` of a type: the grade that the browser gives, what else it says of a response, slips of the judge. */
export interface Judging {
  grade(client: never, response: never): Grade;
  also?(client: never, response: never): object;
  slips?: readonly [file: string, right: string, slip: string][];
}

const FOLDER = join(process.cwd(), "../../tests/cases/grading");

/** Every type that has vectors, with what its folder says of them. */
export async function judgings(): Promise<Record<string, Judging>> {
  const modules = typesWithVectors().map(async (type) => [type, await import(`../src/items/${type}/vectors.ts`)]);
  return Object.fromEntries(await Promise.all(modules));
}

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
export async function misjudged(): Promise<number> {
  const wrong = Object.entries(await judgings()).flatMap(([type, judging]) =>
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
