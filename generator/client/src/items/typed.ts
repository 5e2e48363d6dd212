// Only this module knows questions that are answered by typing: a field, Enter for Check, remarks on what an author
// foresaw, and the learner's ruling that a response counts all the same.

import { button, copyOf, make } from "../ui/dom";
import { t } from "../ui/strings";
import { type Stage, StudyQuestion } from "./question";

/** A field with its label. */
export interface Field {
  node: HTMLElement;
  input: HTMLInputElement;
}

let fields = 0;

export abstract class TypedQuestion<Response> extends StudyQuestion<Response> {
  /** The field of a question that asks for one line. */
  protected line: Field | undefined;
  readonly #count = button(t("answer.count-mine"), () => this.#rule("right"));
  readonly #undo = button(t("answer.count-undo"), () => this.#rule("undo"));

  /** Counting a response as right is offered wherever it is wrong and there is one. */
  protected override offers(_over: boolean): HTMLButtonElement[] {
    if (this.attempt.ruled) return [this.#undo];
    const { latest } = this.stage;
    const wrong = latest !== undefined && this.judge.grade(latest).verdict !== "correct";
    return wrong ? [this.#count] : [];
  }

  protected override sentence(): string {
    return this.attempt.ruled ? t("answer.counted") : super.sentence();
  }

  override takeFocus(): void {
    if (this.isTyped && this.stage.asking) this.focusInput();
    else super.takeFocus();
  }

  #rule(ruling: "right" | "undo"): void {
    this.record({ kind: "ruling", ruling, ...this.rated({ ...this.attempt, ruled: ruling === "right" }, true) });
    this.tellVerdict();
  }

  /** A field for a line of text; Enter checks. */
  protected field(label: string, attributes: Record<string, string> = {}): Field {
    const id = `study-field-${++fields}`;
    const plain = { autocomplete: "off", autocapitalize: "off", autocorrect: "off", spellcheck: "false", dir: "auto" };
    const input = make("input", { type: "text", id, class: "study-input", ...plain, ...attributes });
    const name = make("label", { class: "study-label", for: id }, label);
    this.listen(input);
    return { input, node: make("div", { class: "study-entry study-controls" }, name, input) };
  }

  /** Puts a field where paper has its line; gives it, if there is one. */
  protected prepareLine(field: Field): Element | null {
    this.line = field;
    const shape = this.querySelector(":scope > .study-answer-line");
    shape?.after(field.node);
    return shape && field.node;
  }

  /** What stands in the line, "" for nothing. */
  protected get typed(): string {
    return this.line?.input.value.trim() ?? "";
  }

  /** Shows what was typed, `latest`, and whether it can be changed. */
  protected renderLine({ asking, given, latest = "" }: Pick<Stage<string>, "asking" | "given" | "latest">): void {
    if (!this.line) return;
    const { input } = this.line;
    input.readOnly = !asking;
    if (!asking || !given.length) input.value = latest;
  }

  protected listen(input: HTMLInputElement): void {
    input.addEventListener("input", () => this.changed());
    input.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.isComposing || input.readOnly) return;
      event.preventDefault();
      this.check();
    });
  }

  /** The remark on a foreseen response, by its place among them. */
  protected remark(index: number | null): Node[] {
    const source = index === null ? null : this.staticAnswer.querySelectorAll(".study-foreseen > div > dd")[index];
    return source ? [make("div", { class: "study-remark" }, copyOf(source))] : [];
  }
}
