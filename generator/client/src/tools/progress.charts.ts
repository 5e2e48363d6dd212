// Only this module knows which charts the page "progress" has, and what each says in words.

import { calibrationOf, forecastOf, retentionOf, reviewsByDay } from "../schedule/figures";
import { columnChart, heatMap, rowChart } from "../ui/charts";
import { type Key, t } from "../ui/strings";
import type { Known } from "./progress.known";
import { dayWords, percent, section } from "./progress.parts";

const WEEKS = 12;
const AHEAD = 30;
const YEAR_WEEKS = 53;
const SURE: Record<1 | 2 | 3, Key> = { 1: "progress.sure-1", 2: "progress.sure-2", 3: "progress.sure-3" };

/** Retention, what is coming, the year, and, where it was asked, how sure the learner was. */
export function chartSections(known: Known): HTMLElement[] {
  return [
    section(t("progress.retention"), retentionChart(known)),
    section(t("progress.forecast"), forecastChart(known)),
    section(t("progress.year"), yearChart(known)),
    ...calibrationSection(known),
  ];
}

function retentionChart({ reviews, today, schedule }: Known): HTMLElement {
  const goal = schedule.settings.retention;
  const weeks = Array.from({ length: WEEKS }, (_, index) => {
    const from = today - 7 * (WEEKS - index) + 1;
    const { right, n } = retentionOf(reviews, from, from + 7);
    const text = n ? t("progress.recalled-of", { share: percent(right / n), right, n }) : "–";
    return { label: dayWords(from), value: n ? right / n : 0, text };
  });
  const { right, n } = retentionOf(reviews, today - 7 * WEEKS + 1);
  const summary = n
    ? t("progress.retention-words", { share: percent(right / n), right, n, goal: percent(goal) })
    : t("progress.retention-none");
  const told = {
    title: t("progress.retention"),
    summary,
    heads: [t("progress.week-from"), t("progress.recalled")] as const,
  };
  return columnChart(told, weeks, { top: 1, goal });
}

function forecastChart({ decks, today, dayHere }: Known): HTMLElement {
  const forecast = forecastOf(
    decks.flatMap(({ items }) => items),
    today,
    AHEAD,
    dayHere,
  );
  const bars = forecast.map((value, index) => ({ label: dayWords(today + index), value, text: String(value) }));
  const n = forecast.reduce((sum, value) => sum + value, 0);
  const most = Math.max(...forecast);
  const summary = t("progress.forecast-words", { n, today: forecast[0] ?? 0, most });
  return columnChart({ title: t("progress.forecast"), summary, heads: [t("progress.day"), t("progress.due")] }, bars);
}

function yearChart({ reviews, today }: Known): HTMLElement {
  const byDay = reviewsByDay(reviews);
  const first = today - weekdayOf(today) - 7 * (YEAR_WEEKS - 1);
  const days = Array.from({ length: today - first + 1 }, (_, index) => {
    const day = first + index;
    const value = byDay.get(day) ?? 0;
    const label = dayWords(day, { day: "numeric", month: "short", year: "numeric" });
    return { label, value, text: String(value), weekday: weekdayOf(day) };
  });
  const active = days.filter(({ value }) => value > 0);
  const n = active.reduce((sum, { value }) => sum + value, 0);
  const summary = t("progress.year-words", {
    answers: t("progress.n-answers", { n }),
    days: t("progress.n-days", { n: active.length }),
    streak: streakTo(byDay, today),
  });
  const told = { title: t("progress.year"), summary, heads: [t("progress.day"), t("progress.answers")] as const };
  const month = { month: "short", year: "numeric" } as const;
  return heatMap(told, days, [dayWords(first, month), dayWords(today, month)]);
}

/** Monday is 0; the day with the number 0 was a Thursday. */
function weekdayOf(day: number): number {
  return (((day + 3) % 7) + 7) % 7;
}

/** Days in a row up to today; today may still be open. */
function streakTo(byDay: ReadonlyMap<number, number>, today: number): number {
  let day = byDay.has(today) ? today : today - 1;
  let streak = 0;
  for (; byDay.has(day); day -= 1) streak += 1;
  return streak;
}

function calibrationSection({ reviews }: Known): HTMLElement[] {
  const said = calibrationOf(reviews).filter(({ n }) => n > 0);
  if (!said.length) return [];
  const bars = said.map(({ confidence, right, n }) => ({
    label: t(SURE[confidence]),
    value: right / n,
    text: t("progress.right-of", { share: percent(right / n), right, n }),
  }));
  const title = t("progress.calibration");
  const told = {
    title,
    summary: t("progress.calibration-words"),
    heads: [t("progress.sure"), t("progress.right")] as const,
  };
  return [section(title, rowChart(told, bars))];
}
