// Only this module knows how a typed name of a box is judged: like a short text. Pure: the browser and the tests share
// it, and Python judges alike.

import { isOneOf, tidy, USUAL } from "../compare";
import { type Grade, gradeOfScore } from "../grade";

/** A typed label as the page has it: the accepted names of its box. */
export interface LabelClient {
  key: { accept: readonly string[] };
  lang: string;
}

/** Judges what was typed; empty for giving up. */
export function grade({ key, lang }: LabelClient, response: string): Grade {
  return gradeOfScore(tidy(response) !== "" && isOneOf(response, key.accept, USUAL, lang) ? 1 : 0);
}

export function isResponse(value: unknown): value is string {
  return typeof value === "string";
}
