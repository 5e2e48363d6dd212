// Only this module knows when a short text is right: as one of the accepted forms, or by the author's pattern. Pure:
// the browser and the tests share it, and Python judges alike.

import { type Comparison, isOneOf, tidy } from "../compare";
import { type Grade, gradeOfScore } from "../grade";

/** What is right; `feedback` counts the remarks of the page. The generator lets only tame patterns through. */
export interface TextKey {
  accept: readonly string[];
  pattern?: string | null;
  compare: Comparison;
  foreseen?: readonly { match: string; feedback: number }[];
}

/** A question for a short text as the page has it. */
export interface TextClient {
  key: TextKey;
  lang: string;
}

/** Longer responses are not held against a pattern. */
const LONGEST = 200;

/** Judges what was typed; empty for giving up. */
export function grade(client: TextClient, response: string): Grade {
  const right =
    tidy(response) !== "" && (isAccepted(client.key.accept, client, response) || fits(client.key, response));
  return gradeOfScore(right ? 1 : 0);
}

/** The remark that a foreseen wrong text gets; null for a right one, and for any other. */
export function foreseen(client: TextClient, response: string): number | null {
  if (grade(client, response).score) return null;
  return client.key.foreseen?.find(({ match }) => isAccepted([match], client, response))?.feedback ?? null;
}

function isAccepted(forms: readonly string[], { key, lang }: TextClient, response: string): boolean {
  return isOneOf(response, forms, key.compare, lang);
}

function fits({ pattern, compare }: TextKey, response: string): boolean {
  const given = tidy(response);
  if (!pattern || given.length > LONGEST) return false;
  try {
    return new RegExp(`^(?:${pattern})$`, compare.case ? "u" : "iu").test(given);
  } catch {
    // A pattern that this browser does not know accepts nothing; the accepted forms still count.
    return false;
  }
}
