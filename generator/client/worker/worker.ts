// The service worker of a site. It alone knows what is answered from where: pages and data from the network first,
// scripts whose name has a digest from the cache first, and the offline page for what is in neither. Other sites of the
// same origin can write into its caches: what a script is, the digest in this file says.
// It never takes over by itself: a new one waits until the learner asks for it.

import { isPage, resourcesOf } from "./requests";

declare const self: ServiceWorkerGlobalScope;
/**
 * What the generator writes in front: which build this is, and paths below the site's root: those that it begins with,
 * and those that some engines write and others do not.
 */
declare const byheartBuild: {
  version: string;
  core: readonly string[];
  perhaps: readonly string[];
  /** The page that stands in for one that is in no cache. */
  offline: string;
  /** SHA-256 of the scripts whose name has a digest, by their path below the root. */
  digests: Readonly<Record<string, string>>;
  /** What paths of the site begin with; other sites may lie below a site at the root of an origin. */
  names: readonly string[];
};

const ROOT = new URL("./", self.location.href);
const PREFIX = `byheart ${ROOT.pathname} `;
const CORE = `${PREFIX}core ${byheartBuild.version}`;
const SEEN = `${PREFIX}seen`;
/** So many pages and files of pages that were only visited are kept; the oldest make room. */
const MOST_SEEN = 200;

self.addEventListener("install", (event) => event.waitUntil(fill()));
self.addEventListener("activate", (event) => event.waitUntil(begin()));
self.addEventListener("message", ({ data }) => {
  if (data === "take over") void self.skipWaiting();
});
self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (!isOurs(request)) return;
  const { pathname } = new URL(request.url);
  const digest = new Map(Object.entries(byheartBuild.digests)).get(pathname.slice(ROOT.pathname.length));
  event.respondWith(digest ? cacheFirst(request, digest) : networkFirst(request));
});

/** Keeps what every page needs; without all of it there is no offline, and the browser tries again later. */
async function fill(): Promise<void> {
  const cache = await caches.open(CORE);
  const addresses = new Set(byheartBuild.core.map((path) => new URL(path, ROOT).href));
  const pages = [...addresses].filter((address) => isPage(new URL(address).pathname));
  for (const page of pages) {
    for (const resource of resourcesOf(await store(cache, page), page, ROOT.href)) addresses.add(resource);
  }
  await Promise.all([...addresses].filter((one) => !pages.includes(one)).map((one) => store(cache, one)));
  await Promise.allSettled(byheartBuild.perhaps.map((path) => store(cache, new URL(path, ROOT).href)));
}

/** Fetches past the browser's own cache; gives the text of a page. */
async function store(cache: Cache, address: string): Promise<string> {
  const response = await fetch(address, { cache: "no-cache" });
  if (!response.ok) throw new Error(`${response.status} ${address}`);
  const text = isPage(new URL(address).pathname) ? await response.clone().text() : "";
  await cache.put(address, response);
  return text;
}

/** What older builds kept goes; what the learner asked to keep stays. */
async function begin(): Promise<void> {
  const names = await caches.keys();
  const old = names.filter((name) => name.startsWith(`${PREFIX}core `) && name !== CORE);
  await Promise.all(old.map((name) => caches.delete(name)));
  await self.clients.claim();
}

function isOurs({ method, url, headers }: Request): boolean {
  const { origin, pathname } = new URL(url);
  if (method !== "GET" || headers.has("range") || origin !== ROOT.origin) return false;
  const path = pathname.startsWith(ROOT.pathname) ? pathname.slice(ROOT.pathname.length) : undefined;
  // The live server's own questions, which stay open for long.
  if (path === undefined || path.startsWith("livereload/")) return false;
  return ROOT.pathname !== "/" || byheartBuild.names.includes(path.split("/", 1)[0] ?? "");
}

/** What is in a cache and not what was built is never run. */
async function cacheFirst(request: Request, digest: string): Promise<Response> {
  const known = await kept(request);
  if (known && (await digestOf(known.clone())) === digest) return known;
  return fetchAndKeep(request);
}

async function digestOf(response: Response): Promise<string> {
  const bytes = new Uint8Array(await crypto.subtle.digest("SHA-256", await response.arrayBuffer()));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

async function networkFirst(request: Request): Promise<Response> {
  try {
    return await fetchAndKeep(request);
  } catch (error) {
    const known = await kept(request);
    if (known) return known;
    // Only where the browser itself goes to a page can it be led to another one.
    if (request.mode === "navigate") return offlinePage(request);
    throw error;
  }
}

async function fetchAndKeep(request: Request): Promise<Response> {
  const response = await fetch(request);
  const whole = response.ok && !response.redirected && response.type === "basic";
  if (whole && request.cache !== "reload") await remember(request, response.clone());
  return response;
}

/** A full disk is no reason to refuse the page. */
async function remember({ url }: Request, response: Response): Promise<void> {
  try {
    const cache = await caches.open(SEEN);
    const address = withoutQuery(url);
    await cache.delete(address);
    await cache.put(address, response);
    const known = await cache.keys();
    await Promise.all(known.slice(0, Math.max(0, known.length - MOST_SEEN)).map((old) => cache.delete(old)));
  } catch {
    // Then it is not there when there is no connection, and the offline page says so.
  }
}

/** The newest there is: what was visited, what was asked to be kept, what every page needs. */
async function kept({ url }: Request): Promise<Response | undefined> {
  const names = (await caches.keys()).filter((name) => name.startsWith(PREFIX));
  names.sort((a, b) => Number(b === SEEN) - Number(a === SEEN));
  for (const name of names) {
    const found = await (await caches.open(name)).match(withoutQuery(url));
    if (found) return found;
  }
  return undefined;
}

/** A query chooses what a page's script shows; the page is the same. */
function withoutQuery(url: string): string {
  const address = new URL(url);
  address.search = "";
  address.hash = "";
  return address.href;
}

async function offlinePage({ url }: Request): Promise<Response> {
  const page = new URL(byheartBuild.offline, ROOT);
  page.searchParams.set("for", new URL(url).pathname);
  return Response.redirect(page.href);
}
