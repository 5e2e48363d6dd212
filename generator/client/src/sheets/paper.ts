// Only this module knows what becomes of an item on paper: its HTML from the deck's data without the elements that wake
// up, without hints and answers; boxes and letters before its options; its key and its sources apart.

import papers from "item-paper";
import { fragmentOf, rebase } from "../items/mount";
import type { Library } from "../library/library";
import { make } from "../ui/dom";
import { own } from "../ui/own";
import { t } from "../ui/strings";
import { codeLines } from "./code";
import type { Entry, Unit } from "./entries";
import { letter } from "./versions";

/** A list whose rows are named by letters, by which its items are ordered and answered. */
export const LETTERED = 'ol[type="A"]';

/** One item as nodes. */
export interface PaperItem {
  entry: Entry;
  /** The words that ask, without a number. */
  heading: DocumentFragment;
  /** What follows them: the rest of the stem, options, room to write. */
  body: HTMLElement;
  key: HTMLElement;
  /** The list of its sources, if it has any. */
  refs: HTMLElement | undefined;
  /** Level and tags in words. */
  facts: readonly string[];
}

/** The direction of a node, where it is not the site's; its language its texts say. */
export interface Direction {
  dir: string | false;
}

/** What an item is on paper; with `more`, the other faces of what is printed once. */
export function paperOf(library: Library, entry: Entry, more: readonly Entry[] = []): PaperItem {
  const { item } = entry;
  const page = library.urlOf(entry.site.deck.page);
  const source = still(fragmentOf(item.html), page);
  const element = source.querySelector<HTMLElement>(".study-item");
  const refs = element?.querySelector<HTMLElement>(".study-answer .study-refs") ?? undefined;
  const facts = [...source.querySelectorAll(".study-meta > *")].map((fact) => (fact.textContent ?? "").trim());
  for (const node of source.querySelectorAll(".study-answer, .study-hint, .study-meta")) node.remove();
  const attributes = { class: "study-paper-body", "data-type": item.type, ...keyData(element) };
  const body = make("div", attributes, ...(element?.childNodes ?? []));
  const lettered = !own(papers, item.type)?.unlettered;
  for (const list of body.querySelectorAll<HTMLElement>(LETTERED)) toLetters(list, lettered);
  const key = make("div", { class: "study-paper-key", ...directionOf(element) });
  key.append(...[entry, ...more].map((each) => still(fragmentOf(each.item.key), page)));
  for (const concept of key.querySelectorAll(".study-key-concepts > li")) concept.prepend(box());
  const heading = headingOf(entry, body, page);
  if (item.whole) narrowTo([entry, ...more], heading, body, key);
  return { entry, heading, body, key, refs, facts };
}

/** Leaves of what is printed once the lines of the faces that are asked; one of several has its number in the question. */
function narrowTo(faces: readonly Entry[], heading: ParentNode, body: HTMLElement, key: ParentNode): void {
  const asked = faces.map(({ item }) => String(item.whole?.nth));
  const lines = [...body.querySelectorAll<HTMLElement>("[data-nth]")];
  for (const line of lines) if (!asked.includes(line.dataset["nth"] ?? "")) line.remove();
  const isAlone = faces.length === 1 && lines.length !== 1;
  body.toggleAttribute("data-whole", !isAlone);
  const named = [...(isAlone ? [] : [heading]), ...(faces.length === 1 ? [key] : [])];
  for (const number of named.flatMap((node) => [...node.querySelectorAll(".study-nth")])) number.remove();
}

/** What a version of a quiz form needs to know of an item's key. */
function keyData(element: HTMLElement | null): Record<string, string | false> {
  return { "data-key": element?.dataset["key"] ?? false, "data-select": element?.dataset["select"] ?? false };
}

/** A text that asks is its own heading: it stands there, not beside a copy that only screen readers get. */
function headingOf({ item }: Entry, body: HTMLElement, page: string): DocumentFragment {
  const { asks } = own(papers, item.type) ?? {};
  const asking = asks ? body.querySelector(`:scope > ${asks}`) : null;
  if (!asking) return still(fragmentOf(item.heading), page);
  const fragment = document.createDocumentFragment();
  const [only, ...more] = asking.children;
  if (only?.tagName === "P" && !more.length) {
    const { lang, dir } = only as HTMLElement;
    const text = make("span", { lang: lang || false, dir: dir || false }, ...only.childNodes);
    fragment.append(text);
    asking.remove();
  }
  return fragment;
}

/** The stem of a group: its heading and what follows. */
export function stemOf(
  library: Library,
  { group, entries }: Unit,
): { heading: DocumentFragment; body: HTMLElement } | undefined {
  const [first] = entries;
  if (!group || !first) return undefined;
  const page = library.urlOf(first.site.deck.page);
  const body = make("div", { class: "study-paper-body" }, still(fragmentOf(group.html), page));
  return { heading: still(fragmentOf(group.heading), page), body };
}

function directionOf(element: Element | null | undefined): Direction {
  return { dir: element?.getAttribute("dir") ?? false };
}

/** The direction of an entry, as its HTML tells it. */
export function directionIn({ item }: Entry): Direction {
  return directionOf(fragmentOf(item.html).querySelector(".study-item"));
}

/** A box to tick. */
export function box(): HTMLElement {
  return make("span", { class: "study-paper-box", "aria-hidden": "true" });
}

/** HTML of the generator as what does not wake up, with links and pictures that hold on this page. */
function still(fragment: DocumentFragment, page: string): DocumentFragment {
  for (const node of [...fragment.querySelectorAll("*")]) {
    if (node.localName.startsWith("study-")) node.replaceWith(asDiv(node));
  }
  for (const node of fragment.querySelectorAll("[id]")) node.removeAttribute("id");
  for (const image of fragment.querySelectorAll("img")) image.loading = "eager";
  for (const code of fragment.querySelectorAll<HTMLElement>("pre > code, pre.study-output")) codeLines(code);
  for (const { settle } of Object.values(papers)) settle?.(fragment);
  rebase(fragment, page);
  return fragment;
}

function asDiv(node: Element): HTMLElement {
  const div = make("div", {}, ...node.childNodes);
  for (const { name, value } of node.attributes) div.setAttribute(name, value);
  return div;
}

/** Boxes and letters before what is chosen from; of what is only named by its letter, no box. */
function toLetters(list: HTMLElement, lettered: boolean): void {
  const options = list.matches(".study-options");
  [...list.children].forEach((option, index) => {
    const text = make("div", { class: "study-paper-option" }, ...option.childNodes);
    if (options) option.append(box());
    if (lettered) option.append(make("span", { class: "study-paper-letter" }, letter(index)));
    option.append(text);
  });
  list.setAttribute("role", "list");
}

/** What an item is called in a few words, where its text would be too much: its id within the deck. */
export function nameOf({ site }: Entry): string {
  return site.id;
}

/** The words for a number of items. */
export function itemCount(n: number): string {
  return t("sheets.items", { n });
}
