// Only this module knows what all items on a page share: when they wake up, how their past reaches them from the log,
// how a state is told (data-state, a word, a live region), and how the deck and the keyboard talk to them.

import { siteLog } from "../log/log";
import type { Entry, LogRecord, Mode, Rating } from "../log/record";
import { deckOf, decksOf, historyOf, type Identity } from "../log/replay";
import { headingText, icon, liveRegion, make } from "../ui/dom";
import { typesetSoon } from "../ui/math";
import { type Key, t } from "../ui/strings";
import { sessionSeed } from "../ui/tab";
import { isAnswered, type State } from "./grade";
import { Recall } from "./recall";

/** An icon and a word for each state; the shape says it as well as the colour. */
const STATUS: Partial<Record<State, [sign: string, word: Key]>> = {
  right: ["✓", "status.right"],
  partly: ["½", "status.partly"],
  wrong: ["✗", "status.wrong"],
};

/** The base of all items. It enhances the static DOM once and then draws what the log says, as often as it changes. */
export abstract class StudyItem extends HTMLElement {
  /** Whether a key judges the response, so that the item counts in the score. */
  readonly graded: boolean = false;
  /** The `at` of records that are not drawn: a session asks anew, whatever was answered before it. */
  passedOver: ReadonlySet<number> = new Set();
  readonly #live = liveRegion();
  readonly #status = make("span", { class: "study-status study-controls", hidden: "" });
  readonly #stale = make("span", { class: "study-stale study-controls", hidden: "" });
  #enhanced = false;
  #connected: AbortController | undefined;
  #drawn: string | undefined;
  #seenAt = 0;
  /** Hints that were opened before the answer was. */
  readonly #hinted = new Set<HTMLDetailsElement>();
  #state: State = "";

  /** Prepares the static DOM; called once. */
  protected abstract enhance(): void;

  /** Shows what the records of this item amount to; called whenever they change, and by `again`. */
  protected abstract draw(history: readonly LogRecord[]): void;

  /** Does what a key means here; returns whether it meant something. */
  handleKey(_key: string): boolean {
    return false;
  }

  /** Takes the focus when a session asks it; where something is to be typed, the field takes it. */
  takeFocus(): void {
    this.focus({ preventScroll: true });
  }

  /** Whether an answer is to be typed into it now, so that a letter means nothing else. */
  get isTyped(): boolean {
    const fields = this.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>("input[type=text], textarea");
    return [...fields].some((field) => !field.readOnly && !field.closest("[hidden]"));
  }

  /** Opens or closes an answer that can be opened without responding. */
  reveal(_open: boolean): void {
    // Most items are answered first; the card overrides this.
  }

  /** Asks anew. What was answered before stays in the log; without a new response, the next visit shows it again. */
  again(): void {
    this.#seenAt = performance.now();
    this.#hinted.clear();
    for (const hint of this.#hints) hint.open = false;
    // What was said of the answer is true no more.
    this.announce("");
    this.draw([]);
  }

  /** Makes ready for paper, where every learner gets the same page, or for the screen again. */
  layOut(_medium: "paper" | "screen"): void {
    // The style sheet does the rest; only an order that differs between learners is put right, by those that have one.
  }

  connectedCallback(): void {
    if (!this.#enhanced) this.#wake();
    this.#connected = new AbortController();
    siteLog().addEventListener("change", () => this.refresh(), { signal: this.#connected.signal });
    void siteLog().need(decksOf(this.identity));
    watchSight(this);
    typesetSoon();
    this.refresh();
  }

  disconnectedCallback(): void {
    this.#connected?.abort();
  }

  get state(): State {
    return this.#state;
  }

  /** Whether it is answered to the end, so that it can be counted in a score. */
  get settled(): boolean {
    return isAnswered(this.#state);
  }

  /** Whether what was answered names what is no longer there, so that it can only be answered again. */
  get outdated(): boolean {
    return false;
  }

  /** Whether what was answered is judged otherwise now than it was then: its key was mended. */
  protected isJudgedAnew(_past: readonly LogRecord[]): boolean {
    return false;
  }

  get identity(): Identity {
    const item = this.dataset["item"] ?? "";
    const deck = document.querySelector<HTMLElement>(`study-deck[data-deck="${CSS.escape(deckOf(item))}"]`);
    const deckFormerly = this.dataset["deckFormerly"] ?? deck?.dataset["formerly"];
    return { item, formerly: words(this.dataset["formerly"]), deckFormerly: words(deckFormerly) };
  }

  /** The heading that asks; it stands before the element so that it is in search and in the table of contents. */
  get heading(): HTMLElement | undefined {
    const before = this.previousElementSibling;
    return before instanceof HTMLHeadingElement ? before : undefined;
  }

  /** The question in plain words, which names the item and its group of options. */
  get question(): string {
    return headingText(this.heading) || this.identity.item;
  }

  /** Draws the item when its own part of the log is another than the one drawn; `force` draws in any case. */
  refresh(force = false): void {
    const past = historyOf(siteLog().records, this.identity);
    const history = past.filter(({ at }) => !this.passedOver.has(at));
    const drawn = history.map((record) => record.at).join();
    if (drawn === this.#drawn && !force) return;
    this.#drawn = drawn;
    this.draw(history);
    const fingerprint = past.at(-1)?.fingerprint;
    const isSame = !fingerprint || fingerprint === this.dataset["fingerprint"];
    this.#stale.hidden = isSame && !this.outdated && !this.isJudgedAnew(past);
    this.#stale.textContent = t(this.outdated ? "status.answer-again" : "status.changed");
    if (!this.#stale.hidden) void import("./changed").then(({ tellChange }) => tellChange(this, past));
  }

  /** Notes the time from which a response is measured. */
  seen(): void {
    this.#seenAt ||= performance.now();
  }

  /** Adds to the log what the learner did here, unless somebody else takes it: an exam keeps it until the end. */
  protected record(what: Pick<Entry, "kind"> & Partial<Entry>): void {
    const hints = this.openHints;
    const mode = this.dataset["mode"] as Mode | undefined;
    const detail = {
      item: this.identity.item,
      ms: this.#seenAt ? Math.round(performance.now() - this.#seenAt) : 0,
      fingerprint: this.dataset["fingerprint"] ?? "",
      ...(hints ? { hints } : {}),
      ...(mode ? { mode } : {}),
      ...what,
    };
    const untaken = this.dispatchEvent(new CustomEvent("study-record", { bubbles: true, cancelable: true, detail }));
    if (untaken) siteLog().append(detail);
  }

  /** Decides every order that is drawn here: a link's own, so that all who open it see the same, or the tab's. */
  protected get seed(): string {
    return (this.dataset["seed"] ?? sessionSeed()) + this.identity.item;
  }

  protected get openHints(): number {
    return this.#hinted.size;
  }

  /** Adds to the log how the learner says it went; `said` is announced. What a hint helped to recall was hard. */
  rate(rating: Rating, said: string): void {
    const helped = rating !== "again" && this.openHints > 0;
    this.record({ kind: "rating", rating: helped ? "hard" : rating });
    this.announce(said);
  }

  /** Lets the learner say how it went. */
  protected makeRecall(): Recall {
    const rate = (rating: Rating, said: string): void => this.rate(rating, said);
    const show = (state: State, word: string | undefined): void => this.show(state, word);
    return new Recall(
      { rate, show, readOut: () => this.readOut() },
      this.querySelector(":scope > details.study-answer"),
    );
  }

  protected announce(text: string): void {
    this.#live.textContent = text;
  }

  /** Has the answer read out that is shown now, where nothing else is said before it is ready. */
  protected readOut(): void {
    this.announce("");
    void import("./aloud")
      .then(({ readOut }) => this.#live.firstChild ?? readOut(this, this.#live))
      .catch(() => undefined);
  }

  /** Tells the state to the eye, to CSS and to the deck. `word` replaces the usual word for it. */
  protected show(state: State, word?: string): void {
    this.#state = state;
    for (const owner of [this, this.heading]) {
      if (state && owner) owner.dataset["state"] = state;
      else delete owner?.dataset["state"];
    }
    const [sign, usual] = STATUS[state] ?? [];
    this.#status.hidden = !sign;
    if (sign && usual) this.#status.replaceChildren(icon(sign), " ", word ?? t(usual));
    this.dispatchEvent(new CustomEvent("study-state", { bubbles: true }));
  }

  #wake(): void {
    this.#enhanced = true;
    this.tabIndex = -1;
    this.setAttribute("role", "group");
    this.setAttribute("aria-label", this.question);
    this.enhance();
    this.#offerHintsInTurn();
    const meta = this.querySelector(":scope > .study-meta") ?? this;
    meta.append(this.#status, this.#stale);
    this.append(this.#live);
  }

  get #hints(): NodeListOf<HTMLDetailsElement> {
    return this.querySelectorAll(":scope > details.study-hint");
  }

  /** Each hint is there once the one before it was opened. */
  #offerHintsInTurn(): void {
    const hints = this.#hints;
    hints.forEach((hint, index) => {
      hint.hidden = index > 0;
      hint.addEventListener("toggle", () => {
        hints[index + 1]?.toggleAttribute("hidden", false);
        if (hint.open && this.#state !== "revealed") this.#hinted.add(hint);
      });
    });
  }
}

/** Every item of the page, in its order; hidden ones too. */
export function itemsOf(page: ParentNode): StudyItem[] {
  return [...page.querySelectorAll(".study-item")].filter((node) => node instanceof StudyItem);
}

export function words(list: string | undefined): string[] {
  return list?.split(/\s+/).filter(Boolean) ?? [];
}

let sight: IntersectionObserver | undefined;

function watchSight(item: StudyItem): void {
  sight ??= new IntersectionObserver((entries) => {
    for (const { isIntersecting, target } of entries) {
      if (!isIntersecting) continue;
      (target as StudyItem).seen();
      sight?.unobserve(target);
    }
  });
  sight.observe(item);
}
