// Reaches past the store into its database, as a damaged disk, an older page or a newer one would.

import { answerOf, openDatabase } from "../src/log/database";
import type { Entry } from "../src/log/record";

let sites = 0;

/** A site that no other test has. */
export const newScope = (): string => `/site-${++sites}/`;

export function entry(item: string): Entry {
  return { at: 1_700_000_000_000, tz: 0, item, kind: "response", response: ["a"], ms: 5, fingerprint: "f" };
}

/** Opens a site's database as another page would; without a version, as it is. */
export function reach(
  scope: string,
  version?: number,
  upgrade: (database: IDBDatabase) => void = () => undefined,
): Promise<IDBDatabase> {
  return openDatabase(`byheart:${scope}`, version, { upgrade, blocked: () => undefined, closed: () => undefined });
}

/** Puts a value into one of the stores. */
export async function put(scope: string, store: string, value: unknown, key?: IDBValidKey): Promise<void> {
  const database = await reach(scope);
  await answerOf(database.transaction(store, "readwrite").objectStore(store).put(value, key));
  database.close();
}

/** All values of one of the stores. */
export async function valuesOf(scope: string, store: string): Promise<unknown[]> {
  const database = await reach(scope);
  const values: unknown[] = await answerOf(database.transaction(store).objectStore(store).getAll());
  database.close();
  return values;
}
