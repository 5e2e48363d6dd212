// Only this module knows what the judgements of an explanation come to: the number in "You got 2/3 concepts", and what the
// cards behind the concepts are told. Pure.

import type { Rating } from "../../log/record";
import { own } from "../../ui/own";
import { type ExplainKey, type ExplainResponse, grade, type Judgement } from "./grade";

/** The number that the sentence "You got 2/3 concepts" gives: halves are rounded down. */
export function conceptsGot(key: ExplainKey, response: ExplainResponse): number {
  return Math.floor(grade(key, response).score * key.length + 1e-9);
}

/** What the card behind a concept is rated by. */
export function worstOf(ids: readonly string[], judged: ExplainResponse): Rating {
  const ratings = ids.map((id) => ratingOf(own(judged, id)));
  return ratings.find((rating) => rating === "again") ?? ratings.find((rating) => rating === "hard") ?? "good";
}

function ratingOf(judgement: Judgement | undefined): Rating {
  return judgement === "yes" ? "good" : judgement === "partly" ? "hard" : "again";
}
