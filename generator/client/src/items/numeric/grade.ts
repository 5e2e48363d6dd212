// Only this module knows when a number is right: closed intervals, and room for what computing with binary fractions
// loses. Pure: the browser and the tests share it, and Python judges alike.

import { CHANGED, type Grade, gradeOfScore } from "../grade";
import { parse, type Reading } from "./parse";

/** What is right. Numbers are texts that `Number` reads exactly; `feedback` counts the remarks of the page. */
export interface NumericKey {
  value?: string | null;
  between?: readonly [string, string] | null;
  tolerance?: { abs?: string; rel?: string } | null;
  units?: readonly string[];
  foreseen?: readonly { value: string; feedback: number }[];
}

/** A numeric question as the page has it. */
export interface NumericClient {
  key: NumericKey;
  lang: string;
}

/** Room for rounding, relative to the bound. */
const ROOM = 1e-9;

/**
 * Judges what was typed; empty for giving up. What does not read as one number is asked back and never kept, so the
 * question was another one when such a text was given.
 */
export function grade(client: NumericClient, response: string): Grade {
  const number = numberIn(client, response);
  if (response && number === undefined) return CHANGED;
  return gradeOfScore(number !== undefined && isRight(client.key, number) ? 1 : 0);
}

/** The remark that a foreseen wrong number gets; null for a right one, and for any other. */
export function foreseen(client: NumericClient, response: string): number | null {
  const { key } = client;
  const number = numberIn(client, response);
  if (number === undefined || isRight(key, number)) return null;
  return key.foreseen?.find(({ value }) => isAround(Number(value), key.tolerance, number))?.feedback ?? null;
}

export function readingOf({ key, lang }: NumericClient, response: string): Reading {
  return parse(response, lang, key.units);
}

/**
 * A number alone with the unit that stands beside the field, so that what was meant is noted: with another unit it would
 * be another answer. What has a unit, or would read otherwise with one, stays as it is.
 */
export function withUnit(client: NumericClient, response: string): string {
  const [unit] = client.key.units ?? [];
  const named = `${response} ${unit}`;
  const isBare = unit && parse(response, client.lang).readings.length > 0;
  return isBare && numberIn(client, named) === numberIn(client, response) ? named : response;
}

/** The same without the unit that stands beside the field. */
export function withoutUnit({ key, lang }: NumericClient, response: string): string {
  const unit = ` ${key.units?.[0]}`;
  const bare = response.endsWith(unit) ? response.slice(0, -unit.length).trimEnd() : response;
  return parse(bare, lang).readings.length > 0 ? bare : response;
}

/** The one number that a text reads as. */
export function numberIn(client: NumericClient, response: string): number | undefined {
  const { readings } = readingOf(client, response);
  return readings.length === 1 ? readings[0] : undefined;
}

function isRight({ value, between, tolerance }: NumericKey, number: number): boolean {
  if (!between) return isAround(Number(value), tolerance, number);
  const [low, high] = [Number(between[0]), Number(between[1])];
  return low - ROOM * Math.abs(low) <= number && number <= high + ROOM * Math.abs(high);
}

function isAround(middle: number, tolerance: NumericKey["tolerance"], number: number): boolean {
  const width = tolerance?.rel ? Number(tolerance.rel) * Math.abs(middle) : Number(tolerance?.abs ?? 0);
  return Math.abs(number - middle) <= width + ROOM * Math.abs(middle);
}
