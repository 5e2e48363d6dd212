// Only this module knows cards to cut out: where each stands on the paper, so that its back comes behind its front
// however the paper is turned, or beside it to be folded over; how text shrinks, and goes on to a second card.

import type { Library } from "../library/library";
import { make } from "../ui/dom";
import { t } from "../ui/strings";
import type { Draft, Making, Page } from "./draft";
import { type Entry, entriesOf, type Unit } from "./entries";
import { cut, type Framed, narrow, overflows, shrink } from "./fit";
import { cellBehind, type Grid, gridOf } from "./grid";
import { makePage } from "./pages";
import { directionIn, nameOf, paperOf, stemOf } from "./paper";
import type { SheetQuery } from "./query";

/** Type sizes in points, from the one that is best to read on a card to the smallest that can be read. */
const SIZES = [13, 12, 11, 10, 9, 8, 7];
/** Those of what goes on on a second card, where larger type would look like something new. */
const SMALL_SIZES = SIZES.filter((size) => size <= 9);

/** What is printed on the two sides of a card. */
interface Sides {
  entry: Entry;
  front: HTMLElement;
  back: HTMLElement;
  level: string;
}

export function cards({ library, units, query, foot }: Making): Draft {
  const sides = units.flatMap((unit) => entriesOf([unit]).map((entry) => sidesOf(library, unit, entry)));
  return {
    nodes: sides.flatMap(({ front, back }) => [front, back]),
    place: (root) => {
      const grid = gridOf(query);
      const probe = probeIn(root, grid, foot);
      const faces = sides.map((card) => facesOf(card, probe));
      probe.page.node.remove();
      const long = faces.filter((cards) => cards.length > 1).map(([first]) => first?.name ?? "");
      const warnings = long.length ? [t("sheets.continued", { n: long.length, names: long.join(", ") })] : [];
      const pages = lay(root, faces.flat(), grid, query.flip, foot);
      titled(pages[0]);
      return { pages, warnings };
    },
  };
}

function sidesOf(library: Library, unit: Unit, entry: Entry): Sides {
  const paper = paperOf(library, entry);
  for (const node of paper.body.querySelectorAll(".study-answer-line")) node.remove();
  const stem = stemOf(library, unit);
  const front = make("div", { class: "study-paper-body", ...directionIn(entry) });
  if (stem) front.append(make("div", { class: "study-paper-stem" }, stem.heading, stem.body));
  front.append(make("h2", { class: "study-paper-question" }, paper.heading), paper.body);
  if (front.dir) paper.key.dir = front.dir;
  return { entry, front, back: paper.key, level: entry.site.level ? (paper.facts[0] ?? "") : "" };
}

// What fits on a card

/** One card as it is cut out. */
interface Cutout {
  name: string;
  front: Node;
  back: Node;
}

/** A cell of the size that all have, to measure in. */
interface Probe {
  page: Page;
  cell: HTMLElement;
}

function probeIn(root: ParentNode & Node, grid: Grid, foot: Making["foot"]): Probe {
  const page = gridPage(grid, foot(""));
  const cell = make("div", { class: "study-cutout" });
  page.content.append(cell);
  root.append(page.node);
  return { page, cell };
}

/** The cards that one becomes: more than one where a side has no room for its text in the smallest type. */
function facesOf(card: Sides, { cell }: Probe): Cutout[] {
  const [fronts, backs] = [card.front, card.back].map((content) => piecesOf(content, cell));
  const n = Math.max(fronts?.length ?? 0, backs?.length ?? 0);
  const name = nameOf(card.entry);
  return Array.from({ length: n }, (_, index) => {
    const part = n > 1 ? `${index + 1}/${n}` : "";
    const side = (content: HTMLElement | undefined, which: string): HTMLElement =>
      face(content ?? goesOn(), [card.level, which], [name, part]);
    return { name, front: side(fronts?.[index], t("sheets.front")), back: side(backs?.[index], t("sheets.back")) };
  });
}

/** What stands on a side that has no more text while the other goes on. */
function goesOn(): HTMLElement {
  return make("p", { class: "study-cutout-goes-on" }, t("sheets.goes-on"));
}

/** A side's content in pieces that fit, each in its type size. */
function piecesOf(content: HTMLElement, cell: HTMLElement, sizes: readonly number[] = SIZES): HTMLElement[] {
  const shown = face(content, ["x"], ["x"]);
  cell.replaceChildren(shown);
  const framed: Framed = { frame: shown.querySelector(".study-cutout-frame") as HTMLElement, content };
  content.classList.add("study-cutout-content");
  if (shrink(framed, sizes)) return [content];
  narrow(content);
  const rest = overflows(framed) ? cut(framed, content) : undefined;
  return rest ? [content, ...piecesOf(rest, cell, SMALL_SIZES)] : [content];
}

/** A side: facts above, its name below, the content between them. */
function face(content: Node, above: readonly string[], below: readonly string[]): HTMLElement {
  const line = (words: readonly string[]): HTMLElement =>
    make("p", { class: "study-cutout-line" }, ...words.map((text) => make("span", {}, text)));
  // The cells are laid out from left to right in any language, since paper is turned the same way.
  const dir = getComputedStyle(document.body).direction;
  return make(
    "div",
    { class: "study-cutout-side", dir },
    line(above),
    make("div", { class: "study-cutout-frame" }, content),
    line(below),
  );
}

// Where the cards stand

function gridPage({ columns, rows }: Grid, foot: readonly string[]): Page {
  const page = makePage("", foot);
  page.node.classList.add("study-page--cards");
  page.node.style.setProperty("--study-columns", String(columns));
  page.node.style.setProperty("--study-rows", String(rows));
  return page;
}

function lay(
  root: Node & ParentNode,
  all: readonly Cutout[],
  grid: Grid,
  flip: SheetQuery["flip"],
  foot: Making["foot"],
): Page[] {
  const cells = grid.columns * grid.rows;
  const perPage = flip === "fold" ? grid.rows : cells;
  const pages: Page[] = [];
  for (let start = 0; start < all.length; start += perPage) {
    const here = all.slice(start, start + perPage);
    const filled = flip === "fold" ? [folded(here)] : [fronts(here), backs(here, grid, flip)];
    for (const places of filled) pages.push(filledPage(root, grid, places, foot, flip));
  }
  return pages;
}

function filledPage(
  root: Node & ParentNode,
  grid: Grid,
  places: ReadonlyMap<number, Node>,
  foot: Making["foot"],
  flip: SheetQuery["flip"],
): Page {
  const page = gridPage(grid, foot(""));
  page.node.dataset["flip"] = flip;
  for (let cell = 0; cell < grid.columns * grid.rows; cell++) {
    const card = make("div", { class: "study-cutout" });
    const side = places.get(cell);
    if (side) card.append(side);
    else card.classList.add("study-cutout--empty");
    page.content.append(card);
  }
  page.node.append(...marks(grid));
  root.append(page.node);
  return page;
}

function fronts(cards: readonly Cutout[]): Map<number, Node> {
  return new Map(cards.map(({ front }, index) => [index, front]));
}

function backs(cards: readonly Cutout[], grid: Grid, flip: "long" | "short"): Map<number, Node> {
  return new Map(cards.map(({ back }, index) => [cellBehind(index, grid, flip), back]));
}

function folded(cards: readonly Cutout[]): Map<number, Node> {
  return new Map(
    cards.flatMap(({ front, back }, index) => [[2 * index, front] as const, [2 * index + 1, back] as const]),
  );
}

/** Cards have no head: the title in the first foot is the heading of them all. */
function titled(page: Page | undefined): void {
  const title = page?.node.querySelector(".study-page-foot > span");
  title?.replaceWith(make("h1", {}, title.textContent ?? ""));
}

/** Where to cut: short lines in the margins, at the ends of each cut. */
function marks({ columns, rows }: Grid): HTMLElement[] {
  const mark = (edge: string, index: number): HTMLElement => {
    const node = make("span", { class: `study-crop study-crop--${edge}`, "aria-hidden": "true" });
    node.style.setProperty("--study-at", String(index));
    return node;
  };
  const along = (n: number, edges: readonly string[]): HTMLElement[] =>
    Array.from({ length: n + 1 }, (_, index) => edges.map((edge) => mark(edge, index))).flat();
  return [...along(columns, ["top", "bottom"]), ...along(rows, ["start", "end"])];
}
