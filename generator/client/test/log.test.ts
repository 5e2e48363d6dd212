// The log as a page sees it: it counts at once, says honestly what is saved, and hears other tabs.

import "fake-indexeddb/auto";
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { type Channel, Log, type Storage } from "../src/log/log";
import type { Entry, LogRecord } from "../src/log/record";
import { deckOf } from "../src/log/replay";
import { Store } from "../src/log/store";
import { record } from "./records";

/** A store in memory whose disk can be full. */
class Disk implements Storage {
  full = false;
  readonly records: LogRecord[] = [];
  readonly readings: string[][] = [];

  async readAll(): Promise<LogRecord[]> {
    return this.records;
  }

  async readDecks(decks: readonly string[]): Promise<LogRecord[]> {
    this.readings.push([...decks]);
    return this.records.filter(({ item }) => decks.includes(deckOf(item)));
  }

  async append(entry: Entry): Promise<LogRecord> {
    if (this.full) throw new DOMException("no space", "QuotaExceededError");
    this.records.push({ ...entry, device: "disk", seq: this.records.length + 1 });
    return this.records.at(-1) as LogRecord;
  }
}

const refused: Storage = {
  readAll: () => Promise.reject(new DOMException("denied", "SecurityError")),
  readDecks: () => Promise.reject(new DOMException("denied", "SecurityError")),
  append: () => Promise.reject(new DOMException("denied", "SecurityError")),
};

const answer = (item: string) => ({ item, kind: "response", response: ["a"] }) as const;
const itemsOf = (log: Log): string[] => log.records.map(({ item }) => item);

describe("log", () => {
  test("counts a record at once and says saved only when the store has it", async () => {
    const disk = new Disk();
    const log = new Log(disk);
    await log.needAll();
    log.append(answer("t/d#i"));
    assert.deepEqual(itemsOf(log), ["t/d#i"]);
    assert.equal(log.saveState, "saving");
    await log.flush();
    assert.equal(log.saveState, "saved");
    assert.deepEqual(itemsOf(log), ["t/d#i"]);
    assert.equal(disk.records.length, 1);
  });

  test("says not saved when the disk is full, works on, and saves all in order once there is room", async () => {
    const disk = new Disk();
    const log = new Log(disk);
    disk.full = true;
    for (const item of ["t/d#1", "t/d#2"]) {
      log.append(answer(item));
      await log.flush();
    }
    assert.equal(log.saveState, "not-saved");
    assert.deepEqual(itemsOf(log), ["t/d#1", "t/d#2"]);
    assert.equal(disk.records.length, 0);
    disk.full = false;
    log.append(answer("t/d#3"));
    await log.flush();
    assert.equal(log.saveState, "saved");
    assert.deepEqual(
      disk.records.map(({ item }) => item),
      ["t/d#1", "t/d#2", "t/d#3"],
    );
    assert.deepEqual(itemsOf(log), ["t/d#1", "t/d#2", "t/d#3"]);
  });

  test("says not saved before anything happens when storage is refused, and works on", async () => {
    const log = new Log(refused);
    await log.needAll();
    assert.equal(log.saveState, "not-saved");
    log.append(answer("t/d#i"));
    await log.flush();
    assert.equal(log.saveState, "not-saved");
    assert.deepEqual(itemsOf(log), ["t/d#i"]);
  });

  test("never goes back from not saved to saving, which would look like hope", async () => {
    const log = new Log(refused);
    await log.needAll();
    const said: string[] = [];
    log.addEventListener("save", () => said.push(log.saveState));
    log.append(answer("t/d#i"));
    await log.flush();
    assert.deepEqual(said, []);
  });

  test("writes the time in UTC with the offset of the place", async () => {
    const disk = new Disk();
    const log = new Log(disk);
    const before = Date.now();
    log.append(answer("t/d#i"));
    await log.flush();
    const [written] = disk.records;
    assert.ok(written && written.at >= before && written.at <= Date.now());
    assert.equal(written.tz, 0 - new Date(written.at).getTimezoneOffset());
  });
});

describe("two tabs", () => {
  function pair(): [Channel, Channel] {
    const make = (): Channel => ({ onmessage: null, postMessage: () => undefined });
    const [one, other] = [make(), make()];
    const deliver = (to: Channel) => (data: unknown) =>
      to.onmessage?.call(to as BroadcastChannel, { data } as MessageEvent);
    one.postMessage = deliver(other);
    other.postMessage = deliver(one);
    return [one, other];
  }

  test("see each other's records and lose none, on one real store", async () => {
    const [channel, otherChannel] = pair();
    const [log, other] = [new Log(new Store("/tabs/"), channel), new Log(new Store("/tabs/"), otherChannel)];
    await Promise.all([log.needAll(), other.needAll()]);
    for (let n = 0; n < 20; n++) (n % 2 ? log : other).append(answer(`t/d#${n}`));
    await Promise.all([log.flush(), other.flush()]);
    assert.equal(log.records.length, 20);
    assert.equal(other.records.length, 20);
    assert.equal((await new Store("/tabs/").readAll()).length, 20);
  });

  test("tell once: a record that comes twice counts once", async () => {
    const [channel, otherChannel] = pair();
    const log = new Log(new Disk(), channel);
    await log.needAll();
    const told = record({ seq: 3, device: "other" });
    otherChannel.postMessage(told);
    otherChannel.postMessage(told);
    assert.equal(log.records.length, 1);
  });

  test("take nothing that is no record", async () => {
    const [channel, otherChannel] = pair();
    const log = new Log(new Disk(), channel);
    await log.needAll();
    for (const nonsense of [null, "x", {}, { item: "t/d#i" }]) otherChannel.postMessage(nonsense);
    assert.equal(log.records.length, 0);
  });
});
