// Only this module knows "Keep your progress" on the page: what leaves the browser as a file or a link, and whether the
// log is sound; each in words, before and after.

import type { Library } from "../library/library";
import { exportWords, riskNow } from "../log/backup";
import type { Findings } from "../log/doctor";
import { doubtfulIn } from "../log/doubts";
import { countDoubtful, doctor, keep } from "../log/keep";
import { siteLog } from "../log/log";
import { askToPersist } from "../log/persist";
import type { LogRecord } from "../log/record";
import { isDue } from "../log/risk";
import { derivation } from "../schedule/open-schedule";
import { button, make, primary, row } from "../ui/dom";
import type { PageHost } from "../ui/host";
import { locale, t } from "../ui/strings";
import { handOverPart } from "./progress.handover";
import { importControls, importsPart, type Tell, takeOver } from "./progress.import";
import { section } from "./progress.parts";

/** The section. A link that hands a log over is asked about first, and taken out of the address. */
export async function keepSection(host: PageHost, library: Library): Promise<HTMLElement> {
  const result = make("div", { class: "study-keep-result", tabindex: "-1" });
  const tell: Tell = (words, ...more) => {
    result.replaceChildren(make("p", {}, words), ...more);
    host.live.textContent = words;
    result.focus();
  };
  const age = make("p", { class: "study-figures-words" });
  const doubts = make("p", { class: "study-figures-words" });
  const draw = async (): Promise<void> => {
    const { records, ahead } = siteLog();
    doubts.textContent = doubtWords(doubtfulIn([...ahead, ...records]));
    age.replaceChildren(await exportWords(), ...(await nudge()));
  };
  siteLog().addEventListener("change", () => void draw(), { signal: host.signal });
  const exporting = async (): Promise<void> => {
    await keep();
    await draw();
    tell(t("progress.exported"));
  };
  await draw();
  const buttons = row(
    primary(t("progress.export"), () => void exporting()),
    ...importControls(library, tell),
    button(t("progress.check"), () => void check(library, tell)),
  );
  const words = make("p", {}, t("progress.keep-words"));
  const node = section(
    t("progress.keep"),
    words,
    age,
    doubts,
    buttons,
    result,
    handOverPart(),
    importsPart(tell, host.signal),
  );
  node.id = "keep";
  // Once the section is in the page.
  setTimeout(() => void takeOver(library, tell));
  addEventListener("hashchange", () => void takeOver(library, tell), { signal: host.signal });
  void askToPersist();
  return node;
}

/** What is said when an export is due. */
async function nudge(): Promise<(Node | string)[]> {
  const risk = await riskNow();
  return isDue(risk) ? [" ", make("strong", {}, t("store.keep-due", { n: risk.answers }))] : [];
}

/** "Check my data" */
async function check(library: Library, tell: Tell): Promise<void> {
  try {
    const findings = await doctor(derivation(await library.items()));
    const count = row(button(t("progress.count-them"), () => void countThem(tell)));
    const more = findings.doubtful.length ? [make("p", {}, t("progress.count-them-words")), count] : [];
    tell(findingsWords(findings), ...more);
  } catch (error) {
    console.error(error);
    tell(t("progress.check-failed"));
  }
}

async function countThem(tell: Tell): Promise<void> {
  try {
    tell(t("progress.counted", { n: await countDoubtful() }));
  } catch (error) {
    console.error(error);
    tell(`${t("progress.check-failed")} ${t("progress.nothing-changed")}`);
  }
}

function findingsWords({ records, aside, doubtful, mended }: Findings): string {
  const { damaged, twice, numbering, snapshots } = mended;
  const n = damaged + twice + Number(numbering) + snapshots.length;
  const sound = doubtful.length ? [] : [t("progress.check-sound")];
  return [
    t("progress.check-records", { n: records }),
    ...(aside ? [t("progress.check-aside", { n: aside })] : []),
    doubtWords(doubtful),
    ...(n ? [t("progress.check-mended", { n })] : sound),
  ]
    .filter(Boolean)
    .join(" ");
}

/** "3 answers have times that cannot be right (1 Jan 2020 – 2 Jan 2020)"; nothing where there are none. */
function doubtWords(doubtful: readonly LogRecord[]): string {
  if (!doubtful.length) return "";
  const times = doubtful.map(({ at }) => at).sort((a, b) => a - b);
  const when = new Intl.DateTimeFormat(locale(), { dateStyle: "medium" }).formatRange(times[0] ?? 0, times.at(-1) ?? 0);
  return t("progress.doubtful", { n: doubtful.length, when });
}
