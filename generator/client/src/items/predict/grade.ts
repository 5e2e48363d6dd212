// Only this module knows how a prediction is judged: what happens, and then its words, to the letter but for blanks at
// the ends of lines. Pure: the browser and the tests share it, and Python judges alike.

import { type Grade, gradeOfScore } from "../grade";

/** What the code does: it prints, it raises an exception of this name, or it does not compile. */
export interface PredictKey {
  output?: string | null;
  raises?: string | null;
  fails_to_compile?: boolean;
}

const BLANKS = " \t\r\u00a0";

/** What a phone makes of quotes and dots while somebody types; no key can be told from another by it. */
const TYPED_ALIKE: readonly [RegExp, string][] = [
  [/[‘’]/g, "'"],
  [/[“”]/g, '"'],
  [/…/g, "..."],
];
const SPACES = /[\t-\r \xa0\ufeff]+/;

export type Outcome = "prints" | "raises" | "fails-to-compile";

/** What the learner says that it does; an empty object for giving up. */
export interface PredictResponse {
  happens?: Outcome;
  text?: string;
}

/** Output is right or wrong as a whole; that it raises, but not what, is half of it. */
export function grade(key: PredictKey, { happens, text = "" }: PredictResponse): Grade {
  if (happens !== outcomeOf(key)) return gradeOfScore(0);
  if (happens === "prints") return gradeOfScore(sameOutput(key.output ?? "", text) ? 1 : 0);
  return gradeOfScore(happens === "raises" && exceptionOf(text) !== exceptionOf(key.raises ?? "") ? 0.5 : 1);
}

export function outcomeOf({ raises, fails_to_compile: fails }: PredictKey): Outcome {
  if (fails) return "fails-to-compile";
  return raises ? "raises" : "prints";
}

/** The lines that count: without blanks at their ends and without the end of the last line. */
export function linesOf(output: string): string[] {
  const typed = TYPED_ALIKE.reduce((alike, [variants, one]) => alike.replace(variants, one), output);
  const lines = typed.split("\n").map(withoutBlanksAtEnd);
  return lines.length > 1 && lines.at(-1) === "" ? lines.slice(0, -1) : lines;
}

/** Not by a pattern: one that looks for blanks before the end looks again from each of them. */
function withoutBlanksAtEnd(line: string): string {
  let end = line.length;
  while (end > 0 && BLANKS.includes(line.charAt(end - 1))) end -= 1;
  return line.slice(0, end);
}

function sameOutput(output: string, text: string): boolean {
  return linesOf(output).join("\n") === linesOf(text).join("\n");
}

/** "builtins.ValueError: no such thing" is a ValueError. */
function exceptionOf(text: string): string {
  const word = text.split(SPACES).find(Boolean) ?? "";
  return word.replace(/:$/, "").split(/[.:]/).at(-1) ?? "";
}

/** Whether somebody says that code which does not compile raises what a compiler complains of. */
export function takesForRaised(key: PredictKey, { happens, text = "" }: PredictResponse): boolean {
  const complaints = /^(?:Syntax|Indentation|Tab|Compile|Compilation)(?:Error|Exception)$/i;
  return outcomeOf(key) === "fails-to-compile" && happens === "raises" && complaints.test(exceptionOf(text));
}

export function isResponse(value: unknown): value is PredictResponse {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
  const { happens, text } = value as Partial<Record<keyof PredictResponse, unknown>>;
  return [happens, text].every((part) => part === undefined || typeof part === "string");
}
