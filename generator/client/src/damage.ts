// Only this module knows what is done with what the log holds and nobody can read: it is kept in a store of its own.
// It is fetched when that happens, and imports nothing, so that the script of every page stays in one file.

import type { answerOf as AnswerOf } from "./database";
import type { Self, Store } from "./store";

/** One broken value makes `getAll` fail as a whole; this finds the others. What no one can read stays where it is. */
export async function readOneByOne(store: Store, answerOf: typeof AnswerOf): Promise<unknown[]> {
  return store.look(["log"], async (of) => {
    const keys = await answerOf(of("log").getAllKeys());
    return Promise.all(keys.map((key) => answerOf(of("log").get(key)).catch(() => undefined)));
  });
}

/** Moves what is no record out of the log. */
export async function setAside(store: Store, damaged: readonly Self[], answerOf: typeof AnswerOf): Promise<void> {
  await store.change(["log", "quarantine"], async (of) => {
    for (const { device, seq } of damaged) {
      const key = [device, seq];
      // Another tab may have been faster.
      const record: unknown = await answerOf(of("log").get(key));
      if (record) of("quarantine").add({ at: Date.now(), key, record });
      of("log").delete(key);
    }
  });
}
