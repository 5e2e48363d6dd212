// Only this module knows what of today's reviews can be asked where there is no connection.

import type { Library, SiteItem } from "../library/library";
import { withinReach } from "../library/reach";
import type { Queue } from "../schedule/agenda";
import type { Schedule } from "../schedule/open-schedule";

/** What is to be asked of what is in reach; and how many items are due, or new where else there is nothing, that are not. */
export interface QueueHere extends Queue {
  away: number;
}

export async function queueHere(
  library: Library,
  schedule: Schedule,
  items: readonly SiteItem[],
  now: number,
): Promise<QueueHere> {
  const { here, away } = await withinReach(library, items);
  const queue = schedule.queue(here, now);
  const { due, fresh } = schedule.queue(away, now);
  const isEmpty = queue.due.length + queue.fresh.length === 0;
  return { ...queue, away: due.length + (isEmpty ? fresh.length : 0) };
}
