// Only this module knows how a question is asked without being judged: nothing of its past or of other tabs is drawn,
// what is given for it is caught on its way to the log, and put back after a reload.

import { mount } from "../items/mount";
import { StudyQuestion } from "../items/question";
import type { Library, SiteItem } from "../library/library";
import { loadElements } from "../ui/chunks";
import type { Kept } from "./exam-state";

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

  private constructor(node: HTMLElement, element: StudyQuestion<unknown>) {
    this.node = node;
    this.element = element;
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

  /** To be called whenever it has joined the page. @param entry what was given before. */
  shown(entry: Kept | undefined): void {
    this.element.takeFocus();
    this.element.seen();
    if (this.#ready) return;
    this.#ready = true;
    // An order has an order from the start, which nobody gave.
    this.#untouched = JSON.stringify(this.#entered()?.response);
    if (entry) this.element.restore(entry.response);
  }

  /** What is entered now, as the log would have it; undefined for nothing. @param before what was given before. */
  given(before: Kept | undefined): Kept | undefined {
    const entry = this.#entered();
    const response = JSON.stringify(entry?.response);
    if (!before && response === this.#untouched) return undefined;
    return response === JSON.stringify(before?.response) ? before : entry;
  }

  #entered(): Kept | undefined {
    let entry: Kept | undefined;
    const take = (event: Event): void => {
      event.preventDefault();
      event.stopPropagation();
      entry = (event as CustomEvent<Kept>).detail;
    };
    this.element.addEventListener("study-record", take);
    this.element.give();
    this.element.removeEventListener("study-record", take);
    return entry;
  }
}
