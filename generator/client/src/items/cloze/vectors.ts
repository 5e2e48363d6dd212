// What tests know of this type: how its vectors are judged, and slips in its judge that they have to notice.

export { grade } from "./grade";

/** A file of this folder, what stands there, and the slip. */
export const slips: readonly [file: string, right: string, slip: string][] = [
  ["grade.ts", "response[index]", "response[0]"],
  ["grade.ts", "response.length !== accept.length", "response.length > accept.length"],
  ["formula-division.ts", 'latest !== "*"', 'latest === "*"'],
  ["formula-division.ts", 'first?.text === "-" &&', 'first?.text === "+" &&'],
  ["formula-division.ts", "while (bare.length === 1", "while (bare.length === 0"],
  ["formula-division.ts", "if (after > end + 1)", "if (after > end + 9)"],
  ["formula-text.ts", "[/!=/g", "[/!==/g"],
  ["formula-text.ts", 'replace(TIMES, "*")', 'replace(TIMES, "")'],
];
