// Only this module knows the page that brings results back from paper: what the link of a sheet lists is marked there
// and added to the reviews; what cannot be counted is told and left out.

import english from "../../../byheart/strings/en.json?tally";
import type { Library } from "../library/library";
import { siteLog } from "../log/log";
import type { LogRecord } from "../log/record";
import { saveStateLine } from "../log/save-state";
import type { Entry } from "../sheets/entries";
import { linkIn, type Place, type ReadLink } from "../sheets/link";
import {
  dayHere,
  enteredAt,
  MARKS,
  type Marked,
  numbersOf,
  type Result,
  resultsOf,
  sheetName,
  takenBack,
  timeOn,
} from "../sheets/tally";
import { type TallyRow, tallyRow } from "../sheets/tally-row";
import { button, make, primary, row } from "../ui/dom";
import type { PageHost } from "../ui/host";
import { typeset } from "../ui/math";
import { addStrings, locale, t } from "../ui/strings";
import type { Start } from "./start";

addStrings(english);

export const start: Start = async (host, library) => {
  const query = new URLSearchParams(location.search);
  if (![...query].length) return void told(host, t("tally.none"));
  const [site] = await Promise.all([library.items(), siteLog().needAll()]);
  const link = linkIn(query, site);
  if (!link) return void told(host, t("tally.damaged"));
  const { places } = link;
  if (!places.some(({ item }) => item)) return void told(host, t("tally.other-items"));
  const entries = await Promise.all(places.map((place) => entryOf(library, place)));
  if (!host.signal.aborted) new Tally(host, library, sheetName(query), link, entries).open();
};

/** A message in the place of the list. */
function told(host: PageHost, words: string): void {
  const line = make("p", { class: "study-tally-none" }, words);
  host.append(line);
  host.live.textContent = words;
  host.signal.addEventListener("abort", () => line.remove());
}

async function entryOf(library: Library, { item: site }: Place): Promise<Entry | undefined> {
  if (!site) return undefined;
  const deck = await library.data(site.deck);
  const item = deck.items.find(({ id }) => id === site.id);
  return item && { site, item, deck };
}

class Tally {
  readonly #host: PageHost;
  readonly #library: Library;
  readonly #sheet: string;
  readonly #link: ReadLink;
  readonly #rows: TallyRow[] = [];
  readonly #list = make("ol", { class: "study-tally" });
  readonly #day = make("input", { type: "date" });
  readonly #problem = make("p", { class: "study-tally-told", role: "alert" });
  readonly #form: HTMLElement;
  readonly #stage = make("div", { class: "study-controls" });

  constructor(
    host: PageHost,
    library: Library,
    sheet: string,
    link: ReadLink,
    entries: readonly (Entry | undefined)[],
  ) {
    this.#host = host;
    this.#library = library;
    this.#sheet = sheet;
    this.#link = link;
    const numbers = numbersOf(entries.map((entry) => entry?.item));
    this.#list.append(
      ...entries.map((entry, index) => this.#line(entry, numbers[index] ?? "", link.places[index]?.changed)),
    );
    this.#form = make("div", {}, ...this.#notes(), this.#list, this.#end());
  }

  open(): void {
    this.#host.append(this.#about(), this.#stage, saveStateLine(this.#host.signal));
    const made = [...this.#host.children].slice(-3);
    this.#host.signal.addEventListener("abort", () => {
      for (const node of made) node.remove();
    });
    const before = enteredAt(siteLog().records, this.#sheet);
    if (before === undefined) this.#show(this.#form);
    else this.#show(this.#askAgain(before));
    void typeset(this.#form);
  }

  #show(node: HTMLElement): void {
    this.#stage.replaceChildren(node);
  }

  /** Of what the sheet is, in words. */
  #about(): HTMLElement {
    const titles = [...new Set(this.#link.items.map(({ deck }) => deck.title))];
    const { version, date } = this.#link;
    const facts = [
      version && t("tally.facts.version", { version }),
      date && t("tally.facts.printed", { date: dayInWords(new Date(`${date}T12:00`)) }),
    ];
    const line = make("p", { class: "study-facts" }, ...facts.filter(Boolean).map((fact) => make("span", {}, fact)));
    return make("div", {}, make("h2", {}, titles.join(", ")), line);
  }

  #notes(): HTMLElement[] {
    const edited = this.#link.edited ? [make("p", {}, t("tally.edited"))] : [];
    return [...edited, make("p", { class: "study-tally-keys" }, t("tally.keys"))];
  }

  #line(entry: Entry | undefined, number: string, changed = false): HTMLElement {
    if (!entry) {
      return make("li", {}, make("span", { class: "study-tally-number" }, `${number}.`), " ", t("tally.gone"));
    }
    const line = tallyRow(
      this.#library,
      entry,
      number,
      () => this.#problem.replaceChildren(),
      () => this.#focusAfter(line),
    );
    if (!changed) this.#rows.push(line);
    else
      line.node
        .querySelector(".study-tally-marks")
        ?.replaceWith(make("p", { class: "study-tally-told" }, t("tally.changed")));
    return line.node;
  }

  #focusAfter(line: TallyRow): void {
    const rest = this.#rows.slice(this.#rows.indexOf(line) + 1);
    const next = rest.find(({ node }) => node.querySelector("input"));
    if (next) next.focus();
    else this.#form.querySelector<HTMLElement>(".study-button--primary")?.focus();
  }

  #end(): HTMLElement {
    this.#day.value = this.#day.max = dayHere(Date.now());
    const day = make("label", { class: "study-tally-day" }, t("tally.day"), this.#day);
    const rest = button(t("tally.rest-right"), () => this.#markRest());
    const add = primary(t("tally.add"), () => this.#add());
    return make("div", {}, make("div", { class: "study-tally-end" }, day, rest, add), this.#problem);
  }

  #markRest(): void {
    for (const line of this.#rows.filter(({ mark }) => !mark)) line.mark = "right";
    this.#problem.replaceChildren();
  }

  #marked(): Marked[] {
    return this.#rows.flatMap(({ entry, cards, mark }) => {
      const { key, fingerprint } = entry.site;
      return mark ? [{ item: key, fingerprint, cards, mark }] : [];
    });
  }

  #add(): void {
    const marked = this.#marked();
    const at = timeOn(this.#day.value, Date.now());
    if (!marked.length || at === undefined) {
      this.#problem.textContent = t(marked.length ? "tally.not-yet" : "tally.nothing-marked");
      return;
    }
    const results = resultsOf(this.#sheet, marked, at);
    for (const result of results) siteLog().append(result);
    this.#done(marked, results);
  }

  #done(marked: readonly Marked[], results: readonly Result[]): void {
    const counts = Object.fromEntries(MARKS.map((mark) => [mark, marked.filter((one) => one.mark === mark).length]));
    const words = [t("tally.added", { n: marked.length }), t("tally.counts", counts)];
    const review = make(
      "a",
      { href: this.#library.urlOfTool("review"), class: "study-button study-button--primary" },
      t("tally.review"),
    );
    const undo = button(t("tally.undo"), () => this.#undo(results));
    const box = make(
      "div",
      { class: "study-tally-done", tabindex: "-1" },
      make("p", {}, words.join(" ")),
      row(undo, review),
    );
    this.#show(box);
    box.focus();
    this.#host.live.textContent = words.join(" ");
  }

  #undo(results: readonly Result[]): void {
    for (const record of takenBack(results)) siteLog().append(record);
    this.#show(this.#form);
    this.#host.live.textContent = t("tally.taken-back");
    this.#form.querySelector<HTMLElement>("input")?.focus();
  }

  #askAgain(at: LogRecord["at"]): HTMLElement {
    const again = button(t("tally.enter-again"), () => {
      this.#show(this.#form);
      this.#form.querySelector<HTMLElement>("input")?.focus();
    });
    return make("div", {}, make("p", {}, t("tally.entered", { date: dayInWords(new Date(at)) })), row(again));
  }
}

function dayInWords(date: Date): string {
  return Number.isNaN(date.getTime()) ? "" : new Intl.DateTimeFormat(locale(), { dateStyle: "medium" }).format(date);
}
