// What `dev.py bench --review` runs in a browser: a long log on disk, and the schedule made of it.

import { Library } from "../src/library/library";
import { Archive } from "../src/log/archive";
import { Log } from "../src/log/log";
import type { LogRecord, Rating } from "../src/log/record";
import { DEFAULTS } from "../src/log/settings";
import { Store } from "../src/log/store";
import { Schedule } from "../src/schedule/open-schedule";
import { Scheduler } from "../src/schedule/schedule";

const STORE = "/bench/";
const DAY = 86_400_000;

/** Writes a log in which every item was asked so often, each time when it was due. Returns the number of records. */
async function seed(index: string, times: number): Promise<number> {
  const library = await Library.open(index);
  const items = await library.items();
  const scheduler = new Scheduler(DEFAULTS);
  const records: LogRecord[] = [];
  items.forEach(({ key }, i) => {
    let at = Date.UTC(2024, 0, 1) + (i % 300) * DAY;
    let memory = scheduler.next(undefined, { at, tz: 60, rating: ratingOf(i, 0) }, key);
    for (let turn = 0; turn < times; turn++) {
      const rating = ratingOf(i, turn);
      records.push({
        at,
        tz: 60,
        device: "bench",
        seq: 0,
        item: key,
        kind: "rating",
        rating,
        ms: 4000,
        fingerprint: "f",
      });
      memory = turn ? scheduler.next(memory, { at, tz: 60, rating }, key) : memory;
      at = Math.min(memory.due + 3_600_000, Date.now() - (times - turn) * DAY);
    }
  });
  records.sort((a, b) => a.at - b.at).forEach((record, place) => Object.assign(record, { seq: place + 1 }));
  await write(records);
  return records.length;
}

function ratingOf(item: number, turn: number): Rating {
  const chance = (Math.imul(item * 31 + turn, 0x9e3779b1) >>> 0) / 2 ** 32;
  return chance < 0.1 ? "again" : chance < 0.2 ? "hard" : chance < 0.95 ? "good" : "easy";
}

async function write(records: readonly LogRecord[]): Promise<void> {
  await new Store(STORE).change(["log"], async (store) => {
    for (const record of records) store("log").put(record);
  });
}

/** Opens the schedule as the review page does, and answers one item. Returns milliseconds, and how many are due. */
async function open(index: string): Promise<Record<string, number>> {
  const began = performance.now();
  const store = new Store(STORE);
  const log = new Log(store);
  const library = await Library.open(index);
  const items = await library.items();
  const schedule = await Schedule.open(log, library, new Archive(store));
  const opened = performance.now();
  const { due, fresh } = schedule.queue(items, Date.now());
  const queued = performance.now();
  const [item, next] = [...due, ...fresh];
  if (!item || !next) throw new Error("nothing is due");
  await log.need([item.deck.deck]);
  const asked = performance.now();
  log.append({ item: item.key, kind: "rating", rating: "good" });
  schedule.memoryOf(item);
  schedule.stands(next, "due");
  schedule.intervals(next, Date.now());
  const answered = performance.now();
  await log.flush();
  return {
    opening: opened - began,
    queue: queued - opened,
    next: answered - asked,
    records: log.records.length,
    due: due.length,
  };
}

Object.assign(globalThis, { bench: { seed, open } });
