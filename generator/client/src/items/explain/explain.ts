// Only this module knows the explain prompt: write or say it, then judge it concept by concept, then compare with a
// good answer. What is written stays in this browser.

import english from "../../../../byheart/strings/en.json?explain";
import type { LogRecord } from "../../log/record";
import { deckOf } from "../../log/replay";
import { button, copyOf, make, primary, row } from "../../ui/dom";
import { own } from "../../ui/own";
import { addStrings, list, t } from "../../ui/strings";
import { draftOf, keepDraft } from "../../ui/tab";
import { StudyItem } from "../item";
import { verdictAttributes } from "../question";
import { ConceptRow } from "./concept";
import {
  conceptsGot,
  type Explained,
  type ExplainResponse,
  explainedBy,
  grade,
  isJudged,
  type Judgement,
  stateOf,
  worstOf,
} from "./grade";

addStrings(english);

export default class StudyExplain extends StudyItem {
  readonly #field = make("textarea", { class: "study-field", rows: "4", dir: "auto" });
  readonly #message = make("p", { class: "study-message study-controls", hidden: "" });
  readonly #writing = make("div", { class: "study-write study-controls" });
  readonly #compare = make("div", { class: "study-compare study-controls", hidden: "" });
  readonly #judging = make("div", { class: "study-judging study-controls", hidden: "" });
  readonly #verdict = make("div", verdictAttributes());
  #concepts: ConceptRow[] = [];
  #explained: Explained = { judged: {} };

  protected override enhance(): void {
    const nodes = this.#staticAnswer.querySelectorAll<HTMLElement>(".study-concepts > li");
    this.#concepts = [...nodes].map((node, index) => {
      const place = t("explain.concept-of", { i: index + 1, n: nodes.length });
      return new ConceptRow(node, place, (judgement) => this.#judge(node, judgement));
    });
    this.#prepareWriting();
    const rows = make("ul", { class: "study-concept-list" }, ...this.#concepts.map(({ node }) => node));
    this.#judging.append(make("p", { class: "study-label" }, t("explain.judge")), rows);
    this.#staticAnswer.before(this.#writing, this.#compare, this.#judging, this.#verdict);
    this.#staticAnswer.hidden = true;
  }

  protected override draw(history: readonly LogRecord[]): void {
    this.#explained = explainedBy(history);
    this.#render();
  }

  override handleKey(key: string): boolean {
    if (this.#explained.text === undefined || !/^[123]$/.test(key)) return false;
    const focused = this.#concepts.find(({ node }) => node.contains(document.activeElement));
    const next = focused ?? this.#concepts.find(({ id }) => !own(this.#explained.judged, id));
    return next?.press(Number(key) - 1) ?? false;
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
    return this.#concepts.map(({ id }) => id);
  }

  // Writing

  #prepareWriting(): void {
    const { item } = this.identity;
    this.#field.id = `study-field-${this.heading?.id ?? item}`;
    this.#field.value = draftOf(item);
    this.#field.addEventListener("input", () => {
      keepDraft(item, this.#field.value);
      this.#message.hidden = true;
    });
    this.#writing.append(
      make("label", { class: "study-label", for: this.#field.id }, t("explain.your-answer")),
      this.#field,
      this.#message,
      row(
        primary(t("explain.done"), () => this.#written()),
        button(t("explain.aloud"), () => this.#done("")),
      ),
    );
  }

  #written(): void {
    const text = this.#field.value.trim();
    if (text) return this.#done(text);
    this.#message.textContent = t("explain.write-first");
    this.#message.hidden = false;
    this.announce(t("explain.write-first"));
    this.#field.focus();
  }

  /** What was judged to the end and is written anew is judged anew; a correction keeps what is judged. */
  #done(text: string): void {
    const judged = isJudged(this.#key, this.#explained.judged) ? {} : this.#explained.judged;
    keepDraft(this.identity.item, "");
    this.record({ kind: "response", response: { text, ...this.#soFar(judged) } });
    this.#nextConcept()?.focus();
    if (this.dataset["kind"] === "produce") this.readOut();
  }

  #edit(): void {
    this.#field.value = this.#explained.text ?? "";
    this.#writing.hidden = false;
    for (const part of [this.#compare, this.#judging, this.#verdict]) part.hidden = true;
    this.#field.focus();
  }

  // Judging

  #judge(node: HTMLElement, judgement: Judgement): void {
    const id = node.dataset["concept"] ?? "";
    const first = !own(this.#explained.judged, id);
    this.record({ kind: "response", response: this.#soFar({ ...this.#explained.judged, [id]: judgement }) });
    if (!isJudged(this.#key, this.#explained.judged)) return first ? this.#nextConcept()?.focus() : undefined;
    const card = this.#concepts.find((concept) => concept.id === id)?.card;
    this.#rateCards(first ? this.#concepts.map((concept) => concept.card) : [card], !first);
    if (first) this.#verdict.focus();
    this.readOut();
  }

  /** The judgements, and how many are still to come: elsewhere nobody knows how many there are. */
  #soFar(judged: ExplainResponse): { judged: ExplainResponse; open?: number } {
    const open = this.#key.filter((id) => own(judged, id) === undefined).length;
    return open ? { judged, open } : { judged };
  }

  /** Concepts count for the cards behind them, where they are learned: each card once, by the worst of its concepts. */
  #rateCards(cards: readonly (string | undefined)[], retry: boolean): void {
    const from = this.identity.item;
    const again = retry ? { retry } : {};
    for (const card of new Set(cards)) {
      const behind = this.#concepts.filter((concept) => concept.card === card).map(({ id }) => id);
      const rating = worstOf(behind, this.#explained.judged);
      if (card)
        this.record({ kind: "rating", item: `${deckOf(from)}#${card}`, rating, from, fingerprint: "", ...again });
    }
  }

  #nextConcept(): ConceptRow | undefined {
    return this.#concepts.find(({ id }) => !own(this.#explained.judged, id));
  }

  // What is shown

  #render(): void {
    const { text, judged } = this.#explained;
    const written = text !== undefined;
    const complete = written && isJudged(this.#key, judged);
    this.#writing.hidden = written;
    this.#judging.hidden = !written;
    this.#compare.hidden = !written;
    this.#verdict.hidden = !complete;
    const next = this.#nextConcept();
    for (const concept of this.#concepts) concept.show(own(judged, concept.id), concept === next, complete);
    if (written) this.#renderCompare(text, complete);
    if (complete) this.#renderVerdict();
    this.show(stateOf(this.#key, this.#explained));
  }

  #renderCompare(text: string, complete: boolean): void {
    const words = make("div", { class: "study-own-text", dir: "auto" }, text || t("explain.said-aloud"));
    const edit = row(button(t("explain.edit"), () => this.#edit()));
    this.#compare.replaceChildren(
      this.#column("study-own", t("explain.your-words"), words, ...(complete ? [] : [edit])),
    );
    const model = this.#staticAnswer.querySelector(".study-model-answer");
    if (!model || !(complete || this.dataset["kind"] === "produce")) return;
    const good = copyOf(model);
    good.querySelector(".study-label")?.remove();
    this.#compare.append(this.#column("study-good", t("explain.good-answer"), good));
  }

  #column(name: string, label: string, ...children: Node[]): HTMLElement {
    return make("div", { class: name }, make("p", { class: "study-label" }, label), ...children);
  }

  #got(): string {
    const { judged } = this.#explained;
    return t("explain.got", { got: conceptsGot(this.#key, judged), n: this.#key.length });
  }

  #renderVerdict(): void {
    const { score } = grade(this.#key, this.#explained.judged);
    this.#verdict.dataset["verdict"] = score >= 1 ? "correct" : score > 0 ? "partial" : "wrong";
    const line = make("p", { class: "study-verdict-line" }, make("strong", {}, this.#got()), " ", this.#missed());
    const refs = this.#staticAnswer.querySelector(".study-refs");
    this.#verdict.replaceChildren(line);
    if (refs) this.#verdict.append(make("div", { class: refs.className }, copyOf(refs)));
    this.#verdict.append(row(button(t("explain.answer-again"), () => this.#answerAgain())));
  }

  /** What was missed and what was half there, in the words of the concepts. */
  #missed(): string {
    const texts = (judgement: Judgement): string[] =>
      this.#concepts.filter(({ id }) => own(this.#explained.judged, id) === judgement).map(({ name }) => name);
    const [missed, half] = [texts("no"), texts("partly")];
    const sentences = [
      missed.length ? t("explain.missed", { n: missed.length, list: list(missed) }) : "",
      half.length ? t("explain.half", { n: half.length, list: list(half) }) : "",
    ];
    return sentences.filter(Boolean).join(" ") || t("explain.none-missed");
  }

  #answerAgain(): void {
    this.again();
    this.#field.focus();
  }
}
