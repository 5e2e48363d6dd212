// Only this module knows the end of an exam: what was given goes into the log, once; then each question is shown with
// its verdict, its key and its explanation, and the whole in words.

import "../ui/deck-strings";
import type { State } from "../items/grade";
import { mount } from "../items/mount";
import { StudyQuestion } from "../items/question";
import type { Library, SiteItem } from "../library/library";
import { siteLog } from "../log/log";
import { historyOf } from "../log/replay";
import { stretch } from "../schedule/pace";
import { loadElements } from "../ui/chunks";
import { button, icon, make, primary, row } from "../ui/dom";
import { own } from "../ui/own";
import { list, locale, t } from "../ui/strings";
import { countOf, type HeldEntry, type Sitting, standingOf } from "./exam-state";

/** What can be done after an exam. */
export interface After {
  practise(items: readonly SiteItem[]): void;
  again(): void;
  other(): void;
}

export class Marking {
  readonly node = make("div", { class: "study-marking" });
  readonly #score = make("h2", { class: "study-panel-title" });
  readonly #buttons = row();
  readonly #sitting: Sitting;
  readonly #items: readonly SiteItem[];
  readonly #after: After;
  readonly #states = new Map<string, State>();

  constructor(sitting: Sitting, items: readonly SiteItem[], after: After) {
    this.#sitting = sitting;
    this.#items = items;
    this.#after = after;
  }

  /** Puts the answers into the log and shows how it went; the log must have been read. @param seed that of the exam. */
  async draw(library: Library, seed: string): Promise<void> {
    logAnswers(this.#sitting);
    const { begun, handedIn } = this.#sitting;
    const took = make("p", {}, t("exam.took", { time: stretch(handedIn - begun, locale()) }));
    const summary = make("div", { class: "study-panel-card", tabindex: "-1" }, this.#score, took, this.#buttons);
    const marked = await Promise.all(this.#items.map((item) => asked(item, library, seed, handedIn)));
    this.node.replaceChildren(summary);
    marked.forEach(({ node, element }, place) => this.#add(node, element, place));
    this.#tell();
    summary.focus();
  }

  #add(node: HTMLElement, element: StudyQuestion<unknown>, place: number): void {
    const key = this.#items[place]?.key ?? "";
    const title = make("p", { class: "study-marking-place" }, t("exam.number", { i: place + 1 }));
    if (this.#sitting.flags.includes(key)) title.append(" ", icon("⚑"), " ", t("exam.flagged"));
    this.node.append(title, node);
    if (standingOf(this.#sitting, key) !== "answered") element.leaveOpen(own(this.#sitting.unread, key));
    this.#states.set(key, element.state);
    // What the learner counts as right counts; what is answered anew is another matter.
    element.addEventListener("study-record", (event) => {
      if ((event as CustomEvent<HeldEntry>).detail.kind !== "ruling") return;
      queueMicrotask(() => {
        this.#states.set(key, element.state);
        this.#tell();
      });
    });
  }

  #tell(): void {
    this.#score.textContent = this.#inWords();
    const missed = this.#items.filter(({ key }) => this.#states.get(key) !== "right");
    const { practise, again, other } = this.#after;
    this.#buttons.replaceChildren(
      ...(missed.length ? [primary(t("practice.again-missed"), () => practise(missed))] : []),
      button(t("exam.again"), again),
      button(t("practice.other"), other),
    );
  }

  /** "4 of 6 right, 1 wrong, 1 not answered". */
  #inWords(): string {
    const { answers } = this.#sitting;
    const given = this.#items.filter(({ key }) => Object.hasOwn(answers, key)).map(({ key }) => this.#states.get(key));
    const count = (wanted: State): number => given.filter((state) => state === wanted).length;
    // An answer to a question that changed while the exam went on is none.
    const [open, unread] = [countOf(this.#sitting, "open") + count(""), countOf(this.#sitting, "unread")];
    const [partly, wrong] = [count("partly"), count("wrong")];
    return list([
      t("deck.score", { right: count("right"), n: this.#items.length }),
      ...(partly ? [t("deck.some-partly", { n: partly })] : []),
      ...(wrong ? [t("deck.some-wrong", { n: wrong })] : []),
      ...(unread ? [t("exam.not-read", { n: unread })] : []),
      ...(open ? [t("exam.not-answered", { n: open })] : []),
    ]);
  }
}

/** A question that shows what the log has of it since the exam was handed in. */
async function asked(
  item: SiteItem,
  library: Library,
  seed: string,
  handedIn: number,
): Promise<{ node: HTMLElement; element: StudyQuestion<unknown> }> {
  const { node, element } = await mount(library, item);
  await loadElements(node);
  customElements.upgrade(node);
  if (!(element instanceof StudyQuestion)) throw new Error(`${item.key} is no question`);
  const earlier = historyOf(siteLog().records, item.identity).filter(({ at }) => at < handedIn);
  element.passedOver = new Set(earlier.map(({ at }) => at));
  element.dataset["mode"] = "practice";
  if (seed) element.dataset["seed"] = seed;
  return { node, element };
}

/** What a page that was closed in the middle of this has not put into the log is put there when it comes back. */
function logAnswers({ answers, handedIn }: Sitting): void {
  const { records } = siteLog();
  const logged = new Set(records.filter(({ mode, at }) => mode === "exam" && at >= handedIn).map(({ item }) => item));
  for (const answer of Object.values(answers)) {
    if (!logged.has(answer.item)) siteLog().append(answer);
  }
}
