// What tests know of this type: how its vectors are judged, and slips in its judge that they have to notice.

export { grade } from "./grade";

/** A file of this folder, what stands there, and the slip. */
export const slips: readonly [file: string, right: string, slip: string][] = [
  ["grade.ts", "(found - wrong) / key.length", "found / key.length"],
  ["grade.ts", "(found - wrong) / key.length", "(found - wrong) / parts.length"],
  ["grade.ts", "Math.max(0, ", "Math.max(-1, "],
  ["grade.ts", "[...new Set(response)]", "[...response]"],
  ["grade.ts", "response.some((id) => !parts", "!response.some((id) => parts"],
];
