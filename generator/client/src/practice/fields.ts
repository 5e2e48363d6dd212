// Only this module knows how choices of a form look: chips that are native checkboxes, and numbers.

import { make } from "../ui/dom";
import type { Named } from "./words";

/** Choices of which any number can be made. */
export function chips(
  name: string,
  legend: string,
  values: readonly Named[],
  chosen: readonly string[],
): HTMLFieldSetElement {
  const options = values.map(([value, label]) => chip(name, value, label, chosen.includes(value)));
  return fieldset(legend, make("div", { class: "study-chips" }, ...options));
}

export function fieldset(legend: string, ...children: Node[]): HTMLFieldSetElement {
  return make("fieldset", { class: "study-fieldset" }, make("legend", { class: "study-label" }, legend), ...children);
}

export function chip(name: string, value: string, label: string, checked: boolean): HTMLLabelElement {
  const box = make("input", { type: "checkbox", name, value, class: "study-chip-box", checked: checked && "" });
  return make("label", { class: "study-chip" }, box, make("span", { class: "study-chip-text" }, label));
}

/** A whole number from 1 to `most`; empty for none, which `placeholder` names. */
export function number(
  name: string,
  label: string,
  value: number,
  placeholder: string,
  most: number,
): HTMLLabelElement {
  const limits = { min: "1", max: String(most), step: "1", inputmode: "numeric" };
  const attributes = {
    type: "number",
    name,
    class: "study-field-line",
    value: value ? String(value) : "",
    placeholder,
  };
  return make(
    "label",
    { class: "study-number" },
    make("span", { class: "study-label" }, label),
    make("input", { ...attributes, ...limits }),
  );
}
