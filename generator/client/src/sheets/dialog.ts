// Only this module knows the dialog that asks how a deck or a topic is to be printed, with the pages as they will be.

import english from "../../../byheart/strings/en.json?sheets";
import { siteLibrary } from "../library/library";
import { siteIndex } from "../offline/root";
import { button, make, primary, row } from "../ui/dom";
import { scope } from "../ui/scope";
import { addStrings, t } from "../ui/strings";
import { addStyles } from "../ui/styles";
import { sheetForm } from "./form";
import { preview, scale } from "./preview";
import { AT_ONCE, queryOfSheet, type SheetQuery, sheetIn } from "./query";
import { layOut } from "./sheet";

addStrings(english);

/** Opens the dialog in `host`, which gets the focus back; `query` says which items. */
export async function openPrintDialog(host: Element, query: Record<string, string>): Promise<void> {
  await addStyles("byheart-sheets.css");
  new PrintDialog(sheetIn(new URLSearchParams(query))).open(host);
}

/** The pages as a part of their size: most of one is seen at once. */
const SMALL = 0.5;

class PrintDialog {
  readonly #closed = new AbortController();
  readonly #pages = preview(this.#closed.signal, SMALL);
  readonly #said = make("p", { class: "study-sheet-said", role: "status" });
  readonly #node = make("dialog", {
    class: "study-dialog study-print-dialog study-controls",
    "aria-labelledby": "study-print-title",
  });
  #sheet: SheetQuery;
  #drawing: Promise<void> = Promise.resolve();

  constructor(sheet: SheetQuery) {
    this.#sheet = sheet;
  }

  open(host: Element): void {
    const form = sheetForm(this.#sheet, (sheet) => this.#draw(sheet));
    const buttons = row(
      primary(t("sheets.print"), () => this.#goTo(AT_ONCE)),
      button(t("sheets.open"), () => this.#goTo("")),
      button(t("sheets.cancel"), () => this.#node.close()),
    );
    const title = make("h2", { id: "study-print-title", class: "study-dialog-title" }, t("sheets.print"));
    this.#node.append(title, form, this.#said, this.#pages, buttons);
    this.#node.addEventListener("close", () => {
      this.#closed.abort();
      this.#node.remove();
    });
    host.append(this.#node);
    this.#node.showModal();
    this.#draw(this.#sheet);
  }

  #goTo(fragment: string): void {
    location.assign(addressOf(`sheets/?${queryOfSheet(this.#sheet)}${fragment}`));
  }

  #draw(sheet: SheetQuery): void {
    this.#sheet = sheet;
    this.#drawing = this.#drawing
      .then(() => this.#lay(sheet))
      .catch((error: unknown) => {
        console.error(error);
        this.#said.textContent = t("sheets.no-preview");
      });
  }

  async #lay(sheet: SheetQuery): Promise<void> {
    if (sheet !== this.#sheet || this.#closed.signal.aborted) return;
    const library = await siteLibrary(siteIndex());
    const { pages, warnings } = await layOut(this.#pages, library, sheet);
    scale(this.#pages);
    this.#said.textContent = [...(pages ? [t("sheets.pages", { n: pages })] : []), ...warnings].join(" ");
  }
}

/** The address of a path below the root of the site. */
function addressOf(path: string): string {
  return new URL(path, new URL(scope(), location.href)).href;
}
