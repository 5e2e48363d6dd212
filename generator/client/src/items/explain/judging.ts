// Only this module knows how an explanation is judged once it is written or said: concept by concept, then beside a good
// answer; and what the cards behind the concepts are told.

import type { Entry } from "../../log/record";
import { deckOf } from "../../log/replay";
import { button, copyOf, make, row } from "../../ui/dom";
import { own } from "../../ui/own";
import { list, t } from "../../ui/strings";
import { verdictAttributes } from "../question";
import { ConceptRow } from "./concept";
import { type Explained, grade, isJudged, type Judgement, soFar } from "./grade";
import { conceptsGot, worstOf } from "./outcome";

/** What the prompt does for its judging. */
export interface Prompt {
  record(what: Pick<Entry, "kind"> & Partial<Entry>): void;
  readOut(): void;
  /** The learner wants to write on. */
  edit(): void;
  /** The learner wants to begin anew. */
  again(): void;
}

export class Judging {
  /** What stands below the writing, in this order. */
  readonly nodes: readonly HTMLElement[];
  readonly #item: string;
  readonly #answer: HTMLElement;
  readonly #produces: boolean;
  readonly #prompt: Prompt;
  readonly #compare = make("div", { class: "study-compare study-controls", hidden: "" });
  readonly #judging = make("div", { class: "study-judging study-controls", hidden: "" });
  readonly #verdict = make("div", verdictAttributes());
  readonly #concepts: readonly ConceptRow[];
  #explained: Explained = { judged: {} };

  /** @param answer the static answer; @param produces whether the good answer is shown before all is judged. */
  constructor(item: string, answer: HTMLElement, produces: boolean, prompt: Prompt) {
    this.#item = item;
    this.#answer = answer;
    this.#produces = produces;
    this.#prompt = prompt;
    const nodes = answer.querySelectorAll<HTMLElement>(".study-concepts > li");
    this.#concepts = [...nodes].map((node, index) => {
      const place = t("explain.concept-of", { i: index + 1, n: nodes.length });
      return new ConceptRow(node, place, (judgement) => this.#judge(node, judgement));
    });
    const rows = make("ul", { class: "study-concept-list" }, ...this.#concepts.map(({ node }) => node));
    this.#judging.append(make("p", { class: "study-label" }, t("explain.judge")), rows);
    this.nodes = [this.#compare, this.#judging, this.#verdict];
  }

  /** Shows how far it has come; nothing while nothing is written. */
  show(explained: Explained): void {
    this.#explained = explained;
    const { text, judged } = explained;
    const written = text !== undefined;
    const complete = written && isJudged(this.#key, judged);
    this.#judging.hidden = !written;
    this.#compare.hidden = !written;
    this.#verdict.hidden = !complete;
    const next = this.#nextConcept();
    for (const concept of this.#concepts) concept.show(own(judged, concept.id), concept === next, complete);
    if (written) this.#renderCompare(text, complete);
    if (complete) this.#renderVerdict();
  }

  handleKey(key: string): boolean {
    if (this.#explained.text === undefined || !/^[123]$/.test(key)) return false;
    const focused = this.#concepts.find(({ node }) => node.contains(document.activeElement));
    return (focused ?? this.#nextConcept())?.press(Number(key) - 1) ?? false;
  }

  focusNext(): void {
    this.#nextConcept()?.focus();
  }

  get #key(): string[] {
    return this.#concepts.map(({ id }) => id);
  }

  #nextConcept(): ConceptRow | undefined {
    return this.#concepts.find(({ id }) => !own(this.#explained.judged, id));
  }

  #judge(node: HTMLElement, judgement: Judgement): void {
    const id = node.dataset["concept"] ?? "";
    const first = !own(this.#explained.judged, id);
    const judged = { ...this.#explained.judged, [id]: judgement };
    this.#prompt.record({ kind: "response", response: soFar(this.#key, judged) });
    if (!isJudged(this.#key, this.#explained.judged)) return first ? this.focusNext() : undefined;
    const card = this.#concepts.find((concept) => concept.id === id)?.card;
    this.#rateCards(first ? this.#concepts.map((concept) => concept.card) : [card], !first);
    if (first) this.#verdict.focus();
    this.#prompt.readOut();
  }

  /** Concepts count for the cards behind them, where they are learned: each card once, by the worst of its concepts. */
  #rateCards(cards: readonly (string | undefined)[], retry: boolean): void {
    const from = this.#item;
    const again = retry ? { retry } : {};
    for (const card of new Set(cards)) {
      const behind = this.#concepts.filter((concept) => concept.card === card).map(({ id }) => id);
      const rating = worstOf(behind, this.#explained.judged);
      const item = `${deckOf(from)}#${card}`;
      if (card) this.#prompt.record({ kind: "rating", item, rating, from, fingerprint: "", ...again });
    }
  }

  #renderCompare(text: string, complete: boolean): void {
    const words = make("div", { class: "study-own-text", dir: "auto" }, text || t("explain.said-aloud"));
    const edit = row(button(t("explain.edit"), () => this.#prompt.edit()));
    this.#compare.replaceChildren(
      this.#column("study-own", t("explain.your-words"), words, ...(complete ? [] : [edit])),
    );
    const model = this.#answer.querySelector(".study-model-answer");
    if (!model || !(complete || this.#produces)) return;
    const good = copyOf(model);
    good.querySelector(".study-label")?.remove();
    this.#compare.append(this.#column("study-good", t("explain.good-answer"), good));
  }

  #column(name: string, label: string, ...children: Node[]): HTMLElement {
    return make("div", { class: name }, make("p", { class: "study-label" }, label), ...children);
  }

  #renderVerdict(): void {
    const { judged } = this.#explained;
    const { score } = grade(this.#key, judged);
    this.#verdict.dataset["verdict"] = score >= 1 ? "correct" : score > 0 ? "partial" : "wrong";
    const got = t("explain.got", { got: conceptsGot(this.#key, judged), n: this.#key.length });
    const line = make("p", { class: "study-verdict-line" }, make("strong", {}, got), " ", this.#missed());
    const refs = this.#answer.querySelector(".study-refs");
    this.#verdict.replaceChildren(line);
    if (refs) this.#verdict.append(make("div", { class: refs.className }, copyOf(refs)));
    this.#verdict.append(row(button(t("explain.answer-again"), () => this.#prompt.again())));
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
}
