// Only this module knows how pairs are judged: each left side by itself. Pure: the browser and the tests share it, and
// Python judges alike.

import { type Grade, gradeOfParts } from "../grade";
import { own } from "../own";

/** The id of the right side that belongs to each left side. */
export type MatchKey = Readonly<Record<string, string>>;

/** The right sides as the learner chose them; empty for giving up. */
export type MatchResponse = Readonly<Record<string, string>>;

export function grade(key: MatchKey, response: MatchResponse): Grade {
  const parts = Object.entries(key).map(([id, right]) => {
    return { id, verdict: own(response, id) === right ? ("correct" as const) : ("wrong" as const) };
  });
  return gradeOfParts(parts, parts.length);
}

export function isResponse(value: unknown): value is MatchResponse {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
  return Object.values(value).every((right) => typeof right === "string");
}
