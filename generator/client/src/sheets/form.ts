// Only this module knows the controls by which a sheet is described; those that its kind does not need are hidden.

import { make } from "../ui/dom";
import { own } from "../ui/own";
import { type Key, t } from "../ui/strings";
import {
  FLIPS,
  KEYS,
  KINDS,
  MOST_LINES,
  MOST_VERSIONS,
  PAPERS,
  PER_PAGE,
  queryOfSheet,
  type SheetQuery,
  sheetIn,
} from "./query";

/** For which kinds each control is there. */
const FOR: Record<string, readonly string[]> = {
  kind: KINDS,
  paper: KINDS,
  key: ["study", "quiz", "explain"],
  per: ["cards"],
  flip: ["cards"],
  versions: ["quiz"],
  seed: ["quiz"],
  lines: ["explain"],
};

/** The controls for a sheet. `changed` gets the sheet whenever one of them is set; of its selection only the seed. */
export function sheetForm(sheet: SheetQuery, changed: (sheet: SheetQuery) => void): HTMLElement {
  const query = queryOfSheet(sheet);
  const form = make("form", { class: "study-sheet-form study-controls", "aria-label": t("sheets.form") });
  const { kind, paper, key, per, flip, selection } = sheet;
  const numbers = { versions: String(sheet.versions), lines: String(sheet.lines) };
  const values = { kind, paper, key, per, flip, seed: selection.seed, ...numbers };
  form.append(
    choice("kind", KINDS, values),
    choice("paper", PAPERS, values),
    choice("key", KEYS, values),
    choice("per", PER_PAGE, values),
    choice("flip", FLIPS, values),
    field("versions", { type: "number", min: "1", max: String(MOST_VERSIONS) }, values),
    field("seed", { type: "text", maxlength: "20", placeholder: "1" }, values),
    field("lines", { type: "number", min: "1", max: String(MOST_LINES) }, values),
  );
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("change", () => {
    for (const [name, value] of new FormData(form)) query.set(name, String(value));
    const next = sheetIn(query);
    showFor(form, next.kind);
    changed(next);
  });
  showFor(form, sheet.kind);
  return form;
}

function showFor(form: HTMLElement, kind: string): void {
  for (const label of form.querySelectorAll<HTMLElement>("[data-control]")) {
    label.hidden = !own(FOR, label.dataset["control"] ?? "")?.includes(kind);
  }
}

function choice(name: string, options: readonly string[], values: Record<string, string>): HTMLElement {
  const select = make("select", { name, class: "study-sheet-control" });
  for (const value of options) {
    select.append(
      make("option", { value, selected: own(values, name) === value && "" }, t(`sheets.${name}.${value}` as Key)),
    );
  }
  return labelled(name, select);
}

function field(name: string, attributes: Record<string, string>, values: Record<string, string>): HTMLElement {
  return labelled(
    name,
    make("input", { name, class: "study-sheet-control", value: own(values, name) ?? "", ...attributes }),
  );
}

function labelled(name: string, control: HTMLElement): HTMLElement {
  const label = t(`sheets.${name}` as Key);
  return make("label", { class: "study-sheet-label", "data-control": name }, make("span", {}, label), control);
}
