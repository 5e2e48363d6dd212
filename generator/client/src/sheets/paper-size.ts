// Only this module knows how the browser learns the size of the paper: by a rule that counts as long as a sheet is on
// the page. A constructed style sheet comes after those of the document, and needs no exception of the security policy.

import type { Paper } from "./query";

/** Width and height as CSS writes them. */
const SIZES: Record<Paper, string> = { a4: "210mm 297mm", letter: "8.5in 11in" };

export class PaperSize {
  readonly #sheet = new CSSStyleSheet();

  /** Prints on this paper from now on; the margins are within the pages of the sheet. */
  set(paper: Paper): void {
    this.#sheet.replaceSync(`@page { size: ${SIZES[paper]}; margin: 0 }`);
    if (!document.adoptedStyleSheets.includes(this.#sheet)) document.adoptedStyleSheets.push(this.#sheet);
  }

  /** Leaves the paper to the page that comes next. */
  release(): void {
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((sheet) => sheet !== this.#sheet);
  }
}
