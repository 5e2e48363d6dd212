// Only this module knows how the paper is divided into cards, and which cell lies behind which. Pure.

import type { SheetQuery } from "./query";

/** How the paper is divided. */
export interface Grid {
  columns: number;
  rows: number;
}

/** The grid of a page: three columns where there are twelve, and always pairs of front and back where one is folded. */
export function gridOf({ per, flip }: Pick<SheetQuery, "per" | "flip">): Grid {
  if (flip === "fold") return { columns: 2, rows: per === "12" ? 6 : 4 };
  return { columns: per === "12" ? 3 : 2, rows: 4 };
}

/** The cell behind a cell when the paper is turned: columns are mirrored over the long edge, rows over the short one. */
export function cellBehind(cell: number, { columns, rows }: Grid, flip: "long" | "short"): number {
  const [row, column] = [Math.floor(cell / columns), cell % columns];
  return flip === "long" ? row * columns + (columns - 1 - column) : (rows - 1 - row) * columns + column;
}
