// Only this module knows the page that prints: what is to be printed is its address, which its controls change; it says
// when a sheet is laid out (`data-sheet="ready"` on the document), for those who print it without looking.

import english from "../../../byheart/strings/en.json?sheets";
import type { Library } from "../library/library";
import type { Selection } from "../library/selection";
import { sheetForm } from "../sheets/form";
import { PaperSize } from "../sheets/paper-size";
import { preview, scale } from "../sheets/preview";
import { AT_ONCE, isAsked, queryOfSheet, type SheetQuery, sheetIn } from "../sheets/query";
import { layOut } from "../sheets/sheet";
import { whatControl } from "../sheets/source-picker";
import { make, primary, row } from "../ui/dom";
import type { PageHost } from "../ui/host";
import { addStrings, t } from "../ui/strings";
import { addStyles } from "../ui/styles";
import type { Start } from "./start";

addStrings(english);

export const start: Start = async (host, library) => {
  await addStyles("byheart-sheets.css");
  if (!host.signal.aborted) new SheetPage(host, library).open();
};

/** What the document tells of its sheet: being made, laid out, nothing asked for, or that it failed. */
type Told = "making" | "ready" | "none" | "failed";

class SheetPage {
  readonly #host: PageHost;
  readonly #library: Library;
  readonly #signal: AbortSignal;
  readonly #pages: HTMLElement;
  readonly #said = make("div", { class: "study-sheet-said study-controls" });
  readonly #print = primary(t("sheets.print"), () => globalThis.print());
  readonly #size = new PaperSize();
  #sheet = sheetIn(new URLSearchParams(location.search));
  #drawing: Promise<void> = Promise.resolve();

  constructor(host: PageHost, library: Library) {
    this.#host = host;
    this.#library = library;
    this.#signal = host.signal;
    this.#pages = preview(host.signal);
  }

  open(): void {
    const what = whatControl(this.#library, this.#sheet.selection, (selection) => this.#select(selection));
    const form = sheetForm(this.#sheet, (sheet) => this.#describe(sheet));
    form.prepend(what);
    const made = [form, row(this.#print), this.#said, this.#pages];
    this.#host.append(...made);
    const title = document.title;
    this.#signal.addEventListener("abort", () => {
      for (const node of made) node.remove();
      this.#close(title);
    });
    const atOnce = location.hash === AT_ONCE;
    void this.#draw().then(() => {
      if (atOnce && document.documentElement.dataset["sheet"] === "ready") globalThis.print();
    });
  }

  #close(title: string): void {
    this.#size.release();
    const { dataset } = document.documentElement;
    delete dataset["sheet"];
    delete dataset["warnings"];
    document.title = title;
  }

  /** Takes other items, in the order of the same seed. */
  #select(selection: Selection): void {
    this.#change({ ...this.#sheet, selection: { ...selection, seed: this.#sheet.selection.seed } });
  }

  /** Makes another sheet of the same items. */
  #describe(sheet: SheetQuery): void {
    this.#change({ ...sheet, selection: { ...this.#sheet.selection, seed: sheet.selection.seed } });
  }

  #change(sheet: SheetQuery): void {
    this.#sheet = sheet;
    history.replaceState(history.state, "", `?${queryOfSheet(sheet)}`);
    void this.#draw();
  }

  /** Draws what is asked for now; one drawing waits for the one before it, and those overtaken are left out. */
  #draw(): Promise<void> {
    const sheet = this.#sheet;
    this.#tell("making");
    this.#drawing = this.#drawing.then(async () => {
      if (sheet !== this.#sheet || this.#signal.aborted) return;
      await this.#lay(sheet).catch((error: unknown) => {
        console.error(error);
        this.#say([t("tool.no-data")]);
        this.#tell("failed");
      });
    });
    return this.#drawing;
  }

  async #lay(sheet: SheetQuery): Promise<void> {
    this.#pages.hidden = !isAsked(sheet.selection);
    if (this.#pages.hidden) {
      this.#say([t("sheets.choose")]);
      return this.#tell("none");
    }
    const { title, pages, warnings } = await layOut(this.#pages, this.#library, sheet);
    if (this.#signal.aborted || sheet !== this.#sheet) return;
    this.#size.set(sheet.paper);
    scale(this.#pages);
    document.title = title;
    document.documentElement.dataset["warnings"] = String(warnings.length);
    this.#say([...(pages ? [t("sheets.pages", { n: pages })] : []), ...warnings]);
    this.#tell(pages ? "ready" : "none");
  }

  #say(lines: readonly string[]): void {
    this.#said.replaceChildren(...lines.map((line) => make("p", {}, line)));
    this.#host.live.textContent = lines.join(" ");
  }

  #tell(told: Told): void {
    document.documentElement.dataset["sheet"] = told;
    this.#print.disabled = told !== "ready";
  }
}
