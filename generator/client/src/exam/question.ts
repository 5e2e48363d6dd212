// Only this module knows how a question is asked without being judged: nothing of its past or of other tabs is drawn,
// what is given for it is caught on its way to the log, and put back after a reload.

import { mount } from "../items/mount";
import { StudyQuestion } from "../items/question";
import type { Library, SiteItem } from "../library/library";
import { loadElements } from "../ui/chunks";
import type { HeldEntry } from "./exam-state";

/** A set of times that has them all: no record is drawn. */
class Always extends Set<number> {
  override has(): boolean {
    return true;
  }
}

export class ExamQuestion {
  /** Holds heading and inputs: put this into the page. */
  readonly node: HTMLElement;
  readonly element: StudyQuestion<unknown>;
  #untouched = "";
  #ready = false;
  /** Whether it has asked back, so that it can be left. */
  #told = false;

  private constructor(node: HTMLElement, element: StudyQuestion<unknown>) {
    this.node = node;
    this.element = element;
    node.addEventListener("input", () => (this.#told = false));
  }

  /** Makes a question ready. Rejects where its data or its script cannot be had. @param seed decides its order. */
  static async of(library: Library, item: SiteItem, seed: string): Promise<ExamQuestion> {
    const { node, element } = await mount(library, item);
    await loadElements(node);
    customElements.upgrade(node);
    if (!(element instanceof StudyQuestion)) throw new Error(`${item.key} is no question`);
    element.passedOver = new Always();
    element.dataset["mode"] = "exam";
    if (seed) element.dataset["seed"] = seed;
    return new ExamQuestion(node, element);
  }

  /** To be called whenever it has joined the page. @param entry what was given before. @param text what was unread. */
  shown(entry: HeldEntry | undefined, text = ""): void {
    this.element.takeFocus();
    this.element.seen();
    if (this.#ready) return;
    this.#ready = true;
    // An order has an order from the start, which nobody gave.
    this.#untouched = JSON.stringify(this.#entered()?.response);
    if (entry || text) this.element.restore(entry ? entry.response : text);
  }

  /** What is entered now, as the log would have it; undefined for nothing. @param before what was given before. */
  given(before: HeldEntry | undefined): HeldEntry | undefined {
    const entry = this.#entered();
    const response = JSON.stringify(entry?.response);
    if (!before && response === this.#untouched) return undefined;
    return response === JSON.stringify(before?.response) ? before : entry;
  }

  /** What is typed and is no answer, since it cannot be read as one; "" for nothing. */
  get unread(): string {
    return this.element.unread?.() ?? "";
  }

  /** Asks back what cannot be read, once until it is changed: then the learner may leave it so. Says whether it did. */
  asksBack(): boolean {
    const asks = this.unread !== "" && !this.#told;
    this.#told = this.unread !== "";
    if (asks) this.element.askBack?.();
    return asks;
  }

  #entered(): HeldEntry | undefined {
    let entry: HeldEntry | undefined;
    const take = (event: Event): void => {
      event.preventDefault();
      event.stopPropagation();
      entry = (event as CustomEvent<HeldEntry>).detail;
    };
    this.element.addEventListener("study-record", take);
    this.element.give();
    this.element.removeEventListener("study-record", take);
    return entry;
  }
}
