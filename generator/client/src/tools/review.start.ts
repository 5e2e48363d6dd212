// Only this module knows the first page of the reviews: what is due and what is new, by topic, how long that takes; or
// when something is due next; or, for somebody new, how to begin.

import type { Library, SiteItem } from "../library/library";
import { awayText } from "../library/reach";
import { doubtfulIn } from "../log/doubts";
import { siteLog } from "../log/log";
import { saveStateLine } from "../log/save-state";
import type { Queue } from "../schedule/agenda";
import type { Schedule } from "../schedule/open-schedule";
import { stretch, timeFor } from "../schedule/pace";
import { button, make, primary, row } from "../ui/dom";
import type { PageHost } from "../ui/host";
import { locale, t } from "../ui/strings";
import { byTopic, mixed, nextDue, type Today, type TopicAgenda, within } from "./review.agenda";
import { queueHere } from "./review.reach";
import { momentText } from "./review.words";

/** Begins a session with these items, which ends at `until`; 0 for never. */
type Begin = (items: readonly SiteItem[], until: number) => Promise<void>;

/** The page as it is now. */
export async function reviewStart(
  host: PageHost,
  library: Library,
  schedule: Schedule,
  begin: Begin,
): Promise<HTMLElement> {
  const items = await library.items();
  const now = Date.now();
  const queue = await queueHere(library, schedule, items, now);
  const page = make("section", {
    class: "study-agenda study-controls",
    tabindex: "-1",
    "aria-label": t("review.today"),
  });
  if (queue.due.length + queue.fresh.length) page.append(...agendaOf(library, items, schedule, queue, begin));
  else if (!queue.away) page.append(...nothingDue(library, schedule, items, now));
  if (queue.away) page.append(make("p", { class: "study-agenda-note" }, awayText(queue.away)));
  const begun = items.some((item) => schedule.memoryOf(item));
  const doubtful = doubtfulIn([...siteLog().ahead, ...siteLog().records]).length;
  const notes = begun || doubtful ? notesOn(library, queue, doubtful) : [];
  page.append(...notes.map((words) => make("p", { class: "study-agenda-note" }, words)));
  page.append(saveStateLine(host.signal));
  return page;
}

/** What waits, and why. @param doubtful how many answers do not count since their time cannot be right. */
function notesOn(library: Library, { limited, buried, leeches }: Queue, doubtful: number): (string | Node)[] {
  return [
    limited ? t("review.limited", { n: limited }) : "",
    buried ? t("review.buried", { n: buried }) : "",
    leeches.length
      ? make("a", { href: library.urlOfTool("progress", "#leeches") }, t("review.aside", { n: leeches.length }))
      : "",
    doubtful ? t("review.doubtful", { n: doubtful }) : "",
  ].filter(Boolean);
}

// Something to do

function agendaOf(
  library: Library,
  items: readonly SiteItem[],
  schedule: Schedule,
  agenda: Today,
  begin: Begin,
): Node[] {
  const known = new Map(items.map((item) => [item.key, item]));
  const topics = byTopic(agenda, library.decks);
  const figures = make("div", { class: "study-agenda-figures" });
  const time = make("p", { class: "study-agenda-time", role: "status" });
  const { minutes } = schedule.settings;
  const whole = primary(t("review.start"), () => void begin(mixed(chosen()), 0));
  const short = button(t("review.minutes-only", { n: minutes }), () => {
    void begin(mixed(chosen()), Date.now() + minutes * 60_000);
  });
  const buttons = minutes ? [whole, short] : [whole];
  const rows = topics.map((topic) => topicRow(topic, () => draw()));
  const chosen = (): Today => {
    const names = topics.filter((_, index) => rows[index]?.input.checked).map(({ topic }) => topic);
    return topics.length > 1 ? within(agenda, new Set(names)) : agenda;
  };
  const draw = (): void => {
    const { due, fresh } = chosen();
    const shown = due.length || !fresh.length ? [figure(due.length, t("review.due"))] : [];
    figures.replaceChildren(...shown, ...(fresh.length ? [figure(fresh.length, t("review.new"))] : []));
    const asked = [...due, ...fresh].flatMap((item) => Array<SiteItem>(schedule.timesAsked(item)).fill(item));
    const left = timeFor(asked, known, siteLog().records);
    const empty = due.length + fresh.length === 0;
    time.textContent = empty ? t("review.no-topic") : t("review.takes", { time: stretch(left, locale()) });
    for (const each of buttons) each.disabled = empty;
  };
  draw();
  const welcome = items.some((item) => schedule.memoryOf(item)) ? [] : [welcomeLine(library)];
  const choice = topics.length > 1 ? [topicChoice(rows.map(({ node }) => node))] : [];
  return [...welcome, figures, time, row(...buttons), ...choice];
}

function welcomeLine(library: Library): HTMLElement {
  const decks = make("a", { href: library.home }, t("review.choose-deck"));
  return make("p", { class: "study-agenda-welcome" }, t("review.welcome"), " ", decks);
}

function figure(n: number, label: string): HTMLElement {
  const number = make("span", { class: "study-agenda-figure-number" }, new Intl.NumberFormat(locale()).format(n));
  return make(
    "p",
    { class: "study-agenda-figure" },
    number,
    " ",
    make("span", { class: "study-agenda-figure-label" }, label),
  );
}

function topicChoice(rows: Node[]): HTMLElement {
  const legend = make("legend", { class: "study-label" }, t("review.topics"));
  return make("fieldset", { class: "study-topics" }, legend, ...rows);
}

function topicRow(
  { topic, due, fresh }: TopicAgenda,
  changed: () => void,
): { node: HTMLElement; input: HTMLInputElement } {
  const input = make("input", { type: "checkbox", checked: "" });
  input.addEventListener("change", changed);
  const counts = [due ? t("review.n-due", { n: due }) : "", fresh ? t("review.n-new", { n: fresh }) : ""];
  const node = make(
    "label",
    { class: "study-topic" },
    input,
    make("span", { class: "study-topic-name" }, topic),
    make("span", { class: "study-topic-counts" }, counts.filter(Boolean).join(" · ")),
  );
  return { node, input };
}

// Nothing to do

function nothingDue(library: Library, schedule: Schedule, items: readonly SiteItem[], now: number): Node[] {
  const times = schedule.timesDue(items);
  const { dayStart } = schedule.settings;
  const next = nextDue(times, now, dayStart);
  const words = next
    ? t("review.next-due", { when: momentText(next.at, now, dayStart), n: next.n })
    : t("review.nothing-planned");
  return [
    make("p", { class: "study-agenda-done" }, make("strong", {}, t("review.nothing-due")), " ", words),
    row(make("a", { class: "study-button", href: library.urlOfTool("practice") }, t("review.practise"))),
  ];
}
