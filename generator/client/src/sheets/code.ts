// Only this module knows how code keeps its lines on paper: each is a block of its own, so that a line which had to be
// broken can bear a mark, and what was one line is not read as two.

import { make } from "../ui/dom";

/** Puts each line of `code` into a block, with the highlighting that it has. */
export function codeLines(code: HTMLElement): void {
  const lines: HTMLElement[] = [];
  while (code.firstChild) {
    const end = lineEnd(code);
    const range = document.createRange();
    range.setStart(code, 0);
    if (end) range.setEnd(end.node, end.offset);
    else range.setEnd(code, code.childNodes.length);
    // A line end stays in its block: copied text needs it, and an empty line its height.
    lines.push(make("span", { class: "study-code-line" }, range.extractContents()));
    if (!code.textContent) break;
  }
  code.replaceChildren(...lines);
}

/** The place after the first line end. */
function lineEnd(code: HTMLElement): { node: Text; offset: number } | undefined {
  const texts = document.createTreeWalker(code, NodeFilter.SHOW_TEXT);
  for (let node = texts.nextNode(); node; node = texts.nextNode()) {
    const place = (node as Text).data.indexOf("\n");
    if (place >= 0) return { node: node as Text, offset: place + 1 };
  }
  return undefined;
}
