// Only this module knows how the end of a session names what keeps slipping away, with the way to where it is brought back.

import english from "../../../byheart/strings/en.json?leeches";
import type { Library, SiteItem } from "../library/library";
import type { Schedule } from "../schedule/open-schedule";
import type { Result } from "../session/session";
import { make } from "../ui/dom";
import { addStrings, t } from "../ui/strings";

addStrings(english);

/** The leeches among what was answered; nothing where there is none. Rejects where their texts cannot be had. */
export async function leechesTold(library: Library, schedule: Schedule, results: readonly Result[]): Promise<Node[]> {
  const answered = new Set(results.filter(({ skipped }) => !skipped).map(({ item }) => item));
  const leeches = [...answered].filter((item) => schedule.isLeech(item));
  if (!leeches.length) return [];
  const rows = await Promise.all(leeches.map(async (item) => make("li", {}, await linkTo(library, item))));
  const all = make("a", { href: library.urlOfTool("progress", "#leeches") }, t("leeches.all"));
  return [make("p", {}, t("leeches.told", { n: leeches.length })), make("ul", {}, ...rows), make("p", {}, all)];
}

/** What an item asks, as a link to it. */
export async function linkTo(library: Library, item: SiteItem): Promise<HTMLAnchorElement> {
  const { items } = await library.data(item.deck);
  const text = items.find(({ id }) => id === item.id)?.text ?? item.id;
  return make("a", { href: library.placeOf(item), dir: "auto" }, text);
}
