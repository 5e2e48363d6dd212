// What tests know of this type: how its vectors are judged, and slips in its judge that they have to notice.

export { grade } from "./grade";

/** A file of this folder, what stands there, and the slip. */
export const slips: readonly [file: string, right: string, slip: string][] = [
  ["grade.ts", "found > 0 && wrong === 0", "found > 0"],
  ["grade.ts", "Math.max(0, found / key.length - wrong", "Math.max(0, found / key.length - 0 * wrong"],
  ["grade.ts", "score < 1 ? 0 : score", "score < 0 ? 0 : score"],
  ["grade.ts", "[...new Set(response)]", "[...response]"],
  ["grade.ts", "response.some((id) => !key.options", "!response.some((id) => key.options"],
];
