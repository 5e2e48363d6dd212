// What was kept of the schedule gives the same as the whole log, whatever was noted since and wherever.

import assert from "node:assert/strict";
import "fake-indexeddb/auto";
import { describe, test } from "node:test";
import type { SiteItem } from "../src/library/library";
import { Archive } from "../src/log/archive";
import { DAY } from "../src/log/day";
import { Log } from "../src/log/log";
import type { Entry } from "../src/log/record";
import { Store } from "../src/log/store";
import { Agenda } from "../src/schedule/agenda";
import { RATINGS } from "../src/schedule/schedule";
import { furthest, isBefore, recall, remember } from "../src/schedule/schedule-cache";
import { randomOf } from "./random";
import { record } from "./records";

const NOON = Date.UTC(2026, 0, 10, 12);
let sites = 0;

function item(key: string, formerly: string[] = []): SiteItem {
  const [name = "", id = ""] = key.split("#");
  const deck = { deck: name, title: name, topic: "T", page: "", items: "", ids: [], formerly: [] };
  const identity = { item: key, formerly, deckFormerly: [] };
  return { key, id, deck, type: "card", level: "", tags: [], fingerprint: "", identity };
}

const ITEMS = ["a/one#x", "a/one#y", "b/two#z", "c/three#w"].map((key) => item(key));

/** One site: its store, and pages that open it. */
class Site {
  readonly store = new Store(`/remembered-${sites++}/`);
  readonly shelf = new Archive(this.store);

  async note(...entries: (Pick<Entry, "item" | "kind" | "at"> & Partial<Entry>)[]): Promise<void> {
    for (const entry of entries) await this.store.append({ tz: 0, ms: 0, fingerprint: "", ...entry });
  }

  /** A page that reads everything. */
  async whole(items = ITEMS): Promise<Agenda> {
    const log = new Log(this.store);
    await log.needAll();
    return new Agenda(log, items);
  }

  async keep(items = ITEMS): Promise<void> {
    const agenda = await this.whole(items);
    const records = await this.store.readAll();
    const now = { places: {}, records, settings: agenda.settings, of: (key: string) => agenda.knownOf(key) };
    await remember(
      this.shelf,
      items.map(({ identity }) => identity),
      now,
    );
  }

  /** A page that goes on from what was kept; which decks it read. */
  async again(items = ITEMS): Promise<{ agenda: Agenda; log: Log; decks: string[] }> {
    const remembered = await recall(
      this.shelf,
      items.map(({ identity }) => identity),
    );
    assert.ok(remembered, "nothing was kept");
    const log = new Log(this.store);
    await log.need(remembered.decks);
    const kept = { known: remembered.known, covers: isBefore.bind(undefined, remembered.places) };
    return { agenda: new Agenda(log, items, kept), log, decks: remembered.decks };
  }
}

function standing(agenda: Agenda, items: readonly SiteItem[] = ITEMS): unknown[] {
  return items.map(({ key }) => agenda.knownOf(key));
}

describe("what was kept", () => {
  test("gives the same as the whole log, with all that came after it", async () => {
    const random = randomOf(9);
    const kinds = ["rating", "rating", "rating", "retract", "reset", "undo"] as const;
    for (let turn = 0; turn < 12; turn++) {
      const site = new Site();
      const entries = Array.from({ length: 24 }, (_, place) => {
        const kind = kinds[Math.floor(random() * kinds.length)] ?? "rating";
        const key = ITEMS[Math.floor(random() * 4)]?.key ?? "";
        const rating = RATINGS[Math.floor(random() * 4)] ?? "good";
        const of = NOON + Math.floor(random() * place) * DAY;
        const name = kind === "reset" && random() < 0.5 ? (key.split("#")[0] ?? key) : key;
        return {
          kind,
          item: name,
          at: NOON + place * DAY,
          ...(kind === "rating" ? { rating } : {}),
          ...(kind === "retract" ? { of } : {}),
        };
      });
      await site.note(...entries.slice(0, 16));
      await site.keep();
      await site.note(...entries.slice(16));
      const { agenda } = await site.again();
      assert.deepEqual(standing(agenda), standing(await site.whole()));
    }
  });

  test("needs the log of those decks alone in which something is new, and of the latest answer", async () => {
    const site = new Site();
    const good = { kind: "rating", rating: "good" } as const;
    await site.note(...ITEMS.map(({ key }, place) => ({ item: key, ...good, at: NOON + place })));
    await site.keep();
    await site.note({ item: "b/two#z", kind: "rating", rating: "again", at: NOON + DAY });
    const { agenda, log, decks } = await site.again();
    assert.deepEqual(decks, ["b/two", "c/three"]);
    assert.deepEqual(
      log.records.map((one) => one.item),
      ["b/two#z", "c/three#w", "b/two#z"],
    );
    assert.deepEqual(standing(agenda), standing(await site.whole()));
  });

  test("follows an answer: at once where the deck was read, else as soon as it is", async () => {
    const site = new Site();
    await site.note({ item: "a/one#x", kind: "rating", rating: "easy", at: NOON });
    await site.note({ item: "c/three#w", kind: "rating", rating: "easy", at: NOON + DAY });
    await site.keep();
    const { agenda, log } = await site.again();
    const before = agenda.knownOf("a/one#x");
    assert.equal(before?.memory?.reps, 1);
    log.append({ item: "a/one#x", kind: "rating", rating: "again", at: NOON + 9 * DAY });
    // Half of its records would give half of its past.
    assert.deepEqual([agenda.knownOf("a/one#x"), agenda.isCurrent], [before, false]);
    await log.need(["a/one"]);
    assert.deepEqual([agenda.knownOf("a/one#x")?.memory?.reps, agenda.isCurrent], [2, true]);
    await log.flush();
    assert.deepEqual(standing(agenda), standing(await site.whole()));
  });

  test("does not stand for an item that has got a former name, nor for one that is new", async () => {
    const site = new Site();
    await site.note({ item: "a/one#old", kind: "rating", rating: "easy", at: NOON });
    await site.keep();
    const items = [item("a/one#new", ["a/one#old"]), ...ITEMS, item("d/four#v")];
    const { agenda } = await site.again(items);
    assert.equal(agenda.knownOf("a/one#new")?.memory?.reps, 1);
    assert.deepEqual(standing(agenda, items), standing(await site.whole(items), items));
  });

  test("is not used where a later version kept it, or somebody else", async () => {
    const site = new Site();
    const identities = ITEMS.map(({ identity }) => identity);
    assert.equal(await recall(site.shelf, identities), undefined);
    for (const state of [undefined, null, {}, { version: 99, rows: [] }]) {
      await site.shelf.writeSnapshot("schedule", { places: {}, state });
      assert.equal(await recall(site.shelf, identities), undefined);
    }
  });
});

test("a gap in a device's log is read again", () => {
  const records = [1, 2, 4, 5].map((seq) => record({ seq }));
  assert.deepEqual(furthest({}, records), { d: 2 });
  assert.deepEqual(furthest({ d: 3 }, records), { d: 5 });
  assert.deepEqual(furthest({ d: 3 }, [...records, record({ seq: 1, device: "" })]), { d: 5 });
  // What an import can still bring is before the third.
  assert.deepEqual(furthest({}, [record({ seq: 3 })]), {});
});
