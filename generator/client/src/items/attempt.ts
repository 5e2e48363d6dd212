// Only this module knows how the responses to a question form attempts: one try, and one more when the first was not
// right; what the learner ruled to be right; when it is over. Pure; what a response is worth, its type says.

import type { LogRecord, Mode, Rating } from "../log/record";
import { type Grade, type State, stateOfScore } from "./grade";

/** How one question judges. */
export interface Judge<Response> {
  grade(response: Response): Grade;
  /** Whether a stored value can be a response to it. */
  isResponse(value: unknown): value is Response;
  /** The response that says: I give up. */
  nothing: Response;
  /** How many tries there are, 1 or 2. */
  tries: number;
}

/** The responses since the question was last asked anew, and whether the learner counts what was given last as right. */
export interface Attempt<Response> {
  responses: readonly Response[];
  ruled: boolean;
  /** Where they were given; an exam leaves no second try. */
  mode?: Mode | undefined;
  /** Whether there was one that names what is no longer there: nothing can be said of it, and it is given again. */
  changed?: boolean;
}

export const NO_ATTEMPT: Attempt<never> = { responses: [], ruled: false };

/**
 * The latest attempt. A response after an attempt has ended, or in another place, begins the next one; so does one that
 * was no second try when it was given, whatever the key of today makes of the one before. A second try stays one.
 */
export function latestAttempt<Response>(judge: Judge<Response>, history: readonly LogRecord[]): Attempt<Response> {
  const attempt = attemptIn(judge, history);
  return isChanged(judge, attempt) ? { ...NO_ATTEMPT, changed: true } : attempt;
}

function attemptIn<Response>(judge: Judge<Response>, history: readonly LogRecord[]): Attempt<Response> {
  return history.reduce<Attempt<Response>>((attempt, { kind, ruling, response, mode, rating, retry }) => {
    if (kind === "ruling") return { ...attempt, ruled: ruling === "right" && attempt.responses.length > 0 };
    if (kind !== "response" || !judge.isResponse(response)) return attempt;
    const anew = attempt.mode !== mode || (!retry && (rating || isChanged(judge, attempt)));
    const earlier = anew || (!retry && isOver(judge, attempt)) ? [] : attempt.responses;
    return { responses: [...earlier, response], ruled: false, mode };
  }, NO_ATTEMPT);
}

function isChanged<Response>(judge: Judge<Response>, { responses }: Attempt<Response>): boolean {
  return responses.some((response) => judge.grade(response).verdict === "changed");
}

/** Whether nothing is left to try: right, counted as right, given in an exam, or all tries used. */
export function isOver<Response>(judge: Judge<Response>, { responses, ruled, mode }: Attempt<Response>): boolean {
  const [first] = responses;
  if (first === undefined) return false;
  return ruled || mode === "exam" || responses.length >= judge.tries || judge.grade(first).verdict === "correct";
}

/** The responses of an attempt without giving up. */
export function givenIn<Response>({ nothing }: Judge<Response>, { responses }: Attempt<Response>): Response[] {
  return responses.filter((response) => JSON.stringify(response) !== JSON.stringify(nothing));
}

/** The first response counts; what was mended at the second try is partly known. */
export function stateOf<Response>(judge: Judge<Response>, attempt: Attempt<Response>): State {
  const ruled = attempt.ruled ? givenIn(judge, attempt).at(-1) : undefined;
  const worth = (response: Response): number => (response === ruled ? 1 : judge.grade(response).score);
  const scores = attempt.responses.map(worth);
  if (scores.length === 0) return "";
  if (scores[0] === 1) return "right";
  return stateOfScore(Math.max(...scores) / 2);
}

/**
 * What the scheduler is told of an attempt: the first response decides, since what is right by elimination was not
 * recalled. Right is good, right with a hint is hard, all else is again.
 */
export function ratingOf<Response>(judge: Judge<Response>, attempt: Attempt<Response>, hints: number): Rating {
  const [first, ...more] = attempt.responses;
  const ruled = attempt.ruled && more.length === 0;
  const right = ruled || (first !== undefined && judge.grade(first).verdict === "correct");
  if (!right) return "again";
  return hints ? "hard" : "good";
}
