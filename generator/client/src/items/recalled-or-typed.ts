// Only this module knows items that are recalled like a card, or, where the author wants it, answered by typing.

import type { LogRecord } from "../log/record";
import { isAnswered } from "./grade";
import type { Recall } from "./recall";
import { TypedQuestion } from "./typed";

export abstract class RecalledOrTyped<Response> extends TypedQuestion<Response> {
  /** It stands among the cards and does not count in the score of the questions. */
  override readonly graded = false;
  #recall: Recall | undefined;

  protected override enhance(): void {
    if ("typed" in this.dataset) super.enhance();
    else this.#recall = this.makeRecall();
  }

  protected override draw(history: readonly LogRecord[]): void {
    if (this.#recall) this.#recall.draw(history);
    else super.draw(history);
  }

  override handleKey(key: string): boolean {
    return this.#recall?.handleKey(key, document.activeElement === this) ?? super.handleKey(key);
  }

  /** Recalled, it is over once it was rated; typed, as a question is. */
  override get settled(): boolean {
    return this.#recall ? isAnswered(this.state) : super.settled;
  }

  override reveal(open: boolean): void {
    this.#recall?.reveal(open);
  }

  override again(): void {
    this.#recall?.reveal(false);
    super.again();
  }
}
