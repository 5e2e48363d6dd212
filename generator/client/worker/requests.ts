// Only this module knows how addresses of a built site are told apart, and what a page needs beside itself. Pure.

/** What a page loads by itself: the attributes of links to style sheets and icons, of scripts and pictures. */
const TAG = /<(link|script|img)\b([^>]*)>/gi;
const LOADS = /\brel=["']?(?:stylesheet|icon|manifest|shortcut icon)\b/i;
const ADDRESS = /\b(?:href|src)=["']?([^"'\s>]+)/i;

/** Whether a path is that of a page: a folder, or an HTML file. */
export function isPage(path: string): boolean {
  return /(?:\/|\.html)$/.test(path);
}

/** The addresses below `root` that the page at `page` loads by itself, each once. */
export function resourcesOf(html: string, page: string, root: string): string[] {
  const found = new Set<string>();
  for (const [, tag = "", attributes = ""] of html.matchAll(TAG)) {
    const address = ADDRESS.exec(attributes)?.[1];
    if (!address || (tag.toLowerCase() === "link" && !LOADS.test(attributes))) continue;
    const url = new URL(address.replaceAll("&amp;", "&"), page);
    if (url.href.startsWith(root)) found.add(url.href.split("#", 1)[0] ?? url.href);
  }
  return [...found];
}
