// What tests know of this type: how its vectors are judged, and slips in its judge that they have to notice.

import type { Grade } from "../grade";
import { type ExplainKey, type ExplainResponse, grade as gradeOf } from "./grade";
import { conceptsGot } from "./outcome";

interface Client {
  concepts: ExplainKey;
}

export function grade({ concepts }: Client, response: ExplainResponse): Grade {
  return gradeOf(concepts, response);
}

/** The number in "You got 2/3 concepts". */
export function also({ concepts }: Client, response: ExplainResponse): object {
  return { got: conceptsGot(concepts, response) };
}

/** A file of this folder, what stands there, and the slip. */
export const slips: readonly [file: string, right: string, slip: string][] = [
  ["grade.ts", "partly: 0.5", "partly: 1"],
  ["outcome.ts", "Math.floor(", "Math.ceil("],
];
