// Only this module knows the explain prompt as far as it is written or said; what judges it comes once it is needed.
// What is written stays in this browser.

import type strings from "../../../../byheart/items/explain/strings.json";
import english from "../../../../byheart/strings/en.json?explain";
import type { LogRecord } from "../../log/record";
import { button, make, primary, row } from "../../ui/dom";
import { addStrings, t, type Words } from "../../ui/strings";
import { draftOf, keepDraft } from "../../ui/tab";
import { StudyItem } from "../item";
import { type Explained, explainedBy, isJudged, soFar, stateOf } from "./grade";
import type { Judging } from "./judging";

declare module "../../ui/strings" {
  interface WordsOfTypes extends Words<typeof strings> {}
}

addStrings(english);

export default class StudyExplain extends StudyItem {
  readonly #field = make("textarea", { class: "study-field", rows: "4", dir: "auto" });
  readonly #message = make("p", { class: "study-message study-controls", hidden: "" });
  readonly #writing = make("div", { class: "study-write study-controls" });
  #judging: Judging | undefined;
  #coming: Promise<void> | undefined;
  #explained: Explained = { judged: {} };

  protected override enhance(): void {
    this.#prepareWriting();
    this.#staticAnswer.before(this.#writing);
    this.#staticAnswer.hidden = true;
  }

  protected override draw(history: readonly LogRecord[]): void {
    this.#explained = explainedBy(history);
    const written = this.#explained.text !== undefined;
    this.#writing.hidden = written;
    if (written) void this.#fetchJudging();
    this.#judging?.show(this.#explained);
    this.show(stateOf(this.#key, this.#explained));
  }

  override handleKey(key: string): boolean {
    return this.#judging?.handleKey(key) ?? false;
  }

  /** The own words that were written last, however much was judged since. */
  responseInWords(past: readonly LogRecord[]): string {
    return past.map((record) => explainedBy([record]).text).findLast(Boolean) ?? t("changed.in-own-words");
  }

  override takeFocus(): void {
    if (this.isTyped) this.#field.focus();
    else super.takeFocus();
  }

  override again(): void {
    super.again();
    this.#field.value = draftOf(this.identity.item);
  }

  get #staticAnswer(): HTMLElement {
    return this.querySelector<HTMLElement>(":scope > details.study-answer") ?? make("details");
  }

  get #key(): string[] {
    const nodes = this.#staticAnswer.querySelectorAll<HTMLElement>(".study-concepts > li");
    return [...nodes].map((node) => node.dataset["concept"] ?? "");
  }

  #prepareWriting(): void {
    const { item } = this.identity;
    this.#field.id = `study-field-${this.heading?.id ?? item}`;
    this.#field.value = draftOf(item);
    this.#field.addEventListener("input", () => {
      keepDraft(item, this.#field.value);
      this.#message.hidden = true;
    });
    this.#writing.addEventListener("focusin", () => void this.#fetchJudging());
    this.#writing.append(
      make("label", { class: "study-label", for: this.#field.id }, t("explain.your-answer")),
      this.#field,
      this.#message,
      row(
        primary(t("explain.done"), () => this.#written()),
        button(t("explain.aloud"), () => void this.#done("")),
      ),
    );
  }

  #written(): void {
    const text = this.#field.value.trim();
    if (text) return void this.#done(text);
    this.#message.textContent = t("explain.write-first");
    this.#message.hidden = false;
    this.announce(t("explain.write-first"));
    this.#field.focus();
  }

  /** What was judged to the end and is written anew is judged anew; a correction keeps what is judged. */
  async #done(text: string): Promise<void> {
    await this.#fetchJudging();
    // Pressed twice while that came, it was done once.
    if (this.#writing.hidden) return;
    const judged = isJudged(this.#key, this.#explained.judged) ? {} : this.#explained.judged;
    keepDraft(this.identity.item, "");
    this.record({ kind: "response", response: { text, ...soFar(this.#key, judged) } });
    this.#judging?.focusNext();
    if (this.dataset["kind"] === "produce") this.readOut();
  }

  #edit(): void {
    this.#field.value = this.#explained.text ?? "";
    this.#writing.hidden = false;
    this.#judging?.show({ judged: {} });
    this.#field.focus();
  }

  /** Fetches what judges; where it cannot be had, the answer is there to compare with, as without a script. */
  #fetchJudging(): Promise<void> {
    this.#coming ??= import("./judging").then(
      ({ Judging }) => this.#prepareJudging(Judging),
      () => {
        this.#coming = undefined;
        this.#staticAnswer.hidden = this.#explained.text === undefined;
      },
    );
    return this.#coming;
  }

  #prepareJudging(Kind: typeof Judging): void {
    this.#judging = new Kind(this.identity.item, this.#staticAnswer, this.dataset["kind"] === "produce", {
      record: (what) => this.record(what),
      readOut: () => this.readOut(),
      edit: () => this.#edit(),
      again: () => {
        this.again();
        this.#field.focus();
      },
    });
    this.#staticAnswer.hidden = true;
    this.#writing.after(...this.#judging.nodes);
    this.#judging.show(this.#explained);
  }
}
