// Only this module knows the question for an order: the steps begin in an order that is not the right one, and the
// right one comes beside the learner's when it is over.

import type strings from "../../../../byheart/items/order/strings.json";
import "../answer-strings";
import { make } from "../../ui/dom";
import { t, type Words } from "../../ui/strings";
import type { Judge } from "../attempt";
import { type Stage, StudyQuestion } from "../question";
import { solutionOf } from "../solution";
import { grade, isResponse, type OrderKey, type OrderResponse, startOf } from "./grade";
import { OrderList } from "./list";

declare module "../../ui/strings" {
  interface WordsOfTypes extends Words<typeof strings> {}
}

export default class StudyOrder extends StudyQuestion<OrderResponse> {
  readonly partNames = ["step"];
  readonly #how = make("p", { class: "study-choose study-controls" }, t("order.how"));
  #list: OrderList | undefined;
  #key: OrderKey = { order: [], ties: [] };

  /** With two steps a second try would be no question. */
  protected override get judge(): Judge<OrderResponse> {
    const tries = this.#key.order.length > 2 ? 2 : 1;
    return { grade: (response) => grade(this.#key, response), isResponse, nothing: [], tries };
  }

  protected override prepare(): Element | null {
    const steps = this.querySelector<HTMLElement>(":scope > .study-steps");
    if (!steps) return null;
    this.#key = { ties: [], ...JSON.parse(this.dataset["key"] ?? "{}") };
    this.#list = new OrderList([...steps.children] as HTMLElement[], (words) => this.#moved(words));
    steps.after(this.#how, this.#list.node);
    return this.#list.node;
  }

  protected override entered(): OrderResponse | undefined {
    return this.#list?.order;
  }

  protected override missing(): string {
    return "";
  }

  protected override focusInput(): void {
    this.#list?.focus();
  }

  protected override renderInputs({ asking, over, given, latest }: Stage<OrderResponse>): void {
    if (!this.#list) return;
    if (!asking || !given.length) this.#list.order = latest ?? this.#start();
    this.#list.fixed = !asking;
    this.#how.hidden = !asking;
    const parts = over && latest ? this.judge.grade(latest).parts : [];
    this.#list.mark(new Map(parts.map(({ id, verdict }) => [id, verdict === "correct"])));
  }

  protected override tally(response: OrderResponse): string {
    const right = this.judge.grade(response).parts.filter(({ verdict }) => verdict === "correct").length;
    const n = this.#key.order.length - 1;
    return response.length ? t("order.right", { right, n }) : "";
  }

  protected override details(given: OrderResponse = [], over: boolean): Node[] {
    const right = this.judge.grade(given).verdict === "correct";
    return over && !right ? [solutionOf(this.staticAnswer, t("order.key"))] : [];
  }

  #moved(words: string): void {
    this.changed();
    this.announce(words);
  }

  #start(): string[] {
    return startOf(this.#key, this.seed);
  }
}
