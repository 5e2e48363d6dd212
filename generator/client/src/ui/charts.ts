// Only this module draws charts: inline SVG in one hue with a table below it, mirrored where the page reads from right
// to left. Texts of axes stand beside the drawing as text of the page, so that they keep their size on a phone.

import { make } from "./dom";
import { t } from "./strings";

/** One bar: `value` draws it, `label` says where it stands, `text` says the value. */
export interface Bar {
  label: string;
  value: number;
  text: string;
}

/** What every chart says of itself. */
export interface Told {
  title: string;
  /** What the chart shows, in a sentence or two. */
  summary: string;
  /** Heads of the two columns of the table. */
  heads: readonly [string, string];
}

interface ColumnOptions {
  /** The value at the top; the highest one if it is left out. */
  top?: number;
  /** A value that is marked by a line across. */
  goal?: number;
}

const HEIGHT = 100;

/** Columns side by side, for values over time; the labels of the first and the last stand below. */
export function columnChart(told: Told, bars: readonly Bar[], { top, goal }: ColumnOptions = {}): HTMLElement {
  const highest = top ?? Math.max(1, ...bars.map(({ value }) => value));
  const step = 100 / bars.length;
  const drawn = bars.map(({ value }, index) => {
    const height = Math.min(1, value / highest) * HEIGHT;
    return rectangle({ x: fromStart((index + 0.1) * step, step * 0.8), y: HEIGHT - height, width: step * 0.8, height });
  });
  const line = goal === undefined ? [] : [goalLine(HEIGHT - (goal / highest) * HEIGHT)];
  const base = shape("line", { x1: "0", x2: "100", y1: String(HEIGHT), y2: String(HEIGHT), class: "study-chart-axis" });
  const svg = drawing(told, [100, HEIGHT], [...drawn, base, ...line], {
    class: "study-chart study-columns",
    preserveAspectRatio: "none",
  });
  const [first, last] = [bars[0], bars.at(-1)];
  const ends = make(
    "p",
    { class: "study-chart-ends", "aria-hidden": "true" },
    make("span", {}, first?.label ?? ""),
    make("span", {}, last?.label ?? ""),
  );
  return figure(told, svg, [ends], bars);
}

/** Rows below each other with the bar in the row and its value as text: a table and its drawing in one. */
export function rowChart(told: Told, bars: readonly Bar[]): HTMLElement {
  const rows = bars.map((bar) => {
    const cell = make("td", { class: "study-row-bar" }, rowBar([{ kind: "known", share: bar.value }]));
    return make("tr", {}, make("th", { scope: "row" }, bar.label), cell, make("td", {}, bar.text));
  });
  const table = make(
    "table",
    { class: "study-figures-table" },
    make("caption", {}, told.summary),
    make("tbody", {}, ...rows),
  );
  return make("div", { class: "study-figure" }, table);
}

/** A part of a bar: its length between 0 and 1, and how it is filled. */
export interface BarPart {
  kind: "known" | "shaky";
  share: number;
}

/** One bar of several parts, told apart by their filling; the text beside it says the same. */
export function rowBar(parts: readonly BarPart[]): HTMLElement {
  const spans = parts.map(({ kind, share }) => {
    const part = make("span", { class: "study-share", "data-kind": kind });
    part.style.setProperty("--study-share", String(share));
    return part;
  });
  return make("span", { class: "study-shares", "aria-hidden": "true" }, ...spans);
}

/** A square for each day, a column for each week; the more, the larger and the darker. `days` end with today. */
export function heatMap(
  told: Told,
  days: readonly (Bar & { weekday: number })[],
  ends: readonly [string, string],
): HTMLElement {
  const highest = Math.max(1, ...days.map(({ value }) => value));
  let week = 0;
  const squares = days.map(({ value, weekday }, index) => {
    if (index > 0 && weekday === 0) week += 1;
    const degree = value ? Math.ceil((value / highest) * 4) : 0;
    const side = degree ? 4 + degree : 4;
    const gap = (9 - side) / 2;
    const place = { x: week * 10 + gap, y: weekday * 10 + gap, width: side, height: side };
    return rectangle(place, { class: "study-day", "data-degree": String(degree) });
  });
  const width = (week + 1) * 10;
  for (const square of isMirrored() ? squares : []) mirror(square, width);
  const svg = drawing(told, [width, 70], squares, { class: "study-chart study-heat" });
  const line = make(
    "p",
    { class: "study-chart-ends", "aria-hidden": "true" },
    ...ends.map((end) => make("span", {}, end)),
  );
  return figure(
    told,
    svg,
    [line],
    days.filter(({ value }) => value > 0),
  );
}

// What charts are made of

function figure(told: Told, svg: SVGElement, more: readonly Node[], bars: readonly Bar[]): HTMLElement {
  const table = make("details", { class: "study-chart-table" }, make("summary", {}, t("progress.as-table")));
  // A year has many rows: they are made when somebody wants to read them.
  table.addEventListener("toggle", () => table.append(tableOf(told, bars)), { once: true });
  return make(
    "div",
    { class: "study-figure" },
    make("p", { class: "study-figure-summary" }, told.summary),
    svg,
    ...more,
    table,
  );
}

function tableOf({ title, heads }: Told, bars: readonly Bar[]): HTMLElement {
  const head = make("tr", {}, ...heads.map((text) => make("th", { scope: "col" }, text)));
  const rows = bars.map(({ label, text }) => make("tr", {}, make("th", { scope: "row" }, label), make("td", {}, text)));
  const caption = make("caption", { class: "study-visually-hidden" }, title);
  return make("table", { class: "study-figures-table" }, caption, make("thead", {}, head), make("tbody", {}, ...rows));
}

let drawings = 0;

function drawing(
  { title, summary }: Told,
  [width, height]: readonly [number, number],
  shapes: readonly SVGElement[],
  attributes: Record<string, string>,
): SVGElement {
  drawings += 1;
  const ids = [`study-chart-${drawings}-title`, `study-chart-${drawings}-summary`] as const;
  const names = [shape("title", { id: ids[0] }), shape("desc", { id: ids[1] })] as const;
  names[0].textContent = title;
  names[1].textContent = summary;
  const told = { role: "img", "aria-labelledby": ids[0], "aria-describedby": ids[1] };
  return shape("svg", { viewBox: `0 0 ${width} ${height}`, ...told, ...attributes }, ...names, ...shapes);
}

interface Place {
  x: number;
  y: number;
  width: number;
  height: number;
}

function rectangle(place: Place, attributes: Record<string, string> = {}): SVGElement {
  const numbers = Object.entries(place).map(([name, value]) => [name, value.toFixed(2)]);
  return shape("rect", { ...Object.fromEntries(numbers), ...attributes } as Record<string, string>);
}

function goalLine(y: number): SVGElement {
  return shape("line", { x1: "0", x2: "100", y1: y.toFixed(2), y2: y.toFixed(2), class: "study-chart-goal" });
}

function fromStart(x: number, width: number): number {
  return isMirrored() ? 100 - x - width : x;
}

function mirror(square: SVGElement, width: number): void {
  const x = width - Number(square.getAttribute("x")) - Number(square.getAttribute("width"));
  square.setAttribute("x", x.toFixed(2));
}

function isMirrored(): boolean {
  return (
    getComputedStyle(document.documentElement).direction === "rtl" ||
    getComputedStyle(document.body).direction === "rtl"
  );
}

function shape(tag: string, attributes: Record<string, string>, ...children: Node[]): SVGElement {
  const node = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  node.append(...children);
  return node;
}
