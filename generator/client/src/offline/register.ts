// Only this module knows how a page meets the service worker: it registers it, links the manifest, refreshes what the
// learner keeps, and says when a newer site is there. Nothing is exchanged before the learner asks for it.

import english from "../../../byheart/strings/en.json?offline";
import { addStrings, button, make, primary, t } from "../later";
import { addStyles } from "../styles";
import { refreshKept } from "./keep";
import { siteRoot } from "./root";

addStrings(english);

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
  if (document.querySelector(".study-update")) return;
  await addStyles("byheart-offline.css");
  const take = primary(t("offline.update"), () => {
    navigator.serviceWorker.addEventListener("controllerchange", () => location.reload(), { once: true });
    worker.postMessage("take over");
  });
  const words = make("p", { class: "study-update-words" }, t("offline.update-there"));
  const banner = make("div", { class: "study-update study-controls md-typeset", role: "status" }, words);
  banner.append(make("div", { class: "study-buttons" }, take, button(t("offline.later"), () => banner.remove())));
  document.body.append(banner);
}
