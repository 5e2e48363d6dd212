// Only this module knows the labelled picture: one of its boxes is asked, and its name shows on the picture at the end.

import type strings from "../../../../byheart/items/label/strings.json";
import "../answer-strings";
import type { LogRecord } from "../../log/record";
import { t, type Words } from "../../ui/strings";
import type { Judge } from "../attempt";
import { normalised, USUAL } from "../compare";
import type { Stage } from "../question";
import { RecalledOrTyped } from "../recalled-or-typed";
import { differences, solutionOf } from "../solution";
import { grade, isResponse, type LabelClient } from "./grade";

declare module "../../ui/strings" {
  interface WordsOfTypes extends Words<typeof strings> {}
}

export default class StudyLabel extends RecalledOrTyped<string> {
  #client: LabelClient = { key: { accept: [] }, lang: "" };

  protected override get judge(): Judge<string> {
    return { grade: (response) => grade(this.#client, response), isResponse, nothing: "", tries: 2 };
  }

  protected override prepare(): Element | null {
    const { key = "{}", lang = "" } = this.dataset;
    this.#client = { key: JSON.parse(key), lang };
    return this.prepareLine(this.field(t("label.field"), { lang }));
  }

  protected override entered(): string | undefined {
    return this.typed || undefined;
  }

  protected override missing(): string {
    return t("label.nothing");
  }

  protected override focusInput(): void {
    this.line?.input.select();
  }

  protected override renderInputs(stage: Stage<string>): void {
    this.renderLine(stage);
    this.toggleAttribute("data-named", stage.over && !stage.asking);
  }

  /** On paper all boxes of a picture are asked where the first of them is that is not filtered out. */
  override layOut(medium: "paper" | "screen"): void {
    if (medium !== "paper") return;
    const whole = this.identity.item.replace(/~[^~]*$/, "~");
    const faces = document.querySelectorAll<StudyLabel>(`study-label[data-item^="${CSS.escape(whole)}"]`);
    const first = [...faces].find(({ hidden }) => !hidden);
    this.toggleAttribute("data-further", first !== undefined && first !== this);
  }

  /** A typed name is its own words. */
  responseInWords(past: readonly LogRecord[]): string {
    return past.map(({ response }) => response).findLast(isResponse) ?? "";
  }

  protected override details(given = "", over: boolean): Node[] {
    return over ? [...this.#differences(given), solutionOf(this.staticAnswer, t("label.name"))] : [];
  }

  #differences(response: string): Node[] {
    const { key, lang } = this.#client;
    if (!response || this.judge.grade(response).score) return [];
    return differences(response, key.accept, (unit) => normalised(unit, USUAL, lang) || unit);
  }
}
