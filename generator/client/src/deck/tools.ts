// Only this module knows the study tools at the head of a deck: progress, filter, actions on all its items, the score.
// It holds no state of its own but the filter: what was answered it asks its items. They come once the items are awake.

import "../ui/deck-strings";
import { isAnswered } from "../items/grade";
import type { StudyItem } from "../items/item";
import { showKeys } from "../items/keys";
import { DAY_START, today } from "../log/day";
import { siteLog } from "../log/log";
import { canUndo } from "../log/replay";
import { saveStateLine } from "../log/save-state";
import { keepData } from "../offline/visited";
import { button, headingText, liveRegion, make, primary } from "../ui/dom";
import { pageNamed } from "../ui/page-names";
import { scope } from "../ui/scope";
import { t } from "../ui/strings";
import {
  type Facet,
  type Filter,
  filterInAddress,
  matches,
  putInAddress,
  setGroupsShown,
  setHeadingShown,
  setShown,
  valuesOf,
} from "./filter";
import { type PagePart, partsOf } from "./parts";
import { pills, press } from "./pills";
import { countText, progressBar } from "./progress";
import { ScoreLine } from "./score";

/** The element of a deck, with the keys that it has and had. */
type Deck = HTMLElement & { readonly key: string; readonly formerly: readonly string[] };

export class DeckTools {
  readonly #deck: Deck;
  readonly #items: readonly StudyItem[];
  readonly #parts: readonly PagePart[];
  readonly #live = liveRegion();
  readonly #progress = make("div", { class: "study-progress" });
  readonly #shown = make("p", { class: "study-shown", hidden: "" });
  readonly #revealAll = button(t("deck.reveal-all"), () => this.#reveal(true));
  readonly #hideAll = button(t("deck.hide-all"), () => this.#reveal(false));
  readonly #wrongOnly = button(t("deck.again-wrong"), () => this.#toggleWrongOnly());
  readonly #startOver = button(t("deck.start-over"), () => void this.#askToStartOver());
  readonly #undo = primary(t("deck.undo"), () => this.#undoStartOver());
  readonly #score = new ScoreLine(() => this.#toggleWrongOnly());
  readonly #groups = new Map<Facet, HTMLElement>();
  #filter: Filter = { level: "", tag: "" };
  /** The items asked anew because they were not right; unset while all are shown. */
  #again: ReadonlySet<StudyItem> | undefined;
  #scheduled = false;

  /** Puts the tools into a deck for its `items`, of which there are some, until `signal` takes them away. */
  constructor(deck: Deck, items: readonly StudyItem[], signal: AbortSignal) {
    this.#deck = deck;
    this.#items = items;
    this.#parts = partsOf(items);
    const toolbar = this.#makeToolbar(signal);
    deck.querySelector(".study-waiting")?.remove();
    deck.append(toolbar);
    items.findLast((item) => item.graded)?.after(this.#score.node);
    for (const node of [toolbar, this.#score.node]) signal.addEventListener("abort", () => node.remove());
    document.addEventListener("study-state", () => this.#update(), { signal });
    siteLog().addEventListener("change", () => this.#update(), { signal });
    addEventListener("hashchange", () => this.#showTarget(), { signal });
    this.#watchTheDay(signal);
    this.#choose(filterInAddress(items));
    this.#showTarget();
    void keepData(deck.key).catch(() => undefined);
  }

  /** A page that was left open overnight shows no key of the day before once somebody looks at it again. */
  #watchTheDay(signal: AbortSignal): void {
    let drawn = today(Date.now(), DAY_START);
    const look = (): void => {
      const now = today(Date.now(), DAY_START);
      if (now === drawn) return;
      drawn = now;
      for (const item of this.#items) {
        item.reveal(false);
        // What is being entered where nothing was answered yet stays.
        if (isAnswered(item.state)) item.refresh(true);
      }
    };
    addEventListener("focus", look, { signal });
    document.addEventListener("visibilitychange", look, { signal });
  }

  get #visible(): StudyItem[] {
    return this.#items.filter((item) => !item.hidden);
  }

  #makeToolbar(signal: AbortSignal): HTMLElement {
    const attributes = { class: "study-toolbar study-controls", role: "group", "aria-label": t("deck.toolbar") };
    const saved = make("div", { class: "study-save-place" }, saveStateLine(signal));
    const tools = make("div", { class: "study-tools" }, this.#makeFilters(), this.#makeActions());
    return make("div", attributes, this.#progress, tools, saved, this.#live);
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
    const href = `${scope()}${pageNamed("practice")}?deck=${this.#deck.key}`;
    const practice = make("a", { class: "study-button", href }, t("deck.practice"));
    const print = button(t("deck.print"), () => void this.#print());
    const keys = button(t("deck.keys"), () => void showKeys(this.#deck), { class: "study-button study-button--quiet" });
    const ours = [this.#revealAll, this.#hideAll, this.#wrongOnly, this.#startOver, this.#undo];
    return make("div", { class: "study-actions" }, ...ours, practice, print, keys);
  }

  // Which items are shown

  #choose(filter: Filter, announced = false): void {
    this.#filter = filter;
    this.#again = undefined;
    for (const [facet, group] of this.#groups) press(group, filter[facet]);
    if (announced) putInAddress(filter);
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

  #reveal(open: boolean): void {
    for (const item of this.#visible) item.reveal(open);
  }

  /** Asks how; where the dialog cannot be had, the page itself is printed. */
  async #print(): Promise<void> {
    const dialog = await import("../sheets/dialog").catch(() => undefined);
    if (dialog) await dialog.openPrintDialog(this.#deck, { deck: this.#deck.key, ...this.#filter });
    else globalThis.print();
  }

  /** What is left to do once it was started over, or that was taken back. */
  #startedAnew(said: string, next: HTMLElement): void {
    this.#live.textContent = said;
    queueMicrotask(() => next.focus());
  }

  async #askToStartOver(): Promise<void> {
    const { askToStartOver } = await import("./start-over");
    askToStartOver(this.#deck, this.#deck.key, this.#items, () => {
      this.#choose(this.#filter);
      this.#startedAnew(t("deck.started-over"), this.#undo);
    });
  }

  #undoStartOver(): void {
    siteLog().append({ item: this.#deck.key, kind: "undo" });
    this.#startedAnew(t("deck.undone"), this.#startOver);
  }

  // What is shown

  /** Draws once for all that changed in this turn. */
  #update(): void {
    if (this.#scheduled) return;
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
    const score = this.#score.draw(
      shown.filter((item) => item.graded),
      Boolean(this.#again),
    );
    if (score) this.#live.textContent = score;
  }

  #drawActions(someWrong: boolean): void {
    const undo = canUndo(siteLog().records, this.#deck.key, this.#deck.formerly);
    this.#undo.hidden = !undo;
    this.#startOver.hidden = undo || !this.#items.some((item) => isAnswered(item.state));
    this.#wrongOnly.hidden = !someWrong && !this.#again;
    this.#wrongOnly.setAttribute("aria-pressed", String(Boolean(this.#again)));
  }
}
