// Only this module knows what records of elsewhere would do beside adding answers: what they clear, what they choose,
// what they take back. Pure.

import { own } from "../ui/own";
import { doubtfulIn } from "./doubts";
import type { LogRecord } from "./record";
import { isAllowed, RANGES, type Settings } from "./settings";
import { isAhead } from "./times";

export interface Effects {
  /** Decks and items that are cleared. */
  clears: string[];
  /** The settings that are chosen. */
  sets: { name: keyof Settings; value: number }[];
  /** How many records, or resets, are taken back. */
  undoes: number;
  /** How many count for nothing since their time cannot be right. */
  idle: number;
}

/** What these records would do; each deck, item and setting once, with the latest choice. */
export function effectsOf(added: readonly LogRecord[]): Effects {
  const acting = added.filter((record) => !isAhead(record));
  const of = (kind: LogRecord["kind"]): LogRecord[] => acting.filter((record) => record.kind === kind);
  const sets = new Map<keyof Settings, number>();
  for (const { item, response } of of("setting")) {
    const name = item.slice("setting:".length) as keyof Settings;
    if (own(RANGES, name) && isAllowed(name, response)) sets.set(name, response);
  }
  return {
    clears: [...new Set(of("reset").map(({ item }) => item))],
    sets: [...sets].map(([name, value]) => ({ name, value })),
    undoes: of("undo").length + of("retract").length + acting.filter(({ mends }) => mends !== undefined).length,
    idle: new Set([...added.filter((record) => isAhead(record)), ...doubtfulIn(added)]).size,
  };
}
