// Only this module knows how a log of elsewhere comes in on the page: what it would bring and do is said before, what is
// wrong with its file too, and what came in can be taken back whole.

import type { Library } from "../library/library";
import type { Effects } from "../log/effects";
import { type FileContents, FileProblem } from "../log/file";
import { handedOver } from "../log/handover";
import { bringIn, imports, type Preview, preview, previewOf, takeBack, wordsFor } from "../log/keep";
import { siteLog } from "../log/log";
import type { Settings } from "../log/settings";
import { button, make, row } from "../ui/dom";
import { addStrings, list, locale, t } from "../ui/strings";

/** Says something where the learner looks, with what can be done about it. */
export type Tell = (words: string, ...more: Node[]) => void;

/** How many names a sentence has. */
const NAMES = 5;

const LABELS = {
  buttons: "settings.buttons",
  retention: "settings.retention",
  newPerDay: "settings.new-per-day",
  reviewsPerDay: "settings.reviews-per-day",
  minutes: "settings.minutes",
  dayStart: "settings.day-start",
  leech: "settings.leech",
} as const satisfies Record<keyof Settings, string>;

/** A button, and the file field behind it. */
export function importControls(library: Library, tell: Tell): Node[] {
  const hidden = { class: "study-visually-hidden", tabindex: "-1", "aria-hidden": "true" };
  const field = make("input", { type: "file", accept: ".json,application/json", ...hidden });
  field.addEventListener("change", () => {
    const file = field.files?.[0];
    if (file) void lookInto(() => preview(file), library, tell);
    field.value = "";
  });
  return [button(t("progress.import"), () => field.click()), field];
}

/** What a link brought: it leaves the address at once, so that a reload or a copied address brings it no second time. */
export async function takeOver(library: Library, tell: Tell): Promise<void> {
  const { hash } = location;
  if (hash === "#keep") document.getElementById("keep")?.scrollIntoView();
  if (!hash.startsWith("#log=")) return;
  history.replaceState(history.state, "", location.pathname + location.search);
  await lookInto(async () => previewOf((await handedOver(hash)) as FileContents), library, tell);
}

/** Says what a file or a link would bring; nothing is changed before the learner says so. */
async function lookInto(look: () => Promise<Preview>, library: Library, tell: Tell): Promise<void> {
  try {
    await offer(await look(), library, tell);
  } catch (error) {
    if (!(error instanceof FileProblem)) console.error(error);
    const why = error instanceof FileProblem ? wordsFor(error) : t("progress.import-failed");
    tell(`${why} ${t("progress.nothing-changed")}`);
  }
}

async function offer(found: Preview, library: Library, tell: Tell): Promise<void> {
  const { file, otherSite, effects } = found;
  const words = [
    ...(otherSite ? [t("progress.other-site", { site: otherSite })] : []),
    ...faultWords(file),
    t("progress.would-bring", { list: inWords(found) }),
    ...(await effectWords(effects, library)),
  ];
  const nothing = !found.added.length && !found.clashing.length && !file.faults.length;
  if (nothing) return tell([...words, t("progress.nothing-changed")].join(" "));
  const take = button(
    t(isPartial(file) ? "progress.import-sound" : "progress.import-these"),
    () => void bring(found, tell),
  );
  const leave = button(t("progress.leave"), () => tell(t("progress.nothing-changed")));
  tell(words.join(" "), row(take, leave));
}

/** What is wrong with a file of which something is sound. */
function faultWords({ faults, damaged }: FileContents): string[] {
  const words = faults.map((fault) =>
    fault === "record" ? t("store.file-record", { list: named(damaged.map(String)) }) : t(`store.file-${fault}`),
  );
  return words.length && isPartial({ faults }) ? [...words, t("store.file-sound-part")] : words;
}

/** Whether something of the file stays out. */
function isPartial({ faults }: Pick<FileContents, "faults">): boolean {
  return faults.includes("cut") || faults.includes("record");
}

/** What the records would do beside adding answers. */
async function effectWords({ clears, sets, undoes, idle }: Effects, library: Library): Promise<string[]> {
  const titles = new Map(library.decks.map(({ deck, title }) => [deck, title]));
  const words = clears.length
    ? [t("progress.import-clears", { list: named(clears.map((key) => titles.get(key) ?? key)) })]
    : [];
  if (sets.length) {
    addStrings((await import("../../../byheart/strings/en.json?settings")).default);
    const values = sets.map(({ name, value }) => `${t(LABELS[name])}: ${valueWords(name, value)}`);
    words.push(t("progress.import-sets", { list: named(values) }));
  }
  if (undoes) words.push(t("progress.import-undoes", { n: undoes }));
  return idle ? [...words, t("progress.import-idle", { n: idle })] : words;
}

function valueWords(name: keyof Settings, value: number): string {
  return new Intl.NumberFormat(locale(), name === "retention" ? { style: "percent" } : {}).format(value);
}

/** The first names, and how many more there are. */
function named(names: readonly string[]): string {
  const more = names.length - NAMES;
  return list(more > 0 ? [...names.slice(0, NAMES), t("progress.and-more", { n: more })] : names);
}

async function bring({ file }: Preview, tell: Tell): Promise<void> {
  try {
    const merged = await bringIn(file);
    const [latest] = merged.added.length ? await imports() : [];
    const back = latest ? [row(button(t("progress.take-back"), () => void undo(latest, tell)))] : [];
    tell(t("progress.imported", { list: inWords(merged) }), ...back);
  } catch (error) {
    console.error(error);
    tell(`${t("progress.import-failed")} ${t("progress.nothing-changed")}`);
  }
}

async function undo(one: Awaited<ReturnType<typeof imports>>[number], tell: Tell): Promise<void> {
  try {
    await takeBack(one);
    tell(t("progress.taken-back", { n: one.records }));
  } catch (error) {
    console.error(error);
    tell(`${t("progress.import-failed")} ${t("progress.nothing-changed")}`);
  }
}

/** A fold with what came in, each to be taken back; not there while nothing did. Follows the log until `signal`. */
export function importsPart(tell: Tell, signal: AbortSignal): HTMLElement {
  const rows = make("ul", { class: "study-imports" });
  const fold = make(
    "details",
    { class: "study-chart-table", id: "study-imports", hidden: "" },
    make("summary", {}, t("progress.imports")),
    rows,
  );
  const draw = async (): Promise<void> => {
    const all = await imports().catch(() => []);
    fold.hidden = !all.length;
    const times = new Intl.DateTimeFormat(locale(), { dateStyle: "medium", timeStyle: "short" });
    rows.replaceChildren(
      ...all.map((one) => {
        const words = t("progress.import-of", { when: times.format(one.at), n: one.records });
        return make(
          "li",
          {},
          words,
          " ",
          button(t("progress.take-back"), () => void undo(one, tell)),
        );
      }),
    );
  };
  siteLog().addEventListener("change", () => void draw(), { signal });
  void draw();
  return fold;
}

/** "12 new, 30 known already" */
function inWords({ added, known, clashing }: Pick<Preview, "added" | "known" | "clashing">): string {
  const parts = [t("progress.import-new", { n: added.length }), t("progress.import-known", { n: known })];
  return list(clashing.length ? [...parts, t("progress.import-aside", { n: clashing.length })] : parts);
}
