// Only this module knows which settings there are, what each may be, and how the log tells them: the latest record of
// a setting counts, and retracting it brings the one before back. Pure.

import { DAY_START } from "./day";
import type { Entry, LogRecord } from "./record";

/** What the learner decided about reviews. */
export interface Settings {
  /** How many ratings a recalled card offers. */
  buttons: 2 | 4;
  /** How likely an item should still be recalled when it is due: 0.9 is nine of ten. */
  retention: number;
  newPerDay: number;
  reviewsPerDay: number;
  /** How long a session is meant to take; 0 for as long as it takes. */
  minutes: number;
  /** The hour at which a day begins. */
  dayStart: number;
  /** How many times an item may be forgotten before it is set aside; 0 for never. */
  leech: number;
}

export const DEFAULTS: Settings = {
  buttons: 2,
  retention: 0.9,
  newPerDay: 10,
  reviewsPerDay: 200,
  minutes: 10,
  dayStart: DAY_START,
  leech: 8,
};

/** What a setting may be: from, to, and in steps of. */
export const RANGES: Readonly<Record<keyof Settings, readonly [least: number, most: number, step: number]>> = {
  buttons: [2, 4, 2],
  retention: [0.7, 0.97, 0.01],
  newPerDay: [0, 9999, 1],
  reviewsPerDay: [0, 9999, 1],
  minutes: [0, 240, 1],
  dayStart: [0, 23, 1],
  leech: [0, 99, 1],
};

const NAMES = Object.keys(DEFAULTS) as (keyof Settings)[];

/** The settings that the log tells; what no setting may be has no effect. `records` are in order. */
export function settingsIn(records: readonly LogRecord[]): Settings {
  const told = records.filter(({ item }) => item.startsWith("setting:"));
  const taken = new Set(told.filter(({ kind }) => kind === "retract").map(({ item, of }) => `${of} ${item}`));
  const settings: Record<string, number> = { ...DEFAULTS };
  for (const { item, kind, at, response } of told) {
    const name = NAMES.find((one) => item === `setting:${one}`);
    const counts = name && kind === "setting" && !taken.has(`${at} ${item}`) && isAllowed(name, response);
    if (counts) settings[name] = response;
  }
  return settings as unknown as Settings;
}

/** What to append to the log to choose a setting. */
export function choice<Name extends keyof Settings>(
  name: Name,
  value: Settings[Name],
): Pick<Entry, "item" | "kind" | "response"> {
  return { kind: "setting", item: `setting:${name}`, response: value };
}

/** Whether a setting may be this. */
export function isAllowed(name: keyof Settings, value: unknown): value is number {
  const [least, most, step] = RANGES[name];
  if (typeof value !== "number" || !(value >= least && value <= most)) return false;
  return step < 1 || (value - least) % step === 0;
}
