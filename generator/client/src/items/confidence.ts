// Only this module knows how a learner says how sure they are before Check, where the site asks for it.

import english from "../../../byheart/strings/en.json?confidence";
import type { Confidence } from "../log/record";
import { make } from "../ui/dom";
import { addStrings, type Key, t } from "../ui/strings";

addStrings(english);

const STEPS: readonly [Confidence, Key][] = [
  [1, "confidence.guess"],
  [2, "confidence.fairly"],
  [3, "confidence.certain"],
];

/** What asks how sure the learner is; it comes in a chunk of its own. */
export interface Sureness {
  readonly node: HTMLElement;
  readonly chosen: Confidence | undefined;
  reset(): void;
}

/** Three buttons, of which one or none is pressed. */
export function askSureness(): Sureness {
  let chosen: Confidence | undefined;
  const buttons = STEPS.map(([step, key]) => {
    const node = make("button", { type: "button", class: "study-judgement" }, t(key));
    node.addEventListener("click", () => choose(step === chosen ? undefined : step));
    return node;
  });
  const choose = (step: Confidence | undefined): void => {
    chosen = step;
    buttons.forEach((node, index) => node.setAttribute("aria-pressed", String(STEPS[index]?.[0] === step)));
  };
  choose(undefined);
  const question = t("confidence.question");
  const group = make("div", { class: "study-judgements", role: "group", "aria-label": question }, ...buttons);
  const node = make("div", { class: "study-sureness study-controls" });
  node.append(make("span", { class: "study-rating-question", "aria-hidden": "true" }, question), group);
  return {
    node,
    get chosen() {
      return chosen;
    },
    reset: () => choose(undefined),
  };
}
