// Only this module knows which site this page belongs to: all sites of one account share an origin, and so its storage.

/** What the generator tells of a site that is not as most are. */
interface ToldSite {
  /** What the site's owner calls it. */
  id?: string;
  /** Whether all sites of this name on the origin share one log. */
  share?: boolean;
  /** Whether its pages are addressed by files. */
  files?: boolean;
}

declare global {
  // The generator puts it in front of the entry, where there is something to tell.
  // `var`, since nothing else declares a property of globalThis.
  var byheartSite: ToldSite | undefined;
  // `var`, since nothing else declares a property of globalThis.
  var __md_scope: URL | undefined;
}

/** The path of the site's root as the theme tells it; "/" for a page of another theme. */
export function scope(): string {
  const root = globalThis.__md_scope;
  return root ? new URL(root).pathname : "/";
}

/** What the log goes by: the site's path, or the id that several sites share. */
export function logScope(): string {
  const site = globalThis.byheartSite;
  return (site?.share && site.id) || scope();
}
