// Only this module knows what belongs to a tab and not to the log: the seed of the shuffle, texts not yet sent, how far
// a session is. A browser that refuses its session storage gets a seed for this page alone.

import { scope } from "./scope";

const SEED = "byheart:seed";
let fallbackSeed: string | undefined;

/** The seed of this session; reloading keeps it. */
export function sessionSeed(): string {
  const kept = read(SEED) ?? fallbackSeed;
  if (kept) return kept;
  fallbackSeed = crypto.getRandomValues(new Uint32Array(2)).join("-");
  write(SEED, fallbackSeed);
  return fallbackSeed;
}

/** The text that a learner wrote for an item and has not sent yet. */
export function draftOf(item: string): string {
  return keptInTab(`draft:${scope()}${item}`);
}

/** Keeps such a text; an empty one is forgotten. */
export function keepDraft(item: string, text: string): void {
  keepInTab(`draft:${scope()}${item}`, text);
}

/** The name under which this tab keeps how far a session is. */
export function sessionName(name: string): string {
  return `session:${scope()}${name}`;
}

/** What this tab keeps under a name; "" for nothing. */
export function keptInTab(name: string): string {
  return read(`byheart:${name}`) ?? "";
}

/** Keeps a text for this tab; an empty one is forgotten. */
export function keepInTab(name: string, text: string): void {
  write(`byheart:${name}`, text);
}

function read(key: string): string | null {
  try {
    return sessionStorage.getItem(key);
  } catch {
    return null;
  }
}

function write(key: string, text: string): void {
  try {
    if (text) sessionStorage.setItem(key, text);
    else sessionStorage.removeItem(key);
  } catch {
    // Storage is refused or full: what is kept here is a comfort, never a response.
  }
}
