// Only this module knows how judgements of concepts add up, and how the records of one explanation fold into what the
// learner wrote and how it was judged. Pure: the browser and the tests share it, and Python judges alike.

import type { LogRecord } from "../../log/record";
import { own } from "../../ui/own";
import { type Grade, type State, stateOfScore, type Verdict } from "../grade";

export type Judgement = "yes" | "partly" | "no";

/** The ids of the concepts that a good explanation has. */
export type ExplainKey = readonly string[];

/** How the learner judged each concept; those not judged yet are absent. */
export type ExplainResponse = Readonly<Record<string, Judgement>>;

const WORTH: Record<Judgement, number> = { yes: 1, partly: 0.5, no: 0 };
const VERDICTS: Record<Judgement, Verdict> = { yes: "correct", partly: "partial", no: "wrong" };

/** Partly counts a half. A concept that was not judged counts nothing. */
export function grade(key: ExplainKey, response: ExplainResponse): Grade {
  const judged = key.map((id) => ({ id, judgement: judgementOf(own(response, id)) }));
  const points = judged.reduce((sum, { judgement }) => sum + WORTH[judgement], 0);
  return {
    verdict: "self-judged",
    score: key.length ? points / key.length : 0,
    parts: judged.map(({ id, judgement }) => ({ id, verdict: VERDICTS[judgement] })),
  };
}

/** An explanation as far as it has come. */
export interface Explained {
  /** The own words; absent before Done, empty when it was said aloud. */
  text?: string;
  judged: ExplainResponse;
}

/** Each record replaces what it names: `text` at Done, `judged` at each judgement. */
export function explainedBy(history: readonly LogRecord[]): Explained {
  return history.reduce<Explained>((before, { response }) => ({ ...before, ...readable(response) }), { judged: {} });
}

/** Judged only when every concept is; shown as revealed while that goes on. */
export function stateOf(key: ExplainKey, { text, judged }: Explained): State {
  if (text === undefined) return "";
  return isJudged(key, judged) ? stateOfScore(grade(key, judged).score) : "revealed";
}

export function isJudged(key: ExplainKey, judged: ExplainResponse): boolean {
  return key.every((id) => own(judged, id) !== undefined);
}

/** The judgements, and how many are still to come: elsewhere nobody knows how many there are. */
export function soFar(key: ExplainKey, judged: ExplainResponse): { judged: ExplainResponse; open?: number } {
  const open = key.filter((id) => own(judged, id) === undefined).length;
  return open ? { judged, open } : { judged };
}

function readable(response: unknown): Partial<Explained> {
  if (typeof response !== "object" || response === null) return {};
  const { text, judged } = response as Partial<Record<keyof Explained, unknown>>;
  return {
    ...(typeof text === "string" ? { text } : {}),
    ...(typeof judged === "object" && judged !== null ? { judged: judgements(judged) } : {}),
  };
}

function judgements(judged: object): ExplainResponse {
  return Object.fromEntries(Object.entries(judged).filter(([, judgement]) => Object.hasOwn(WORTH, judgement)));
}

function judgementOf(given: Judgement | undefined): Judgement {
  return given !== undefined && Object.hasOwn(WORTH, given) ? given : "no";
}
