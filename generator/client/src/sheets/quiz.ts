// Only this module knows the quiz form: versions in orders of their own, each with a line for the name, a grid for the
// answers and a key whose letters are those of its version.

import papers from "item-paper";
import { make } from "../ui/dom";
import { own } from "../ui/own";
import { t } from "../ui/strings";
import { type Asked, ask, keyBlocks, questionBlocks } from "./blocks";
import type { Draft, Making } from "./draft";
import { numbered } from "./entries";
import { flowing, type SheetPart } from "./pages";
import { LETTERED } from "./paper";
import { type Lettered, lettersAfter, optionsOf, orderOf, seedOf, versionsOf } from "./versions";

/** The seed of a form for which none was named. */
const USUAL_SEED = "1";

export function quiz(making: Making): Draft {
  const seed = making.query.selection.seed || USUAL_SEED;
  const versions = versionsOf(making.query.versions).map((version) => versionParts(making, seed, version));
  const parts = versions.map(({ form }) => form);
  if (making.query.key !== "none") parts.push(...versions.map(({ key }) => key));
  return flowing(parts, making.foot);
}

function versionParts(
  { library, units, shared, head }: Making,
  seed: string,
  version: string,
): { form: SheetPart; key: SheetPart } {
  const asked = ask(library, numbered(orderOf(units, seed, version)), shared);
  const all = asked.flatMap((unit) => unit.asked);
  for (const each of all) turn(each, seed, version);
  const name = t("sheets.version", { version });
  const title = make("p", { class: "study-paper-version" }, t("sheets.version-of", { version, seed }));
  const items = all.map(({ entry }) => entry.site);
  const first = { node: head({ version, items }, title, nameLine(), gridOf(all)), keep: true };
  return {
    form: { run: name, blocks: [first, ...questionBlocks(asked)] },
    key: { run: t("sheets.key-of", { version }), blocks: keyBlocks(asked, t("sheets.key-of", { version })) },
  };
}

function nameLine(): HTMLElement {
  const field = (label: string): HTMLElement =>
    make(
      "span",
      { class: "study-paper-field" },
      label,
      make("span", { class: "study-paper-rule", "aria-hidden": "true" }),
    );
  return make("p", { class: "study-paper-name" }, field(t("sheets.name")), field(t("sheets.date")));
}

/** One place for each answer: letters to mark where there are options, room to write a word or letters elsewhere. */
function gridOf(asked: readonly Asked[]): HTMLElement {
  const places = asked.map(({ number, paper }) => {
    const marks = [...paper.body.querySelectorAll(".study-options > li")].map((option) => {
      const words = option.querySelector(".study-paper-letter") ?? option.querySelector(".study-paper-option");
      return make("span", { class: "study-paper-mark" }, words?.textContent?.trim() ?? "");
    });
    const place = marks.length ? marks : [make("span", { class: "study-paper-blank" })];
    return make("li", {}, make("span", { class: "study-paper-number" }, number), ...place);
  });
  return make("ul", { class: "study-paper-grid", "aria-label": t("sheets.grid") }, ...places);
}

// The order of a version

/** Puts what an item has letters for into the order of a version, and the letters of its key with it. */
function turn({ entry, paper }: Asked, seed: string, version: string): void {
  const { body } = paper;
  const { key = "" } = body.dataset;
  const rowsOf = own(papers, entry.item.type)?.rows;
  const place = [seed, version, entry.site.key] as const;
  for (const list of body.querySelectorAll(LETTERED)) {
    const rows = [...list.children] as HTMLElement[];
    const before = rows.map((row): Lettered => ({ id: idOf(row), pin: row.dataset["pin"] }));
    const after = rowsOf ? rowsOf(key, seedOf(...place)) : optionsOf(before, ...place);
    rearrange(list, rows, after);
    reletter(
      paper.key,
      lettersAfter(
        before.map(({ id }) => id),
        after,
      ),
    );
    if (list.matches(".study-options")) sortKey(paper.key);
  }
}

/** The id of a row, which an attribute holds that is named by what the row is: `data-option`, `data-step`. */
function idOf({ dataset }: HTMLElement): string {
  return Object.entries(dataset).find(([name]) => name !== "pin")?.[1] ?? "";
}

function rearrange(list: Element, rows: readonly HTMLElement[], order: readonly string[]): void {
  const letters = rows.map((row) => row.querySelector(".study-paper-letter")?.textContent ?? "");
  const sorted = order.flatMap((id) => rows.filter((row) => idOf(row) === id));
  list.append(...sorted);
  sorted.forEach((row, index) => row.querySelector(".study-paper-letter")?.replaceChildren(letters[index] ?? ""));
}

/** Gives the letters that a key names their new ones. */
function reletter(key: HTMLElement, letters: ReadonlyMap<string, string>): void {
  for (const node of key.querySelectorAll(".study-key-option > strong, :scope > p:first-child > strong > bdi")) {
    node.textContent = (node.textContent ?? "").replace(/[A-Z]/g, (old) => letters.get(old) ?? old);
  }
}

/** The right options in the order of their new letters. */
function sortKey(key: HTMLElement): void {
  const rows = [...key.querySelectorAll(".study-key-option")];
  const letterIn = (row: Element): string => row.querySelector("strong")?.textContent ?? "";
  rows.at(-1)?.after(...rows.toSorted((a, b) => letterIn(a).localeCompare(letterIn(b))));
}
