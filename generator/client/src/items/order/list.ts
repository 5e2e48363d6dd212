// Only this module knows how the rows of an order are moved: by buttons, by arrow keys on the handle or with Alt
// anywhere in the row, by dragging the handle. A row moves by letting its neighbours pass, so that the focus and a
// pointer that holds it stay.

import { button, copyOf, icon, make } from "../../ui/dom";
import { own } from "../../ui/own";
import { t } from "../../ui/strings";

export class OrderList {
  readonly node = make("ol", { class: "study-order-list study-controls" });
  readonly #moved: (words: string) => void;
  #rows: Row[] = [];
  #fixed = false;

  /** @param steps the static list; @param moved gets the words that say what happened. */
  constructor(steps: readonly HTMLElement[], moved: (words: string) => void) {
    this.#moved = moved;
    this.#rows = steps.map(
      (step) =>
        new Row(
          step,
          (row, by) => this.#move(row, by),
          (row, y) => this.#drag(row, y),
        ),
    );
    this.node.append(...this.#rows.map((row) => row.node));
    this.#name();
  }

  get order(): string[] {
    return this.#rows.map(({ id }) => id);
  }

  set order(ids: readonly string[]) {
    const places = new Map(ids.map((id, index) => [id, index]));
    this.#rows.sort((a, b) => (places.get(a.id) ?? ids.length) - (places.get(b.id) ?? ids.length));
    this.node.append(...this.#rows.map((row) => row.node));
    this.#name();
  }

  set fixed(fixed: boolean) {
    this.#fixed = fixed;
    for (const row of this.#rows) row.fix(fixed);
  }

  /** Says of each step but the first whether it rightly follows the one before it; nothing for none. */
  mark(verdicts: ReadonlyMap<string, boolean>): void {
    for (const row of this.#rows) row.mark(verdicts.get(row.id));
  }

  focus(): void {
    this.#rows[0]?.focus();
  }

  #move(row: Row, by: number): void {
    const from = this.#rows.indexOf(row);
    const to = Math.max(0, Math.min(this.#rows.length - 1, from + by));
    if (this.#fixed || to === from) return;
    const passed = this.#rows.slice(Math.min(from, to), Math.max(from, to) + 1).filter((other) => other !== row);
    this.#rows.splice(from, 1);
    this.#rows.splice(to, 0, row);
    for (const other of to < from ? passed.reverse() : passed) {
      if (to < from) row.node.after(other.node);
      else row.node.before(other.node);
    }
    this.#name();
    this.#moved(t("order.moved", { step: row.name, i: to + 1, n: this.#rows.length }));
  }

  /** Brings a row to where the pointer is. */
  #drag(row: Row, y: number): void {
    const place = this.#rows.filter((other) => other !== row && middleOf(other.node) < y).length;
    this.#move(row, place - this.#rows.indexOf(row));
  }

  #name(): void {
    this.#rows.forEach((row, index) => row.place(index + 1, this.#rows.length));
  }
}

function middleOf(node: Element): number {
  const { top, height } = node.getBoundingClientRect();
  return top + height / 2;
}

const STEPS: Readonly<Record<string, number>> = { ArrowUp: -1, ArrowDown: 1, Home: -Infinity, End: Infinity };
const LONGEST_NAME = 60;

/** One step: a handle that names its place, its text, two buttons. */
class Row {
  readonly id: string;
  readonly name: string;
  readonly node = make("li", { class: "study-step" });
  readonly #handle = make("button", { type: "button", class: "study-step-handle" });
  readonly #place = make("span", { class: "study-step-place" });
  readonly #mark = make("span", { class: "study-mark" });
  readonly #up: HTMLButtonElement;
  readonly #down: HTMLButtonElement;

  constructor(step: HTMLElement, move: (row: Row, by: number) => void, drag: (row: Row, y: number) => void) {
    this.id = step.dataset["step"] ?? "";
    this.name = shortened(step.textContent ?? "");
    this.#up = this.#arrow("↑", "order.up", () => move(this, -1));
    this.#down = this.#arrow("↓", "order.down", () => move(this, 1));
    this.#handle.append(make("span", { class: "study-grip", "aria-hidden": "true" }), this.#place);
    const text = make("div", { class: "study-step-text" }, copyOf(step));
    this.node.append(this.#handle, text, this.#mark, make("span", { class: "study-step-moves" }, this.#up, this.#down));
    this.node.addEventListener("keydown", (event) => this.#onKey(event, (by) => move(this, by)));
    this.#handle.addEventListener("pointerdown", (event) => this.#hold(event, (y) => drag(this, y)));
  }

  place(i: number, n: number): void {
    this.#place.textContent = String(i);
    this.#handle.setAttribute("aria-label", t("order.handle", { step: this.name, i, n }));
    this.#up.setAttribute("aria-disabled", String(i === 1));
    this.#down.setAttribute("aria-disabled", String(i === n));
  }

  fix(fixed: boolean): void {
    for (const control of [this.#handle, this.#up, this.#down]) control.disabled = fixed;
  }

  mark(right: boolean | undefined): void {
    const words =
      right === undefined ? [] : [icon(right ? "✓" : "✗"), " ", t(right ? "order.follows" : "order.breaks")];
    this.#mark.replaceChildren(...words);
    this.node.dataset["mark"] = right === undefined ? "" : right ? "right" : "wrong";
  }

  focus(): void {
    this.#handle.focus();
  }

  #arrow(sign: string, key: "order.up" | "order.down", act: () => void): HTMLButtonElement {
    const label = t(key, { step: this.name });
    return button(icon(sign), act, { class: "study-button study-step-move", "aria-label": label });
  }

  #onKey(event: KeyboardEvent, move: (by: number) => void): void {
    const by = own(STEPS, event.key);
    if (by === undefined || event.ctrlKey || event.metaKey) return;
    if (!event.altKey && event.target !== this.#handle) return;
    event.preventDefault();
    event.stopPropagation();
    move(by);
  }

  /** Follows the pointer until it lets go. */
  #hold(event: PointerEvent, drag: (y: number) => void): void {
    if (event.button !== 0 || this.#handle.disabled) return;
    const letGo = new AbortController();
    const { signal } = letGo;
    const end = (): void => {
      letGo.abort();
      delete this.node.dataset["held"];
    };
    this.#handle.setPointerCapture(event.pointerId);
    this.node.dataset["held"] = "";
    this.#handle.addEventListener("pointermove", ({ clientY }) => drag(clientY), { signal });
    for (const name of ["pointerup", "pointercancel", "lostpointercapture"]) {
      this.#handle.addEventListener(name, end, { signal });
    }
  }
}

function shortened(text: string): string {
  const line = text.trim().replace(/\s+/g, " ");
  return line.length > LONGEST_NAME ? `${line.slice(0, LONGEST_NAME)}…` : line;
}
