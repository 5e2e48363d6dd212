// Only this module knows how the end of a review reads: how many, how many of them right, what comes tomorrow, and
// which cards keep slipping away.

import "../ui/deck-strings";
import type { Library, SiteItem } from "../library/library";
import type { Schedule } from "../schedule/open-schedule";
import type { Result } from "../session/session";
import { button, make, primary, row } from "../ui/dom";
import { list, t } from "../ui/strings";
import { leechesTold } from "./leeches";
import { nextDue } from "./review.agenda";
import { queueHere } from "./review.reach";
import { dueTomorrow } from "./review.tomorrow";
import { momentText } from "./review.words";

/** A session that is over; `again` leads back to the first page. */
export interface Ended {
  results: readonly Result[];
  undo: HTMLButtonElement | undefined;
  /** How many items were left unasked. */
  open: number;
  again: () => void;
}

export async function reviewEnd(
  library: Library,
  schedule: Schedule,
  { results, undo, open, again }: Ended,
): Promise<Node> {
  const end = document.createDocumentFragment();
  const items = await library.items();
  const { due, fresh } = await queueHere(library, schedule, items, Date.now());
  const more = due.length + fresh.length;
  end.append(make("h2", { class: "study-end-title" }, t(more || open ? "review.end" : "review.end-all")));
  end.append(...sentences(schedule, items, results, open).map((words) => make("p", {}, words)));
  end.append(...(await leechesTold(library, schedule, results)));
  const on = more ? primary(t("review.more", { n: more }), again) : button(t("review.back"), again);
  const progress = make("a", { class: "study-button", href: library.urlOfTool("progress") }, t("review.progress"));
  end.append(row(on, progress, ...(undo ? [undo] : [])));
  return end;
}

function sentences(schedule: Schedule, items: readonly SiteItem[], results: readonly Result[], open: number): string[] {
  const now = Date.now();
  const times = schedule.timesDue(items);
  const { dayStart } = schedule.settings;
  const tomorrow = dueTomorrow(times, now, dayStart);
  const next = nextDue(times, now, dayStart);
  const skipped = results.filter((result) => result.skipped).length;
  return [
    answeredText(results),
    skipped ? t("review.skipped", { n: skipped }) : "",
    open ? t("review.left-open", { n: open }) : "",
    tomorrow ? t("review.tomorrow", { n: tomorrow }) : "",
    !tomorrow && next ? t("review.next-due", { when: momentText(next.at, now, dayStart), n: next.n }) : "",
  ].filter(Boolean);
}

/** "You answered 4 items: 2 right, 1 partly right, 1 wrong." What came twice counts as it went at first. */
function answeredText(results: readonly Result[]): string {
  const first = new Map<string, Result>();
  for (const result of results) {
    if (!result.skipped && !first.has(result.item.key)) first.set(result.item.key, result);
  }
  const count = (state: string): number => [...first.values()].filter((result) => result.state === state).length;
  const counted = [
    ["deck.some-right", count("right")],
    ["deck.some-partly", count("partly")],
    ["deck.some-wrong", count("wrong")],
  ] as const;
  const parts = counted.filter(([, n]) => n).map(([key, n]) => t(key, { n }));
  return first.size ? t("review.answered", { n: first.size, list: list(parts) }) : t("review.answered-nothing");
}
