// Only this module knows what is done with what the log holds and nobody can read: it is kept in a store of its own.
// It is fetched when that happens.

import { answerOf, type StoreOf } from "./database";

/** The stores, to look into and to change. */
interface Stores {
  look<Result>(stores: readonly string[], act: (store: StoreOf) => Promise<Result>): Promise<Result>;
  change<Result>(stores: readonly string[], act: (store: StoreOf) => Promise<Result>): Promise<Result>;
}

/** What tells a record in the log. */
interface Numbered {
  device: string;
  seq: number;
}

/** One broken value makes `getAll` fail as a whole; this finds the others. What no one can read stays where it is. */
export async function readOneByOne(store: Stores): Promise<unknown[]> {
  return store.look(["log"], async (of) => {
    const keys = await answerOf(of("log").getAllKeys());
    return Promise.all(keys.map((key) => answerOf(of("log").get(key)).catch(() => undefined)));
  });
}

/** Moves what is no record out of the log. */
export async function setAside(store: Stores, damaged: readonly Numbered[]): Promise<void> {
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
