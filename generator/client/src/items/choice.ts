// Only this module knows the choice question: options become rows with a native radio button or checkbox, Check
// judges, a first wrong response gets a remark and one more try, then the key and the explanation come.

import { button, copyOf, make, primary, row } from "../dom";
import { StudyItem, words } from "../item";
import type { LogRecord } from "../record";
import { sessionSeed } from "../session";
import { shuffled } from "../shuffle";
import { list, t } from "../strings";
import type { Attempt, ChoiceKey, ChoiceResponse } from "./choice.grade";
import { grade, isOver, latestAttempt, stateOf, tally } from "./choice.grade";
import { ChoiceOption } from "./choice.option";

export class StudyChoice extends StudyItem {
  override readonly graded = true;
  readonly #verdict = make("div", { class: "study-verdict study-controls", tabindex: "-1", hidden: "" });
  readonly #message = make("p", { class: "study-message study-controls", hidden: "" });
  readonly #buttons = row();
  readonly #check = primary(t("choice.check"), () => this.#checkChosen());
  #options: ChoiceOption[] = [];
  #key: ChoiceKey = { key: [], options: [], select: "one" };
  #attempt: Attempt = [];
  #retrying = false;

  protected override enhance(): void {
    const listed = this.querySelector<HTMLElement>(":scope > .study-options");
    if (!listed) return;
    this.#key = this.#readKey(listed);
    this.#options = this.#makeOptions(listed);
    const choices = make("div", this.#groupAttributes());
    listed.before(choices);
    choices.append(listed);
    choices.after(this.#message, this.#verdict, this.#buttons);
    choices.addEventListener("change", () => this.#chosenChanged());
    this.#staticAnswer.hidden = true;
  }

  protected override draw(history: readonly LogRecord[]): void {
    this.#attempt = latestAttempt(this.#key, history);
    this.#retrying = false;
    this.#render();
  }

  /** The key sheet names options by the author's letters. */
  override layOut(medium: "paper" | "screen"): void {
    const ids = medium === "paper" ? this.#key.options : this.#options.map(({ id }) => id);
    for (const id of ids) this.#options.find((option) => option.id === id)?.moveLast();
  }

  override handleKey(key: string): boolean {
    if (key === "Enter") {
      if (document.activeElement instanceof HTMLInputElement) this.#checkChosen();
      return document.activeElement instanceof HTMLInputElement;
    }
    const index = /^[1-9]$/.test(key) ? Number(key) - 1 : key.length === 1 ? key.charCodeAt(0) - 97 : -1;
    return this.#options[index]?.choose() ?? false;
  }

  override get settled(): boolean {
    return isOver(this.#key, this.#attempt);
  }

  get #staticAnswer(): HTMLElement {
    return this.querySelector<HTMLElement>(":scope > details.study-answer") ?? make("details");
  }

  /** What was chosen last; giving up chooses nothing. */
  get #latestChoice(): ChoiceResponse {
    return this.#attempt.findLast((response) => response.length > 0) ?? [];
  }

  get #chosen(): string[] {
    return this.#options.filter((option) => option.input.checked).map((option) => option.id);
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
    const placed = shuffled(nodes.map((node) => ({ node, pin: node.dataset["pin"] })), sessionSeed() + item);
    const type = this.#key.select === "many" ? "checkbox" : "radio";
    listed.append(...placed.map(({ node }) => node));
    return placed.map(({ node }, index) => new ChoiceOption(node, type, item, index));
  }

  #groupAttributes(): Record<string, string> {
    const role = this.#key.select === "many" ? "group" : "radiogroup";
    return { class: "study-choices", role, "aria-label": this.question };
  }

  // What the learner does

  #chosenChanged(): void {
    this.#check.setAttribute("aria-disabled", String(this.#chosen.length === 0));
    this.#message.hidden = true;
  }

  #checkChosen(): void {
    const chosen = this.#chosen;
    if (chosen.length) return this.#respond(chosen);
    this.#message.textContent = t("choice.nothing-chosen");
    this.#message.hidden = false;
    this.announce(t("choice.nothing-chosen"));
  }

  /** An empty response is giving up. */
  #respond(response: string[]): void {
    this.record({ kind: "response", response });
    this.announce(this.#words().bold);
    this.#verdict.focus();
  }

  #tryAgain(): void {
    this.#retrying = true;
    this.#render();
    this.#options.find((option) => !option.input.disabled)?.input.focus();
  }

  #answerAgain(): void {
    this.again();
    this.#options[0]?.input.focus();
  }

  // What is shown

  #render(): void {
    const over = isOver(this.#key, this.#attempt);
    const asking = this.#attempt.length === 0 || this.#retrying;
    for (const option of this.#options) this.#renderOption(option, over, asking);
    this.#chosenChanged();
    this.#buttons.replaceChildren(...this.#actions(over, asking));
    this.#verdict.hidden = asking;
    if (!asking) this.#renderVerdict(over);
    this.show(stateOf(this.#key, this.#attempt));
  }

  #renderOption(option: ChoiceOption, over: boolean, asking: boolean): void {
    const isKey = this.#key.key.includes(option.id);
    const chosen = this.#attempt.some((response) => response.includes(option.id));
    const latest = this.#latestChoice.includes(option.id);
    // Several keys at a first try: which of them are right would give the second try away.
    const told = over || (this.#key.select === "one" && chosen);
    const mark = !told ? "" : isKey ? (latest ? "chosen-right" : over ? "key" : "") : chosen ? "chosen-wrong" : "";
    option.input.disabled = !asking || mark === "chosen-wrong";
    option.input.checked = asking ? this.#retrying && this.#key.select === "many" && latest : latest;
    option.mark(mark, mark === "chosen-wrong" ? this.#feedbackOn(option.id) : null);
  }

  #feedbackOn(id: string): Element | null {
    return this.#staticAnswer.querySelector(`.study-feedback > [data-option="${CSS.escape(id)}"] > dd`);
  }

  #actions(over: boolean, asking: boolean): HTMLButtonElement[] {
    if (asking) return [this.#check];
    if (over) return [button(t("choice.answer-again"), () => this.#answerAgain())];
    return [
      primary(t("choice.try-again"), () => this.#tryAgain()),
      button(t("choice.show-answer"), () => this.#respond([])),
    ];
  }

  #renderVerdict(over: boolean): void {
    const { bold, rest } = this.#words();
    const line = make("p", { class: "study-verdict-line" }, make("strong", {}, bold), " ", rest);
    this.#verdict.dataset["verdict"] = grade(this.#key, this.#attempt.at(-1) ?? []).verdict;
    this.#verdict.replaceChildren(line);
    if (over) this.#verdict.append(...this.#explanation());
    else line.append(" ", t("choice.one-more-try"));
  }

  #words(): { bold: string; rest: string } {
    const response = this.#attempt.at(-1) ?? [];
    const { verdict } = grade(this.#key, response);
    const right = this.#attempt.length > 1 ? t("choice.right-second") : t("choice.right");
    const bold = verdict === "correct" ? right : verdict === "partial" ? t("choice.partly") : t("choice.wrong");
    return { bold, rest: this.#key.select === "many" && response.length ? this.#found() : "" };
  }

  #found(): string {
    const { found, wrong } = tally(this.#key, this.#attempt.at(-1) ?? []);
    const parts = [t("choice.found", { found, n: this.#key.key.length })];
    if (wrong) parts.push(t("choice.chosen-wrong", { n: wrong }));
    return `${list(parts)}.`;
  }

  #explanation(): Node[] {
    const sources = this.#staticAnswer.querySelectorAll(".study-explanation, .study-refs");
    return [...sources].map((node) => make("div", { class: node.className }, copyOf(node)));
  }
}
