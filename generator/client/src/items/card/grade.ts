// Only this module knows what a rating makes of a card. Pure: the browser and the tests share it.

import type { LogRecord, Rating } from "../../log/record";
import type { Grade, State } from "../grade";

/** A card has no key: its learner says how it went. */
export function grade(_key: null, response: Rating): Grade {
  return { verdict: "self-judged", score: response === "again" ? 0 : 1, parts: [] };
}

/** The last rating that counts. */
export function ratingOf(history: readonly LogRecord[]): Rating | undefined {
  return history.findLast((record) => record.rating)?.rating;
}

/** What a rating looks like on the page. */
export function stateOf(rating: Rating | undefined): State {
  if (!rating) return "";
  return grade(null, rating).score ? "right" : "wrong";
}
