// Only this module knows the page "review": the session of what is due and new today, between its first page and its
// end.

import type { Library, SiteItem } from "../library/library";
import { DAY, today } from "../log/day";
import { siteLog } from "../log/log";
import type { Rating } from "../log/record";
import { Schedule } from "../schedule/open-schedule";
import { stretch } from "../schedule/pace";
import type { Plan, Session } from "../session/session";
import type { PageHost } from "../ui/host";
import { locale, t } from "../ui/strings";
import { keptInTab, sessionName } from "../ui/tab";
import { reviewStart } from "./review.start";
import type { Start } from "./start";

const RATINGS: Readonly<Record<2 | 4, readonly Rating[]>> = {
  2: ["again", "good"],
  4: ["again", "hard", "good", "easy"],
};

const NAME = "review";

/** What is due again within so many milliseconds comes back in the same session. */
const SOON = 20 * 60_000;

export const start: Start = async (host, library) => {
  const schedule = await Schedule.open(siteLog(), library);
  const resumed = keptInTab(sessionName(NAME)) && (await (await sessionOf(host, library, schedule)).resume());
  if (!resumed) await showStart(host, library, schedule);
};

/** How items are asked comes when a session begins. */
async function sessionOf(host: PageHost, library: Library, schedule: Schedule): Promise<Session> {
  const { Session } = await import("../session/session");
  return new Session(host, library, planOf(host, library, schedule));
}

async function showStart(host: PageHost, library: Library, schedule: Schedule): Promise<void> {
  const page = await reviewStart(host, library, schedule, async (items, until) => {
    const session = await sessionOf(host, library, schedule);
    page.remove();
    await session.begin(items, until);
  });
  if (!host.signal.aborted) host.append(page);
}

function planOf(host: PageHost, library: Library, schedule: Schedule): Plan {
  const again = (): void => {
    host.querySelector(".study-session")?.remove();
    host.toggleAttribute("data-session", false);
    void showStart(host, library, schedule).then(() => host.querySelector<HTMLElement>(".study-agenda")?.focus());
  };
  const dayAt = (at: number): number => today(at, schedule.settings.dayStart);
  return {
    name: NAME,
    mode: "review",
    ratings: RATINGS[schedule.settings.buttons],
    intervals: (item) => schedule.intervals(item, Date.now()),
    // What is due on another day is another session; what was answered in this one is in the log.
    goesOn: (since) => dayAt(since) === dayAt(Date.now()),
    wanted: (item) => !schedule.memoryOf(item) || schedule.stands(item, "due"),
    returnsAt: (item) => returnOf(schedule, item),
    timesAsked: (item) => schedule.timesAsked(item),
    afterwards: (item) => comesAgain(schedule, item),
    end: async (results, undo, open) => {
      const { reviewEnd } = await import("./review.end");
      return reviewEnd(library, schedule, { results, undo, open, again });
    },
  };
}

function returnOf(schedule: Schedule, item: SiteItem): number | undefined {
  const memory = schedule.memoryOf(item);
  if (schedule.isLeech(item)) return undefined;
  return memory && memory.dueDay === undefined && memory.due <= Date.now() + SOON ? memory.due : undefined;
}

function comesAgain(schedule: Schedule, item: SiteItem): string {
  const memory = schedule.memoryOf(item);
  if (!memory || schedule.isLeech(item)) return "";
  const { due, dueDay, day } = memory;
  const wait = dueDay === undefined ? due - Date.now() : (dueDay - day) * DAY;
  return t("review.comes-again", { time: stretch(wait, locale()) });
}
