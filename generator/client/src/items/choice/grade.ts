// Only this module knows how a choice is judged. Pure: the browser and the tests share it, and Python judges alike.

import type { Judge } from "../attempt";
import { CHANGED, type Grade, gradeOfScore, type PartGrade } from "../grade";

/** What is right: ids of the options that are, of all options, and how they are judged together. */
export interface ChoiceKey {
  key: readonly string[];
  options: readonly string[];
  select: "one" | "many";
  scoring?: "all" | undefined;
}

/** The ids of the chosen options; none when the learner gave up. */
export type ChoiceResponse = readonly string[];

/** What several chosen options amount to: how many of the key were found, and how many others were chosen. */
export interface Tally {
  found: number;
  wrong: number;
}

export function tally(key: ChoiceKey, response: ChoiceResponse): Tally {
  const verdicts = partsOf(key, response).map((part) => part.verdict);
  const found = verdicts.filter((verdict) => verdict === "correct").length;
  return { found, wrong: verdicts.length - found };
}

/**
 * One right: any of the key. Several: found/|key| − wrong/|distractors|, at least 0; all or none gives 0. Where one of
 * the chosen is no option any more, it is changed.
 */
export function grade(key: ChoiceKey, response: ChoiceResponse): Grade {
  if (response.some((id) => !key.options.includes(id))) return CHANGED;
  return gradeOfScore(scoreOf(key, tally(key, response)), partsOf(key, response));
}

function scoreOf({ key, options, select, scoring }: ChoiceKey, { found, wrong }: Tally): number {
  if (select === "one") return found > 0 && wrong === 0 ? 1 : 0;
  if (found === 0 || found + wrong === options.length) return 0;
  const score = Math.max(0, found / key.length - wrong / (options.length - key.length));
  return scoring === "all" && score < 1 ? 0 : score;
}

/** Each chosen option once. */
function partsOf({ key }: ChoiceKey, response: ChoiceResponse): PartGrade[] {
  return [...new Set(response)].map((id) => ({ id, verdict: key.includes(id) ? "correct" : "wrong" }));
}

/** Judges the responses of a learner; where only one option would be left there is no second try. */
export function judgeOf(key: ChoiceKey): Judge<ChoiceResponse> {
  const left = key.select === "one" ? key.options.length - 1 : key.options.length;
  return { grade: (response) => grade(key, response), isResponse, nothing: [], tries: left < 2 ? 1 : 2 };
}

function isResponse(value: unknown): value is ChoiceResponse {
  return Array.isArray(value) && value.every((id) => typeof id === "string");
}
