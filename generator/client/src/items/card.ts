// Only this module knows the card: recall, reveal, say how it went. The native <details> stays what opens.

import { button, keyHint, make, primary } from "../dom";
import { StudyItem } from "../item";
import type { LogRecord, Rating } from "../record";
import { type Key, t } from "../strings";
import { ratingOf, stateOf } from "./card.grade";

/** The two ratings that are offered, with the key for each, the button and the words said afterwards. */
const RATINGS: readonly { rating: Rating; key: string; label: Key; said: Key; status: Key }[] = [
  { rating: "again", key: "1", label: "card.again", said: "card.rated-again", status: "status.again" },
  { rating: "good", key: "2", label: "card.good", said: "card.rated-good", status: "status.known" },
];

export class StudyCard extends StudyItem {
  readonly #label = make("span", { class: "study-reveal" });
  readonly #hint = keyHint("Space");
  #buttons: HTMLButtonElement[] = [];
  #rating: Rating | undefined;

  protected override enhance(): void {
    this.#buttons = RATINGS.map(({ rating, key, label }) => {
      const kind = rating === "good" ? primary : button;
      const node = kind(t(label), () => this.#rate(rating), { "data-rating": rating });
      node.prepend(keyHint(key), " ");
      return node;
    });
    const details = this.#details;
    details?.querySelector("summary")?.replaceChildren(this.#label, this.#hint);
    details?.append(this.#ratingRow());
    details?.addEventListener("toggle", () => this.#toggled());
  }

  protected override draw(history: readonly LogRecord[]): void {
    this.#rating = ratingOf(history);
    for (const node of this.#buttons) {
      node.setAttribute("aria-pressed", String(node.dataset["rating"] === this.#rating));
    }
    this.#toggled();
  }

  override handleKey(key: string): boolean {
    const onItself = document.activeElement === this;
    if (onItself && (key === " " || key === "Enter")) this.reveal(!this.#details?.open);
    else if (!this.#details?.open) return false;
    else return this.#rateByKey(key);
    return true;
  }

  override reveal(open: boolean): void {
    if (this.#details) this.#details.open = open;
    this.#toggled();
  }

  override again(): void {
    if (this.#details) this.#details.open = false;
    super.again();
  }

  get #details(): HTMLDetailsElement | null {
    return this.querySelector(":scope > details.study-answer");
  }

  #toggled(): void {
    const open = this.#details?.open ?? false;
    this.#label.textContent = t(open ? "card.answer" : "card.reveal");
    this.#hint.hidden = open;
    const status = RATINGS.find(({ rating }) => rating === this.#rating)?.status;
    this.show(stateOf(this.#rating) || (open ? "revealed" : ""), status && t(status));
  }

  #ratingRow(): HTMLElement {
    const question = t("card.did-you-know");
    const asked = make("span", { class: "study-rating-question", "aria-hidden": "true" }, question);
    const attributes = { class: "study-rating study-controls", role: "group", "aria-label": question };
    return make("div", attributes, asked, ...this.#buttons);
  }

  #rateByKey(key: string): boolean {
    const found = RATINGS.find((entry) => entry.key === key);
    if (found) this.#rate(found.rating);
    return Boolean(found);
  }

  #rate(rating: Rating): void {
    this.record({ kind: "rating", rating });
    const said = RATINGS.find((entry) => entry.rating === rating)?.said;
    if (said) this.announce(t(said));
  }
}
