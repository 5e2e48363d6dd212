// Only this module knows the shapes that every item type shares: what a key makes of a response, and what the page
// shows of it.

/** `changed`: the question of today cannot have been given this response, so it can only be given again. */
export type Verdict = "correct" | "partial" | "wrong" | "changed" | "self-judged";

/** What the key makes of a response; `score` lies between 0 and 1. */
export interface Grade {
  verdict: Verdict;
  score: number;
  parts: readonly PartGrade[];
}

/** One thing that was judged: an option, a concept. */
export interface PartGrade {
  id: string;
  verdict: Verdict;
}

export const CHANGED: Grade = { verdict: "changed", score: 0, parts: [] };

export function gradeOfScore(score: number, parts: readonly PartGrade[] = []): Grade {
  return { verdict: score >= 1 ? "correct" : score > 0 ? "partial" : "wrong", score, parts };
}

/** What an item's `data-state` says; nothing stands for unanswered. */
export type State = "" | "revealed" | "right" | "partly" | "wrong";

/** The state that a score stands for. */
export function stateOfScore(score: number): State {
  if (score >= 1) return "right";
  return score > 0 ? "partly" : "wrong";
}

/** Whether a state tells how well an item is known. */
export function isAnswered(state: State): boolean {
  return state === "right" || state === "partly" || state === "wrong";
}
