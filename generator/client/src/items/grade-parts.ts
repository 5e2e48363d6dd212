// Only this module knows how a response of several parts is judged; the rarer types have such, so it comes with them.

import { type Grade, gradeOfScore, type PartGrade } from "./grade";

/** Whether two lists have the same members, however often and in whatever order. */
export function haveSame(one: Iterable<string>, other: Iterable<string>): boolean {
  const [here, there] = [new Set(one), new Set(other)];
  return here.size === there.size && [...here].every((member) => there.has(member));
}

/** A grade from what became of the parts, of which `n` had to be right. */
export function gradeOfParts(parts: readonly PartGrade[], n: number): Grade {
  const right = parts.filter((part) => part.verdict === "correct").length;
  return gradeOfScore(n ? right / n : 0, parts);
}
