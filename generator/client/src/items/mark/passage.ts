// Only this module knows how a passage is marked: each part is a button that stays pressed, one of them at a time can be
// reached by Tab, arrow keys lead to the others, and Space presses like a finger does; Enter
// does so to the first one, and checks then, as it does in any question.

import { icon, make } from "../../ui/dom";
import { type Key, t } from "../../ui/strings";

/** What became of a part: a mark that is right or wrong, or none where one was to be. */
export type Verdict = "right" | "wrong" | "missed";

const VERDICTS: Record<Verdict, [sign: string, words: Key]> = {
  right: ["✓", "mark.right"],
  wrong: ["✗", "mark.wrong"],
  missed: ["←", "mark.missed"],
};

export class Passage {
  readonly ids: readonly string[];
  readonly #node: HTMLElement;
  readonly #parts: readonly HTMLElement[];
  readonly #changed: () => void;
  readonly #check: () => void;
  #fixed = false;

  /** @param changed is told whenever a mark is made or taken back; @param check is asked for by Enter. */
  constructor(node: HTMLElement, changed: () => void, check: () => void) {
    this.#node = node;
    this.#changed = changed;
    this.#check = check;
    this.#parts = [...node.querySelectorAll<HTMLElement>("[data-part]")];
    this.ids = this.#parts.map(idOf);
    for (const part of this.#parts) part.setAttribute("role", "button");
    node.addEventListener("click", (event) => this.#press(this.#partOf(event)));
    node.addEventListener("keydown", (event) => this.#onKey(event));
    this.#reach(this.#parts[0]);
  }

  get marked(): string[] {
    return this.#parts.filter(isMarked).map(idOf);
  }

  set marked(ids: readonly string[]) {
    for (const part of this.#parts) part.setAttribute("aria-pressed", String(ids.includes(idOf(part))));
  }

  set fixed(fixed: boolean) {
    this.#fixed = fixed;
    this.#node.toggleAttribute("data-fixed", fixed);
    for (const part of this.#parts) {
      if (fixed) part.setAttribute("aria-disabled", "true");
      else part.removeAttribute("aria-disabled");
    }
  }

  /** Says of parts what became of them, by a sign and in words beside their looks. */
  judge(verdicts: ReadonlyMap<string, Verdict>): void {
    for (const part of this.#parts) {
      part.querySelector(":scope > .study-part-verdict")?.remove();
      const verdict = verdicts.get(idOf(part));
      if (verdict) part.append(verdictMark(verdict));
      if (verdict) part.dataset["mark"] = verdict;
      else delete part.dataset["mark"];
    }
  }

  focus(): void {
    this.#parts.find(({ tabIndex }) => tabIndex === 0)?.focus();
  }

  #partOf({ target }: Event): HTMLElement | undefined {
    const found = target instanceof Element ? target.closest<HTMLElement>("[data-part]") : null;
    return found && this.#parts.includes(found) ? found : undefined;
  }

  #press(part: HTMLElement | undefined): void {
    if (!part || this.#fixed) return;
    this.#reach(part);
    part.setAttribute("aria-pressed", String(!isMarked(part)));
    this.#changed();
  }

  /** Lets Tab come to one part and to no other. */
  #reach(part: HTMLElement | undefined): void {
    for (const other of this.#parts) other.tabIndex = other === part ? 0 : -1;
  }

  #onKey(event: KeyboardEvent): void {
    const part = this.#partOf(event);
    if (!part || event.ctrlKey || event.altKey || event.metaKey) return;
    const presses = !this.#fixed && (event.key === "Enter" || event.key === " ");
    const next = this.#from(part, event.key);
    if (!next && !presses) return;
    // Pressed or moved, it means nothing else: no page is scrolled, and no session goes on.
    event.preventDefault();
    event.stopPropagation();
    if (event.key === "Enter" && this.marked.length) this.#check();
    else if (presses) this.#press(part);
    else if (next) this.#go(next);
  }

  #go(part: HTMLElement): void {
    this.#reach(part);
    part.focus();
  }

  /** Where a key leads from a part; nothing for a key that leads nowhere, the part itself at an end. */
  #from(part: HTMLElement, key: string): HTMLElement | undefined {
    const at = this.#parts.indexOf(part);
    const forward = getComputedStyle(part).direction === "rtl" ? "ArrowLeft" : "ArrowRight";
    const to = (index: number): HTMLElement => this.#parts[index] ?? part;
    if (key === "Home") return to(0);
    if (key === "End") return to(this.#parts.length - 1);
    if (key === "ArrowLeft" || key === "ArrowRight") return to(at + (key === forward ? 1 : -1));
    if (key === "ArrowDown") return nearest(part, this.#parts.slice(at + 1)) ?? part;
    if (key === "ArrowUp") return nearest(part, this.#parts.slice(0, at).reverse()) ?? part;
    return undefined;
  }
}

function idOf(part: HTMLElement): string {
  return part.dataset["part"] ?? "";
}

function isMarked(part: HTMLElement): boolean {
  return part.getAttribute("aria-pressed") === "true";
}

function verdictMark(verdict: Verdict): HTMLElement {
  const [sign, words] = VERDICTS[verdict];
  const said = make("span", { class: "study-visually-hidden" }, ` (${t(words)})`);
  return make("span", { class: "study-part-verdict study-controls" }, icon(sign), said);
}

/** The part above or below another one: of the first line that comes, the one that is least to the side. */
function nearest(part: HTMLElement, others: readonly HTMLElement[]): HTMLElement | undefined {
  const { top, bottom, left } = boxOf(part);
  const beyond = others.map((other) => ({ other, box: boxOf(other) }));
  const first = beyond.find(({ box }) => box.top >= bottom - 1 || box.bottom <= top + 1);
  const line = beyond.filter(({ box }) => first && Math.abs(box.top - first.box.top) < first.box.height / 2);
  return line.sort((a, b) => Math.abs(a.box.left - left) - Math.abs(b.box.left - left))[0]?.other;
}

/** Of what goes over several lines, the first one. */
function boxOf(node: Element): DOMRect {
  return node.getClientRects()[0] ?? node.getBoundingClientRect();
}
