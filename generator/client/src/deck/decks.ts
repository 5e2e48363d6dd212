// Only this module shows how far the decks of a list have come. A list has no keys, so it counts answers and judges
// none.

import { words } from "../items/item";
import { itemsWithAnswer } from "../log/answered";
import { siteLog } from "../log/log";
import { troubleLine } from "../log/trouble";
import { siteIndex } from "../offline/root";
import { make } from "../ui/dom";
import { t } from "../ui/strings";
import { countText } from "./progress";

/** The list of decks on a topic's page and on the page of all decks. */
export class StudyDecks extends HTMLElement {
  #connected = new AbortController();
  #outdated: ReadonlySet<string> = new Set();

  connectedCallback(): void {
    this.#connected = new AbortController();
    siteLog().addEventListener("change", () => this.#draw(), { signal: this.#connected.signal });
    void siteLog()
      .needAll()
      .then(() => this.#findOutdated());
    this.#draw();
    this.before(troubleLine(this.#connected.signal));
    this.#askBeforePrint(this.#connected);
    void this.#offerToKeep(this.#connected.signal);
  }

  /** Offline, say, an answer to what has changed counts as it did. */
  async #findOutdated(): Promise<void> {
    const { outdatedIn } = await import("./outdated");
    this.#outdated = await outdatedIn(siteIndex(), siteLog().records).catch(() => this.#outdated);
    if (this.#outdated.size) this.#draw();
  }

  /** Of one topic: the link that prints asks how first. */
  #askBeforePrint({ signal }: AbortController): void {
    const { topic } = this.dataset;
    const link = this.querySelector("[data-print]");
    const ask = async (event: Event): Promise<void> => {
      // The theme would follow the link, whatever was prevented.
      event.preventDefault();
      event.stopPropagation();
      const { openPrintDialog } = await import("../sheets/dialog");
      await openPrintDialog(this, { topic: topic ?? "" });
    };
    link?.addEventListener("click", (event) => void ask(event), { signal });
  }

  disconnectedCallback(): void {
    this.#connected.abort();
  }

  /** On the page of one topic: keeping it on this device. */
  async #offerToKeep(signal: AbortSignal): Promise<void> {
    const { topic } = this.dataset;
    if (!topic) return;
    const { keepLine } = await import("../offline/line");
    const line = keepLine(topic, siteIndex());
    if (!line || signal.aborted) return;
    this.querySelector(".study-offline")?.remove();
    this.append(line);
  }

  #draw(): void {
    for (const row of this.querySelectorAll<HTMLElement>(".study-deck-row")) {
      const { deck = "", items, formerly, former = "{}" } = row.dataset;
      const ids = words(items);
      const outline = { deck, ids, formerly: words(formerly), former: JSON.parse(former) };
      const done = itemsWithAnswer(siteLog().records, outline, this.#outdated);
      row.querySelector(".study-deck-progress")?.remove();
      if (done) row.append(deckProgress(done, ids.length));
    }
  }
}

/** How many of a deck's items were answered: a bar, and the numbers. */
function deckProgress(done: number, n: number): HTMLElement {
  const bar = make("span", { class: "study-deck-bar", role: "img", "aria-label": t("deck.answered", { done, n }) });
  bar.style.setProperty("--study-done", String(n ? done / n : 0));
  return make("div", { class: "study-deck-progress" }, bar, countText(done, n));
}
