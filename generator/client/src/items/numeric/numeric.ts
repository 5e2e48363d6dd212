// Only this module knows the numeric question: a field, how what is typed reads, and asking back when that is not
// clear.

import type strings from "../../../../byheart/items/numeric/strings.json";
import "../answer-strings";
import type { LogRecord } from "../../log/record";
import { button, make } from "../../ui/dom";
import { t, type Words } from "../../ui/strings";
import type { Judge } from "../attempt";
import type { Stage } from "../question";
import { solutionOf } from "../solution";
import { TypedQuestion } from "../typed";
import { foreseen, grade, type NumericClient, numberIn, readingOf, withoutUnit, withUnit } from "./grade";
import { decimalMark } from "./parse";

declare module "../../ui/strings" {
  interface WordsOfTypes extends Words<typeof strings> {}
}

export default class StudyNumeric extends TypedQuestion<string> {
  readonly #echo = make("p", { class: "study-echo" });
  #client: NumericClient = { key: {}, lang: "" };
  /** What an exam ended with and nobody can read as one number. */
  #uncounted = "";

  protected override readonly judge: Judge<string> = {
    grade: (response) => grade(this.#client, response),
    isResponse: (value) => typeof value === "string",
    nothing: "",
    tries: 2,
  };

  protected override prepare(): Element | null {
    const { key = "{}", lang = "" } = this.dataset;
    this.#client = { key: JSON.parse(key), lang };
    this.#echo.id = `study-echo-${this.heading?.id}`;
    const attributes = { inputmode: "decimal", "aria-describedby": this.#echo.id };
    const { node, input } = this.field(t("numeric.your-number"), attributes);
    const unit = this.dataset["unit"];
    const line = make("div", { class: "study-entry-line" }, input);
    if (unit) line.append(make("span", { class: "study-unit" }, unit));
    node.append(line, this.#echo);
    return this.prepareLine({ node, input });
  }

  protected override entered(): string | undefined {
    const text = this.typed;
    return numberIn(this.#client, text) === undefined ? undefined : withUnit(this.#client, text);
  }

  override unread(): string {
    return this.entered() === undefined ? this.typed : "";
  }

  override askBack(): void {
    this.focusInput();
    this.check();
  }

  protected override get ready(): boolean {
    return this.typed !== "";
  }

  protected override missing(): string {
    if (!this.typed) return t("numeric.nothing");
    if (readingOf(this.#client, this.typed).unreadable !== "unit") return t("numeric.unreadable");
    const unit = this.dataset["unit"];
    return unit ? t("numeric.other-unit", { unit }) : t("numeric.no-unit");
  }

  protected override focusInput(): void {
    this.line?.input.focus();
    this.line?.input.select();
  }

  protected override changed(): void {
    super.changed();
    const number = numberIn(this.#client, this.typed);
    const reads = number === undefined ? "" : this.#written(number);
    this.#echo.textContent = reads === "" || reads === this.typed ? "" : t("numeric.read-as", { number: reads });
  }

  /** What reads in two ways is asked back, and the number that was meant is what is noted. */
  protected override check(): void {
    const { readings } = readingOf(this.#client, this.typed);
    if (readings.length < 2) return super.check();
    const choices = readings.map((number) => button(this.#written(number), () => this.#mean(number)));
    this.say(t("numeric.which"), make("span", { class: "study-buttons" }, ...choices));
    choices[0]?.focus();
  }

  /** Puts the number that was meant in the place of the text, and gives it. */
  #mean(number: number): void {
    const text = this.#written(number);
    if (this.line) this.line.input.value = text;
    this.changed();
    this.focusInput();
    this.respond(withUnit(this.#client, text));
  }

  protected override draw(history: readonly LogRecord[]): void {
    this.#uncounted = "";
    super.draw(history);
  }

  override leaveOpen(unread = ""): void {
    this.#uncounted = unread;
    super.leaveOpen();
  }

  protected override sentence(): string {
    return this.#uncounted ? t("numeric.not-counted") : super.sentence();
  }

  protected override renderInputs({ asking, given, latest = this.#uncounted }: Stage<string>): void {
    this.renderLine({ asking, given, latest: withoutUnit(this.#client, latest) });
  }

  protected override details(given = "", over: boolean): Node[] {
    const remark = this.remark(foreseen(this.#client, given));
    return over ? [...remark, solutionOf(this.staticAnswer, t("answer.key"))] : remark;
  }

  /** A number as the language writes it, without groups, so that it reads in one way. */
  #written(number: number): string {
    return String(number).replace(".", decimalMark(this.#client.lang));
  }
}
