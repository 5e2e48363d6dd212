// Only this module knows the card: an item that is all recall.

import type strings from "../../../../byheart/items/card/strings.json";
import type { LogRecord } from "../../log/record";
import type { Words } from "../../ui/strings";
import { StudyItem } from "../item";
import type { Recall } from "../recall";

declare module "../../ui/strings" {
  interface WordsOfTypes extends Words<typeof strings> {}
}

export class StudyCard extends StudyItem {
  #recall: Recall | undefined;

  protected override enhance(): void {
    this.#recall = this.makeRecall();
  }

  protected override draw(history: readonly LogRecord[]): void {
    this.#recall?.draw(history);
  }

  override handleKey(key: string): boolean {
    return this.#recall?.handleKey(key, document.activeElement === this) ?? false;
  }

  override reveal(open: boolean): void {
    this.#recall?.reveal(open);
  }

  override again(): void {
    this.reveal(false);
    super.again();
  }
}
