// Only this module knows how a page meets the service worker: it registers it, links the manifest, refreshes what the
// learner keeps, and notices when a newer site is there.

import { make } from "../later";
import { keptCache, siteRoot } from "./root";

/** Starts once for all pages of a visit. A browser or a site without a service worker goes on without. */
export async function register(): Promise<void> {
  linkManifest();
  try {
    const registration = await navigator.serviceWorker.register(new URL("sw.js", siteRoot()));
    announceUpdates(registration);
    await refreshKept();
  } catch {
    // The site has no worker, or this browser refuses it: everything but offline works.
  }
}

/** How topics are kept need not be known where none is. */
async function refreshKept(): Promise<void> {
  if (!(await caches.keys()).some((name) => name.startsWith(keptCache("")))) return;
  const keep = await import("./keep");
  await keep.refreshKept();
}

function linkManifest(): void {
  if (document.querySelector('link[rel="manifest"]')) return;
  document.head.append(make("link", { rel: "manifest", href: new URL("manifest.webmanifest", siteRoot()).href }));
}

function announceUpdates(registration: ServiceWorkerRegistration): void {
  const announceWaiting = (): void => {
    // The first worker of a browser replaces nothing.
    if (registration.waiting && navigator.serviceWorker.controller) void announce(registration.waiting);
  };
  announceWaiting();
  registration.addEventListener("updatefound", () => {
    registration.installing?.addEventListener("statechange", announceWaiting);
  });
}

async function announce(worker: ServiceWorker): Promise<void> {
  const { announceUpdate } = await import("./update");
  await announceUpdate(worker);
}
