// Only this module knows what a deck does before its tools are there: it asks for the log, and puts its items onto paper.

import { itemsOf, words } from "../items/item";
import { siteLog } from "../log/log";
import { deckOf } from "../log/replay";
import { loadElements } from "../ui/chunks";
import type { DeckTools } from "./tools";

export class StudyDeck extends HTMLElement {
  #connected = new AbortController();

  connectedCallback(): void {
    this.#connected = new AbortController();
    const { signal } = this.#connected;
    void siteLog().need([this.key, ...this.formerly]);
    addEventListener("beforeprint", () => layOut("paper"), { signal });
    addEventListener("afterprint", () => layOut("screen"), { signal });
    // The items come later in the page, and wake up later when it is put in as a whole; some come in chunks, and so do
    // the tools; where there is no connection it goes without.
    void Promise.all([import("./awake").catch(() => undefined), loadElements()]).then(([awake]) => {
      if (awake && !signal.aborted) this.#wake(awake.DeckTools, signal);
    });
  }

  disconnectedCallback(): void {
    this.#connected.abort();
  }

  get key(): string {
    return this.dataset["deck"] ?? "";
  }

  get formerly(): string[] {
    return words(this.dataset["formerly"]);
  }

  #wake(Tools: typeof DeckTools, signal: AbortSignal): void {
    const items = itemsOf(document).filter((item) => deckOf(item.dataset["item"] ?? "") === this.key);
    if (items.length) new Tools(this, items, signal);
  }
}

/** Of all items of the page: it may be printed before the rarer types have come and the deck knows its items. */
function layOut(medium: "paper" | "screen"): void {
  for (const item of itemsOf(document)) item.layOut(medium);
}
