// Only this module says whether what the learner did is on disk. "Not saved" stays visible as long as it is true.

import { make } from "./dom";
import { type SaveState, siteLog } from "./log";
import { type Key, t } from "./strings";

const WORDS: Record<SaveState, Key> = {
  saved: "save.saved",
  saving: "save.saving",
  "not-saved": "save.not-saved",
};

/** A line that follows the log until `signal` ends it. "Saved" is shown, but only the failure is announced. */
export function saveStateLine(signal: AbortSignal): HTMLElement {
  const words = make("span");
  const alarm = make("span", { role: "status" });
  const line = make("p", { class: "study-save-state study-controls" }, words, alarm);
  const draw = (): void => {
    const state = siteLog().saveState;
    const text = t(WORDS[state]);
    line.dataset["saveState"] = state;
    words.textContent = state === "not-saved" ? "" : text;
    alarm.textContent = state === "not-saved" ? text : "";
  };
  siteLog().addEventListener("save", draw, { signal });
  queueMicrotask(draw);
  return line;
}
