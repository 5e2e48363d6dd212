// What tests know of this type: how its vectors are judged, and slips in its judge that they have to notice.

import { foreseen, type TextClient } from "./grade";

export { grade } from "./grade";

/** Which foreseen text it is. */
export function also(client: TextClient, response: string): object {
  return { foreseen: foreseen(client, response) };
}

/** A file of this folder, what stands there, and the slip. */
export const slips: readonly [file: string, right: string, slip: string][] = [
  ["grade.ts", "`^(?:${pattern})$`", "`^(?:${pattern})`"],
  ["grade.ts", "given.length > LONGEST", "given.length >= LONGEST"],
  ["grade.ts", 'compare.case ? "u" : "iu"', '"iu"'],
];
