// Only this module knows the versions of a quiz form: A, B and so on, each with an order of questions and of options
// that depends on the printed seed alone, and which letters the options then have. Pure.

import { type Placed, shuffled } from "../ui/shuffle";

/** An option, a step or a right side: by its id, with what keeps it in its place. */
export interface Lettered extends Placed {
  id: string;
}

/** A, B, C … */
export function letter(index: number): string {
  return String.fromCharCode(65 + index);
}

/** The letters of so many versions. */
export function versionsOf(n: number): string[] {
  return Array.from({ length: n }, (_, index) => letter(index));
}

/** Questions in the order of a version; what belongs together is one unit. */
export function orderOf<T>(units: readonly T[], seed: string, version: string): T[] {
  return shuffled(units.map(asUnit<T>), `${seed}/${version}`).map(({ unit }) => unit);
}

function asUnit<T>(unit: T): Placed & { unit: T } {
  return { unit };
}

/** Options in the order of a version; those that point at positions stay. */
export function optionsOf(options: readonly Lettered[], seed: string, version: string, item: string): string[] {
  return shuffled(options, seedOf(seed, version, item)).map(({ id }) => id);
}

/** What the rows of an item are shuffled by in a version. */
export function seedOf(seed: string, version: string, item: string): string {
  return `${seed}/${version}/${item}`;
}

/** The letter that each one has, by the letter that it had before. */
export function lettersAfter(before: readonly string[], after: readonly string[]): Map<string, string> {
  return new Map(before.map((id, index) => [letter(index), letter(after.indexOf(id))]));
}
