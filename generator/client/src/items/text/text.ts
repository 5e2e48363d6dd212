// Only this module knows the question for a short text: a field, and at the end what differed.

import type strings from "../../../../byheart/items/text/strings.json";
import "../answer-strings";
import { t, type Words } from "../../ui/strings";
import type { Judge } from "../attempt";
import { normalised, USUAL } from "../compare";
import type { Stage } from "../question";
import { differences, solutionOf } from "../solution";
import { TypedQuestion } from "../typed";
import { foreseen, grade, type TextClient } from "./grade";

declare module "../../ui/strings" {
  interface WordsOfTypes extends Words<typeof strings> {}
}

export default class StudyText extends TypedQuestion<string> {
  #client: TextClient = { key: { accept: [], compare: USUAL }, lang: "" };

  protected override readonly judge: Judge<string> = {
    grade: (response) => grade(this.#client, response),
    isResponse: (value) => typeof value === "string",
    nothing: "",
    tries: 2,
  };

  protected override prepare(): Element | null {
    const { key = "{}", lang = "" } = this.dataset;
    this.#client = { key: JSON.parse(key), lang };
    return this.prepareLine(this.field(t("text.your-answer"), { lang }));
  }

  protected override entered(): string | undefined {
    return this.typed || undefined;
  }

  protected override missing(): string {
    return t("text.nothing");
  }

  protected override focusInput(): void {
    this.line?.input.select();
  }

  protected override renderInputs(stage: Stage<string>): void {
    this.renderLine(stage);
  }

  protected override details(given = "", over: boolean): Node[] {
    const remark = this.remark(foreseen(this.#client, given));
    if (!over) return remark;
    return [...remark, ...this.#differences(given), solutionOf(this.staticAnswer, t("answer.key"))];
  }

  #differences(response: string): Node[] {
    const { key, lang } = this.#client;
    if (!response || this.judge.grade(response).score) return [];
    return differences(response, key.accept, (unit) => normalised(unit, key.compare, lang) || unit);
  }
}
