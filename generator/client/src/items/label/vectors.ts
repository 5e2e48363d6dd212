// What tests know of this type: how its vectors are judged, and slips in its judge that they have to notice.

export { grade } from "./grade";

/** A file of this folder, what stands there, and the slip. */
export const slips: readonly [file: string, right: string, slip: string][] = [
  ["grade.ts", 'tidy(response) !== "" && ', 'tidy(response) === "" || '],
  ["grade.ts", "key.accept, USUAL", "key.accept.slice(0, 1), USUAL"],
  ["grade.ts", "USUAL, lang", 'USUAL, "en"'],
];
