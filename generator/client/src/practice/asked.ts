// Only this module knows what a link comes to for this learner: the items in their order, how many there are to choose
// from, and what an exam leaves out. Pure.

import type { SiteItem } from "../library/library";
import { factsOf } from "../library/library";
import { type Standing, select } from "../library/selection";
import type { Link } from "./link";

export interface Asked {
  /** What is asked, in its order. */
  items: readonly SiteItem[];
  /** How many match, of which `n` are asked. */
  matching: number;
  /** How many match that an exam does not ask, for no key judges them: cards, clozes and prompts. */
  leftOut: number;
  /** How many match that cannot be had without a connection. */
  away: number;
}

export type Stands = (item: SiteItem, standing: Standing) => boolean;

export function askedBy({ selection, exam }: Link, items: readonly SiteItem[], stands: Stands): Omit<Asked, "away"> {
  const all = select(items, { ...selection, n: 0 }, stands);
  const matching = exam ? all.filter(({ type }) => factsOf(type).judged === "by-key") : all;
  const taken = selection.n ? matching.slice(0, selection.n) : matching;
  return { items: taken, matching: matching.length, leftOut: all.length - matching.length };
}
