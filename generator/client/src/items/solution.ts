// Only this module knows how the end of a question shows what would have been right: the key as the page has it, and
// what of a response differs from it.

import { copyOf, make } from "../ui/dom";
import { t } from "../ui/strings";
import { charactersOf, diff, distance, type Run } from "./diff";

const ELSEWHERE = ":scope > :is(.study-explanation, .study-refs, .study-foreseen, .study-feedback, .study-label)";

/** The key as it stands in the fold without a script: all of the answer but what is shown elsewhere. */
export function solutionOf(answer: Element, label: string): HTMLElement {
  const body = answer.querySelector(".study-answer-body");
  const solution = make("div", { class: "study-solution" }, ...(body ? [copyOf(body)] : []));
  for (const other of solution.querySelectorAll(ELSEWHERE)) other.remove();
  solution.prepend(make("p", { class: "study-label" }, label));
  return solution;
}

/** What differs between a response and the nearest of the accepted forms; nothing when they have little in common. */
export function differences(given: string, forms: readonly string[], keyOf: (unit: string) => string): Node[] {
  const units = charactersOf(given);
  const found = forms.map((form) => diff(units, charactersOf(form), keyOf));
  const [nearest] = found.sort((a, b) => distance(a) - distance(b));
  const same = nearest?.filter(({ kind }) => kind === "same").flatMap((run) => run.units).length ?? 0;
  if (!nearest || same < units.length / 2 || distance(nearest) === 0) return [];
  const line = make("p", { class: "study-diff" }, make("bdi", {}, ...nearest.flatMap(nodesOf)));
  return [make("div", { class: "study-differences" }, make("p", { class: "study-label" }, t("answer.differs")), line)];
}

/** What is too much is struck out, what is missing underlined; both are said in words to those who do not see it. */
function nodesOf({ kind, units }: Run): (Node | string)[] {
  const text = units.join("");
  if (kind === "same") return [text];
  const words = t(kind === "extra" ? "answer.extra" : "answer.missing");
  const said = make("span", { class: "study-visually-hidden" }, ` ${words}: `);
  return [make(kind === "extra" ? "del" : "ins", {}, said, text.replace(/ /g, "\u00a0"))];
}
