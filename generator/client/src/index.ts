// The entry. It runs after the chunk that it shares with the others, so that the site's strings, which the generator
// puts in front of it, are there before anything is said.

import { start } from "./elements";

start();

// Once the page is there; it is for the next visit.
if ("serviceWorker" in navigator) {
  // A connection that gives out at this moment takes nothing from the page.
  addEventListener("load", () => void import("./offline/register").catch(() => undefined));
}
