// Only this module knows the frame in which a sheet is looked at: white pages, made smaller where they are wider than
// the screen. Paper itself is not concerned.

import { make } from "../ui/dom";
import { t } from "../ui/strings";

/** Pages keep this much room beside them, in pixels. */
const MARGIN = 16;

/** A host for `layOut` that scales its pages to its width, and to `most` of their size, until `signal` ends. */
export function preview(signal: AbortSignal, most = 1): HTMLElement {
  const attributes = {
    class: "study-sheet",
    tabindex: "0",
    role: "region",
    "aria-label": t("sheets.preview"),
    "data-most": String(most),
  };
  const host = make("div", attributes);
  // In the next frame: what changes the height of what is observed would be told at once again.
  const observer = new ResizeObserver(() => requestAnimationFrame(() => scale(host)));
  observer.observe(host);
  signal.addEventListener("abort", () => observer.disconnect());
  return host;
}

/** Scales the pages of a host; called again once they are there. */
export function scale(host: HTMLElement): void {
  const page = host.shadowRoot?.querySelector<HTMLElement>(".study-page");
  if (!page) return;
  const zoom = Math.min(Number(host.dataset["most"]), (host.clientWidth - MARGIN) / page.offsetWidth);
  host.style.setProperty("--study-zoom", String(Math.round(zoom * 1000) / 1000));
}
