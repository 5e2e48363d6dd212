// What tests know of this type: how its vectors are judged, and slips in its judge that they have to notice.

import type { Grade } from "../grade";
import { grade as gradeOf, type PredictKey, type PredictResponse } from "./grade";

export function grade({ key }: { key: PredictKey }, response: PredictResponse): Grade {
  return gradeOf(key, response);
}

/** A file of this folder, what stands there, and the slip. */
export const slips: readonly [file: string, right: string, slip: string][] = [
  ["grade.ts", "if (happens !== outcomeOf(key)) return gradeOfScore(0);", ""],
  ["grade.ts", "? 0.5 : 1", "? 0 : 1"],
  ["grade.ts", "return line.slice(0, end);", "return line.trim();"],
  ["grade.ts", 'lines.at(-1) === ""', "lines.at(-1) === undefined"],
  ["grade.ts", "split(/[.:]/)", "split(/:/)"],
];
