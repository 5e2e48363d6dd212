// What tests know of this type: how its vectors are judged, and slips in its judge that they have to notice.

import type { Grade } from "../grade";
import { grade as gradeOf, type OrderKey, type OrderResponse } from "./grade";

export function grade({ key }: { key: OrderKey }, response: OrderResponse): Grade {
  return gradeOf(key, response);
}

/** A file of this folder, what stands there, and the slip. */
export const slips: readonly [file: string, right: string, slip: string][] = [
  ["grade.ts", "step === 0 || step === 1", "step === 1"],
  ["grade.ts", "step === 0 || step === 1", "step >= 0"],
  ["grade.ts", "key.order.length - 1", "key.order.length"],
  ["grade.ts", "return CHANGED", "return gradeOfParts([], 1)"],
];
