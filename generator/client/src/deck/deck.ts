// Only this module knows the study tools at the head of a deck: progress, filter, actions on all its items, the score.
// It holds no state of its own but the filter: what was answered it asks its items.

import { isAnswered } from "../items/grade";
import { itemsOf, type StudyItem, words } from "../items/item";
import { showKeys } from "../items/keys";
import { siteLog } from "../log/log";
import { canUndo, deckOf } from "../log/replay";
import { loadElements } from "../ui/chunks";
import { button, headingText, liveRegion, make, primary } from "../ui/dom";
import { pageNamed } from "../ui/page-names";
import { scope } from "../ui/scope";
import { t } from "../ui/strings";
import {
  type Facet,
  type Filter,
  filterInAddress,
  matches,
  setGroupsShown,
  setHeadingShown,
  setShown,
  valuesOf,
} from "./filter";
import { type PagePart, partsOf } from "./parts";
import { pills, press } from "./pills";
import { countText, progressBar } from "./progress";
import type { ScoreLine } from "./score";

export class StudyDeck extends HTMLElement {
  readonly #live = liveRegion();
  readonly #progress = make("div", { class: "study-progress" });
  readonly #saveState = make("div", { class: "study-save-place" });
  readonly #shown = make("p", { class: "study-shown", hidden: "" });
  readonly #revealAll = button(t("deck.reveal-all"), () => this.#reveal(true));
  readonly #hideAll = button(t("deck.hide-all"), () => this.#reveal(false));
  readonly #wrongOnly = button(t("deck.again-wrong"), () => this.#toggleWrongOnly());
  readonly #startOver = button(t("deck.start-over"), () => void this.#askToStartOver());
  readonly #undo = primary(t("deck.undo"), () => this.#undoStartOver());
  /** Comes in a chunk of its own: nothing has a score at first. */
  #score: ScoreLine | undefined;
  #toolbar: HTMLElement | undefined;
  #groups = new Map<Facet, HTMLElement>();
  #connected = new AbortController();
  #items: StudyItem[] = [];
  #parts: PagePart[] = [];
  #filter: Filter = { level: "", tag: "" };
  /** The items asked anew because they were not right; unset while all are shown. */
  #again: ReadonlySet<StudyItem> | undefined;
  #scheduled = false;

  connectedCallback(): void {
    this.#connected = new AbortController();
    const { signal } = this.#connected;
    document.addEventListener("study-state", () => this.#update(), { signal });
    siteLog().addEventListener("change", () => this.#update(), { signal });
    void siteLog().need([this.#key, ...this.#formerly]);
    addEventListener("hashchange", () => this.#showTarget(), { signal });
    addEventListener("beforeprint", () => this.#layOut("paper"), { signal });
    addEventListener("afterprint", () => this.#layOut("screen"), { signal });
    // The items come later in the page, and wake up later when it is put in as a whole; some come in chunks.
    void loadElements().then(() => this.#wake());
  }

  /** Takes its tools away, so that it wakes up like new wherever it is put next. */
  disconnectedCallback(): void {
    this.#connected.abort();
    this.#toolbar?.remove();
    this.#score?.node.remove();
    this.#score = undefined;
    this.#saveState.replaceChildren();
    this.#toolbar = undefined;
    this.#groups.clear();
  }

  get #key(): string {
    return this.dataset["deck"] ?? "";
  }

  get #formerly(): string[] {
    return words(this.dataset["formerly"]);
  }

  get #visible(): StudyItem[] {
    return this.#items.filter((item) => !item.hidden);
  }

  // Preparing

  #wake(): void {
    if (!this.isConnected || this.#toolbar) return;
    this.#items = itemsOf(document).filter((item) => deckOf(item.dataset["item"] ?? "") === this.#key);
    if (!this.#items.length) return;
    this.#parts = partsOf(this.#items);
    this.#toolbar = this.#makeToolbar();
    this.querySelector(".study-waiting")?.remove();
    this.append(this.#toolbar);
    this.#choose(filterInAddress(this.#items));
    this.#showTarget();
    // What it adds to records nobody waits for, and where there is no connection they go without.
    void import("./awake").then((awake) => this.#complete(awake)).catch(() => undefined);
  }

  #complete({ ScoreLine: Line, saveStateLine, keepData }: typeof import("./awake")): void {
    if (!this.#toolbar || this.#score) return;
    void keepData(this.#key).catch(() => undefined);
    this.#saveState.replaceChildren(saveStateLine(this.#connected.signal));
    this.#score = new Line(() => this.#toggleWrongOnly());
    this.#items.findLast((item) => item.graded)?.after(this.#score.node);
    this.#update();
  }

  #makeToolbar(): HTMLElement {
    const attributes = { class: "study-toolbar study-controls", role: "group", "aria-label": t("deck.toolbar") };
    const tools = make("div", { class: "study-tools" }, this.#makeFilters(), this.#makeActions());
    return make("div", attributes, this.#progress, tools, this.#saveState, this.#live);
  }

  #makeFilters(): HTMLElement {
    const filters = make("div", { class: "study-filters" });
    for (const facet of ["level", "tag"] as const) {
      const values = valuesOf(this.#items, facet);
      const choose = (value: string): void => this.#choose({ ...this.#filter, [facet]: value }, true);
      if (values.size) this.#groups.set(facet, pills(facet, values, choose));
    }
    filters.append(...this.#groups.values(), this.#shown);
    return filters;
  }

  #makeActions(): HTMLElement {
    const href = `${scope()}${pageNamed("practice")}?deck=${this.#key}`;
    const practice = make("a", { class: "study-button", href }, t("deck.practice"));
    const print = button(t("deck.print"), () => void this.#print());
    const keys = button(t("deck.keys"), () => void showKeys(this), { class: "study-button study-button--quiet" });
    const ours = [this.#revealAll, this.#hideAll, this.#wrongOnly, this.#startOver, this.#undo];
    return make("div", { class: "study-actions" }, ...ours, practice, print, keys);
  }

  // Which items are shown

  #choose(filter: Filter, announced = false): void {
    this.#filter = filter;
    this.#again = undefined;
    for (const [facet, group] of this.#groups) press(group, filter[facet]);
    if (announced) void import("./filter-address").then(({ putInAddress }) => putInAddress(filter));
    this.#applyFilter();
    if (announced) this.#live.textContent = this.#shown.textContent || t("deck.shown", { n: this.#items.length });
  }

  #applyFilter(): void {
    for (const item of this.#items) {
      setShown(item, this.#again ? this.#again.has(item) : matches(item, this.#filter));
    }
    for (const { heading, items } of this.#parts) {
      if (heading)
        setHeadingShown(
          heading,
          items.some((item) => !item.hidden),
        );
    }
    setGroupsShown(this.#items);
    const n = this.#visible.length;
    this.#shown.hidden = n === this.#items.length;
    this.#shown.textContent = n === this.#items.length ? "" : n ? t("deck.shown", { n }) : t("deck.nothing-shown");
    this.#update();
  }

  /** A link to an item that the filter hides shows it. */
  #showTarget(): void {
    const target = document.getElementById(location.hash.slice(1));
    if (!target?.closest("[hidden]")) return;
    this.#choose({ level: "", tag: "" }, true);
    target.scrollIntoView();
  }

  #toggleWrongOnly(): void {
    if (this.#again) {
      for (const item of this.#again) item.refresh(true);
      return this.#choose(this.#filter, true);
    }
    this.#again = new Set(this.#visible.filter((item) => item.state === "wrong" || item.state === "partly"));
    for (const item of this.#again) item.again();
    this.#applyFilter();
    this.#live.textContent = this.#shown.textContent;
    const [first] = this.#again;
    (first?.heading ?? first)?.scrollIntoView({ block: "start" });
    first?.focus({ preventScroll: true });
  }

  // Actions on all

  /** Of all items of the page: it may be printed before the rarer types have come and the deck knows its items. */
  #layOut(medium: "paper" | "screen"): void {
    for (const item of itemsOf(document)) item.layOut(medium);
  }

  #reveal(open: boolean): void {
    for (const item of this.#visible) item.reveal(open);
  }

  /** Asks how; where the dialog cannot be had, the page itself is printed. */
  async #print(): Promise<void> {
    const dialog = await import("../sheets/dialog").catch(() => undefined);
    if (dialog) await dialog.openPrintDialog(this, { deck: this.#key, ...this.#filter });
    else globalThis.print();
  }

  /** What is left to do once it was started over, or that was taken back. */
  #startedAnew(said: string, next: HTMLElement): void {
    this.#live.textContent = said;
    queueMicrotask(() => next.focus());
  }

  async #askToStartOver(): Promise<void> {
    const { askToStartOver } = await import("./start-over");
    askToStartOver(this, this.#key, this.#items, () => {
      this.#choose(this.#filter);
      this.#startedAnew(t("deck.started-over"), this.#undo);
    });
  }

  #undoStartOver(): void {
    siteLog().append({ item: this.#key, kind: "undo" });
    this.#startedAnew(t("deck.undone"), this.#startOver);
  }

  // What is shown

  /** Draws once for all that changed in this turn. */
  #update(): void {
    if (this.#scheduled || !this.#toolbar) return;
    this.#scheduled = true;
    queueMicrotask(() => {
      this.#scheduled = false;
      this.#draw();
    });
  }

  #draw(): void {
    const shown = this.#visible;
    const parts = this.#parts.map(({ heading, items }) => ({
      label: headingText(heading),
      states: items.filter((item) => !item.hidden).map((item) => item.state),
    }));
    const answered = shown.filter((item) => isAnswered(item.state));
    const bar = progressBar(parts.filter(({ states }) => states.length));
    this.#progress.replaceChildren(bar, countText(answered.length, shown.length));
    this.#drawActions(answered.some((item) => item.state !== "right"));
    const score = this.#score?.draw(
      shown.filter((item) => item.graded),
      Boolean(this.#again),
    );
    if (score) this.#live.textContent = score;
  }

  #drawActions(someWrong: boolean): void {
    const undo = canUndo(siteLog().records, this.#key, this.#formerly);
    this.#undo.hidden = !undo;
    this.#startOver.hidden = undo || !this.#items.some((item) => isAnswered(item.state));
    this.#wrongOnly.hidden = !someWrong && !this.#again;
    this.#wrongOnly.setAttribute("aria-pressed", String(Boolean(this.#again)));
  }
}
