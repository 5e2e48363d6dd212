// Only this module knows what the kinds of sheets with questions have in common: the head, a question with its number,
// its key with its sources, a group that stays together.

import type { Library } from "../library/library";
import { make } from "../ui/dom";
import { t } from "../ui/strings";
import { type Entry, entriesOf, type Numbered } from "./entries";
import type { Block, SheetPart } from "./pages";
import { directionIn, type PaperItem, paperOf, stemOf } from "./paper";
import type { KeyPlace } from "./query";

/** An item with the nodes of its question and of its key. */
export interface Asked {
  entry: Entry;
  number: string;
  paper: PaperItem;
  question: HTMLElement;
  key: HTMLElement;
}

/** A unit ready for pages: the stem of its group, if it has one, and its questions. */
export interface AskedUnit {
  stem: HTMLElement | undefined;
  asked: readonly Asked[];
}

/** The nodes of some units. `shared` are facts that the head of the sheet tells once. */
export function ask(library: Library, units: readonly Numbered[], shared: ReadonlySet<string>): AskedUnit[] {
  return units.map((unit) => {
    const printed = unit.group ? unit.entries.map((entry) => [entry]) : [[...unit.entries]];
    const asked = printed.map((entries, index) => askOne(library, entries, unit.numbers[index] ?? "", shared));
    return { stem: stemNode(library, unit), asked: asked.flat() };
  });
}

/** @param more are the other faces of what is printed once. */
function askOne(
  library: Library,
  [entry, ...more]: readonly Entry[],
  number: string,
  shared: ReadonlySet<string>,
): Asked[] {
  if (!entry) return [];
  const paper = paperOf(library, entry, more);
  const speech = directionIn(entry);
  const facts = paper.facts.filter((fact) => !shared.has(fact));
  const told = make("p", { class: "study-paper-facts" }, facts.join(" · "));
  const heading = headed(number, paper.heading);
  const attributes = { class: "study-paper-item", "data-item": entry.site.key, ...speech };
  const question = make("div", attributes, heading, paper.body, ...(facts.length ? [told] : []));
  return [{ entry, number, paper, question, key: keyEntry(entry, number, paper) }];
}

function headed(number: string, words: Node): HTMLElement {
  const place = make("span", { class: "study-paper-number" }, `${number}.`);
  return make("h2", { class: "study-paper-question" }, place, " ", words);
}

function keyEntry(entry: Entry, number: string, { key, refs }: PaperItem): HTMLElement {
  const place = make("p", { class: "study-paper-number" }, `${number}.`);
  const attributes = { class: "study-paper-key-entry", "data-item": entry.site.key, ...directionIn(entry) };
  return make("div", attributes, place, make("div", {}, key, ...(refs ? [refs] : [])));
}

function stemNode(library: Library, unit: Numbered): HTMLElement | undefined {
  const stem = stemOf(library, unit);
  const [first] = unit.entries;
  if (!stem || !first) return undefined;
  return make(
    "div",
    { class: "study-paper-item study-paper-group", ...directionIn(first) },
    headed(unit.number, stem.heading),
    stem.body,
  );
}

/** How a question stands on the page with its key; a stem has none. */
export type Arrange = (question: HTMLElement, key: HTMLElement | undefined) => HTMLElement;

/** Questions as blocks: the parts of a group stay with its stem. */
export function questionBlocks(units: readonly AskedUnit[], arrange: Arrange = (question) => question): Block[] {
  return units.flatMap(({ stem, asked }) => {
    const parts = asked.map(({ question, key }) => arrange(question, key));
    const nodes = stem ? [arrange(stem, undefined), ...parts] : parts;
    return nodes.map((node, index) => ({ node, keep: index < nodes.length - 1 }));
  });
}

/** The key as blocks, below its heading. */
export function keyBlocks(units: readonly AskedUnit[], heading: string): Block[] {
  const entries = units.flatMap(({ asked }) => asked.map(({ key }) => ({ node: key })));
  return [{ node: make("h2", { class: "study-paper-title" }, heading), keep: true }, ...entries];
}

/** The parts of a sheet whose key stands where it was asked for; `arrange` puts it to each question. */
export function withKey(
  units: readonly AskedUnit[],
  head: HTMLElement,
  place: KeyPlace,
  arrange: Arrange,
): SheetPart[] {
  const questions = questionBlocks(units, place === "each" ? arrange : undefined);
  const sheet = { run: "", blocks: [{ node: head, keep: true }, ...questions] };
  return place === "end" ? [sheet, { run: "", blocks: keyBlocks(units, t("sheets.key")) }] : [sheet];
}

/** Levels and tags that all items share. */
export function sharedFacts(library: Library, units: readonly Numbered[]): string[] {
  const [first, ...rest] = entriesOf(units).map((entry) => paperOf(library, entry).facts);
  return (first ?? []).filter((fact) => rest.every((facts) => facts.includes(fact)));
}

/** What the sheet is of, in words: its deck, its topic, or that items were chosen. */
export function titleOf(entries: readonly Entry[]): string {
  const only = (values: readonly string[]): string | undefined => (new Set(values).size === 1 ? values[0] : undefined);
  return (
    only(entries.map(({ deck }) => deck.title)) ??
    only(entries.map(({ site }) => site.deck.topic)) ??
    t("sheets.chosen")
  );
}
