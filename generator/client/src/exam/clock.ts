// Only this module knows the clock of an exam: it shows the time left, says it aloud at five minutes and at one, and can
// be given more or turned off at any time (WCAG 2.2.1). What happens when time is up, the room decides.

import { button, make } from "../ui/dom";
import { locale, t } from "../ui/strings";

const SECOND = 1000;
const MINUTE = 60 * SECOND;
/** Minutes before the end at which the time is announced. */
const ANNOUNCED = [5, 1];
/** Minutes that can be added at a time. */
export const MORE = 5;

/** What the clock asks of the room. */
export interface Timed {
  /** When time is up, in milliseconds since 1970; 0 without a clock. */
  readonly ends: number;
  more(): void;
  turnOff(): void;
  /** Says something to those who do not see the clock. */
  say(words: string): void;
  up(): void;
}

export class ExamClock {
  readonly node = make("div", { class: "study-exam-clock" });
  readonly #time = make("span", { class: "study-exam-time", role: "timer" });
  readonly #room: Timed;
  #left = Infinity;

  /** @param signal stops the clock. */
  constructor(room: Timed, signal: AbortSignal) {
    this.#room = room;
    const quiet = { class: "study-button study-button--quiet" };
    const more = button(t("exam.more-time", { n: MORE }), () => this.#change(() => room.more()), quiet);
    const off = button(t("exam.turn-off"), () => this.#change(() => room.turnOff()), quiet);
    this.node.append(this.#time, more, off);
    const ticking = setInterval(() => this.#tick(), SECOND);
    signal.addEventListener("abort", () => clearInterval(ticking));
    this.#left = this.#leftNow();
    this.#draw();
  }

  #change(change: () => void): void {
    change();
    this.#left = this.#leftNow();
    this.#draw();
    this.#room.say(this.#time.textContent ?? "");
  }

  #leftNow(): number {
    return this.#room.ends ? this.#room.ends - Date.now() : Infinity;
  }

  #tick(): void {
    const [before, now] = [this.#left, this.#leftNow()];
    this.#left = now;
    const passed = (at: number): boolean => before > at && now <= at;
    const minutes = ANNOUNCED.findLast((each) => passed(each * MINUTE));
    if (passed(0)) this.#room.up();
    else if (minutes) this.#room.say(t("exam.minutes-left", { n: minutes }));
    this.#draw();
  }

  #draw(): void {
    const left = this.#left;
    this.node.hidden = left === Infinity;
    const words = left > 0 ? t("exam.clock", { time: digits(left) }) : t("exam.time-up");
    this.#time.textContent = left === Infinity ? t("exam.clock-off") : words;
    this.#time.toggleAttribute("data-short", left <= MINUTE);
  }
}

/** "12:05", in the digits of the language. */
function digits(left: number): string {
  const seconds = Math.ceil(left / SECOND);
  const two = new Intl.NumberFormat(locale(), { minimumIntegerDigits: 2, useGrouping: false });
  return `${two.format(Math.trunc(seconds / 60))}:${two.format(seconds % 60)}`;
}
