// Only this module knows how marks are judged: each right one counts, and each wrong one takes as much away. Pure: the
// browser and the tests share it, and Python judges alike.

import { CHANGED, type Grade, gradeOfScore, type PartGrade } from "../grade";

/** What is right: the ids of what is to be marked, and of all that can be. */
export interface MarkKey {
  key: readonly string[];
  parts: readonly string[];
}

/** The ids of what was marked; none when the learner gave up. */
export type MarkResponse = readonly string[];

/** (right − wrong)/|key|, at least 0. A mark of what is there no more is changed. */
export function grade({ key, parts }: MarkKey, response: MarkResponse): Grade {
  if (response.some((id) => !parts.includes(id))) return CHANGED;
  const judged = [...new Set(response)].map(
    (id): PartGrade => ({ id, verdict: key.includes(id) ? "correct" : "wrong" }),
  );
  const found = judged.filter(({ verdict }) => verdict === "correct").length;
  const wrong = judged.length - found;
  return gradeOfScore(Math.max(0, (found - wrong) / key.length), judged);
}

export function isResponse(value: unknown): value is MarkResponse {
  return Array.isArray(value) && value.every((id) => typeof id === "string");
}
