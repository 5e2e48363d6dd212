// Only this module knows the question for pairs: a list to choose from beside each left side, with the letters that
// the right sides have on the page. At the end each row says its key, so there is no need for another list.

import type strings from "../../../../byheart/items/match/strings.json";
import "../answer-strings";
import { copyOf, icon, make } from "../../ui/dom";
import { own } from "../../ui/own";
import { t, type Words } from "../../ui/strings";
import type { Judge } from "../attempt";
import { type Stage, StudyQuestion } from "../question";
import { grade, isResponse, type MatchKey, type MatchResponse } from "./grade";

declare module "../../ui/strings" {
  interface WordsOfTypes extends Words<typeof strings> {}
}

/** A left side with its list, and where its mark goes. */
interface Row {
  id: string;
  node: HTMLElement;
  select: HTMLSelectElement;
  mark: HTMLElement;
}

const LONGEST_NAME = 80;

export default class StudyMatch extends StudyQuestion<MatchResponse> {
  readonly partNames = ["left", "right"];
  #rows: Row[] = [];
  #letters = new Map<string, string>();
  #key: MatchKey = {};

  protected override get judge(): Judge<MatchResponse> {
    const tries = this.#letters.size > 2 ? 2 : 1;
    const client = { key: this.#key, rights: [...this.#letters.keys()] };
    return { grade: (response) => grade(client, response), isResponse, nothing: {}, tries };
  }

  protected override prepare(): Element | null {
    const pairs = this.querySelector<HTMLElement>(":scope > .study-pairs");
    if (!pairs) return null;
    this.#key = JSON.parse(this.dataset["key"] ?? "{}");
    const rights = [...pairs.querySelectorAll<HTMLElement>("[data-right]")];
    const options = rights.map((right, index) => this.#optionOf(right, index));
    this.#rows = [...pairs.querySelectorAll<HTMLElement>("[data-left]")].map((left) => rowOf(left, options));
    const list = make("ul", { class: "study-match-list study-controls" }, ...this.#rows.map(({ node }) => node));
    list.addEventListener("change", () => this.changed());
    pairs.before(list);
    return pairs;
  }

  #optionOf(right: HTMLElement, index: number): HTMLOptionElement {
    const [id, letter] = [right.dataset["right"] ?? "", String.fromCharCode(65 + index)];
    this.#letters.set(id, letter);
    return make("option", { value: id }, `${letter}: ${nameOf(right)}`);
  }

  protected override entered(): MatchResponse | undefined {
    if (this.#rows.some(({ select }) => !select.value)) return undefined;
    return Object.fromEntries(this.#rows.map(({ id, select }) => [id, select.value]));
  }

  protected override missing(): string {
    return t("match.incomplete");
  }

  protected override focusInput(): void {
    (this.#rows.find(({ select }) => !select.value) ?? this.#rows[0])?.select.focus();
  }

  protected override renderInputs({ asking, over, given, latest }: Stage<MatchResponse>): void {
    for (const { id, node, select, mark } of this.#rows) {
      if (!asking || !given.length) select.value = own(latest, id) ?? "";
      select.disabled = !asking;
      const right = own(latest, id) === own(this.#key, id);
      node.dataset["mark"] = over ? (right ? "right" : "wrong") : "";
      mark.replaceChildren(...(over ? this.#markOf(id, right) : []));
    }
  }

  #markOf(id: string, right: boolean): (Node | string)[] {
    const letter = this.#letters.get(own(this.#key, id) ?? "") ?? "";
    return [icon(right ? "✓" : "✗"), " ", right ? t("match.fits") : t("match.belongs", { letter })];
  }

  protected override tally(response: MatchResponse): string {
    const { parts } = this.judge.grade(response);
    const right = parts.filter(({ verdict }) => verdict === "correct").length;
    return Object.keys(response).length ? t("match.right", { right, n: parts.length }) : "";
  }
}

function rowOf(left: HTMLElement, options: readonly HTMLOptionElement[]): Row {
  const choices = [
    make("option", { value: "" }, t("match.choose")),
    ...options.map((option) => option.cloneNode(true)),
  ];
  const select = make("select", { class: "study-select", "aria-label": nameOf(left) }, ...choices);
  const mark = make("span", { class: "study-mark" });
  const text = make("div", { class: "study-match-left" }, copyOf(left));
  const node = make("li", { class: "study-match-row" }, text, select, mark);
  return { id: left.dataset["left"] ?? "", node, select, mark };
}

function nameOf(node: HTMLElement): string {
  const line = (node.textContent ?? "").trim().replace(/\s+/g, " ");
  return line.length > LONGEST_NAME ? `${line.slice(0, LONGEST_NAME)}…` : line;
}
