// Only this module knows what stands around the item of a session: the place in it and the time left above, what can be
// done below.

import { saveStateLine } from "../log/save-state";
import { stretch } from "../schedule/pace";
import { button, keyHint, make, primary, row } from "../ui/dom";
import { locale, t } from "../ui/strings";
import type { Action } from "./keys";

export class SessionFrame {
  /** All of it; it gets the focus of clicks beside the controls, so that keys work. */
  readonly node = make("section", {
    class: "study-session study-controls",
    tabindex: "-1",
    "aria-label": t("session.label"),
  });
  /** Where the item stands. */
  readonly stage = make("div", { class: "study-stage" });
  readonly #place = make("h2", { class: "study-session-place" });
  readonly #time = make("span", { class: "study-session-time" });
  readonly #bar = make("div", { class: "study-session-bar", "aria-hidden": "true" });
  readonly #notes = make("div");
  readonly #after = make("p", { class: "study-session-after" });
  readonly #next: HTMLButtonElement;
  readonly #onPage = make("a", { class: "study-button study-button--quiet" }, t("session.on-page"));
  readonly #head: HTMLElement;
  readonly #foot: HTMLElement;
  readonly #saved: HTMLElement;
  #share = 0;

  /** @param act does what a button stands for. @param signal ends when the page is left. */
  constructor(act: (action: Action) => void, signal: AbortSignal) {
    this.#next = primary(t("session.next"), () => act("next"));
    this.#next.append(" ", keyHint("Space"));
    const quiet = (label: string, action: Action, key: string): HTMLButtonElement => {
      const node = button(label, () => act(action), { class: "study-button study-button--quiet" });
      if (key) node.append(" ", keyHint(key));
      return node;
    };
    const more = row(
      quiet(t("session.undo"), "undo", "U"),
      quiet(t("session.skip"), "skip", "N"),
      this.#onPage,
      quiet(t("session.keys"), "keys", "?"),
      quiet(t("session.finish"), "finish", ""),
    );
    more.classList.add("study-session-more");
    const going = make("div", { class: "study-session-going" }, this.#after, this.#next);
    this.#foot = make("div", { class: "study-session-foot" }, going, more);
    this.#head = make("div", { class: "study-session-head" }, this.#place, this.#time);
    this.#saved = saveStateLine(signal);
  }

  /** The ratings that can be given now. */
  get ratings(): HTMLButtonElement[] {
    return [...this.stage.querySelectorAll<HTMLButtonElement>("details[open] .study-rating button")];
  }

  /** Says where the session is: the item at place `i` of `n`, and the milliseconds left. */
  place(i: number, n: number, left: number): void {
    this.#place.textContent = t("session.place", { i, n });
    this.#time.textContent = t("session.left", { time: stretch(left, locale()) });
    // What comes again makes the way longer; the bar never runs backwards for it.
    this.#share = i > 1 ? Math.max(this.#share, (i - 1) / n) : 0;
    this.#bar.style.setProperty("--study-done", String(this.#share));
  }

  /** Says something above all that is asked, and at the end. */
  note(...notes: readonly Node[]): void {
    this.#notes.replaceChildren(...notes);
  }

  /** Puts an item on the stage. @param place where it stands in its deck. */
  show(item: HTMLElement, place: string): void {
    this.#onPage.href = place;
    this.offerNext(false, "");
    this.#showAll();
    this.stage.replaceChildren(item);
    this.#comeIntoView();
  }

  /** What stands above the item is not to lie below the theme's header. */
  #comeIntoView(): void {
    const margin = parseFloat(getComputedStyle(this.node).scrollMarginBlockStart);
    if (this.node.getBoundingClientRect().top < (margin || 0)) this.node.scrollIntoView({ block: "start" });
  }

  /** Says what comes after the answer, once there is one. */
  offerNext(offered: boolean, after: string): void {
    this.#next.hidden = !offered;
    this.#after.textContent = after;
  }

  /** Says that an item could not be had. */
  fail(again: HTMLButtonElement): void {
    this.offerNext(false, "");
    this.#showAll();
    this.stage.replaceChildren(make("p", { role: "alert" }, t("session.failed")), row(again));
  }

  /** Shows the end in the place of all. */
  end(end: Node): void {
    const box = make("div", { class: "study-session-end", tabindex: "-1" });
    box.append(this.#notes, end);
    this.node.replaceChildren(box, this.#saved);
    box.focus({ preventScroll: true });
    this.#comeIntoView();
  }

  /** The end has taken the place of all; going back from there brings it again. */
  #showAll(): void {
    if (this.stage.parentElement === this.node) return;
    this.node.replaceChildren(this.#head, this.#bar, this.#notes, this.stage, this.#foot, this.#saved);
  }

  async showKeys(): Promise<void> {
    const { showKeyTable } = await import("../items/dialogs");
    const help = [
      ["Space", "session.key-reveal"],
      ["1 2 3 4", "session.key-rate"],
      ["A B C …", "keys.choose"],
      ["Enter", "keys.check"],
      ["1 2 3", "keys.judge"],
      ["U", "session.key-undo"],
      ["N", "session.key-skip"],
      ["?", "keys.help"],
    ] as const;
    showKeyTable(this.node, help, t("session.keys-where"));
  }
}
