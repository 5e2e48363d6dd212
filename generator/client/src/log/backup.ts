// Only this module knows how a learner is asked to keep their answers elsewhere too, since a browser may throw away what
// it stores.

import { button, make, row } from "../ui/dom";
import { locale, t } from "../ui/strings";
import type { Export, Ranges } from "./archive";
import { DAY } from "./day";
import { keep, siteArchive } from "./keep";
import { siteLog } from "./log";
import { isDue, type Risk, riskOf } from "./risk";

/** When the answers were last kept as a file, in words. */
export async function exportWords(): Promise<string> {
  const exported = await lastExport();
  const { answers: n } = await riskNow();
  // What came in from elsewhere is there still.
  if (!exported) return n ? t("store.never-kept") : "";
  return t("store.last-kept", { when: whenWords(exported.at, Date.now()), n });
}

/** A line that offers the file when an export is due, and is not there otherwise; follows the log until `signal`. */
export function keepLine(signal: AbortSignal): HTMLElement {
  const words = make("p", { role: "status" });
  const line = make(
    "div",
    { class: "study-keep study-controls", hidden: "" },
    words,
    row(button(t("store.keep"), () => void press())),
  );
  const draw = async (): Promise<void> => {
    const risk = await riskNow();
    line.hidden = !isDue(risk);
    words.textContent = line.hidden ? "" : t("store.keep-due", { n: risk.answers });
  };
  const press = async (): Promise<void> => {
    await keep();
    await draw();
  };
  siteLog().addEventListener("change", () => void draw(), { signal });
  void draw();
  return line;
}

/** What would be lost with this browser now; where its notes cannot be read, all of it. */
export async function riskNow(): Promise<Risk> {
  const brought = await siteArchive()
    .brought()
    .catch((): Ranges => []);
  return riskOf(siteLog().records, await lastExport(), Date.now(), brought);
}

async function lastExport(): Promise<Export | undefined> {
  return siteArchive()
    .lastExport()
    .catch(() => undefined);
}

/** "3 days ago", "today". */
function whenWords(at: number, now: number): string {
  const days = Math.max(0, Math.floor((now - at) / DAY));
  return new Intl.RelativeTimeFormat(locale(), { numeric: "auto" }).format(-days, "day");
}
