// Only this module knows the ways back in: what is due, and the deck that was studied last and has something left.

import { type DeckOutline, itemsWithAnswer, lastStudied } from "../log/answered";
import { siteLog } from "../log/log";
import type { LogRecord } from "../log/record";
import { troubleLine } from "../log/trouble";
import { siteIndex } from "../offline/root";
import { make } from "../ui/dom";
import { t } from "../ui/strings";
import { countText } from "./progress";

/** A deck as the site's index lists it; `page` is relative to the index. */
interface IndexedDeck extends DeckOutline {
  title: string;
  page: string;
}

/** "12 due today: Review", "Continue: Pruning and quantization · 4 of 12"; nothing while nothing was answered. */
export class StudyContinue extends HTMLElement {
  readonly #due = make("p", { class: "study-continue-line", hidden: "" });
  readonly #last = make("p", { class: "study-continue-line", hidden: "" });
  #connected = new AbortController();
  #decks: IndexedDeck[] = [];
  #outdated: ReadonlySet<string> = new Set();

  connectedCallback(): void {
    this.#connected = new AbortController();
    const { signal } = this.#connected;
    this.replaceChildren(troubleLine(signal), this.#due, this.#last);
    siteLog().addEventListener("change", () => void this.#update(), { signal });
    void this.#update();
    void siteLog()
      .needAll()
      .then(() => whenIdle(() => void this.#drawDue(signal).then(() => this.#findOutdated())));
  }

  disconnectedCallback(): void {
    this.#connected.abort();
  }

  /** Asks for the index only when there is something to continue. */
  async #update(): Promise<void> {
    const { records } = siteLog();
    if (!records.length) {
      this.#last.hidden = true;
      return;
    }
    if (!this.#decks.length) await this.#load();
    this.#drawLast(records);
  }

  /** Offline, say, an answer to what has changed counts as it did. */
  async #findOutdated(): Promise<void> {
    const { outdatedIn } = await import("./outdated");
    this.#outdated = await outdatedIn(siteIndex(), siteLog().records).catch(() => this.#outdated);
    if (this.#outdated.size) await this.#update();
  }

  async #load(): Promise<void> {
    try {
      const index = (await (await fetch(siteIndex())).json()) as { decks?: IndexedDeck[] };
      this.#decks = index.decks ?? [];
    } catch {
      // Without the index (offline, say) there is no title to show; the page is whole without this line.
    }
  }

  #drawLast(records: readonly LogRecord[]): void {
    const begun = this.#decks
      .map((deck) => ({ deck, done: itemsWithAnswer(records, deck, this.#outdated), n: deck.ids.length }))
      .filter(({ done, n }) => done > 0 && done < n)
      .sort((a, b) => lastStudied(records, b.deck) - lastStudied(records, a.deck));
    const latest = begun[0];
    this.#last.hidden = !latest;
    if (!latest) return;
    const href = new URL(latest.deck.page, siteIndex()).href;
    const words = t("continue.continue", { deck: latest.deck.title });
    // One button is meant first: what is due, if something is.
    const kind = this.#due.hidden ? "study-button study-button--primary" : "study-button";
    const link = make("a", { class: kind, href }, words);
    this.#last.replaceChildren(link, " ", countText(latest.done, latest.n));
  }

  /** What is due comes after the page is quiet, and only for those who have a log. */
  async #drawDue(signal: AbortSignal): Promise<void> {
    if (signal.aborted || !siteLog().records.length) return;
    const { dueNow } = await import("./due");
    // Offline, say: the page is whole without this line.
    const due = await dueNow(siteIndex()).catch(() => undefined);
    if (!due?.n || signal.aborted) return;
    const link = make(
      "a",
      { class: "study-button study-button--primary", href: due.href },
      t("continue.due", { n: due.n }),
    );
    this.#due.replaceChildren(link);
    this.#due.hidden = false;
    void this.#update();
  }
}

/** Safari has no idle callbacks. */
function whenIdle(act: () => void): void {
  if ("requestIdleCallback" in globalThis) requestIdleCallback(act, { timeout: 2000 });
  else setTimeout(act, 200);
}
