// Only this module knows one line of a tally: the item as the sheet numbers it, a mark to choose by mouse, touch, arrow
// keys or digits, and the key to compare with.

import type { Library } from "../library/library";
import { factsOf } from "../library/library";
import { make } from "../ui/dom";
import { t } from "../ui/strings";
import type { Entry } from "./entries";
import { directionIn, paperOf } from "./paper";
import { MARKS, type Mark } from "./tally";

/** A line with its mark; `mark` is undefined while the item is skipped. */
export interface TallyRow {
  node: HTMLElement;
  entry: Entry;
  cards: readonly string[] | undefined;
  mark: Mark | undefined;
  /** Puts the focus on what is chosen. */
  focus(): void;
}

const CHOICES = [...MARKS, "skip"] as const;
const WORDS = { right: "tally.right", partly: "tally.partly", wrong: "tally.wrong", skip: "tally.skip" } as const;
/** The keys of the choices, as far as those of the four ratings go. */
const KEYS = ["1", "2", "3", "0"];

/** A line to mark. `changed` is told of each mark, `done` when it was given by a digit, so that the next line is up. */
export function tallyRow(
  library: Library,
  entry: Entry,
  number: string,
  changed: () => void,
  done: () => void,
): TallyRow {
  const cards = cardsOf(entry);
  const inputs = CHOICES.map((choice) => radioFor(entry.site.key, choice));
  const open = cards?.length === 0 ? make("p", { class: "study-tally-told" }, t("tally.no-cards")) : marksOf(inputs);
  const { heading, key } = paperOf(library, entry);
  const legend = make(
    "legend",
    { ...directionIn(entry) },
    make("span", { class: "study-tally-number" }, `${number}.`),
    " ",
    heading,
  );
  const answer = make("details", { class: "study-tally-key" }, make("summary", {}, t("tally.key")), key);
  const node = make("li", { "data-item": entry.site.key }, make("fieldset", {}, legend, open), answer);
  node.addEventListener("change", changed);
  node.addEventListener("keydown", (event) => {
    const input = inputs[KEYS.indexOf(event.key)];
    if (!input?.isConnected || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    input.checked = true;
    changed();
    done();
  });
  return {
    node,
    entry,
    cards,
    get mark() {
      return MARKS.find((_, index) => inputs[index]?.checked && inputs[index]?.isConnected);
    },
    set mark(mark) {
      const input = inputs[mark ? MARKS.indexOf(mark) : MARKS.length];
      if (input) input.checked = true;
    },
    focus: () => inputs.find(({ checked }) => checked)?.focus(),
  };
}

function radioFor(name: string, choice: (typeof CHOICES)[number]): HTMLInputElement {
  return make("input", { type: "radio", name, value: choice, checked: choice === "skip" && "" });
}

function marksOf(inputs: readonly HTMLInputElement[]): HTMLElement {
  const labels = CHOICES.map((choice, index) =>
    make(
      "label",
      { class: "study-tally-mark", "data-mark": choice },
      inputs[index] ?? "",
      make("span", {}, t(WORDS[choice])),
    ),
  );
  return make("div", { class: "study-tally-marks" }, ...labels);
}

/** The cards of a prompt's concepts, by full ids; undefined for all other items. */
function cardsOf({ site, item }: Entry): string[] | undefined {
  if (factsOf(item.type).judged !== "by-concepts") return undefined;
  const cards = (item.concepts ?? []).map(({ card }) => card).filter((card) => card !== null && card !== "");
  return [...new Set(cards)].map((card) => (card?.includes("#") ? card : `${site.deck.deck}#${card}`));
}
