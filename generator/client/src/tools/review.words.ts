// Only this module knows how a moment to come reads: "tomorrow", "today at 14:30".

import { startOf, today } from "../log/day";
import { locale, t } from "../ui/strings";

/** A moment in the words of the page's language; one with which a day begins stands for that day. */
export function momentText(at: number, now: number, dayStart: number): string {
  const language = locale();
  const day = dayText(at, today(at, dayStart) - today(now, dayStart), language);
  if (at === startOf(today(at, dayStart), dayStart)) return day;
  const time = new Intl.DateTimeFormat(language, { hour: "numeric", minute: "2-digit" }).format(at);
  return t("review.moment", { day, time });
}

/** With the day's name within a week, else with its date. */
function dayText(at: number, nights: number, language: string): string {
  if (nights < 2) return new Intl.RelativeTimeFormat(language, { numeric: "auto" }).format(nights, "day");
  const format = nights < 7 ? ({ weekday: "long" } as const) : ({ day: "numeric", month: "long" } as const);
  return new Intl.DateTimeFormat(language, format).format(at);
}
