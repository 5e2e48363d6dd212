// Only this module knows how a style sheet that few pages need comes into the page. Instant navigation takes it out of
// the page again, so it is asked for wherever it is needed.

/** Milliseconds after which the page goes on without the style sheet, as when it was taken out while it loaded. */
const PATIENCE = 2000;

const added = new Map<string, { link: HTMLLinkElement; ready: Promise<void> }>();

/** Adds a style sheet of the assets, once for the page; resolves when it counts, or cannot be had. */
export function addStyles(path: string): Promise<void> {
  const known = added.get(path);
  if (known?.link.isConnected) return known.ready;
  const link = document.createElement("link");
  link.rel = "stylesheet";
  link.href = new URL(path, import.meta.url).href;
  const ready = new Promise<void>((resolve) => {
    for (const end of ["load", "error"]) link.addEventListener(end, () => resolve(), { once: true });
    setTimeout(resolve, PATIENCE);
  });
  added.set(path, { link, ready });
  document.head.append(link);
  return ready;
}
