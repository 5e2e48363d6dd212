// What tests know of this type: how its vectors are judged, and slips in its judge that they have to notice.

export { grade } from "./grade";

/** A file of this folder, what stands there, and the slip. */
export const slips: readonly [file: string, right: string, slip: string][] = [
  ["grade.ts", "if (lefts.length && !haveSame(lefts, Object.keys(key))) return CHANGED;", ""],
  ["grade.ts", "if (chosen.some((right) => right && !rights", "if (chosen.every((right) => right && !rights"],
  ["grade.ts", "own(response, id) === right", "own(response, id) !== undefined"],
];
