// Only this module knows which site this page belongs to: all sites of one account share an origin, and so its storage.

declare global {
  // `var`, since nothing else declares a property of globalThis.
  var __md_scope: URL | undefined;
}

/** The path of the site's root as the theme tells it; "/" for a page of another theme. */
export function scope(): string {
  const root = globalThis.__md_scope;
  return root ? new URL(root).pathname : "/";
}
