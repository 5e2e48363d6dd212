// Only this module knows what else the site's database holds and does: what was set aside, when it was last exported,
// how records of elsewhere come in, and how they are taken back.

import { answerOf, patience } from "./database";
import { DerivedStates } from "./derived";
import { canonical, inPlace, type Merged, merge } from "./merge";
import { present, whenAway } from "./presence";
import { isRecord, type LogRecord } from "./record";
import { newSelf, type Self, type Store } from "./store";
import { isAhead, turnOf } from "./times";

/** What could not be read, or has the place of another record: kept, but of no effect. */
export interface Aside {
  /** When it was set aside. */
  at: number;
  /** What was found. */
  record: unknown;
  /** Why, if not because it could not be read: another has its place; it is there under another name; its import was taken back. */
  why?: "clash" | "twice" | "taken-back" | "damaged";
}

/** All that a file of the log holds. */
export interface Contents {
  records: LogRecord[];
  aside: Aside[];
}

/** When the log was last kept as a file, and how many records it had. */
export interface Export {
  at: number;
  records: number;
}

/** By device, the numbers from and to which there are records. */
export type Ranges = [device: string, from: number, to: number][];

/** What came in at once, and what it stands for since then. */
export interface Import {
  at: number;
  records: number;
  ranges: Ranges;
  replaced?: LogRecord[];
}

/** How many imports can be taken back. */
const IMPORTS = 10;

/** The rest of what the store keeps. Every method rejects when the browser refuses. */
export class Archive extends DerivedStates {
  readonly #store: Store;

  constructor(store: Store) {
    super(store);
    this.#store = store;
  }

  // Files

  /** All that is kept. What cannot be read is set aside before. */
  async contents(): Promise<Contents> {
    const records = inPlace(await this.#store.readAll());
    const aside = await this.#store.look(["quarantine"], (store) => answerOf(store("quarantine").getAll()));
    return { records, aside: aside as Aside[] };
  }

  /**
   * Adds what another log has and this one has not, all or nothing, and drops what was worked out before. What clashes
   * is set aside. Nothing that is there is changed.
   * @param elsewhere whether it came from a file or another device, so that this browser does not have it alone.
   */
  async add({ records, aside }: Contents, elsewhere = true): Promise<Merged> {
    return this.alone(async () => {
      await this.#store.readAll();
      const stores = ["log", "meta", "quarantine", "derived"];
      return this.#store.change(stores, async (store) => {
        const mine = (await answerOf(store("log").getAll())).filter(isRecord);
        const merged = merge(mine, records);
        for (const record of merged.added) store("log").add(record);
        for (const { device, seq } of merged.replaced) store("log").delete([device, seq]);
        const apart = [...reasoned(merged.clashing, "clash"), ...reasoned(merged.replaced, "twice")];
        await addAside(store("quarantine"), [...aside, ...apart]);
        await noteImport(store("meta"), merged);
        if (elsewhere) await noteBrought(store("meta"), records, merged);
        await goOnAfter(store("meta"), merged);
        await answerOf(store("derived").clear());
        return merged;
      });
    });
  }

  /** What came in, the latest last; what was taken back is not among it. */
  async imports(): Promise<Import[]> {
    return ((await this.#get("meta", "imports")) ?? []) as Import[];
  }

  /** Takes an import back, all or nothing: its records are set aside, and what was noted here since then stays. */
  async takeBack(one: Import): Promise<void> {
    await this.alone(() =>
      this.#store.change(["log", "meta", "quarantine", "derived"], async (store) => {
        const records: LogRecord[] = [];
        for (const [device, from, to] of one.ranges) {
          const range = IDBKeyRange.bound([device, from], [device, to]);
          records.push(...((await answerOf(store("log").getAll(range))) as LogRecord[]));
          store("log").delete(range);
        }
        for (const record of one.replaced ?? []) store("log").put(record);
        await addAside(store("quarantine"), reasoned(records, "taken-back"));
        const imports = ((await answerOf(store("meta").get("imports"))) ?? []) as Import[];
        store("meta").put(
          imports.filter((other) => canonical(other) !== canonical(one)),
          "imports",
        );
        await answerOf(store("derived").clear());
      }),
    );
  }

  // Mending

  async asideCount(): Promise<number> {
    return this.#store.look(["quarantine"], (store) => answerOf(store("quarantine").count()));
  }

  /** Moves records out of the log, where they have no effect any more; gives their number. */
  async setAside(records: readonly LogRecord[], why: NonNullable<Aside["why"]>): Promise<number> {
    if (!records.length) return 0;
    await this.#store.change(["log", "quarantine"], async (store) => {
      for (const { device, seq } of records) store("log").delete([device, seq]);
      await addAside(store("quarantine"), reasoned(records, why));
    });
    return records.length;
  }

  /** A browser whose next number is taken could save nothing any more: it goes on after its last. Says whether it was so. */
  async mendNumbering(records: readonly LogRecord[]): Promise<boolean> {
    return this.#store.change(["meta"], async (store) => {
      const self = (await answerOf(store("meta").get("self"))) as Self | undefined;
      const own = records.filter(({ device }) => device === self?.device);
      const last = own.reduce((most, { seq }) => Math.max(most, seq), 0);
      if (!self || last <= self.seq) return false;
      store("meta").put({ ...self, seq: last }, "self");
      return true;
    });
  }

  /** Does something while no other tab imports or mends; a page that is left lets the others go on. */
  async alone<Result>(act: () => Promise<Result>): Promise<Result> {
    await present();
    // Missing on pages without https.
    const locks = (globalThis.navigator as Partial<Navigator> | undefined)?.locks;
    if (!locks) return act();
    const signal = AbortSignal.timeout(patience.begin);
    return locks.request(`${this.#store.name} alone`, { signal }, () =>
      Promise.race([act(), whenLeft()]),
    ) as Promise<Result>;
  }

  async lastExport(): Promise<Export | undefined> {
    return (await this.#get("meta", "exported")) as Export | undefined;
  }

  async noteExport(note: Export): Promise<void> {
    await this.#store.change(["meta"], (store) => answerOf(store("meta").put(note, "exported")));
  }

  /** Which records are elsewhere too since they came from there. */
  async brought(): Promise<Ranges> {
    return ((await this.#get("meta", "brought")) ?? []) as Ranges;
  }

  async #get(store: string, key: string): Promise<unknown> {
    return this.#store.look([store], (one) => answerOf(one(store).get(key)));
  }
}

function reasoned(records: readonly LogRecord[], why: NonNullable<Aside["why"]>): Aside[] {
  return records.map((record) => ({ at: Date.now(), record, why }));
}

/** Sets aside what is not there yet, so that importing twice changes nothing. */
async function addAside(quarantine: IDBObjectStore, aside: readonly Aside[]): Promise<void> {
  const there = new Set((await answerOf(quarantine.getAll())).map(({ record }: Aside) => canonical(record)));
  for (const one of aside) {
    const text = canonical(one.record);
    if (!there.has(text)) quarantine.add(one);
    there.add(text);
  }
}

/** A log that others continued under this browser's name (a profile was copied or put back) gets a new name here. */
async function goOnAfter(meta: IDBObjectStore, { added, clashing }: Merged): Promise<void> {
  const self = (await answerOf(meta.get("self"))) as Self | undefined;
  const isCopied = self && [...added, ...clashing].some(({ device }) => device === self.device);
  const turns = added.filter((record) => !isAhead(record)).map(turnOf);
  // What is answered from now on comes after what is known from now on.
  const turn = turns.reduce((most, one) => Math.max(most, one), self?.turn ?? 0);
  if (added.length || isCopied) meta.put({ ...(isCopied || !self ? newSelf() : self), turn } satisfies Self, "self");
}

async function noteImport(meta: IDBObjectStore, { added, replaced }: Merged): Promise<void> {
  if (!added.length) return;
  const imports = ((await answerOf(meta.get("imports"))) ?? []) as Import[];
  const note: Import = {
    at: Date.now(),
    records: added.length,
    ranges: rangesOf(added),
    ...(replaced.length ? { replaced } : {}),
  };
  meta.put([...imports, note].slice(-IMPORTS), "imports");
}

/** What has the place of another record here is not what is here. */
async function noteBrought(meta: IDBObjectStore, records: readonly LogRecord[], { clashing }: Merged): Promise<void> {
  const apart = new Set(clashing);
  const before = ((await answerOf(meta.get("brought"))) ?? []) as Ranges;
  meta.put(joined([...before, ...rangesOf(records.filter((record) => !apart.has(record)))]), "brought");
}

function rangesOf(records: readonly LogRecord[]): Ranges {
  return joined(records.map(({ device, seq }) => [device, seq, seq]));
}

/** The same places in as few ranges as can be. */
function joined(ranges: Ranges): Ranges {
  const fewer: Ranges = [];
  for (const [device, from, to] of [...ranges].sort(([a, x], [b, y]) => (a < b ? -1 : a > b ? 1 : x - y))) {
    const last = fewer.at(-1);
    if (last?.[0] === device && from <= last[2] + 1) last[2] = Math.max(last[2], to);
    else fewer.push([device, from, to]);
  }
  return fewer;
}

/** Rejects when the page is left. */
function whenLeft(): Promise<never> {
  return new Promise((_, reject) => {
    whenAway((isLeft) => {
      if (isLeft) reject(new DOMException("the page was left", "AbortError"));
    });
  });
}
