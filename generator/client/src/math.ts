// Only this module knows KaTeX. It is a chunk of its own that is fetched when a page has math, also after the theme
// replaced the page's content; until then, and without JavaScript, the TeX source stands there.

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

/** Typesets the math below `root`. Wrong TeX is shown as it was written, in red; nothing is thrown. */
export async function typeset(root: ParentNode): Promise<void> {
  if (!root.querySelector(WAITING)) return;
  void addStyles("katex/katex.min.css");
  const { default: katex } = await import("katex");
  for (const node of root.querySelectorAll<HTMLElement>(WAITING)) {
    node.dataset["typeset"] = "";
    const displayMode = "display" in node.dataset;
    katex.render(node.textContent ?? "", node, { displayMode, throwOnError: false, trust: false, strict: "ignore" });
  }
}
