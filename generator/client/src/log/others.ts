// Only this module knows which other logs of this origin are of the same site: an old path, a renamed repository. They
// are read and never changed; a log of another site, or one that does not say of which it is, is nobody's business.

import { answerOf, look, openDatabase } from "./database";
import { isRecord, type LogRecord } from "./record";
import { databases } from "./sign";
import type { Store } from "./store";

/** A log of the same site under another name. */
export interface Other {
  name: string;
  /** Where the site was then, or the id by which it was shared. */
  place: string;
  records: LogRecord[];
}

/** The logs of this site that lie elsewhere on the origin, but those about which the learner has decided. */
export async function othersOf(store: Pick<Store, "name" | "look">, id: string): Promise<Other[]> {
  const decided = await store.look(["meta"], (of) => decidedIn(of("meta")));
  const names = (await databases(id)).filter((name) => name !== store.name && !decided.includes(name));
  // What cannot be opened or read is no log of ours.
  const found = await Promise.all(names.map((name) => readOther(name, id).catch(() => undefined)));
  return found.filter((other) => other !== undefined);
}

/** Keeps that the learner has decided about a log, so that it is not offered again. */
export async function decide(store: Pick<Store, "change">, { name }: Other): Promise<void> {
  await store.change(["meta"], async (of) => {
    const decided = await decidedIn(of("meta"));
    await answerOf(of("meta").put([...new Set([...decided, name])], "decided"));
  });
}

async function decidedIn(meta: IDBObjectStore): Promise<string[]> {
  return ((await answerOf(meta.get("decided"))) ?? []) as string[];
}

async function readOther(name: string, id: string): Promise<Other | undefined> {
  const nothing = (): void => undefined;
  // One that is not there must not be made.
  const upgrade = (_: IDBDatabase, transaction: IDBTransaction): void => transaction.abort();
  const database = await openDatabase(name, undefined, { upgrade, blocked: nothing, closed: nothing });
  try {
    return await look(database, ["meta", "log"], async (of) => {
      if ((await answerOf(of("meta").get("site"))) !== id) return undefined;
      const records = (await answerOf(of("log").getAll())).filter(isRecord);
      return records.length ? { name, place: name.slice(name.indexOf(":") + 1), records } : undefined;
    });
  } finally {
    database.close();
  }
}
