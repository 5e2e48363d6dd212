// Only this module knows how a topic is kept on this device: its pages, data and pictures in a cache of its own, which
// the service worker answers from, refreshed once a day.

import { isPage, resourcesOf } from "../../worker/requests";
import type { IndexedDeck, Library } from "../library/library";
import { pageNamed } from "../ui/page-names";
import { keptCache, siteRoot } from "./root";

const DAY = 24 * 60 * 60 * 1000;
/** An address that no page has, for what the cache says about itself. */
const NOTE = "byheart-kept.json";

/** What is kept of a topic. */
export interface KeptTopic {
  topic: string;
  title: string;
  /** Milliseconds since 1970 of the last time that all of it was fetched. */
  at: number;
  bytes: number;
  /** Addresses of its pages. */
  pages: string[];
}

/** Keeps all of a topic; nothing is left behind when a part cannot be had. Rejects then. */
export async function keepTopic(library: Library, topic: string, tell: (share: number) => void): Promise<KeptTopic> {
  const decks = library.decks.filter(({ deck }) => deck.startsWith(`${topic}/`));
  const pages = [library.urlOf(pageNamed(`${topic}/index`)), ...decks.map(({ page }) => library.urlOf(page))];
  const data = decks.map(({ items }: IndexedDeck) => library.urlOf(items));
  const title = decks[0]?.topic ?? topic;
  return fill(topic, title, pages, data, tell);
}

async function fill(
  topic: string,
  title: string,
  pages: string[],
  data: string[],
  tell: (share: number) => void,
): Promise<KeptTopic> {
  const name = keptCache(topic);
  const fresh = await caches.open(`${name} new`);
  try {
    const bytes = await fetchAll(fresh, [...pages, ...data], tell);
    const kept = { topic, title, at: Date.now(), bytes, pages };
    await fresh.put(new URL(NOTE, siteRoot()), Response.json({ ...kept, data }));
    await moveInto(name, fresh);
    return kept;
  } finally {
    await caches.delete(`${name} new`);
  }
}

/** Fetches the addresses and what their pages load; gives the number of bytes. */
async function fetchAll(cache: Cache, addresses: string[], tell: (share: number) => void): Promise<number> {
  const wanted = new Set(addresses);
  let done = 0;
  let bytes = 0;
  for (const address of wanted) {
    // By "reload" the worker knows that this is not a visit, and keeps no copy of its own.
    const response = await fetch(address, { cache: "reload" });
    if (!response.ok) throw new Error(`${response.status} ${address}`);
    const copy = await response.clone().blob();
    bytes += copy.size;
    if (isPage(new URL(address).pathname)) {
      for (const resource of resourcesOf(await copy.text(), address, siteRoot().href)) wanted.add(resource);
    }
    await cache.put(address, response);
    tell(++done / wanted.size);
  }
  return bytes;
}

async function moveInto(name: string, fresh: Cache): Promise<void> {
  await caches.delete(name);
  const cache = await caches.open(name);
  for (const request of await fresh.keys()) {
    const response = await fresh.match(request);
    if (response) await cache.put(request, response);
  }
}

/** No longer keeps a topic. */
export async function dropTopic(topic: string): Promise<void> {
  await caches.delete(keptCache(topic));
}

/** What is kept of each topic. */
export async function keptTopics(): Promise<KeptTopic[]> {
  return (await notes()).map(({ kept }) => kept);
}

/** Fetches anew what is older than a day; what cannot be had stays as it is. */
export async function refreshKept(): Promise<void> {
  for (const { kept, data } of await notes()) {
    if (Date.now() - kept.at < DAY || !navigator.onLine) continue;
    await fill(kept.topic, kept.title, kept.pages, data, () => undefined).catch(() => undefined);
  }
}

async function notes(): Promise<{ kept: KeptTopic; data: string[] }[]> {
  const names = (await caches.keys()).filter((name) => name.startsWith(keptCache("")) && !name.endsWith(" new"));
  const found = await Promise.all(
    names.map(async (name) => (await caches.open(name)).match(new URL(NOTE, siteRoot()))),
  );
  const texts = await Promise.all(found.filter((note) => note !== undefined).map((note) => note.json()));
  return texts.map((note: KeptTopic & { data: string[] }) => ({ kept: note, data: note.data }));
}
