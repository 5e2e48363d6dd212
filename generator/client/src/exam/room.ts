// Only this module knows how an exam goes: one question at a time, in any order, nothing judged or logged before it is
// handed in; the tab keeps all of it, so that leaving and coming back loses nothing.

import type { Library, SiteItem } from "../library/library";
import { siteLog } from "../log/log";
import { saveStateLine } from "../log/save-state";
import { hearKeysElsewhere } from "../session/keys";
import { goneNote, goneOf, namesNow } from "../session/present";
import { button, icon, make, primary, row } from "../ui/dom";
import type { PageHost } from "../ui/host";
import { own } from "../ui/own";
import { scope } from "../ui/scope";
import { t } from "../ui/strings";
import { keepInTab, keptInTab } from "../ui/tab";
import "../items/wording";
import { askToHandIn, tellTimeIsUp } from "./asking";
import { ExamClock, MORE } from "./clock";
import {
  extended,
  handedIn,
  movedTo,
  renamed,
  type Sitting,
  sittingIn,
  sittingOf,
  withAnswer,
  withFlag,
  withoutClock,
} from "./exam-state";
import { ExamMap } from "./map";
import { Marking } from "./marking";
import { ExamQuestion } from "./question";

/** What makes an exam. */
export interface ExamPlan {
  /** Under this name the tab keeps it. */
  name: string;
  seed: string;
  /** Practises these. */
  practise(items: readonly SiteItem[]): void;
  /** Shows what the exam is, from which it can begin anew. */
  again(): void;
  other(): void;
}

/** What may have changed what is entered. */
const EVENTS = ["input", "change", "click", "keyup", "pointerup"];

export class ExamRoom {
  readonly #host: PageHost;
  readonly #library: Library;
  readonly #plan: ExamPlan;
  readonly #node = make("section", { class: "study-session study-exam study-controls", "aria-label": t("exam.label") });
  readonly #place = make("h2", { class: "study-session-place" });
  readonly #stage = make("div", { class: "study-stage" });
  readonly #flag = button("", () => this.#toggleFlag(), { "aria-pressed": "false" });
  readonly #previous = button(t("exam.previous"), () => this.#go(this.#sitting.at - 1));
  readonly #next = primary(t("exam.next"), () => this.#go(this.#sitting.at + 1));
  readonly #questions = new Map<string, Promise<ExamQuestion>>();
  #items: ReadonlyMap<string, SiteItem> = new Map();
  #sitting: Sitting = sittingOf([], 0, 0);
  #map = new ExamMap(0, () => undefined);
  #asked: ExamQuestion | undefined;
  /** What the learner was about to do when the question asked back. */
  #interrupted: (() => void) | undefined;
  /** How many questions are no longer on the site. */
  #gone = 0;

  constructor(host: PageHost, library: Library, plan: ExamPlan) {
    this.#host = host;
    this.#library = library;
    this.#plan = plan;
    this.#flag.append(icon("⚑"), " ", t("exam.flag"));
    hearKeysElsewhere(this.#stage, () => this.#asked?.element, host.signal);
    for (const name of EVENTS) this.#stage.addEventListener(name, () => this.#take());
    this.#stage.addEventListener("input", () => (this.#interrupted = undefined));
    this.#stage.addEventListener("keydown", (event) => this.#hearEnter(event), { capture: true });
    // Nothing reaches the log before the end; Enter in a field means that one is done with the question.
    this.#stage.addEventListener("study-record", (event) => {
      event.preventDefault();
      if (this.#interrupted) this.#leave(this.#interrupted);
      else this.#go(this.#sitting.at + 1);
    });
  }

  /** A field that cannot be read would only say so; here it can be left all the same. */
  #hearEnter(event: KeyboardEvent): void {
    if (event.key !== "Enter" || event.isComposing || !this.#asked?.unread) return;
    if (!(event.target instanceof HTMLInputElement)) return;
    event.preventDefault();
    event.stopPropagation();
    this.#go(this.#sitting.at + 1);
  }

  /** Goes on where this tab left an exam of this name, or shows how it went; says whether there was one. */
  async resume(): Promise<boolean> {
    const sitting = sittingIn(keptInTab(this.#keptAs));
    const items = await this.#library.items();
    if (!sitting) return false;
    const nameOf = namesNow(items);
    const present = renamed(sitting, nameOf);
    if (!present.keys.length) return false;
    this.#gone = goneOf(sitting.keys, nameOf);
    await this.#open(present, items);
    if (this.#gone) this.#host.live.prepend(t("session.gone", { n: this.#gone }), " ");
    return true;
  }

  /** @param minutes how long it lasts; 0 for no clock. */
  async begin(items: readonly SiteItem[], minutes: number): Promise<void> {
    const keys = items.map(({ key }) => key);
    await this.#open(sittingOf(keys, Date.now(), minutes), items);
  }

  get #keptAs(): string {
    return `exam:${scope()}${this.#plan.name}`;
  }

  async #open(sitting: Sitting, items: readonly SiteItem[]): Promise<void> {
    this.#items = new Map(items.map((item) => [item.key, item]));
    this.#change(sitting);
    await siteLog().needAll();
    if (this.#host.signal.aborted) return;
    this.#host.toggleAttribute("data-session", true);
    this.#host.append(this.#node);
    if (sitting.handedIn) return this.#mark();
    this.#furnish();
    await this.#show();
  }

  #furnish(): void {
    this.#map = new ExamMap(this.#sitting.keys.length, (place) => this.#go(place));
    const clock = new ExamClock(this.#timed(), this.#host.signal);
    const head = make("div", { class: "study-session-head" }, this.#place, clock.node);
    const steps = row(this.#previous, this.#flag, this.#next);
    steps.classList.add("study-exam-steps");
    const handIn = row(button(t("exam.hand-in"), () => this.#askToHandIn()));
    this.#node.replaceChildren(head, ...goneNote(this.#gone), this.#stage, steps, this.#map.node, handIn);
  }

  #timed(): ConstructorParameters<typeof ExamClock>[0] {
    const more = (): void => this.#change(extended(this.#sitting, MORE, Date.now()));
    const turnOff = (): void => this.#change(withoutClock(this.#sitting));
    const ends = (): number => this.#sitting.ends;
    return {
      get ends() {
        return ends();
      },
      more,
      turnOff,
      say: (words) => this.#say(words),
      up: () => {
        const handIn = (): void => this.#leave(() => this.#handIn());
        if (!this.#sitting.handedIn) tellTimeIsUp(this.#node, this.#sitting, { handIn, more, turnOff });
      },
    };
  }

  #say(words: string): void {
    this.#host.live.textContent = words;
  }

  #change(sitting: Sitting): void {
    this.#sitting = sitting;
    keepInTab(this.#keptAs, JSON.stringify(sitting));
  }

  // Question by question

  get #key(): string {
    return this.#sitting.keys[this.#sitting.at] ?? "";
  }

  #go(place: number): void {
    this.#leave(() => {
      const before = this.#sitting.at;
      this.#change(movedTo(this.#sitting, place));
      if (this.#sitting.at !== before) void this.#show();
    });
  }

  /** Does what leaves the question, unless it has to ask back first. */
  #leave(act: () => void): void {
    this.#take();
    this.#interrupted = this.#asked?.asksBack() ? act : undefined;
    if (!this.#interrupted) act();
  }

  async #show(): Promise<void> {
    const { at, keys } = this.#sitting;
    this.#asked = undefined;
    // What is still there of the question before can no longer be answered.
    this.#stage.inert = true;
    this.#draw();
    this.#say(t("exam.place", { i: at + 1, n: keys.length }));
    try {
      const question = await this.#question(this.#key);
      if (at !== this.#sitting.at || this.#sitting.handedIn || this.#host.signal.aborted) return;
      this.#stage.replaceChildren(question.node);
      this.#stage.inert = false;
      question.shown(own(this.#sitting.answers, this.#key), own(this.#sitting.unread, this.#key));
      this.#asked = question;
      this.#prepare(keys[at + 1]);
      if (this.#node.getBoundingClientRect().top < 0) this.#node.scrollIntoView({ block: "start" });
    } catch (error) {
      console.error(error);
      this.#questions.delete(this.#key);
      const again = button(t("tool.try-again"), () => void this.#show());
      this.#stage.inert = false;
      this.#stage.replaceChildren(make("p", { role: "alert" }, t("session.failed")), row(again));
    }
  }

  /** Gets the question that comes next ready; a failure shows when it is asked. */
  #prepare(key = this.#key): void {
    this.#question(key).catch(() => this.#questions.delete(key));
  }

  #question(key: string): Promise<ExamQuestion> {
    const item = this.#items.get(key);
    if (!item) return Promise.reject(new Error(`${key} is not there`));
    const question = this.#questions.get(key) ?? ExamQuestion.of(this.#library, item, this.#plan.seed);
    this.#questions.set(key, question);
    return question;
  }

  /** Takes what is entered now. */
  #take(): void {
    const { answers, unread } = this.#sitting;
    const before = own(answers, this.#key);
    if (!this.#asked) return;
    const [entry, text] = [this.#asked.given(before), this.#asked.unread];
    if (entry === before && text === (own(unread, this.#key) ?? "")) return;
    this.#change(withAnswer(this.#sitting, this.#key, entry, text));
    this.#draw();
  }

  #toggleFlag(): void {
    this.#change(withFlag(this.#sitting, this.#key));
    this.#draw();
  }

  #draw(): void {
    const { at, keys, flags } = this.#sitting;
    this.#place.textContent = t("exam.place", { i: at + 1, n: keys.length });
    this.#flag.setAttribute("aria-pressed", String(flags.includes(this.#key)));
    this.#previous.setAttribute("aria-disabled", String(at === 0));
    this.#next.setAttribute("aria-disabled", String(at === keys.length - 1));
    this.#map.draw(this.#sitting);
  }

  // The end

  #askToHandIn(): void {
    this.#leave(() => {
      if (!askToHandIn(this.#node, this.#sitting, () => this.#handIn())) this.#handIn();
    });
  }

  #handIn(): void {
    this.#take();
    this.#change(handedIn(this.#sitting, Date.now()));
    void this.#mark();
  }

  async #mark(): Promise<void> {
    const leave = (act: () => void) => (): void => {
      keepInTab(this.#keptAs, "");
      this.#node.remove();
      act();
    };
    const after = {
      practise: (items: readonly SiteItem[]) => leave(() => this.#plan.practise(items))(),
      again: leave(() => this.#plan.again()),
      other: leave(() => this.#plan.other()),
    };
    const items = this.#sitting.keys.flatMap((key) => this.#items.get(key) ?? []);
    const marking = new Marking(this.#sitting, items, after);
    this.#asked = undefined;
    // The end of an exam is something to print.
    this.#node.classList.remove("study-controls");
    this.#node.replaceChildren(marking.node, saveStateLine(this.#host.signal));
    await marking.draw(this.#library, this.#plan.seed);
  }
}
