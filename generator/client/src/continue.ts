// Only this module knows the way back in: the deck that was studied last and has something left.

import { type DeckOutline, itemsWithAnswer, lastStudied } from "./answered";
import { countText, make, siteLog, t } from "./later";
import type { LogRecord } from "./record";

/** A deck as the site's index lists it; `page` is relative to the index. */
interface IndexedDeck extends DeckOutline {
  title: string;
  page: string;
}

/** "Continue: Pruning and quantization · 4 of 12"; nothing while nothing was answered. */
export class StudyContinue extends HTMLElement {
  #connected = new AbortController();
  #decks: IndexedDeck[] = [];
  #index = "";

  connectedCallback(): void {
    this.#connected = new AbortController();
    siteLog().addEventListener("change", () => void this.#update(), { signal: this.#connected.signal });
    void siteLog().needAll();
    void this.#update();
  }

  disconnectedCallback(): void {
    this.#connected.abort();
  }

  /** Asks for the index only when there is something to continue. */
  async #update(): Promise<void> {
    const { records } = siteLog();
    if (!records.length) return this.replaceChildren();
    if (!this.#decks.length) await this.#load();
    this.#draw(records);
  }

  async #load(): Promise<void> {
    this.#index = new URL(this.dataset["index"] ?? "", document.baseURI).href;
    try {
      const index = (await (await fetch(this.#index)).json()) as { decks?: IndexedDeck[] };
      this.#decks = index.decks ?? [];
    } catch {
      // Without the index (offline, say) there is no title to show; the page is whole without this line.
    }
  }

  #draw(records: readonly LogRecord[]): void {
    const begun = this.#decks
      .map((deck) => ({ deck, done: itemsWithAnswer(records, deck), n: deck.ids.length }))
      .filter(({ done, n }) => done > 0 && done < n)
      .sort((a, b) => lastStudied(records, b.deck) - lastStudied(records, a.deck));
    const latest = begun[0];
    if (!latest) return this.replaceChildren();
    const href = new URL(latest.deck.page, this.#index).href;
    const words = t("continue.continue", { deck: latest.deck.title });
    const link = make("a", { class: "study-button study-button--primary", href }, words);
    this.replaceChildren(make("p", { class: "study-continue-line" }, link, " ", countText(latest.done, latest.n)));
  }
}
