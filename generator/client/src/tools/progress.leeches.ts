// Only this module knows the list of leeches: what was forgotten again and again and is set aside, with its answer, and
// what can be done about it. What is done stands in the log, and can be taken back at once.

import { fragmentOf, rebase } from "../items/mount";
import type { Library, SiteItem } from "../library/library";
import { siteLog } from "../log/log";
import { button, make, row } from "../ui/dom";
import type { PageHost } from "../ui/host";
import { typesetSoon } from "../ui/math";
import { t } from "../ui/strings";
import { linkTo } from "./leeches";
import type { Known } from "./progress.known";
import { section } from "./progress.parts";

/** The section; it is there while something is set aside, or something that was done can be taken back. */
export class LeechList {
  readonly node: HTMLElement;
  readonly #host: PageHost;
  readonly #library: Library;
  readonly #words = make("p", { class: "study-figures-words" });
  readonly #rows = make("ul", { class: "study-mends study-leeches" });
  readonly #result = make("div", { class: "study-keep-result", tabindex: "-1" });
  #drawn = "";

  constructor(host: PageHost, library: Library) {
    this.#host = host;
    this.#library = library;
    this.node = section(t("leeches.title"), this.#words, this.#rows, this.#result);
    this.node.id = "leeches";
  }

  /** Shows what is set aside now; rows that stay as they are keep the focus. */
  async draw({ leeches, schedule }: Known): Promise<void> {
    const lapses = (item: SiteItem): number => schedule.memoryOf(item)?.lapses ?? 0;
    const drawn = leeches.map((item) => `${item.key} ${lapses(item)}`).join();
    this.node.hidden = !leeches.length && !this.#result.childElementCount;
    if (drawn === this.#drawn) return;
    const rows = await Promise.all(leeches.map((item) => this.#row(item, lapses(item))));
    this.#drawn = drawn;
    this.#words.textContent = t(leeches.length ? "leeches.words" : "leeches.none");
    this.#rows.replaceChildren(...rows);
  }

  async #row(item: SiteItem, lapses: number): Promise<HTMLElement> {
    const [link, data] = await Promise.all([linkTo(this.#library, item), this.#library.data(item.deck)]);
    const name = link.textContent ?? "";
    const node = make(
      "li",
      {},
      link,
      make("span", { class: "study-leech-lapses" }, t("leeches.forgotten", { n: lapses })),
    );
    const key = data.items.find(({ id }) => id === item.id)?.key ?? "";
    const report = data.edit ? [make("a", { href: data.edit, class: "study-leech-report" }, t("leeches.report"))] : [];
    const ways = row(
      button(t("leeches.bring-back"), () => this.#release(item, name), {
        "aria-label": `${t("leeches.bring-back")}: ${name}`,
      }),
      button(t("leeches.start-anew"), () => this.#reset(item, name), {
        "aria-label": `${t("leeches.start-anew")}: ${name}`,
      }),
      ...report,
    );
    node.append(this.#answer(item, key), ways);
    return node;
  }

  /** The key as paper has it, behind a fold. */
  #answer(item: SiteItem, key: string): HTMLElement {
    const body = make("div", { class: "study-leech-answer", dir: "auto" }, fragmentOf(key));
    rebase(body, this.#library.urlOf(item.deck.page));
    const fold = make("details", { class: "study-chart-table" }, make("summary", {}, t("card.reveal")), body);
    fold.addEventListener("toggle", () => typesetSoon(), { once: true });
    return fold;
  }

  // What the learner does

  #release({ key }: SiteItem, name: string): void {
    const at = Date.now();
    siteLog().append({ at, item: key, kind: "release" });
    this.#tell(t("leeches.brought-back", { item: name }), name, () => {
      siteLog().append({ item: key, kind: "retract", of: at });
    });
  }

  #reset({ key }: SiteItem, name: string): void {
    siteLog().append({ item: key, kind: "reset" });
    this.#tell(t("leeches.started-anew", { item: name }), name, () => siteLog().append({ item: key, kind: "undo" }));
  }

  /** Says what was done, with the way back. */
  #tell(words: string, name: string, undo: () => void): void {
    const back = button(t("leeches.take-back"), () => {
      undo();
      this.#say(t("leeches.aside-again", { item: name }));
    });
    this.#say(words, row(back));
  }

  #say(words: string, ...more: Node[]): void {
    this.#result.replaceChildren(make("p", {}, words), ...more);
    this.#host.live.textContent = words;
    this.#result.focus();
  }
}
