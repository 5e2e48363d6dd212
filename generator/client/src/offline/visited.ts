// Only this module knows that a deck which was visited is reviewed without a connection, too: it asks once for the data
// that reviews need, so that the service worker keeps them beside the page.

import { siteRoot } from "./root";

/** Asks as soon as the worker hears; never where there is none. Rejects where the connection fails. */
export async function keepData(deck: string): Promise<void> {
  if (!("serviceWorker" in navigator)) return;
  const workers = navigator.serviceWorker;
  await workers.ready;
  if (!workers.controller)
    await new Promise((done) => workers.addEventListener("controllerchange", done, { once: true }));
  const address = new URL(`decks/${deck}/items.json`, siteRoot());
  if (!(await caches.match(address))) await fetch(address);
}
