// Only this module says whether what the learner did is on disk. "Not saved" stays visible as long as it is true.

import { button, make, row } from "./dom";
import { type SaveState, siteLog } from "./log";
import type { Trouble } from "./store";
import { type Key, t } from "./strings";

const WORDS: Record<SaveState | Trouble, Key> = {
  saved: "save.saved",
  saving: "save.saving",
  "not-saved": "save.not-saved",
  newer: "save.newer",
  blocked: "save.blocked",
};

/** Follows the log until `signal` ends it; only the failure is announced, and offers the file. An empty log says nothing. */
export function saveStateLine(signal: AbortSignal): HTMLElement {
  const words = make("span");
  const alarm = make("span", { role: "status" });
  const line = make("p", { class: "study-save-state study-controls" }, words, alarm);
  const keep = row(button(t("save.download"), () => void download()));
  const draw = (): void => {
    const { saveState, trouble, records } = siteLog();
    const failed = saveState === "not-saved";
    line.dataset["saveState"] = saveState;
    words.textContent = failed || !records.length ? "" : t(WORDS[saveState]);
    keep.hidden = !failed || !records.length;
    alarm.textContent = failed ? t(WORDS[trouble ?? saveState]) : "";
  };
  for (const event of ["save", "change"]) siteLog().addEventListener(event, draw, { signal });
  queueMicrotask(draw);
  return make("div", {}, line, keep);
}

async function download(): Promise<void> {
  const keep = await import("./keep");
  await keep.keep();
}
