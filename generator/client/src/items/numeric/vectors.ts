// What tests know of this type: how its vectors are judged, and slips in its judge that they have to notice.

import { foreseen, type NumericClient, readingOf } from "./grade";

export { grade } from "./grade";

/** How a number reads, and which foreseen one it is. */
export function also(client: NumericClient, response: string): object {
  return { ...readingOf(client, response), foreseen: foreseen(client, response) };
}

/** A file of this folder, what stands there, and the slip. */
export const slips: readonly [file: string, right: string, slip: string][] = [
  ["grade.ts", "<= width + ROOM", "< width - ROOM"],
  ["grade.ts", "const ROOM = 1e-9", "const ROOM = 1e-6"],
  ["grade.ts", "Number(tolerance.rel) * Math.abs(middle)", "Number(tolerance.rel) * middle"],
  ["grade.ts", "low - ROOM * Math.abs(low) <= number", "low - ROOM * Math.abs(low) < number - 1e-9"],
  ["grade.ts", "readings.length === 1 ?", "readings.length ?"],
  ["grade.ts", "if (response && number === undefined) return CHANGED;", ""],
  ["grade.ts", "number === undefined || isRight(key, number)", "number === undefined"],
  ["parse.ts", "POINT_REGIONS.has(`", "!POINT_REGIONS.has(`"],
  ["parse.ts", "top < bottom", "top <= bottom * 9"],
  ["parse.ts", "(value / 100)", "value"],
  ["parse.ts", "decimals.length === 3", "decimals.length >= 3"],
  ["parse.ts", "^[1-9]\\d{0,2}$/", "^\\d+$/"],
  ["parse.ts", "if (separator !== mark)", "if (separator)"],
  ["parse.ts", "!groups || certain", "!groups"],
  ["parse.ts", 'decimals.endsWith("0") ?', "decimals ?"],
  ["parse.ts", "values.filter(Number.isFinite)", "values"],
  ["parse.ts", "\\u2212", ""],
];
