// Only this module knows what stands between a sheet and its kinds: what a kind is given, and what it makes of it.

import type { Library, SiteItem } from "../library/library";
import type { Numbered } from "./entries";
import type { Framed } from "./fit";
import type { SheetQuery } from "./query";

/** One page, and where its content goes. */
export interface Page extends Framed {
  node: HTMLElement;
  run: string;
}

/** What a kind is given to work with. */
export interface Making {
  library: Library;
  units: readonly Numbered[];
  query: SheetQuery;
  shared: ReadonlySet<string>;
  /** The head of the sheet, with what a kind adds; a version of a form says which it is, and its items in its order. */
  head: (form?: { version: string; items: readonly SiteItem[] }, ...more: Node[]) => HTMLElement;
  /** The words at the foot of each page of a run. */
  foot: (run: string) => string[];
}

/** What a kind makes of it: nodes, and how they are put on pages once they can be measured. */
export interface Draft {
  nodes: readonly Node[];
  place: (root: Node & ParentNode) => { pages: readonly Page[]; warnings: readonly string[] };
}
