// Only this module knows the link that a sheet carries, `/s/?…`: which items stand on it, in the order of their
// numbers, so that what was done on paper can be brought back without a server. Pure.

import type { SiteItem } from "../library/library";
import { queryOf, type Selection, select, selectionIn } from "../library/selection";
import { decksOf, namesOf } from "../log/replay";
import { shortName } from "./digest";

/** What a sheet says of itself. */
export interface SheetLink {
  /** In the order of their numbers on the sheet. */
  items: readonly SiteItem[];
  /** The letter of a quiz form's version, or "". */
  version: string;
  /** `2026-11-25`, or "". */
  date: string;
}

/** What stands at a number of a sheet: an item, if the site still has it, and whether it asks something else today. */
export interface Place {
  item: SiteItem | undefined;
  changed: boolean;
}

/** What a link is read as; `missing` counts items that the site no longer has, or that are not the ones printed. */
export interface ReadLink extends SheetLink {
  places: readonly Place[];
  missing: number;
  /** Whether some items ask something else today, and the link does not say which. */
  edited: boolean;
}

/** Digits that a query may have before a code to scan becomes too fine for a sheet. */
const LONGEST = 300;
/** So many base-32 digits name an item among those of its decks, or more where two would be alike. */
const SHORTEST_NAME = 4;
const LONGEST_NAME = 12;
/** So many digits tell whether an item still asks and answers the same: one edit of a thousand goes unnoticed. */
const CHECK = 2;
/** So many tell it of all items at once. */
const CHECK_OF_ALL = 4;
const DIGITS = /^[0-9A-HJKMNP-TV-Z]*$/;

/** The query of the link: the items by name, or, where that is long, the selection that gives them. */
export function linkOf(link: SheetLink, selection: Selection, site: readonly SiteItem[]): URLSearchParams {
  const named = byName(link, site);
  if (named.toString().length <= LONGEST || selection.is.length) return named;
  const asked = select(site, selection, () => false).map(({ key }) => key);
  const sameOrder = asked.join(" ") === link.items.map(({ key }) => key).join(" ");
  return sameOrder ? bySelection(link, selection) : named;
}

function byName(link: SheetLink, site: readonly SiteItem[]): URLSearchParams {
  const decks = [...new Set(link.items.map(({ deck }) => deck.deck))];
  const length = lengthFor(site.filter(({ deck }) => decks.includes(deck.deck)));
  const names = link.items.map(({ key }) => shortName(key, length)).join("");
  const checks = link.items.map(({ fingerprint }) => shortName(fingerprint, CHECK)).join("");
  return withRest(new URLSearchParams({ d: decks.join(","), i: `${length.toString(36)}${names}`, c: checks }), link);
}

function bySelection(link: SheetLink, selection: Selection): URLSearchParams {
  const query = queryOf(selection);
  query.set("f", fingerprintOf(link.items));
  query.set("c", checkOfAll(link.items));
  return withRest(query, link);
}

function withRest(query: URLSearchParams, { version, date }: SheetLink): URLSearchParams {
  if (version) query.set("v", version);
  if (date) query.set("on", date.replaceAll("-", ""));
  return query;
}

/** How long names must be so that no two of these items share one. */
function lengthFor(items: readonly SiteItem[]): number {
  for (let length = SHORTEST_NAME; length < LONGEST_NAME; length++) {
    if (new Set(items.map(({ key }) => shortName(key, length))).size === items.length) return length;
  }
  return LONGEST_NAME;
}

/** Reads the query of a link; undefined where it is none, or has been cut short or misread. */
export function linkIn(query: URLSearchParams, site: readonly SiteItem[]): ReadLink | undefined {
  const read = query.has("i") ? namedIn(query, site) : selectedIn(query, site);
  if (!read) return undefined;
  const items = read.places.map(({ item }) => item).filter((item) => item !== undefined);
  const rest = { version: query.get("v") ?? "", date: dateIn(query.get("on") ?? "") };
  return { ...read, ...rest, items, missing: read.places.length - items.length };
}

type Read = Pick<ReadLink, "places" | "edited">;

function selectedIn(query: URLSearchParams, site: readonly SiteItem[]): Read | undefined {
  const [all = "", check = ""] = [query.get("f") ?? "", query.get("c") ?? ""];
  if (!isCode(all, 8) || !isCode(check, CHECK_OF_ALL)) return undefined;
  const items = select(site, selectionIn(query), () => false);
  const same = fingerprintOf(items) === all;
  return {
    places: items.map((item) => ({ item: same ? item : undefined, changed: false })),
    edited: same && checkOfAll(items) !== check,
  };
}

function isCode(text: string, length: number): boolean {
  return text.length === length && DIGITS.test(text);
}

/** The items by the names that they had when the sheet was printed. */
function namedIn(query: URLSearchParams, site: readonly SiteItem[]): Read | undefined {
  const [code = "", checks = ""] = [query.get("i") ?? "", query.get("c") ?? ""];
  const length = Number.parseInt(code[0] ?? "", 36);
  const n = (code.length - 1) / length;
  const whole = length >= SHORTEST_NAME && length <= LONGEST_NAME && Number.isInteger(n) && n > 0;
  if (!whole || !DIGITS.test(code.slice(1)) || !isCode(checks, n * CHECK)) return undefined;
  const known = namesIn(query, site, length);
  const places = Array.from({ length: n }, (_, index) => {
    const item = known.get(code.slice(1 + index * length, 1 + (index + 1) * length));
    const check = checks.slice(index * CHECK, (index + 1) * CHECK);
    return { item, changed: item !== undefined && shortName(item.fingerprint, CHECK) !== check };
  });
  return { places, edited: false };
}

/** The items of the decks of a link by their short names, present and former. */
function namesIn(query: URLSearchParams, site: readonly SiteItem[], length: number): Map<string, SiteItem> {
  const decks = new Set((query.get("d") ?? "").split(","));
  const known = new Map<string, SiteItem>();
  for (const item of site) {
    if (!decksOf(item.identity).some((deck) => decks.has(deck))) continue;
    // Its present name last, so that it wins.
    for (const name of namesOf(item.identity).reverse()) known.set(shortName(name, length), item);
  }
  return known;
}

/** What changes when other items come, or in another order. */
function fingerprintOf(items: readonly SiteItem[]): string {
  return shortName(items.map(({ key }) => key).join(" "), 8);
}

/** What changes when any of the items asks or answers something else. */
function checkOfAll(items: readonly SiteItem[]): string {
  return shortName(items.map(({ fingerprint }) => fingerprint).join(" "), CHECK_OF_ALL);
}

function dateIn(text: string): string {
  const found = /^(\d{4})(\d{2})(\d{2})$/.exec(text);
  return found ? found.slice(1).join("-") : "";
}
