// Only this module knows what is told of an item type where only its name is known: the index of the site has no more.

import gathered from "item-facts";
import { own } from "../ui/own";

/** What a type says of itself, in the `facts.ts` of its folder. */
export interface Facts {
  /** What judges a response: its key, so that an exam can ask it, or the learner, concept by concept; absent for recall. */
  judged?: "by-key" | "by-concepts";
  /** Whether a response names parts of the item by their ids. */
  namesParts?: boolean;
  /** How many seconds it takes as a rule. */
  seconds?: number;
}

const NONE: Facts = {};

/** The facts of a type; none of one that says nothing of itself. */
export function factsOf(type: string): Facts {
  return own(gathered, type) ?? NONE;
}
