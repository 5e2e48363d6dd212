// Only this module knows how the blanks of a typed cloze are judged: each like a short text. Pure: the browser and the
// tests share it, and Python judges alike.

import { isOneOf, tidy, USUAL } from "../compare";
import { CHANGED, type Grade } from "../grade";
import { gradeOfParts } from "../grade-parts";
import { FORMULA, isFormula } from "./formula-text";

/** A typed cloze as the page has it: the accepted forms of each blank, in the order of the text. */
export interface ClozeClient {
  accept: readonly (readonly string[])[];
  lang: string;
}

/** What was typed into each blank; none for giving up. */
export type ClozeResponse = readonly string[];

/** The share of right blanks. Texts for more or fewer blanks are changed. */
export function grade({ accept, lang }: ClozeClient, response: ClozeResponse): Grade {
  if (response.length && response.length !== accept.length) return CHANGED;
  const parts = accept.map((forms, index) => {
    const given = response[index] ?? "";
    const right = tidy(given) !== "" && isRight(given, forms, lang);
    return { id: String(index + 1), verdict: right ? ("correct" as const) : ("wrong" as const) };
  });
  return gradeOfParts(parts, parts.length);
}

function isRight(given: string, accept: readonly string[], lang: string): boolean {
  const texts = accept.filter((one) => !one.startsWith(FORMULA));
  return (
    isOneOf(given, texts, USUAL, lang) || accept.some((one) => one[0] === FORMULA && isFormula(given, one.slice(1)))
  );
}

export function isResponse(value: unknown): value is ClozeResponse {
  return Array.isArray(value) && value.every((text) => typeof text === "string");
}
