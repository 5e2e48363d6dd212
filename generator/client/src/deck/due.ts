// Only this module knows how many items are due, for pages that show no more than that. It is fetched where there is a
// log, since the schedule is heavier than such a page.

import { siteLibrary } from "../library/library";
import { siteLog } from "../log/log";
import { Schedule } from "../schedule/open-schedule";

/** What is to be reviewed today, and where. */
export interface Due {
  n: number;
  href: string;
}

/** @param index address of the site's index. Rejects where the data cannot be had. */
export async function dueNow(index: string): Promise<Due> {
  const library = await siteLibrary(index);
  const [schedule, items] = await Promise.all([Schedule.open(siteLog(), library), library.items()]);
  return { n: schedule.queue(items, Date.now()).due.length, href: library.urlOfTool("review") };
}
