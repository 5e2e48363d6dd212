// Only this module knows how the browser is asked not to throw away what it stores here.

import { siteLog } from "./log";

/** Asks the browser, once a first session is behind the learner, not to throw the log away when space is short. */
export async function askToPersist(): Promise<void> {
  const storage = (navigator as Partial<Navigator>).storage as Partial<StorageManager> | undefined;
  if (!siteLog().records.length || !storage?.persist || (await storage.persisted?.())) return;
  await storage.persist();
}
