// Only this module knows the pages of a sheet: sections of the size of the paper, filled block by block so that what
// fits on a page is never divided, each with its number.

import { make } from "../ui/dom";
import { t } from "../ui/strings";
import type { Draft, Page } from "./draft";
import { cut, overflows } from "./fit";

/** What stands on a page as one thing. */
export interface Block {
  node: HTMLElement;
  /** Stays with the block after it: a heading, the stem of a group. */
  keep?: boolean;
}

/** Blocks that begin on a page of their own. */
export interface SheetPart {
  blocks: readonly Block[];
  /** Pages are counted anew for each run, which is handed out by itself: a version, its key. */
  run: string;
}

/** A page of the paper. `foot` are the words at its end: what the sheet is, and its id. */
export function makePage(run: string, foot: readonly string[]): Page {
  const content = make("div", { class: "study-page-content" });
  const frame = make("div", { class: "study-page-frame" }, content);
  const words = foot.filter(Boolean).map((text) => make("span", {}, text));
  const line = make("p", { class: "study-page-foot" }, ...words);
  return { node: make("section", { class: "study-page" }, frame, line), frame, content, run };
}

/** Parts that flow over as many pages as they need. */
export function flowing(parts: readonly SheetPart[], foot: (run: string) => readonly string[]): Draft {
  const nodes = parts.flatMap(({ blocks }) => blocks.map(({ node }) => node));
  return {
    nodes,
    place: (root) => ({ pages: parts.flatMap((part) => fill(root, part, foot(part.run))), warnings: [] }),
  };
}

function fill(root: Node & ParentNode, { blocks, run }: SheetPart, foot: readonly string[]): Page[] {
  const pages: Page[] = [];
  const next = (): Page => {
    const page = makePage(run, foot);
    root.append(page.node);
    pages.push(page);
    return page;
  };
  let page = next();
  for (const chain of chainsOf(blocks)) page = place(chain, page, next);
  return pages;
}

/** Writes the number of each page within its run. */
export function number(pages: readonly Page[]): void {
  for (const page of pages) {
    const run = pages.filter((other) => other.run === page.run);
    const words = t("sheets.page", { i: run.indexOf(page) + 1, n: run.length });
    page.node.querySelector(".study-page-foot")?.append(make("span", { class: "study-page-number" }, words));
  }
}

/** Blocks that stay together. */
function chainsOf(blocks: readonly Block[]): HTMLElement[][] {
  const chains: HTMLElement[][] = [];
  let open = false;
  for (const { node, keep = false } of blocks) {
    if (open) chains.at(-1)?.push(node);
    else chains.push([node]);
    open = keep;
  }
  return chains;
}

/** Puts a chain where it fits whole: here, or on the next page, or else over as many as it needs. Gives the last page. */
function place(chain: readonly HTMLElement[], page: Page, next: () => Page): Page {
  page.content.append(...chain);
  if (!overflows(page)) return page;
  const isFirst = page.content.firstElementChild === chain[0];
  for (const node of chain) node.remove();
  if (!isFirst) return place(chain, next(), next);
  return chain.reduce((current, node) => divide(node, current, next), page);
}

/** Puts one block of a chain that no page holds. */
function divide(node: HTMLElement, page: Page, next: () => Page): Page {
  page.content.append(node);
  if (!overflows(page)) return page;
  const rest = cut(page, node);
  if (rest) return divide(rest, next(), next);
  if (page.content.firstElementChild === node) return page;
  node.remove();
  return divide(node, next(), next);
}
