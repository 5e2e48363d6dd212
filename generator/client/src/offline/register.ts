// Only this module knows how a page meets the service worker: it registers it, links the manifest, and brings what
// refreshes the kept topics and what announces a newer site only where there is some.

import { make } from "../ui/dom";
import { keptCache, siteRoot } from "./root";

// Once for all pages of a visit: a module runs when it is first imported.
void register();

/** A browser or a site without a service worker goes on without. */
async function register(): Promise<void> {
  linkManifest();
  try {
    const registration = await navigator.serviceWorker.register(new URL("sw.js", siteRoot()));
    await announceUpdates(registration);
    const names = await caches.keys();
    if (names.some((name) => name.startsWith(keptCache("")))) await (await import("./topics")).refreshKept();
  } catch {
    // The site has no worker, or this browser refuses it: everything but offline works.
  }
}

function linkManifest(): void {
  if (document.querySelector('link[rel="manifest"]')) return;
  document.head.append(make("link", { rel: "manifest", href: new URL("manifest.webmanifest", siteRoot()).href }));
}

async function announceUpdates(registration: ServiceWorkerRegistration): Promise<void> {
  const announceWaiting = async (): Promise<void> => {
    const { waiting } = registration;
    // The first worker of a browser replaces nothing.
    if (waiting && navigator.serviceWorker.controller) await (await import("./announce")).announce(waiting);
  };
  registration.addEventListener("updatefound", () => {
    registration.installing?.addEventListener("statechange", () => void announceWaiting());
  });
  await announceWaiting();
}
