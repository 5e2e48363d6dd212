// Only this module knows how pairs are judged: each left side by itself. Pure: the browser and the tests share it, and
// Python judges alike.

import { own } from "../../ui/own";
import { CHANGED, type Grade } from "../grade";
import { gradeOfParts, haveSame } from "../grade-parts";

/** The id of the right side that belongs to each left side. */
export type MatchKey = Readonly<Record<string, string>>;

/** A question for pairs as the page has it: the key, and the ids of all right sides. */
export interface MatchClient {
  key: MatchKey;
  rights: readonly string[];
}

/** The right sides as the learner chose them; empty for giving up. */
export type MatchResponse = Readonly<Record<string, string>>;

/** The share of left sides with their right one. With other left sides, or a right one that is no more, it is changed. */
export function grade({ key, rights }: MatchClient, response: MatchResponse): Grade {
  const [lefts, chosen] = [Object.keys(response), Object.values(response)];
  if (lefts.length && !haveSame(lefts, Object.keys(key))) return CHANGED;
  if (chosen.some((right) => right && !rights.includes(right))) return CHANGED;
  const parts = Object.entries(key).map(([id, right]) => {
    return { id, verdict: own(response, id) === right ? ("correct" as const) : ("wrong" as const) };
  });
  return gradeOfParts(parts, parts.length);
}

export function isResponse(value: unknown): value is MatchResponse {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
  return Object.values(value).every((right) => typeof right === "string");
}
