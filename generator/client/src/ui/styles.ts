// Only this module knows how a style sheet that few pages need comes into the page. Instant navigation takes it out of
// the page again, so it is asked for wherever it is needed.

/** Milliseconds between looks whether it is still in the page: one that is taken out while it loads says nothing. */
const PAUSE = 2000;

const added = new Map<string, { link: HTMLLinkElement; ready: Promise<void> }>();

/** Adds a style sheet of the assets, once for the page; resolves when it counts, or cannot be had. */
export function addStyles(path: string): Promise<void> {
  const known = added.get(path);
  if (known?.link.isConnected) return known.ready;
  const link = document.createElement("link");
  link.rel = "stylesheet";
  link.href = new URL(path, import.meta.url).href;
  const ready = new Promise<void>((resolve) => {
    const looking = setInterval(() => link.isConnected || end(), PAUSE);
    const end = (): void => {
      clearInterval(looking);
      resolve();
    };
    for (const name of ["load", "error"]) link.addEventListener(name, end, { once: true });
  });
  added.set(path, { link, ready });
  document.head.append(link);
  return ready;
}
