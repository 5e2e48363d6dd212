// Only this module knows recall: reveal the answer, then say how it went. The native <details> stays what opens.

import type { LogRecord, Rating } from "../log/record";
import { button, keyHint, make, primary } from "../ui/dom";
import { type Key, t } from "../ui/strings";
import { ratingOf, stateOf } from "./card/grade";
import type { State } from "./grade";

/** The two ratings that are offered, with the key for each, the button and the words said afterwards. */
const RATINGS: readonly { rating: Rating; key: string; label: Key; said: Key; status: Key }[] = [
  { rating: "again", key: "1", label: "card.again", said: "card.rated-again", status: "status.again" },
  { rating: "good", key: "2", label: "card.good", said: "card.rated-good", status: "status.recalled" },
];

/** What an item does for its recall: put a rating into the log, tell a state, with a word for it. */
export interface Recalled {
  rate(rating: Rating, said: string): void;
  show(state: State, word: string | undefined): void;
  readOut(): void;
}

export class Recall {
  readonly #item: Recalled;
  readonly #details: HTMLDetailsElement | null;
  readonly #label = make("span", { class: "study-reveal" });
  readonly #hint = keyHint("Space");
  /** What an open question says in place of "Answer", for it has none to compare with; undefined on other items. */
  readonly #open: string | undefined;
  readonly #buttons: HTMLButtonElement[];
  #rating: Rating | undefined;

  /** @param details what opens; it gets the rating row. */
  constructor(item: Recalled, details: HTMLDetailsElement | null) {
    this.#item = item;
    this.#details = details;
    const isOpen = details?.closest("[data-open]");
    this.#open = isOpen ? (details?.querySelector("summary")?.textContent ?? "") : undefined;
    this.#buttons = RATINGS.map(({ rating, key, label, said }) => {
      const kind = rating === "good" ? primary : button;
      const node = kind(t(label), () => item.rate(rating, t(said)), { "data-rating": rating });
      node.prepend(keyHint(key), " ");
      return node;
    });
    details?.querySelector("summary")?.replaceChildren(this.#label, this.#hint);
    details?.append(this.#ratingRow());
    details?.addEventListener("toggle", () => this.#toggled());
    // Where all answers are shown at once, none is read out.
    this.#label.parentElement?.addEventListener("click", () => setTimeout(() => this.#shown()));
  }

  draw(history: readonly LogRecord[]): void {
    this.#rating = ratingOf(history);
    for (const node of this.#buttons) {
      node.setAttribute("aria-pressed", String(node.dataset["rating"] === this.#recalledOrNot));
    }
    this.#toggled();
  }

  /** @param onItself whether the item as a whole has the focus. */
  handleKey(key: string, onItself: boolean): boolean {
    if (onItself && (key === " " || key === "Enter")) {
      this.reveal(!this.#details?.open);
      this.#shown();
    } else if (!this.#details?.open) return false;
    else return this.#rateByKey(key);
    return true;
  }

  /** The learner opened or closed the answer. */
  #shown(): void {
    if (this.#details?.open) this.#item.readOut();
  }

  reveal(open: boolean): void {
    if (this.#details) this.#details.open = open;
    this.#toggled();
  }

  #toggled(): void {
    const open = this.#details?.open ?? false;
    const hidden = t(this.#open === undefined ? "card.reveal" : "card.open");
    this.#label.textContent = open ? (this.#open ?? t("card.answer")) : hidden;
    this.#hint.hidden = open;
    const status = RATINGS.find(({ rating }) => rating === this.#recalledOrNot)?.status;
    this.#item.show(stateOf(this.#rating) || (open ? "revealed" : ""), status && t(status));
  }

  /** Which of the two that was: all but again mean that it was known, with help or at once. */
  get #recalledOrNot(): Rating | undefined {
    return this.#rating && this.#rating !== "again" ? "good" : this.#rating;
  }

  #ratingRow(): HTMLElement {
    const question = t(this.#open === undefined ? "card.did-you-know" : "card.open-question");
    const asked = make("span", { class: "study-rating-question", "aria-hidden": "true" }, question);
    const attributes = { class: "study-rating study-controls", role: "group", "aria-label": question };
    return make("div", attributes, asked, ...this.#buttons);
  }

  #rateByKey(key: string): boolean {
    const index = RATINGS.findIndex((entry) => entry.key === key);
    this.#buttons[index]?.click();
    return index >= 0;
  }
}
