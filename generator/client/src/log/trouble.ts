// Only this module says why nothing is saved, or not all is shown, where the browser itself refuses nothing.

import english from "../../../byheart/strings/en.json?trouble";
import { make } from "../ui/dom";
import { addStrings, t } from "../ui/strings";
import { siteLog } from "./log";
import type { Trouble } from "./store";

addStrings(english);

export function wordsOf(trouble: Trouble): string {
  return t(`trouble.${trouble}`);
}

/** Says it as long as it is so; for pages that show no save state. There until `signal`. */
export function troubleLine(signal: AbortSignal): HTMLElement {
  const line = make("p", { class: "study-save-state study-controls", role: "status" });
  const draw = (): void => {
    const { trouble } = siteLog();
    line.textContent = trouble ? wordsOf(trouble) : "";
  };
  siteLog().addEventListener("save", draw, { signal });
  signal.addEventListener("abort", () => line.remove());
  draw();
  return line;
}
