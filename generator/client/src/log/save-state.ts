// Only this module says whether what the learner did is on disk. "Not saved" stays visible as long as it is true.

import "../ui/deck-strings";
import { button, make, row } from "../ui/dom";
import { t } from "../ui/strings";
import { siteLog } from "./log";
import type { Trouble } from "./store";

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
    words.textContent = failed || !records.length ? "" : t(`save.${saveState}`);
    keep.hidden = !failed || !records.length;
    if (!failed) alarm.textContent = "";
    else if (!trouble) alarm.textContent = t(`save.${saveState}`);
    else void tell(trouble);
  };
  const tell = async (trouble: Trouble): Promise<void> => {
    const { wordsOf } = await import("./trouble");
    if (siteLog().trouble === trouble) alarm.textContent = wordsOf(trouble);
  };
  for (const event of ["save", "change"]) siteLog().addEventListener(event, draw, { signal });
  queueMicrotask(draw);
  return make("div", {}, line, keep);
}

async function download(): Promise<void> {
  const keep = await import("./keep");
  await keep.keep();
}
