// Only this module knows the cloze: its blanks are recalled like a card, or, where the author wants it, typed into
// fields that stand in their places.

import type strings from "../../../../byheart/items/cloze/strings.json";
import "../answer-strings";
import type { LogRecord } from "../../log/record";
import { icon, make } from "../../ui/dom";
import { list, t, type Words } from "../../ui/strings";
import type { Judge } from "../attempt";
import type { Stage } from "../question";
import { RecalledOrTyped } from "../recalled-or-typed";
import { solutionOf } from "../solution";
import { type ClozeClient, type ClozeResponse, grade, isResponse } from "./grade";

declare module "../../ui/strings" {
  interface WordsOfTypes extends Words<typeof strings> {}
}

/** The field of one blank, and the sign beside it. */
interface Blank {
  input: HTMLInputElement;
  mark: HTMLElement;
}

export default class StudyCloze extends RecalledOrTyped<ClozeResponse> {
  #blanks: Blank[] = [];
  #client: ClozeClient = { accept: [], lang: "" };

  protected override get judge(): Judge<ClozeResponse> {
    return { grade: (response) => grade(this.#client, response), isResponse, nothing: [], tries: 2 };
  }

  protected override prepare(): Element | null {
    const text = this.querySelector<HTMLElement>(":scope > .study-cloze");
    if (!text) return null;
    const { accept = "[]", lang = "" } = this.dataset;
    this.#client = { accept: JSON.parse(accept), lang };
    const blanks = [...text.querySelectorAll<HTMLElement>("[data-blank]")];
    this.#blanks = blanks.map((blank, index) => this.#fieldFor(blank, index, blanks.length));
    return text;
  }

  #fieldFor(blank: HTMLElement, index: number, n: number): Blank {
    const hint = blank.dataset["hint"];
    const name = t("cloze.blank", { i: index + 1, n });
    const label = hint ? `${name}: ${hint}` : name;
    const typing = { autocomplete: "off", autocapitalize: "off", autocorrect: "off", spellcheck: "false", dir: "auto" };
    const input = make("input", { type: "text", class: "study-input", "aria-label": label, ...typing });
    if (hint) input.placeholder = hint;
    const mark = make("span", { class: "study-mark" });
    this.listen(input);
    blank.after(make("span", { class: "study-blank-field study-controls" }, input, mark));
    return { input, mark };
  }

  protected override entered(): ClozeResponse | undefined {
    const texts = this.#blanks.map(({ input }) => input.value.trim());
    return texts.some(Boolean) ? texts : undefined;
  }

  protected override missing(): string {
    return t("cloze.nothing");
  }

  protected override focusInput(): void {
    (this.#blanks.find(({ input }) => !input.value) ?? this.#blanks[0])?.input.focus();
  }

  protected override renderInputs({ asking, given, latest }: Stage<ClozeResponse>): void {
    const judged = given.length > 0;
    const parts = latest && judged ? this.judge.grade(latest).parts : [];
    this.#blanks.forEach(({ input, mark }, index) => {
      input.readOnly = !asking;
      if (!asking || !judged) input.value = latest?.[index] ?? "";
      const right = parts[index]?.verdict === "correct";
      const words = t(right ? "cloze.right" : "cloze.wrong");
      const said = make("span", { class: "study-visually-hidden" }, words);
      mark.replaceChildren(...(judged ? [icon(right ? "✓" : "✗"), said] : []));
      input.dataset["mark"] = judged ? (right ? "right" : "wrong") : "";
    });
  }

  protected override tally(response: ClozeResponse): string {
    const { parts } = this.judge.grade(response);
    const right = parts.filter(({ verdict }) => verdict === "correct").length;
    return response.length && parts.length > 1 ? t("cloze.score", { right, n: parts.length }) : "";
  }

  /** Typed blanks are their own words. */
  responseInWords(past: readonly LogRecord[]): string {
    const texts = past.map(({ response }) => response).findLast(isResponse);
    return list(texts ?? []);
  }

  protected override details(_given: ClozeResponse | undefined, over: boolean): Node[] {
    return over ? [solutionOf(this.staticAnswer, t("cloze.whole"))] : [];
  }
}
