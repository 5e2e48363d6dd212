// Only this module knows how the page "progress" is put together, and that it is drawn anew when the log changes, here
// or in another tab.

import type { Library } from "../library/library";
import { siteLog } from "../log/log";
import { added, type Counts, retentionOf } from "../schedule/figures";
import { make } from "../ui/dom";
import type { PageHost } from "../ui/host";
import { t } from "../ui/strings";
import { chartSections } from "./progress.charts";
import { topicRows } from "./progress.decks";
import { keepSection } from "./progress.keep";
import { type Known, learn } from "./progress.known";
import type { LeechList } from "./progress.leeches";
import { missedSection } from "./progress.missed";
import { percent, section } from "./progress.parts";
import type { Start } from "./start";

/** Milliseconds between a change of the log and the page drawn anew: a session in another tab writes often. */
const PAUSE = 400;
/** Days over which the retention at the head of the page goes. */
const MONTH = 30;

export const start: Start = async (host, library) => {
  const figures = make("div", { class: "study-figures-page" });
  const leeches = leechList(host, library);
  const draw = async (): Promise<void> => leeches.draw(await drawInto(figures, library));
  await draw();
  if (host.signal.aborted) return;
  host.append(figures, leeches.place, await keepSection(host, library));
  if (location.hash === "#leeches") document.getElementById("leeches")?.scrollIntoView();
  let waiting: ReturnType<typeof setTimeout> | undefined;
  const later = (): void => {
    clearTimeout(waiting);
    waiting = setTimeout(() => void draw(), PAUSE);
  };
  siteLog().addEventListener("change", later, { signal: host.signal });
  host.signal.addEventListener("abort", () => clearTimeout(waiting));
};

/** Comes once something is set aside, and stays: what was done in it can be taken back. */
function leechList(host: PageHost, library: Library): { place: HTMLElement; draw(known: Known): Promise<void> } {
  const place = make("div");
  let list: LeechList | undefined;
  const draw = async (known: Known): Promise<void> => {
    if (!list && !known.leeches.length) return;
    const module = await import("./progress.leeches");
    list ??= new module.LeechList(host, library);
    await list.draw(known);
    if (!list.node.isConnected) place.replaceChildren(list.node);
  };
  return { place, draw };
}

/** The latest turn of drawing: what an earlier one finds out meanwhile is no longer so. */
let latest = 0;

async function drawInto(place: HTMLElement, library: Library): Promise<Known> {
  const turn = ++latest;
  const known = await learn(library);
  const open = new Set([...place.querySelectorAll<HTMLElement>("details[open]")].map(({ id }) => id));
  const focused = document.activeElement?.closest<HTMLElement>(".study-figures-page details[id]")?.id;
  const sections = known.reviews.length ? await sectionsOf(known) : [emptyState(library)];
  if (turn !== latest) return known;
  place.replaceChildren(...sections);
  for (const details of place.querySelectorAll("details")) details.open ||= open.has(details.id) && details.id !== "";
  // What another tab does takes the focus from nobody.
  if (focused) document.querySelector<HTMLElement>(`#${focused} > summary`)?.focus({ preventScroll: true });
  return known;
}

async function sectionsOf(known: Known): Promise<Node[]> {
  const all = added(known.decks.map(({ counts }) => counts));
  return [
    headFigures(known, all),
    make("p", { class: "study-figures-words" }, t("progress.known-means")),
    ...reviewLines(known, all.due),
    section(t("progress.decks"), topicRows(known)),
    ...chartSections(known),
    ...(await missedSection(known)),
  ];
}

/** Few figures, large. */
function headFigures({ reviews, today }: Known, all: Counts): HTMLElement {
  const { right, n } = retentionOf(reviews, today - MONTH + 1);
  const figures: [word: string, value: string][] = [
    [t("progress.known"), String(all.known)],
    [t("progress.shaky"), String(all.shaky)],
    [t("progress.new"), String(all.new)],
    [t("progress.due-today"), String(all.due)],
    [t("progress.recalled-month"), n ? percent(right / n) : "–"],
  ];
  const cells = figures.map(([word, value]) => make("div", {}, make("dt", {}, word), make("dd", {}, value)));
  return make("dl", { class: "study-figures" }, ...cells);
}

/** The way to the reviews; what is due and not asked today has its reason. */
function reviewLines({ library, asked, later }: Known, due: number): HTMLElement[] {
  const nothing = later ? t("progress.later-today", { n: later }) : t("progress.nothing-due");
  const words = asked ? t("progress.review-due", { n: asked }) : nothing;
  const link = make("a", { class: "study-button study-button--primary", href: library.urlOfTool("review") }, words);
  const left = due - asked - later;
  const waiting = left > 0 ? [make("p", { class: "study-figures-words" }, t("progress.waiting", { n: left }))] : [];
  return [make("p", { class: "study-continue-line" }, asked ? link : words), ...waiting];
}

/** What a learner without a past sees: one sentence, and the way to a deck. */
function emptyState(library: Library): HTMLElement {
  const [first] = library.decks;
  const deck = first
    ? [
        make(
          "a",
          { class: "study-button study-button--primary", href: library.urlOf(first.page) },
          t("progress.begin-with", { deck: first.title }),
        ),
      ]
    : [];
  const all = make("a", { class: "study-button", href: library.home }, t("progress.all-decks"));
  return make(
    "div",
    { class: "study-empty" },
    make("p", {}, t("progress.empty")),
    make("p", { class: "study-buttons" }, ...deck, all),
  );
}
