// Only this module knows when answers should be kept elsewhere too: after 50 of them or 5 days without an export. Pure.

import type { Export, Ranges } from "./archive";
import { DAY } from "./day";
import type { LogRecord } from "./record";

/** Answers, and days, after which an export is due. */
export const DUE = { answers: 50, days: 5 };

/** What would be lost with this browser. */
export interface Risk {
  /** Answers since the last export that did not come from elsewhere. */
  answers: number;
  /** Whole days since the last export, or since the first answer if there was none; 0 if there is nothing to lose. */
  days: number;
}

/** @param now milliseconds since 1970. @param brought which records came from elsewhere. */
export function riskOf(
  records: readonly LogRecord[],
  exported: Export | undefined,
  now: number,
  brought: Ranges = [],
): Risk {
  const since = exported?.at ?? -Infinity;
  const isBrought = ({ device, seq }: LogRecord): boolean =>
    brought.some(([one, from, to]) => one === device && seq >= from && seq <= to);
  const answers = records.filter((record) => record.at > since && isAnswer(record) && !isBrought(record));
  const at = answers.map((record) => record.at);
  const begin = exported?.at ?? at[0] ?? now;
  return { answers: at.length, days: at.length ? Math.max(0, Math.floor((now - begin) / DAY)) : 0 };
}

/** A second try, and what a prompt says of its cards, belong to an answer that counts already. */
function isAnswer({ kind, retry, from }: LogRecord): boolean {
  return (kind === "response" || kind === "rating") && !retry && from === undefined;
}

export function isDue({ answers, days }: Risk): boolean {
  return answers >= DUE.answers || (answers > 0 && days >= DUE.days);
}
