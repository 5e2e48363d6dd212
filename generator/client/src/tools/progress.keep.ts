// Only this module knows "Keep your progress" on the page: what leaves the browser as a file or a link, what comes back,
// and whether the log is sound; each in words, before and after.

import type { StudyTool } from ".";
import { exportWords } from "../backup";
import type { Findings } from "../doctor";
import { FileProblem, type Kept } from "../file";
import { handedOver } from "../handover";
import { type Preview, bringIn, doctor, keep, preview, previewOf, siteArchive, wordsFor } from "../keep";
import { button, list, make, primary, row, siteLog, t } from "../later";
import { handOverPart } from "./progress.handover";
import type { Library } from "../library";
import { derivation } from "../queue";
import { isDue, riskOf } from "../risk";
import { section } from "./progress.parts";
import { askToPersist } from "../persist";

/** Says something where the learner looks, with what can be done about it. */
type Tell = (words: string, ...more: Node[]) => void;

/** The section. A link that hands a log over is asked about first, and taken out of the address. */
export async function keepSection(host: StudyTool, library: Library): Promise<HTMLElement> {
  const result = make("div", { class: "study-keep-result", tabindex: "-1" });
  const tell: Tell = (words, ...more) => {
    result.replaceChildren(make("p", {}, words), ...more);
    host.live.textContent = words;
    result.focus();
  };
  const age = make("p", { class: "study-figures-words" });
  const draw = async (): Promise<void> => age.replaceChildren(await exportWords(), ...(await nudge()));
  siteLog().addEventListener("change", () => void draw(), { signal: host.signal });
  const exporting = async (): Promise<void> => {
    await keep();
    await draw();
    tell(t("progress.exported"));
  };
  await draw();
  const buttons = row(
    primary(t("progress.export"), () => void exporting()),
    ...importControls(tell),
    button(t("progress.check"), () => void check(library, tell)),
  );
  const words = make("p", {}, t("progress.keep-words"));
  const node = section(t("progress.keep"), words, age, buttons, result, handOverPart());
  node.id = "keep";
  // Once the section is in the page.
  setTimeout(() => void takeOver(tell));
  addEventListener("hashchange", () => void takeOver(tell), { signal: host.signal });
  void askToPersist();
  return node;
}

/** What is said when an export is due. */
async function nudge(): Promise<(Node | string)[]> {
  const last = await siteArchive().lastExport().catch(() => undefined);
  const risk = riskOf(siteLog().records, last, Date.now());
  return isDue(risk) ? [" ", make("strong", {}, t("store.keep-due", { n: risk.answers }))] : [];
}

/** A button, and the file field behind it. */
function importControls(tell: Tell): Node[] {
  const hidden = { class: "study-visually-hidden", tabindex: "-1", "aria-hidden": "true" };
  const field = make("input", { type: "file", accept: ".json,application/json", ...hidden });
  field.addEventListener("change", () => {
    const file = field.files?.[0];
    if (file) void lookInto(() => preview(file), tell);
    field.value = "";
  });
  return [button(t("progress.import"), () => field.click()), field];
}

/** What a link brought: it leaves the address at once, so that a reload or a copied address brings it no second time. */
async function takeOver(tell: Tell): Promise<void> {
  const { hash } = location;
  if (hash === "#keep") document.getElementById("keep")?.scrollIntoView();
  if (!hash.startsWith("#log=")) return;
  history.replaceState(history.state, "", location.pathname + location.search);
  await lookInto(async () => previewOf((await handedOver(hash)) as Kept), tell);
}

/** Says what a file or a link would bring; nothing is changed before the learner says so. */
async function lookInto(look: () => Promise<Preview>, tell: Tell): Promise<void> {
  try {
    offer(await look(), tell);
  } catch (error) {
    if (!(error instanceof FileProblem)) console.error(error);
    const why = error instanceof FileProblem ? wordsFor(error) : t("progress.import-failed");
    tell(`${why} ${t("progress.nothing-changed")}`);
  }
}

function offer(found: Preview, tell: Tell): void {
  const from = found.otherSite ? [t("progress.other-site", { site: found.otherSite })] : [];
  const words = [...from, t("progress.would-bring", { list: inWords(found) })];
  if (!found.added.length && !found.clashing.length) return tell([...words, t("progress.nothing-changed")].join(" "));
  const take = button(t("progress.import-these"), () => void bring(found, tell));
  const leave = button(t("progress.leave"), () => tell(t("progress.nothing-changed")));
  tell(words.join(" "), row(take, leave));
}

async function bring({ file }: Preview, tell: Tell): Promise<void> {
  try {
    tell(t("progress.imported", { list: inWords(await bringIn(file)) }));
  } catch (error) {
    console.error(error);
    tell(`${t("progress.import-failed")} ${t("progress.nothing-changed")}`);
  }
}

/** "12 new, 30 known already" */
function inWords({ added, known, clashing }: Pick<Preview, "added" | "known" | "clashing">): string {
  const parts = [t("progress.import-new", { n: added.length }), t("progress.import-known", { n: known })];
  return list(clashing.length ? [...parts, t("progress.import-aside", { n: clashing.length })] : parts);
}

/** "Check the log" */
async function check(library: Library, tell: Tell): Promise<void> {
  try {
    tell(findingsWords(await doctor(derivation(await library.items()))));
  } catch (error) {
    console.error(error);
    tell(t("progress.check-failed"));
  }
}

function findingsWords({ records, aside, mended }: Findings): string {
  const { damaged, twice, numbering, snapshots } = mended;
  const n = damaged + twice + Number(numbering) + snapshots.length;
  const apart = aside ? [t("progress.check-aside", { n: aside })] : [];
  return [t("progress.check-records", { n: records }), ...apart, n ? t("progress.check-mended", { n }) : t("progress.check-sound")].join(" ");
}
