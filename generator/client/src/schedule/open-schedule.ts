// Only this module knows how the schedule of the site is opened: from what was kept at an earlier visit and the decks in
// which something is new, or from the whole log; and when it is kept again.

import type { Library, SiteItem } from "../library/library";
import { DerivedStates } from "../log/derived";
import { type Log, siteStore } from "../log/log";
import { isAway } from "../log/presence";
import type { LogRecord } from "../log/record";
import { settingsIn } from "../log/settings";
import { Agenda, planAlike } from "./agenda";
import { isBefore, NAME, type Remembered, recall, remember, type Shelf, type State, stateOf } from "./schedule-cache";

/** Milliseconds between an answer and the schedule being kept. */
const PAUSE = 20_000;

/** The schedule of a site. */
export class Schedule extends Agenda {
  readonly #log: Log;
  readonly #shelf: Shelf;
  readonly #items: readonly SiteItem[];
  readonly #remembered: Remembered | undefined;
  #keeping: ReturnType<typeof setTimeout> | undefined;

  private constructor(log: Log, items: readonly SiteItem[], shelf: Shelf, remembered?: Remembered) {
    const covers = remembered && { ...remembered, covers: isBefore.bind(undefined, remembered.places) };
    super(log, items, covers);
    [this.#log, this.#items, this.#shelf, this.#remembered] = [log, items, shelf, remembered];
  }

  /** Opens the schedule, once for a log and a library. Rejects when the library cannot be had. */
  static open(log: Log, library: Library, shelf: Shelf = new DerivedStates(siteStore())): Promise<Schedule> {
    const known = opened.get(library);
    if (known?.log === log) return known.schedule;
    const schedule = Schedule.#open(log, library, shelf);
    opened.set(library, { log, schedule });
    schedule.catch(() => opened.delete(library));
    return schedule;
  }

  static async #open(log: Log, library: Library, shelf: Shelf): Promise<Schedule> {
    const items = await library.items();
    const remembered = await recalled(log, items, shelf);
    if (!remembered) await log.needAll();
    if (log.trouble === "stuck") throw new DOMException("the log does not come", "TimeoutError");
    const schedule = new Schedule(log, items, shelf, remembered);
    if (!remembered) schedule.#keep();
    log.addEventListener("change", () => schedule.#keepSoon());
    return schedule;
  }

  /** Not with each answer, and never when the page is left: what is not kept is read from the log at the next visit. */
  #keepSoon(): void {
    this.#keeping ??= setTimeout(() => {
      this.#keeping = undefined;
      this.#keep();
    }, PAUSE);
  }

  /** Keeps how the items stand; where that is refused the log is read the next time. */
  #keep(): void {
    // What is doubtful shows only beside all that its device noted.
    if (!this.isCurrent || this.doubtful || isAway()) return;
    const identities = this.#items.map(({ identity }) => identity);
    const of = (item: string): ReturnType<Agenda["knownOf"]> => this.knownOf(item);
    const { records } = this.#log;
    const places = this.#remembered?.places ?? {};
    remember(this.#shelf, identities, { places, records, settings: this.settings, of }).catch(() => undefined);
  }
}

/** How what is kept follows from a log alone: by that an examination of the store knows whether it is right. */
export function derivation(items: readonly SiteItem[]): Record<string, (records: readonly LogRecord[]) => State> {
  const derive = (records: readonly LogRecord[]): State => {
    const agenda = new Agenda({ records, holds: () => true }, items);
    const of = (item: string): ReturnType<Agenda["knownOf"]> => agenda.knownOf(item);
    return stateOf(
      items.map(({ identity }) => identity),
      { settings: agenda.settings, of },
    );
  };
  return { [NAME]: derive };
}

const opened = new WeakMap<Library, { log: Log; schedule: Promise<Schedule> }>();

/** What was kept, when it is of use with the log and the settings of now; what it needs of the log is read then. */
async function recalled(log: Log, items: readonly SiteItem[], shelf: Shelf): Promise<Remembered | undefined> {
  if (log.isWhole) return undefined;
  try {
    const remembered = await recall(
      shelf,
      items.map(({ identity }) => identity),
    );
    if (!remembered) return undefined;
    await log.need(remembered.decks);
    const fits = log.holds(remembered.decks) && planAlike(settingsIn(log.records), remembered.settings);
    return fits ? remembered : undefined;
  } catch {
    return undefined;
  }
}
