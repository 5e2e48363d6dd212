// Only this module knows the choice question: options become rows with a native radio button or checkbox, and each
// row tells what became of it.

import type strings from "../../../../byheart/items/choice/strings.json";
import { button, make } from "../../ui/dom";
import { shuffled } from "../../ui/shuffle";
import { list, t, type Words } from "../../ui/strings";
import type { Judge } from "../attempt";
import { words } from "../item";
import { type Stage, StudyQuestion } from "../question";
import { type ChoiceKey, type ChoiceResponse, judgeOf, tally } from "./grade";
import { ChoiceOption, type Mark } from "./option";

declare module "../../ui/strings" {
  interface WordsOfTypes extends Words<typeof strings> {}
}

export class StudyChoice extends StudyQuestion<ChoiceResponse> {
  readonly #why = button(t("choice.why-not"), () => this.#toggleReasons(), {
    class: "study-button study-button--quiet",
  });
  #options: ChoiceOption[] = [];
  #key: ChoiceKey = { key: [], options: [], select: "one" };
  #reasons = false;

  protected override prepare(): Element | null {
    const listed = this.querySelector<HTMLElement>(":scope > .study-options");
    if (!listed) return null;
    this.#key = this.#readKey(listed);
    this.#options = this.#makeOptions(listed);
    const choices = make("div", this.#groupAttributes());
    listed.before(choices);
    choices.append(listed);
    choices.addEventListener("change", () => this.changed());
    return choices;
  }

  protected override get judge(): Judge<ChoiceResponse> {
    return judgeOf(this.#key);
  }

  /** The key sheet names options by the author's letters. */
  override layOut(medium: "paper" | "screen"): void {
    const ids = medium === "paper" ? this.#key.options : this.#options.map(({ id }) => id);
    for (const id of ids) this.#options.find((option) => option.id === id)?.moveLast();
  }

  override handleKey(key: string): boolean {
    if (key === "Enter" || key === " ") return super.handleKey(key);
    const index = /^[1-9]$/.test(key) ? Number(key) - 1 : key.length === 1 ? key.charCodeAt(0) - 97 : -1;
    const option = this.#options[index];
    // After a wrong first response a letter already chooses anew.
    if (option && this.triesAgain) this.tryAgain();
    return option?.choose() ?? false;
  }

  protected override entered(): ChoiceResponse | undefined {
    const chosen = this.#options.filter((option) => option.input.checked).map((option) => option.id);
    return chosen.length ? chosen : undefined;
  }

  protected override missing(): string {
    return t("choice.nothing-chosen");
  }

  protected override focusInput(): void {
    this.#options.find((option) => !option.input.disabled)?.input.focus();
  }

  // Preparing the static list

  #readKey(listed: HTMLElement): ChoiceKey {
    const { key, select, scoring } = this.dataset;
    const options = [...listed.children].map((node) => (node as HTMLElement).dataset["option"] ?? "");
    return {
      key: words(key),
      options,
      select: select === "many" ? "many" : "one",
      scoring: scoring === "all" ? "all" : undefined,
    };
  }

  #makeOptions(listed: HTMLElement): ChoiceOption[] {
    const { item } = this.identity;
    const nodes = [...listed.children].map((node) => node as HTMLElement);
    const placed = shuffled(
      nodes.map((node) => ({ node, pin: node.dataset["pin"] })),
      this.seed,
    );
    const type = this.#key.select === "many" ? "checkbox" : "radio";
    listed.append(...placed.map(({ node }) => node));
    return placed.map(({ node }, index) => new ChoiceOption(node, type, item, index));
  }

  #groupAttributes(): Record<string, string> {
    const role = this.#key.select === "many" ? "group" : "radiogroup";
    return { class: "study-choices", role, "aria-label": this.question };
  }

  // What is shown

  protected override renderInputs(stage: Stage<ChoiceResponse>): void {
    if (!stage.over) this.#reasons = false;
    for (const option of this.#options) this.#renderOption(option, stage);
  }

  #renderOption(option: ChoiceOption, stage: Stage<ChoiceResponse>): void {
    const mark = this.#markOf(option.id, stage);
    const latest = stage.latest?.includes(option.id) ?? false;
    const retrying = stage.asking && (this.#key.select === "many" || !stage.given.length);
    option.input.disabled = !stage.asking || mark === "chosen-wrong";
    option.input.checked = latest && (!stage.asking || retrying);
    option.mark(mark, mark === "chosen-wrong" || this.#reasons ? this.#feedbackOn(option.id) : null);
  }

  #markOf(id: string, { over, given, latest }: Stage<ChoiceResponse>): Mark {
    const chosen = given.some((response) => response.includes(id));
    // Several keys at a first try: which of them are right would give the second try away.
    if (!over && !(this.#key.select === "one" && chosen)) return "";
    if (!this.#key.key.includes(id)) return chosen ? "chosen-wrong" : "";
    return latest?.includes(id) ? "chosen-right" : over ? "key" : "";
  }

  #feedbackOn(id: string): Element | null {
    return this.staticAnswer.querySelector(`.study-feedback > [data-option="${CSS.escape(id)}"] > dd`);
  }

  /** "Why not the others?" where there are remarks on options that were not chosen. */
  protected override offers(over: boolean): HTMLButtonElement[] {
    const chosen = new Set(this.attempt.responses.flat());
    const some = this.#options.some(({ id }) => !chosen.has(id) && this.#feedbackOn(id));
    this.#why.setAttribute("aria-expanded", String(this.#reasons));
    return over && some ? [this.#why] : [];
  }

  /** Leaves the button in its place, and with it the focus. */
  #toggleReasons(): void {
    this.#reasons = !this.#reasons;
    this.#why.setAttribute("aria-expanded", String(this.#reasons));
    for (const option of this.#options) this.#renderOption(option, this.stage);
  }

  protected override tally(response: ChoiceResponse): string {
    if (this.#key.select === "one" || !response.length) return "";
    const { found, wrong } = tally(this.#key, response);
    const parts = [t("choice.found", { found, n: this.#key.key.length })];
    if (wrong) parts.push(t("choice.chosen-wrong", { n: wrong }));
    return `${list(parts)}.`;
  }
}
