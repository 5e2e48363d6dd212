// Only this module knows how an order of steps is judged: by the neighbours that are right, where steps that the
// author ties stand on one rank; and in which order the steps begin. Pure: the browser and the tests share it, and
// Python judges alike.

import { shuffled } from "../../ui/shuffle";
import { CHANGED, type Grade, type PartGrade } from "../grade";
import { gradeOfParts, haveSame } from "../grade-parts";

/** The ids of the steps in the right order, and which of them may change places. */
export interface OrderKey {
  order: readonly string[];
  ties: readonly (readonly string[])[];
}

/** The ids of the steps as the learner ordered them; none for giving up. */
export type OrderResponse = readonly string[];

/**
 * Right neighbours/(n − 1). Each step but the first is a part: right when it may follow the one before it. An order of
 * other steps is changed.
 */
export function grade(key: OrderKey, response: OrderResponse): Grade {
  const ranks = ranksOf(key);
  const given = [...new Set(response)];
  if (given.length && !haveSame(given, key.order)) return CHANGED;
  const parts = given.slice(1).map((id, index): PartGrade => {
    const step = (ranks.get(id) ?? 0) - (ranks.get(given[index] ?? "") ?? 0);
    return { id, verdict: step === 0 || step === 1 ? "correct" : "wrong" };
  });
  return gradeOfParts(parts, key.order.length - 1);
}

/** The rank of each step, without gaps; steps of a tie share that of the first of them. */
function ranksOf({ order, ties }: OrderKey): Map<string, number> {
  const places = order.map((id, index) => {
    const tie = ties.find((ids) => ids.includes(id));
    return tie ? order.findIndex((other) => tie.includes(other)) : index;
  });
  const dense = [...new Set(places)].sort((a, b) => a - b);
  return new Map(order.map((id, index) => [id, dense.indexOf(places[index] ?? index)]));
}

export function isResponse(value: unknown): value is OrderResponse {
  return Array.isArray(value) && value.every((id) => typeof id === "string");
}

/** An order of the steps that depends on the seed alone and is never right, unless every order is right. */
export function startOf(key: OrderKey, seed: string): string[] {
  for (let draw = 0; draw < 20; draw++) {
    const order = shuffled(key.order.map(toPlace), seed + draw).map(({ id }) => id);
    if (grade(key, order).verdict !== "correct") return order;
  }
  return [...key.order].reverse();
}

function toPlace(id: string): { id: string; pin?: string } {
  return { id };
}
