// Only this module knows the form that makes a practice link: its fields, and how they read as a link.

import "../ui/deck-strings";
import type { IndexedDeck, SiteItem } from "../library/library";
import type { Selection } from "../library/selection";
import { button, make } from "../ui/dom";
import { t } from "../ui/strings";
import { decksIn, placesFor, topicsOf } from "./deck-choice";
import { chip, chips, fieldset, number } from "./fields";
import { type Link, LONGEST_EXAM, linkIn } from "./link";
import { placeFields } from "./place-fields";
import { levels, standings, typeName } from "./words";

/** So many seeds are enough for a class, and a number of four digits is easily told. */
const SEEDS = 9000;

export class PracticeForm {
  readonly node = make("form", { class: "study-form study-controls" });
  readonly #decks: readonly IndexedDeck[];
  #seed: string;

  /** @param changed is called whenever another link comes of the form. */
  constructor(decks: readonly IndexedDeck[], items: readonly SiteItem[], link: Link, changed: () => void) {
    this.#decks = decks;
    this.#seed = link.selection.seed || newSeed();
    const { selection } = link;
    const values = (facet: (item: SiteItem) => readonly string[]): string[] => [...new Set(items.flatMap(facet))];
    const types = values(({ type }) => [type]).map((type) => [type, typeName(type)] as const);
    const tags = values(({ tags: own }) => own)
      .sort()
      .map((tag) => [tag, tag] as const);
    this.node.append(
      placeFields(topicsOf(decks), decksIn(selection, decks)),
      ...(tags.length ? [chips("tag", t("deck.tag"), tags, selection.tag)] : []),
      chips("level", t("deck.level"), levels(), selection.level),
      chips("type", t("practice.kind"), types, selection.type),
      chips("is", t("practice.standing"), standings(), selection.is),
      this.#how(link, items.length, changed),
    );
    // A topic has set its decks when it tells that it changed, and not yet at its input.
    for (const event of ["input", "change"]) this.node.addEventListener(event, changed);
    this.node.addEventListener("submit", (event) => event.preventDefault());
  }

  #how({ selection, exam, minutes }: Link, items: number, changed: () => void): HTMLElement {
    const again = button(t("practice.reshuffle"), () => {
      this.#seed = newSeed();
      changed();
    });
    const shuffle = chip("shuffle", "1", t("practice.shuffle"), Boolean(selection.seed));
    const asExam = chip("exam", "1", t("practice.exam"), exam);
    const clock = number("minutes", t("practice.minutes"), minutes, t("practice.none-set"), LONGEST_EXAM);
    const show = (): void => {
      again.hidden = !this.#has("shuffle");
      clock.hidden = !this.#has("exam");
    };
    this.node.addEventListener("input", show);
    const rows = [
      [number("n", t("practice.at-most"), selection.n, t("practice.all"), items)],
      [shuffle, again],
      [asExam, clock],
    ];
    const how = fieldset(t("practice.how"), ...rows.map((row) => make("div", { class: "study-form-row" }, ...row)));
    again.hidden = !selection.seed;
    clock.hidden = !exam;
    return how;
  }

  get link(): Link {
    const data = new FormData(this.node);
    const query = new URLSearchParams();
    for (const name of ["tag", "level", "type", "is", "n", "exam", "minutes"]) {
      for (const value of data.getAll(name)) query.append(name, String(value));
    }
    const chosen = new Set(data.getAll("deck").map(String));
    const { selection: asked, exam, minutes } = linkIn(query);
    const selection: Selection = {
      ...asked,
      ...placesFor(chosen, topicsOf(this.#decks)),
      seed: this.#has("shuffle") ? this.#seed : "",
    };
    return { selection, exam, minutes };
  }

  #has(name: string): boolean {
    return new FormData(this.node).has(name);
  }
}

function newSeed(): string {
  const [random = 0] = crypto.getRandomValues(new Uint32Array(1));
  return String(1000 + (random % SEEDS));
}
