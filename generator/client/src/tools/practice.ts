// Only this module knows the page "practice": its address says what is practised, and without a query it is the form
// that makes one. What was begun in this tab goes on.

import type { ExamRoom } from "../exam/room";
import type { Library, SiteItem } from "../library/library";
import { awayText, withinReach } from "../library/reach";
import { siteLog } from "../log/log";
import type { Rating } from "../log/record";
import { settingsIn } from "../log/settings";
import { type Asked, askedBy, type Stands } from "../practice/asked";
import { PracticeForm } from "../practice/form";
import { isAsked, type Link, linkIn, queryFor, unknownIn } from "../practice/link";
import { overview, sheetsLink } from "../practice/overview";
import { resultsOf } from "../practice/results";
import { Share } from "../practice/share";
import { amount } from "../practice/words";
import { type Result, Session } from "../session/session";
import { make, primary } from "../ui/dom";
import type { PageHost } from "../ui/host";
import { t } from "../ui/strings";
import type { Start } from "./start";

const RATINGS: Readonly<Record<2 | 4, readonly Rating[]>> = {
  2: ["again", "good"],
  4: ["again", "hard", "good", "easy"],
};

/** What the form was left with, for those who come back to it. */
let left = new URLSearchParams();

export const start: Start = async (host, library) => {
  const [items] = await Promise.all([library.items(), siteLog().needAll()]);
  if (!host.signal.aborted) await new PracticePage(host, library, items).open();
};

class PracticePage {
  readonly #host: PageHost;
  readonly #library: Library;
  readonly #items: readonly SiteItem[];
  #shown: HTMLElement | undefined;
  #query = "";

  constructor(host: PageHost, library: Library, items: readonly SiteItem[]) {
    this.#host = host;
    this.#library = library;
    this.#items = items;
  }

  async open(): Promise<void> {
    const { signal } = this.#host;
    addEventListener("popstate", () => location.search === this.#query || void this.#route(), { signal });
    signal.addEventListener("abort", () => this.#clear());
    await this.#route();
  }

  /** Shows what the address asks for. */
  async #route(): Promise<void> {
    this.#query = location.search;
    const query = new URLSearchParams(location.search);
    if (!isAsked(query)) return this.#showForm();
    const link = linkIn(query);
    const resumed = link.exam ? await this.#resumeExam(link) : await this.#session(link).resume();
    if (!resumed) await this.#showOverview(link);
  }

  #show(node: HTMLElement): void {
    this.#clear();
    this.#shown = node;
    this.#host.append(node);
  }

  #clear(): void {
    this.#shown?.remove();
    this.#host.querySelector(".study-session")?.remove();
    this.#host.toggleAttribute("data-session", false);
  }

  /** Gives the page another address, and shows what it asks for. */
  #goTo(query: string): void {
    history.pushState(null, "", query ? `?${query}` : location.pathname);
    this.#query = location.search;
  }

  #addressOf(link: Link): string {
    return new URL(`?${queryFor(link)}`, location.href.replace(/#.*/, "")).href;
  }

  #sheetsOf(link: Link): string {
    return this.#library.urlOfTool("sheets", `?${queryFor({ ...link, exam: false })}`);
  }

  async #asked(link: Link): Promise<Asked> {
    const stands = link.selection.is.length ? await this.#stands() : () => true;
    const { here, away } = await withinReach(this.#library, this.#items);
    return { ...askedBy(link, here, stands), away: askedBy(link, away, stands).matching };
  }

  /** How items stand only the schedule knows, which is loaded where somebody asks. */
  async #stands(): Promise<Stands> {
    const { Schedule } = await import("./practice.queue");
    const schedule = await Schedule.open(siteLog(), this.#library);
    return (item, standing) => schedule.stands(item, standing);
  }

  /** What was forgotten may have become a leech. */
  async #leeches(results: readonly Result[]): Promise<Node[]> {
    if (!results.some(({ rating }) => rating === "again")) return [];
    const { Schedule, leechesTold } = await import("./practice.queue");
    return leechesTold(this.#library, await Schedule.open(siteLog(), this.#library), results);
  }

  // The form

  #showForm(): void {
    const share = new Share();
    const count = make("p", { class: "study-practice-count", role: "status" });
    const note = make("p", { class: "study-practice-note" });
    const begin = primary(t("practice.start"), () => void this.#startFrom(form.link));
    const print = sheetsLink("");
    const draw = async (): Promise<void> => {
      const { link } = form;
      left = new URLSearchParams(queryFor(link));
      const asked = await this.#asked(link);
      if (queryFor(form.link) !== queryFor(link)) return;
      count.textContent = matching(link, asked);
      const leftOut = asked.leftOut ? t("exam.left-out", { n: asked.leftOut }) : "";
      note.textContent = [leftOut, awayText(asked.away)].filter(Boolean).join(" ");
      begin.disabled = !asked.items.length;
      share.address = this.#addressOf(link);
      print.href = this.#sheetsOf(link);
    };
    const form = new PracticeForm(this.#library.decks, this.#items, linkIn(left), () => void draw());
    const buttons = make("div", { class: "study-buttons" }, begin, print);
    const foot = make("div", { class: "study-form-foot study-controls" }, count, note, buttons, share.node);
    this.#show(make("div", { class: "study-practice" }, form.node, foot));
    void draw();
  }

  async #startFrom(link: Link): Promise<void> {
    this.#goTo(queryFor(link));
    await this.#begin(link, await this.#asked(link));
  }

  // The practice

  async #showOverview(link: Link): Promise<void> {
    const asked = await this.#asked(link);
    const unknown = unknownIn(new URLSearchParams(location.search), this.#items);
    const ways = {
      start: () => void this.#begin(link, asked),
      change: () => this.#change(link),
      address: this.#addressOf(link),
      sheets: this.#sheetsOf(link),
    };
    this.#show(overview(link, asked, unknown, ways));
  }

  /** Back to the form, with the fields as the link has them. */
  #change(link: Link): void {
    left = new URLSearchParams(queryFor(link));
    this.#goTo("");
    this.#showForm();
  }

  async #begin(link: Link, { items }: Asked): Promise<void> {
    this.#clear();
    if (link.exam) await this.#sit(link, items);
    else await this.#session(link).begin(items);
  }

  #session(link: Link): Session {
    const again = (items: readonly SiteItem[]): void => {
      this.#clear();
      void this.#session(link).begin(items);
    };
    return new Session(this.#host, this.#library, {
      name: `practice?${queryFor(link)}`,
      mode: "practice",
      seed: link.selection.seed,
      ratings: RATINGS[settingsIn(siteLog().records).buttons],
      end: async (results, undo) => {
        const after = { again, other: () => this.#change(link) };
        return resultsOf(results, this.#library, undo, after, await this.#leeches(results));
      },
    });
  }

  // The exam

  async #resumeExam(link: Link): Promise<boolean> {
    return (await this.#room(link)).resume();
  }

  async #sit(link: Link, items: readonly SiteItem[]): Promise<void> {
    await (await this.#room(link)).begin(items, link.minutes);
  }

  async #room(link: Link): Promise<ExamRoom> {
    const { ExamRoom } = await import("../exam/room");
    return new ExamRoom(this.#host, this.#library, {
      name: queryFor(link),
      seed: link.selection.seed,
      practise: (items) => void this.#session({ ...link, exam: false }).begin(items),
      again: () => void this.#showOverview(link),
      other: () => this.#change(link),
    });
  }
}

/** "12 items match", or how many of these are asked. */
function matching(link: Link, asked: Asked): string {
  const n = asked.items.length;
  if (n < asked.matching) return t("practice.taken", { n, all: asked.matching });
  return n ? t("practice.match", { n }) : amount(link, asked);
}
