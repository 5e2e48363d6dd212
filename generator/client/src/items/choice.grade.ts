// Only this module knows how a choice is judged and how responses form attempts. Pure: the browser and the tests
// share it, and Python judges alike.

import { type Grade, type Part, type State, stateOfScore } from "../grade";
import type { LogRecord } from "../record";

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

/** One right: any of the key. Several: found/|key| − wrong/|distractors|, at least 0; all or none gives 0. */
export function grade(key: ChoiceKey, response: ChoiceResponse): Grade {
  const score = scoreOf(key, tally(key, response));
  const verdict = score === 1 ? "correct" : score > 0 ? "partial" : "wrong";
  return { verdict, score, parts: partsOf(key, response) };
}

function scoreOf({ key, options, select, scoring }: ChoiceKey, { found, wrong }: Tally): number {
  if (select === "one") return found > 0 && wrong === 0 ? 1 : 0;
  if (found === 0 || found + wrong === options.length) return 0;
  const score = Math.max(0, found / key.length - wrong / (options.length - key.length));
  return scoring === "all" && score < 1 ? 0 : score;
}

/** Each chosen option once; an id that is no option any more does not count. */
function partsOf({ key, options }: ChoiceKey, response: ChoiceResponse): Part[] {
  const chosen = [...new Set(response)].filter((id) => options.includes(id));
  return chosen.map((id) => ({ id, verdict: key.includes(id) ? "correct" : "wrong" }));
}

/** The responses since the question was last asked anew: one, and one more when the first was not right. */
export type Attempt = readonly ChoiceResponse[];

/** The latest attempt. A response after an attempt has ended begins the next one. */
export function latestAttempt(key: ChoiceKey, history: readonly LogRecord[]): Attempt {
  const responses = history.map((record) => record.response).filter(isResponse);
  return responses.reduce<ChoiceResponse[]>((attempt, response) => {
    return isOver(key, attempt) ? [response] : [...attempt, response];
  }, []);
}

/** Whether nothing is left to try: right, tried twice, or only one option left. */
export function isOver(key: ChoiceKey, attempt: Attempt): boolean {
  const [first, second] = attempt;
  if (!first) return false;
  const left = key.select === "one" ? key.options.length - 1 : key.options.length;
  return second !== undefined || left < 2 || grade(key, first).verdict === "correct";
}

/** The first response counts; what was mended at the second try is partly known. */
export function stateOf(key: ChoiceKey, attempt: Attempt): State {
  const scores = attempt.map((response) => grade(key, response).score);
  if (scores.length === 0) return "";
  if (scores[0] === 1) return "right";
  return stateOfScore(Math.max(...scores) / 2);
}

function isResponse(value: unknown): value is ChoiceResponse {
  return Array.isArray(value) && value.every((id) => typeof id === "string");
}
