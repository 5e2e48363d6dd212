// Only this module knows when a page has math: KaTeX is fetched then, also after the theme replaced the page's content;
// until then, and without JavaScript, the TeX source stands there.

import { addStyles } from "./styles";

const WAITING = ".study-math:not([data-typeset])";
let scheduled = false;

/** Typesets what math the page has, once for all who ask in this turn. */
export function typesetSoon(): void {
  if (scheduled) return;
  scheduled = true;
  queueMicrotask(() => {
    scheduled = false;
    void typeset(document);
  });
}

/** Typesets the math below `root`. */
export async function typeset(root: ParentNode): Promise<void> {
  if (!root.querySelector(WAITING)) return;
  // Without its style sheet a formula is there twice, and all below it would move twice.
  const chunks = [import("./formula"), import("katex"), addStyles("katex/katex.min.css")] as const;
  const [{ draw }, { default: katex }] = await Promise.all(chunks);
  for (const node of root.querySelectorAll<HTMLElement>(WAITING)) {
    node.dataset["typeset"] = "";
    draw(katex, node);
  }
}
