// Only this module knows the page "review": the session of what is due and new today, between its first page and its
// end.

import type { Start, StudyTool } from ".";
import { DAY } from "../day";
import { type Rating, siteLog, t } from "../later";
import type { Library, SiteItem } from "../library";
import { stretch } from "../pace";
import { Schedule } from "../queue";
import { type Plan, Session } from "../session";
import { reviewStart } from "./review.start";

const RATINGS: Readonly<Record<2 | 4, readonly Rating[]>> = {
  2: ["again", "good"],
  4: ["again", "hard", "good", "easy"],
};

/** What is due again within so many milliseconds comes back in the same session. */
const SOON = 20 * 60_000;

export const start: Start = async (host, library) => {
  const schedule = await Schedule.open(siteLog(), library);
  const session = new Session(host, library, planOf(host, library, schedule));
  if (await session.resume()) return;
  await showStart(host, library, schedule);
};

async function showStart(host: StudyTool, library: Library, schedule: Schedule): Promise<void> {
  const session = new Session(host, library, planOf(host, library, schedule));
  const page = await reviewStart(host, library, schedule, (items, until) => {
    page.remove();
    void session.begin(items, until);
  });
  if (!host.signal.aborted) host.append(page);
}

function planOf(host: StudyTool, library: Library, schedule: Schedule): Plan {
  const again = (): void => {
    host.querySelector(".study-session")?.remove();
    host.toggleAttribute("data-session", false);
    void showStart(host, library, schedule).then(() => host.querySelector<HTMLElement>(".study-agenda")?.focus());
  };
  return {
    name: "review",
    mode: "review",
    ratings: RATINGS[schedule.settings.buttons],
    intervals: (item) => schedule.intervals(item, Date.now()),
    wanted: (item) => !schedule.memoryOf(item) || schedule.stands(item, "due"),
    returnsAt: (item) => returnOf(schedule, item),
    afterwards: (item) => comesAgain(schedule, item),
    end: async (results, undo) => {
      const { reviewEnd } = await import("./review.end");
      return reviewEnd(library, schedule, { results, undo, again });
    },
  };
}

function returnOf(schedule: Schedule, item: SiteItem): number | undefined {
  const memory = schedule.memoryOf(item);
  return memory && memory.dueDay === undefined && memory.due <= Date.now() + SOON ? memory.due : undefined;
}

function comesAgain(schedule: Schedule, item: SiteItem): string {
  const memory = schedule.memoryOf(item);
  if (!memory) return "";
  const { due, dueDay, day } = memory;
  const wait = dueDay === undefined ? due - Date.now() : (dueDay - day) * DAY;
  return t("review.comes-again", { time: stretch(wait, t("lang")) });
}
