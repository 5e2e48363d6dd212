// Only this module tells what became of an item that changed since it was learned: its key then and the learner's
// answer, as far as the log has them, and its key now. It is fetched only where an item has changed.

import english from "../../../byheart/strings/en.json?changed";
import type { LogRecord } from "../log/record";
import { make } from "../ui/dom";
import { addStrings, list, locale, t } from "../ui/strings";
import { addStyles } from "../ui/styles";
import type { State } from "./grade";
import { keyInWords } from "./wording";

addStrings(english);
void addStyles("byheart-changed.css");

/** An item, as far as it matters here. */
interface LearnedItem extends HTMLElement {
  readonly state: State;
  readonly settled: boolean;
  /** What its static list names its parts by, as in `data-step`. */
  readonly partNames?: readonly string[];
  /** What the learner gave last, where that is more than a text or names of parts; "" for nothing. */
  responseInWords?(past: readonly LogRecord[]): string;
}

const OPTIONS = ["option"];

/** Adds "Before and now" to an item whose latest record has another fingerprint; a session shows it with the answer. */
export function tellChange(item: LearnedItem, past: readonly LogRecord[]): void {
  const latest = past.findLast(({ fingerprint }) => fingerprint);
  item.querySelector(":scope > .study-changed")?.remove();
  if (!latest) return;
  const rows: [string, string][] = [
    [t("changed.key-then"), wordingOf(past, latest.fingerprint) ?? t("changed.not-kept")],
    [t("changed.your-answer", { day: dayOf(latest) }), answerIn(item, past)],
    ...countedIn(past),
    [t("changed.key-now"), keyInWords(item)],
  ];
  const terms = rows.flatMap(([term, words]) => [make("dt", {}, term), make("dd", { dir: "auto" }, words)]);
  const details = make(
    "details",
    { class: "study-changed study-controls" },
    make("summary", {}, t("changed.title")),
    make("dl", {}, ...terms),
  );
  const show = (): void => {
    details.hidden = item.dataset["mode"] !== undefined && item.state !== "revealed" && !item.settled;
  };
  item.addEventListener("study-state", show);
  show();
  item.querySelector(":scope > .study-meta")?.after(details);
}

function wordingOf(past: readonly LogRecord[], fingerprint: string): string | undefined {
  return past.findLast((record) => record.wording && record.fingerprint === fingerprint)?.wording;
}

function dayOf({ at }: LogRecord): string {
  return new Intl.DateTimeFormat(locale(), { dateStyle: "medium" }).format(at);
}

/** What a response counted as when it was given: the plan goes on from that, whatever the key of today says. */
function countedIn(past: readonly LogRecord[]): [string, string][] {
  const given = past.findLast(({ kind }) => kind !== "rating");
  if (!given?.rating) return [];
  return [[t("changed.counted"), t(given.rating === "again" ? "changed.not-recalled" : "changed.recalled")]];
}

/** What the learner gave last, in the words that the page still has for it. */
function answerIn(item: LearnedItem, past: readonly LogRecord[]): string {
  const given = past.findLast(({ kind }) => kind === "response" || kind === "rating");
  if (given?.kind === "rating") return t(given.rating === "again" ? "card.again" : "card.good");
  const words = item.responseInWords?.(past) ?? responseIn(item, given?.response);
  return words || t("changed.gave-up");
}

function responseIn(item: LearnedItem, response: unknown): string {
  if (typeof response === "string") return response;
  if (Array.isArray(response)) return list(response.map((part) => partIn(item, String(part))));
  if (typeof response !== "object" || response === null) return "";
  return list(
    Object.entries(response).map(([left, right]) => `${partIn(item, left)} – ${partIn(item, String(right))}`),
  );
}

/** A part of the item by its id. */
function partIn(item: LearnedItem, id: string): string {
  const names = (item.partNames ?? OPTIONS).map(
    (name) => `:scope > * [data-${name}="${CSS.escape(id)}"], :scope > [data-${name}="${CSS.escape(id)}"]`,
  );
  const part = item.querySelector(names.join());
  return (
    (part?.querySelector(".study-option-text") ?? part)?.textContent?.replace(/\s+/g, " ").trim() || t("changed.gone")
  );
}
