// Only this module finds, for lists of decks, the answers that name an option, step or side which is no longer there:
// on the page of its deck such an item is to be answered again. It asks for data only where an answered item changed.

import { fragmentOf } from "../items/mount";
import { type DeckData, factsOf, type SiteItem, siteLibrary } from "../library/library";
import { recordsOf } from "../log/answered";
import type { LogRecord } from "../log/record";
import { decksOf, historyOf } from "../log/replay";

/** The items whose latest answer is outdated, by full id. Rejects where the site's data cannot be had. */
export async function outdatedIn(index: string, records: readonly LogRecord[]): Promise<ReadonlySet<string>> {
  if (!records.some(({ response }) => namesIn(response).length)) return new Set();
  const library = await siteLibrary(index);
  const items = await library.items();
  const named = items.flatMap((item) => {
    const latest = factsOf(item.type).namesParts ? latestOf(records, item) : undefined;
    return latest && latest.fingerprint !== item.fingerprint ? [{ item, names: namesIn(latest.response) }] : [];
  });
  const gone = await Promise.all(
    named.map(async ({ item, names }) => (isThere(await library.data(item.deck), item, names) ? [] : [item.key])),
  );
  return new Set(gone.flat());
}

function latestOf(records: readonly LogRecord[], { identity }: SiteItem): LogRecord | undefined {
  return historyOf(recordsOf(records, decksOf(identity)), identity).findLast(({ kind }) => kind === "response");
}

/** The ids that a response names: those of options and steps in a list, those of sides in pairs. */
function namesIn(response: unknown): string[] {
  if (Array.isArray(response)) return response.filter((name) => typeof name === "string");
  if (typeof response !== "object" || response === null) return [];
  const pairs = Object.entries(response);
  return pairs.every(([, right]) => typeof right === "string") ? pairs.flat() : [];
}

function isThere({ items }: DeckData, { id }: SiteItem, names: readonly string[]): boolean {
  const html = items.find((item) => item.id === id)?.html ?? "";
  const parts = fragmentOf(html).querySelectorAll<HTMLElement>("[data-option], [data-step], [data-left], [data-right]");
  const ids = new Set([...parts].flatMap(({ dataset: { option, step, left, right } }) => [option, step, left, right]));
  return names.every((name) => ids.has(name));
}
