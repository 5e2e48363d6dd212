// Only this module knows the head of a sheet: title, what is on it, its short id, and the link back as a code to
// scan.

import { make } from "../ui/dom";
import { t } from "../ui/strings";
import { shortName } from "./digest";
import { type Entry, entriesOf, type Unit } from "./entries";
import type { SheetQuery } from "./query";

/** What the head says. */
export interface Head {
  title: string;
  facts: readonly string[];
  id: string;
  /** The way back: a link whose words are a code to scan. */
  link: HTMLAnchorElement | undefined;
}

export function headNode({ title, facts, id, link }: Head, ...more: Node[]): HTMLElement {
  const words = make("div", { class: "study-paper-words" });
  words.append(
    make("h1", {}, title),
    make("p", { class: "study-paper-facts" }, facts.filter(Boolean).join(" · ")),
    ...more,
  );
  const way = make("div", { class: "study-paper-way" });
  if (link) way.append(link);
  way.append(make("p", { class: "study-paper-id" }, t("sheets.id", { id })));
  return make("header", { class: "study-paper-head" }, words, way);
}

/** The short id of a sheet: the same as long as the same items are asked in the same words and order. */
export function idOf(units: readonly Unit[], { kind, selection }: SheetQuery): string {
  const asked = entriesOf(units).map(({ site }) => `${site.key} ${site.fingerprint}`);
  return shortName([kind, selection.seed, ...asked].join("\n"), 6);
}

/** The decks of a sheet that has several, in words. */
export function decksIn(entries: readonly Entry[]): string {
  const titles = [...new Set(entries.map(({ deck }) => deck.title))];
  return titles.length > 1 ? titles.join(", ") : "";
}
