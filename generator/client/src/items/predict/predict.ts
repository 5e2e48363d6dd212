// Only this module knows the question what code does: it prints, raises or does not compile, and then its words; at the
// end, which lines differ.

import type strings from "../../../../byheart/items/predict/strings.json";
import "../answer-strings";
import type { LogRecord } from "../../log/record";
import { icon, make } from "../../ui/dom";
import { type Key, t, type Words } from "../../ui/strings";
import type { Judge } from "../attempt";
import { diff, type Run } from "../diff";
import { words } from "../item";
import type { Stage } from "../question";
import { solutionOf } from "../solution";
import { type Field, TypedQuestion } from "../typed";
import {
  grade,
  isResponse,
  linesOf,
  type Outcome,
  type PredictKey,
  type PredictResponse,
  takesForRaised,
} from "./grade";

declare module "../../ui/strings" {
  interface WordsOfTypes extends Words<typeof strings> {}
}

const OUTCOMES: readonly [Outcome, Key][] = [
  ["prints", "predict.prints"],
  ["raises", "predict.raises"],
  ["fails-to-compile", "predict.fails"],
];

export default class StudyPredict extends TypedQuestion<PredictResponse> {
  readonly #output = make("textarea", {
    autocapitalize: "off",
    autocorrect: "off",
    autocomplete: "off",
    class: "study-input study-code",
    rows: "4",
    spellcheck: "false",
    dir: "ltr",
  });
  #exception: Field | undefined;
  #printed: HTMLElement | undefined;
  #radios: HTMLInputElement[] = [];
  #key: PredictKey = {};

  protected override get judge(): Judge<PredictResponse> {
    return { grade: (response) => grade(this.#key, response), isResponse, nothing: {}, tries: 2 };
  }

  protected override prepare(): Element | null {
    this.#key = JSON.parse(this.dataset["key"] ?? "{}");
    this.#exception = this.field(t("predict.exception"), { dir: "ltr" });
    this.#exception.input.classList.add("study-code");
    this.#printed = this.#makeOutput();
    const node = make("div", { class: "study-predict study-controls" });
    node.append(this.#makeOutcomes(), this.#printed, this.#exception.node);
    this.staticAnswer.before(node);
    return this.staticAnswer.isConnected ? node : null;
  }

  #makeOutcomes(): HTMLElement {
    const offered = words(this.dataset["outcomes"]);
    const outcomes = OUTCOMES.filter(([outcome]) => !offered.length || offered.includes(outcome));
    const rows = outcomes.map(([outcome, key]) => {
      const radio = make("input", { type: "radio", name: `study:${this.identity.item}`, value: outcome });
      this.#radios.push(radio);
      return make("label", { class: "study-outcome" }, radio, t(key));
    });
    if (outcomes.length === 1 && this.#radios[0]) this.#radios[0].checked = true;
    const attributes = { class: "study-outcomes", role: "radiogroup", "aria-label": t("predict.happens") };
    const group = make("div", attributes, ...rows);
    group.hidden = outcomes.length === 1;
    group.addEventListener("change", () => this.changed());
    return group;
  }

  /** "It raises an exception: KeyError" */
  responseInWords(past: readonly LogRecord[]): string {
    const { happens, text } = past.map(({ response }) => response).findLast(isResponse) ?? {};
    const [, outcome] = OUTCOMES.find(([name]) => name === happens) ?? [];
    return [outcome && t(outcome), text].filter(Boolean).join(": ");
  }

  #makeOutput(): HTMLElement {
    this.#output.id = `study-output-${this.heading?.id}`;
    this.#output.addEventListener("input", () => this.changed());
    this.#output.addEventListener("keydown", (event) => {
      // Enter alone begins a line of what is printed.
      if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || this.#output.readOnly) return;
      event.preventDefault();
      this.check();
    });
    const label = make("label", { class: "study-label", for: this.#output.id }, t("predict.output"));
    return make("div", { class: "study-entry" }, label, this.#output);
  }

  get #happens(): Outcome | undefined {
    return this.#radios.find(({ checked }) => checked)?.value as Outcome | undefined;
  }

  protected override changed(): void {
    super.changed();
    if (this.#printed) this.#printed.hidden = this.#happens !== "prints";
    if (this.#exception) this.#exception.node.hidden = this.#happens !== "raises";
  }

  /** Before it is said what happens nothing is typed, but there is something to choose. */
  override takeFocus(): void {
    if (this.stage.asking) this.focusInput();
    else super.takeFocus();
  }

  /** A letter or a digit chooses what happens; what it prints or raises is typed then. */
  override handleKey(key: string): boolean {
    const place = key.length === 1 ? (/^[1-9]$/.test(key) ? Number(key) - 1 : key.charCodeAt(0) - 97) : -1;
    const radio = this.#radios[place];
    if (!radio || this.#radios.length === 1 || this.stage.over) return super.handleKey(key);
    if (this.triesAgain) this.tryAgain();
    radio.click();
    this.focusInput();
    return true;
  }

  protected override entered(): PredictResponse | undefined {
    const happens = this.#happens;
    if (!happens) return undefined;
    const text = happens === "prints" ? this.#output.value : (this.#exception?.input.value.trim() ?? "");
    if (happens === "raises" && !text) return undefined;
    return happens === "fails-to-compile" ? { happens } : { happens, text };
  }

  protected override missing(): string {
    return t(this.#happens === "raises" ? "predict.name-it" : "predict.choose");
  }

  protected override focusInput(): void {
    const field = this.#happens === "prints" ? this.#output : this.#exception?.input;
    const radio = this.#radios.find(({ checked }) => checked) ?? this.#radios[0];
    (this.#happens && this.#happens !== "fails-to-compile" ? field : radio)?.focus();
  }

  protected override renderInputs({ asking, given, latest }: Stage<PredictResponse>): void {
    if (!asking || !given.length) this.#enter(latest ?? {});
    for (const radio of this.#radios) radio.disabled = !asking;
    this.#output.readOnly = !asking;
    if (this.#exception) this.#exception.input.readOnly = !asking;
  }

  #enter({ happens, text = "" }: PredictResponse): void {
    for (const radio of this.#radios) radio.checked = this.#radios.length === 1 || radio.value === happens;
    this.#output.value = happens === "prints" ? text : "";
    if (this.#exception) this.#exception.input.value = happens === "raises" ? text : "";
  }

  protected override details(given: PredictResponse = {}, over: boolean): Node[] {
    if (!over) return [];
    const wrong = this.judge.grade(given).verdict !== "correct";
    const compared = wrong && given.happens === "prints" && typeof this.#key.output === "string";
    if (compared) return [lineTable(given.text ?? "", this.#key.output ?? "")];
    const remark = takesForRaised(this.#key, given)
      ? [make("p", { class: "study-remark" }, t("predict.before-it-runs"))]
      : [];
    return [...remark, solutionOf(this.staticAnswer, t("answer.key"))];
  }
}

const LINES: Record<Run["kind"], [tag: "span" | "del" | "ins", sign: string, words: Key]> = {
  same: ["span", "=", "predict.same"],
  extra: ["del", "−", "answer.extra"],
  missing: ["ins", "+", "answer.missing"],
};

/** The lines of a response and of the key, with what became of each in a word. */
function lineTable(given: string, wanted: string): HTMLElement {
  const runs = diff(linesOf(given), linesOf(wanted));
  const rows = runs.flatMap(({ kind, units }) => {
    const [tag, sign, key] = LINES[kind];
    return units.map((unit) => {
      const code = make("code", { dir: "ltr" }, make(tag, {}, unit));
      return make("tr", {}, make("th", { scope: "row" }, icon(sign), " ", t(key)), make("td", {}, code));
    });
  });
  const caption = make("caption", { class: "study-label" }, t("predict.lines"));
  const table = make("table", { class: "study-lines" }, caption, make("tbody", {}, ...rows));
  return make("div", { class: "study-differences" }, table);
}
