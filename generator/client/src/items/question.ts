// Only this module knows how a question is asked: Check, a verdict, one more try, the key and the explanation at the
// end. What is entered and what it is worth, each type says.

import { isOfEarlierDay } from "../log/day";
import type { Entry, LogRecord } from "../log/record";
import { button, copyOf, make, primary, row } from "../ui/dom";
import { t } from "../ui/strings";
import { type Attempt, givenIn, isOver, type Judge, latestAttempt, NO_ATTEMPT, ratingOf, stateOf } from "./attempt";
import type { Sureness } from "./confidence";
import { isAnswered } from "./grade";
import { StudyItem } from "./item";

/** Where a question stands: asked (for the first or the second time), judged with a try left, or over. */
export interface Stage<Response> {
  asking: boolean;
  over: boolean;
  /** What was judged so far, without giving up. */
  given: readonly Response[];
  /** The last of it; where nothing was judged, what is to be put back into the inputs. */
  latest: Response | undefined;
}

/** Of what takes the focus at the end: its name is short, since what is in it is read out. */
export function verdictAttributes(): Record<string, string> {
  const name = { role: "group", "aria-label": t("card.answer") };
  return { class: "study-verdict study-controls", tabindex: "-1", hidden: "", ...name };
}

export abstract class StudyQuestion<Response> extends StudyItem {
  override readonly graded: boolean = true;
  protected readonly verdict = make("div", verdictAttributes());
  readonly #message = make("p", { class: "study-message study-controls", hidden: "" });
  readonly #buttons = row();
  readonly #check = primary(t("choice.check"), () => this.check());
  #sureness: Sureness | undefined;
  #attempt: Attempt<Response> = NO_ATTEMPT;
  /** An attempt of an earlier day: it is told in a word, and the question is asked anew, its key out of sight. */
  #past: Attempt<Response> | undefined;
  #retrying = false;

  /** How responses are judged. */
  protected abstract readonly judge: Judge<Response>;

  /** Prepares what the learner answers with; returns what the verdict and the buttons follow, if all is there. */
  protected abstract prepare(): Element | null;

  /** What is entered now; undefined while that is nothing that can be judged. */
  protected abstract entered(): Response | undefined;

  /** Whether Check has something to look at. */
  protected get ready(): boolean {
    return this.entered() !== undefined;
  }

  /** Says what is to be done before Check. */
  protected abstract missing(): string;

  /** Shows what was entered and what became of it. */
  protected abstract renderInputs(stage: Stage<Response>): void;

  /** Puts the focus where the learner enters something. */
  protected abstract focusInput(): void;

  /** Says in numbers what a response amounts to: "2 of 3 found, 1 wrong." */
  protected tally(_response: Response): string {
    return "";
  }

  /** What else there is to see once a response is judged: a remark; at the end, the key. Giving up is no response. */
  protected details(_given: Response | undefined, _over: boolean): Node[] {
    return [];
  }

  /** What can be done beside going on. */
  protected offers(_over: boolean): HTMLButtonElement[] {
    return [];
  }

  protected override enhance(): void {
    const inputs = this.prepare();
    if (!inputs) return;
    inputs.after(this.#message, this.verdict, this.#buttons);
    this.staticAnswer.hidden = true;
    if ("confidence" in this.dataset) void this.#askSureness();
  }

  protected override draw(history: readonly LogRecord[]): void {
    const attempt = latestAttempt(this.judge, history);
    this.#past = isOfEarlierDay(history) ? attempt : undefined;
    this.#attempt = this.#past ? NO_ATTEMPT : attempt;
    this.#retrying = false;
    this.render();
  }

  override handleKey(key: string): boolean {
    const presses = key === "Enter" || key === " ";
    if (presses && this.triesAgain) this.tryAgain();
    else if (key !== "Enter" || !this.stage.asking || !this.#isEntering) return false;
    else this.check();
    return true;
  }

  /** Whether Enter means Check: in a field or an option, and on the item as a whole once something is chosen. */
  get #isEntering(): boolean {
    return document.activeElement instanceof HTMLInputElement || (document.activeElement === this && this.ready);
  }

  /** Whether a first response was judged and another may follow. */
  protected get triesAgain(): boolean {
    return !this.stage.asking && !this.#isOver;
  }

  override get outdated(): boolean {
    return this.#known.changed ?? false;
  }

  protected override isJudgedAnew(past: readonly LogRecord[]): boolean {
    const then = past.findLast(({ kind }) => kind !== "rating")?.rating;
    if (!then || !this.#known.responses.length) return false;
    return (then === "again") !== (ratingOf(this.judge, this.#known, 0) === "again");
  }

  override get settled(): boolean {
    return this.#past ? isAnswered(this.state) : this.#isOver;
  }

  get #isOver(): boolean {
    return isOver(this.judge, this.#attempt);
  }

  get #known(): Attempt<Response> {
    return this.#past ?? this.#attempt;
  }

  protected get staticAnswer(): HTMLElement {
    return this.querySelector<HTMLElement>(":scope > details.study-answer") ?? make("details");
  }

  protected get attempt(): Attempt<Response> {
    return this.#attempt;
  }

  protected get stage(): Stage<Response> {
    const given = givenIn(this.judge, this.#attempt);
    const asking = this.#attempt.responses.length === 0 || this.#retrying;
    return { asking, over: this.#isOver, given, latest: given.at(-1) };
  }

  // What the learner does

  /** To be called whenever what is entered changes. */
  protected changed(): void {
    this.#check.setAttribute("aria-disabled", String(!this.ready));
    this.#message.hidden = true;
  }

  protected check(): void {
    const response = this.entered();
    if (response !== undefined) return this.respond(response);
    this.say(this.missing());
  }

  /** Shows a message above the buttons, and announces it. */
  protected say(words: string, ...more: Node[]): void {
    this.#message.replaceChildren(words, ...more);
    this.#message.hidden = false;
    this.announce(words);
  }

  protected respond(response: Response): void {
    this.#give(response);
    this.tellVerdict();
  }

  /** Gives what is entered without leading on, where an exam takes it; says whether there is something. */
  give(): boolean {
    const response = this.entered();
    if (response !== undefined) this.#give(response);
    return response !== undefined;
  }

  /** What is typed and cannot be judged, though there is something, in types that have such; "" for nothing. */
  unread?(): string;

  /** Asks back what is meant by that, or says what is in the way, where it can be mended. */
  askBack?(): void;

  /** Puts back what was entered and is not judged yet. */
  restore(response: unknown): void {
    if (!this.judge.isResponse(response)) return;
    this.renderInputs({ asking: true, over: false, given: [], latest: response });
    this.changed();
  }

  /** Shows the end of an exam in which nothing was given, or what could not be read: the key, and no state. */
  leaveOpen(_unread?: string): void {
    this.#attempt = { responses: [this.judge.nothing], ruled: false, mode: "exam" };
    this.render();
    this.show("");
  }

  #give(response: Response): void {
    const confidence = this.#sureness?.chosen;
    const earlier = this.#isOver ? [] : this.#attempt.responses;
    const rated = this.rated({ responses: [...earlier, response], ruled: false }, earlier.length > 0);
    this.record({ kind: "response", response, ...rated, ...(confidence ? { confidence } : {}) });
  }

  /** What a record tells the scheduler, and whether that stands for what was told before. */
  protected rated(attempt: Attempt<Response>, retry: boolean): Pick<Entry, "rating" | "retry"> {
    const rating = ratingOf(this.judge, attempt, this.openHints);
    return retry ? { rating, retry } : { rating };
  }

  /** Leads on to the verdict, and has it read out with what belongs to it. */
  protected tellVerdict(): void {
    this.verdict.focus();
    this.readOut();
  }

  protected tryAgain(): void {
    this.#retrying = true;
    this.render();
    this.focusInput();
  }

  #answerAgain(): void {
    this.again();
    this.focusInput();
  }

  async #askSureness(): Promise<void> {
    const { askSureness } = await import("./confidence");
    const sureness = askSureness();
    sureness.node.hidden = this.#attempt.responses.length > 0;
    this.#buttons.before(sureness.node);
    this.#sureness = sureness;
  }

  // What is shown

  protected render(): void {
    const { stage } = this;
    const { asking, over } = stage;
    this.renderInputs(stage);
    this.changed();
    this.#buttons.replaceChildren(...this.#actions(over, asking));
    this.verdict.hidden = asking;
    if (!asking) this.#renderVerdict(stage);
    if (this.#sureness) this.#sureness.node.hidden = this.#attempt.responses.length > 0;
    if (over) this.#sureness?.reset();
    this.show(stateOf(this.judge, this.#known));
  }

  #actions(over: boolean, asking: boolean): HTMLButtonElement[] {
    if (asking) return [this.#check];
    if (over) return [button(t("choice.answer-again"), () => this.#answerAgain()), ...this.offers(true)];
    return [
      primary(t("choice.try-again"), () => this.tryAgain()),
      button(t("choice.show-answer"), () => this.respond(this.judge.nothing)),
      ...this.offers(false),
    ];
  }

  #renderVerdict({ over, latest }: Stage<Response>): void {
    const response = this.#last;
    const line = make("p", { class: "study-verdict-line" }, make("strong", {}, this.sentence()), " ");
    // The explanation may go on in the same line.
    line.append(this.tally(response), ...(over ? [" "] : [" ", t("choice.one-more-try")]));
    this.verdict.dataset["verdict"] = this.#attempt.ruled ? "correct" : this.judge.grade(response).verdict;
    this.verdict.replaceChildren(line, ...this.details(latest, over), ...(over ? this.#explanation() : []));
  }

  get #last(): Response {
    return this.#attempt.responses.at(-1) ?? this.judge.nothing;
  }

  /** The verdict in a word or two. */
  protected sentence(): string {
    const { responses, mode } = this.#attempt;
    if (this.stage.given.length < responses.length) return t(mode === "exam" ? "exam.left-open" : "choice.given-up");
    const { verdict } = this.judge.grade(this.#last);
    if (verdict === "correct") return t(responses.length > 1 ? "choice.right-second" : "choice.right");
    return t(verdict === "partial" ? "choice.partly" : "choice.wrong");
  }

  #explanation(): Node[] {
    const sources = this.staticAnswer.querySelectorAll(".study-explanation, .study-refs");
    return [...sources].map((node) => make("div", { class: node.className }, copyOf(node)));
  }
}
