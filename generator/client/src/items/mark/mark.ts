// Only this module knows the question for marks: words, parts or lines of the passage are pressed; at the end each tells
// what became of it, and below stands what there is to say of them.

import type strings from "../../../../byheart/items/mark/strings.json";
import "../answer-strings";
import { copyOf, make } from "../../ui/dom";
import { list, t, type Words } from "../../ui/strings";
import type { Judge } from "../attempt";
import { words } from "../item";
import { type Stage, StudyQuestion } from "../question";
import { solutionOf } from "../solution";
import { grade, isResponse, type MarkKey, type MarkResponse } from "./grade";
import { Passage, type Verdict } from "./passage";

declare module "../../ui/strings" {
  interface WordsOfTypes extends Words<typeof strings> {}
}

export default class StudyMark extends StudyQuestion<MarkResponse> {
  readonly partNames = ["part"];
  readonly #how = make("p", { class: "study-choose study-controls" }, t("mark.how"));
  #passage: Passage | undefined;
  #key: MarkKey = { key: [], parts: [] };

  /** With two parts a second try would be no question. */
  protected override get judge(): Judge<MarkResponse> {
    const tries = this.#key.parts.length > 2 ? 2 : 1;
    return { grade: (response) => grade(this.#key, response), isResponse, nothing: [], tries };
  }

  protected override prepare(): Element | null {
    const node = this.querySelector<HTMLElement>(":scope > .study-passage");
    if (!node) return null;
    this.#passage = new Passage(
      node,
      () => this.changed(),
      () => this.check(),
    );
    this.#key = { key: words(this.dataset["key"]), parts: this.#passage.ids };
    node.setAttribute("role", "group");
    node.setAttribute("aria-label", this.question);
    node.before(this.#how);
    return node;
  }

  protected override entered(): MarkResponse | undefined {
    const marked = this.#passage?.marked ?? [];
    return marked.length ? marked : undefined;
  }

  protected override missing(): string {
    return t("mark.nothing");
  }

  protected override focusInput(): void {
    this.#passage?.focus();
  }

  protected override renderInputs({ asking, over, given, latest }: Stage<MarkResponse>): void {
    if (!this.#passage) return;
    if (!asking || !given.length) this.#passage.marked = latest ?? [];
    this.#passage.fixed = !asking;
    this.#how.hidden = !asking;
    this.#passage.judge(over ? this.#verdicts(latest ?? []) : new Map());
  }

  #verdicts(response: MarkResponse): Map<string, Verdict> {
    const { key } = this.#key;
    const missed = key.filter((id) => !response.includes(id)).map((id): [string, Verdict] => [id, "missed"]);
    return new Map([...missed, ...response.map((id): [string, Verdict] => [id, key.includes(id) ? "right" : "wrong"])]);
  }

  protected override tally(response: MarkResponse): string {
    if (!response.length) return "";
    const { parts } = this.judge.grade(response);
    const found = parts.filter(({ verdict }) => verdict === "correct").length;
    const said = [t("choice.found", { found, n: this.#key.key.length })];
    if (parts.length > found) said.push(t("choice.chosen-wrong", { n: parts.length - found }));
    return `${list(said)}.`;
  }

  protected override details(given: MarkResponse = [], over: boolean): Node[] {
    if (!over) return [];
    const right = this.judge.grade(given).verdict === "correct";
    return [...(right ? [] : [solutionOf(this.staticAnswer, t("mark.key"))]), ...this.#remarks(given)];
  }

  /** What is said of what was to be marked, and of what was marked wrongly. */
  #remarks(given: MarkResponse): Node[] {
    const told = [...this.staticAnswer.querySelectorAll<HTMLElement>(".study-feedback > [data-part]")];
    const met = [...this.#key.key, ...given];
    const rows = told.filter(({ dataset }) => met.includes(dataset["part"] ?? ""));
    if (!rows.length) return [];
    const remarks = make("dl", { class: "study-remarks" }, ...rows.map((row) => make("div", {}, copyOf(row))));
    return [make("p", { class: "study-label" }, t("mark.remarks")), remarks];
  }
}
