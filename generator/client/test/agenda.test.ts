// What is asked today: due and new items, siblings, leeches, the day's limits, and items under former names.

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import type { SiteItem } from "../src/library/library";
import { DAY } from "../src/log/day";
import type { LogRecord, Rating } from "../src/log/record";
import { inOrder } from "../src/log/replay";
import { Agenda, type Noted } from "../src/schedule/agenda";

const NOON = Date.UTC(2026, 0, 10, 12);
const HOUR = 3_600_000;
const MINUTE = 60_000;
process.env["TZ"] = "UTC";

function item(key: string, more: Partial<SiteItem> = {}): SiteItem {
  const [name = "", id = ""] = key.split("#");
  const topic = name.split("/")[0] ?? "";
  const deck = { deck: name, title: name, topic, page: "", items: "", ids: [], formerly: [] };
  const identity = { item: key, formerly: [], deckFormerly: [] };
  return { key, id, deck, type: "card", level: "", tags: [], fingerprint: "", identity, ...more };
}

/** A log that tests write into. */
class Past implements Noted {
  records: readonly LogRecord[] = [];

  holds(): boolean {
    return true;
  }

  add(values: Partial<LogRecord> & { at: number }): this {
    const record = { tz: 0, device: "d", seq: this.records.length + 1, item: "a/one#x", ms: 0, fingerprint: "" };
    this.records = inOrder([...this.records, { kind: "rating", ...record, ...values }]);
    return this;
  }

  /** An item was rated so many times, at an hour of each day, the last time yesterday. */
  days(key: string, ...ratings: Rating[]): this {
    ratings.forEach((rating, i) => this.add({ item: key, rating, at: NOON - (ratings.length - i) * DAY }));
    return this;
  }

  /** The same in reviews. */
  reviews(key: string, ...ratings: Rating[]): this {
    const from = NOON - ratings.length * DAY;
    ratings.forEach((rating, i) => this.add({ item: key, rating, mode: "review", at: from + i * DAY }));
    return this;
  }
}

const keys = (items: readonly SiteItem[]): string[] => items.map(({ key }) => key);

describe("the queue", () => {
  test("has what is due and what is new, and no explain prompt", () => {
    const items = [item("a/one#x"), item("a/one#y"), item("a/one#z", { type: "explain" }), item("a/one#w")];
    const past = new Past().days("a/one#x", "good", "good").days("a/one#w", "easy");
    const { due, fresh } = new Agenda(past, items).queue(items, NOON + DAY * 5);
    assert.deepEqual(keys(due), ["a/one#x"]);
    assert.deepEqual(keys(fresh), ["a/one#y"]);
  });

  test("has no open question, rated or not, and nothing of it in memory", () => {
    const items = [item("a/one#x"), item("a/one#open", { type: "open" })];
    const past = new Past().days("a/one#open", "again", "good");
    const agenda = new Agenda(past, items);
    const { due, fresh } = agenda.queue(items, NOON + DAY * 90);
    assert.deepEqual(keys([...due, ...fresh]), ["a/one#x"]);
    assert.equal(agenda.memoryOf(items[1] as SiteItem), undefined);
    assert.equal(agenda.stands(items[1] as SiteItem, "due"), false);
  });

  test("asks for what was forgotten a minute later, before all else", () => {
    const items = [item("a/one#x"), item("a/one#y")];
    const past = new Past().days("a/one#x", "easy").add({ item: "a/one#y", rating: "again", at: NOON });
    const agenda = new Agenda(past, items);
    assert.deepEqual(keys(agenda.queue(items, NOON + MINUTE - 1).due), []);
    assert.deepEqual(keys(agenda.queue(items, NOON + MINUTE).due), ["a/one#y"]);
    assert.deepEqual(keys(agenda.queue(items, NOON + 20 * DAY).due), ["a/one#y", "a/one#x"]);
  });

  test("follows the log: what was answered is gone, what was taken back is there again", () => {
    const items = [item("a/one#x")];
    const past = new Past();
    const agenda = new Agenda(past, items);
    assert.deepEqual(keys(agenda.queue(items, NOON).fresh), ["a/one#x"]);
    past.add({ rating: "easy", at: NOON });
    assert.deepEqual(agenda.queue(items, NOON).fresh, []);
    past.add({ kind: "retract", of: NOON, at: NOON + 1 });
    assert.deepEqual(keys(agenda.queue(items, NOON).fresh), ["a/one#x"]);
  });

  test("asks one a day of a card's two directions and of a cloze's gaps", () => {
    const items = [item("a/one#x"), item("a/one#x~reversed"), item("a/one#c~c1"), item("a/one#c~c2"), item("b/one#c")];
    const past = new Past().days("a/one#c~c2", "good", "good");
    const agenda = new Agenda(past, items);
    const { due, fresh, buried } = agenda.queue(items, NOON + 9 * DAY);
    assert.deepEqual([keys(due), keys(fresh), buried], [["a/one#c~c2"], ["a/one#x", "b/one#c"], 0]);
    past.add({ item: "a/one#x~reversed", rating: "easy", at: NOON + 9 * DAY });
    assert.deepEqual(keys(agenda.queue(items, NOON + 9 * DAY + HOUR).fresh), ["b/one#c"]);
    assert.deepEqual(keys(agenda.queue(items, NOON + 10 * DAY).fresh), ["a/one#x", "b/one#c"]);
  });

  test("says of what is due, and of nothing else, that it waits for a sibling", () => {
    const items = ["~c1", "~c2", "~c3"].map((gap) => item(`a/one#c${gap}`));
    const past = new Past().days("a/one#c~c1", "good", "good").days("a/one#c~c2", "good", "good");
    const { due, fresh, buried } = new Agenda(past, items).queue(items, NOON + 9 * DAY);
    assert.deepEqual([due.length, fresh.length, buried], [1, 0, 1]);
  });

  test("keeps to the day's limits, which count what was asked today", () => {
    const items = Array.from({ length: 9 }, (_, i) => item(`a/one#i${i}`));
    const past = new Past();
    past.add({ kind: "setting", item: "setting:newPerDay", response: 3, at: NOON - 9 * DAY });
    past.add({ kind: "setting", item: "setting:reviewsPerDay", response: 2, at: NOON - 9 * DAY });
    for (const key of ["a/one#i0", "a/one#i1", "a/one#i2", "a/one#i3"]) past.days(key, "good", "good");
    const agenda = new Agenda(past, items);
    const then = NOON + 9 * DAY;
    const first = agenda.queue(items, then);
    assert.deepEqual([first.due.length, first.fresh.length, first.limited], [2, 3, 2]);
    past.add({ item: "a/one#i0", rating: "good", at: then }).add({ item: "a/one#i8", rating: "easy", at: then });
    const second = agenda.queue(items, then + HOUR);
    assert.deepEqual([second.due.length, second.fresh.length, second.limited], [1, 2, 2]);
    const third = agenda.queue(items, then + DAY);
    assert.deepEqual([third.due.length, third.fresh.length], [2, 3]);
  });

  test("sets aside what is forgotten again and again, and says so", () => {
    const items = [item("a/one#x"), item("a/one#y")];
    const past = new Past().add({ kind: "setting", item: "setting:leech", response: 2, at: 1 });
    past.reviews("a/one#x", "easy", "again", "easy", "again", "easy").reviews("a/one#y", "easy", "again", "easy");
    const agenda = new Agenda(past, items);
    const { due, leeches } = agenda.queue(items, NOON + 99 * DAY);
    assert.deepEqual([keys(due), keys(leeches)], [["a/one#y"], ["a/one#x"]]);
    assert.equal(agenda.timesDue(items).length, 1, "what is set aside is not due by itself");
    past.add({ kind: "setting", item: "setting:leech", response: 0, at: NOON });
    assert.deepEqual(agenda.queue(items, NOON + 99 * DAY).leeches, []);
  });

  describe("has a leech again", () => {
    const x = item("a/one#x", { identity: { item: "a/one#x", formerly: ["a/one#old"], deckFormerly: [] } });
    const later = NOON + 99 * DAY;
    const leech = (): Past =>
      new Past()
        .add({ kind: "setting", item: "setting:leech", response: 2, at: 1 })
        .reviews("a/one#old", "easy", "again", "easy", "again", "easy");
    const standing = (past: Past): { leech: boolean; lapses: number; stability: number; due: number } => {
      const agenda = new Agenda(past, [x]);
      const { lapses = 0, stability = 0 } = agenda.memoryOf(x) ?? {};
      const queue = agenda.queue([x], later);
      return { leech: queue.leeches.length > 0, lapses, stability, due: queue.due.length };
    };

    test("that was brought back, from its present memory, and its lapses count anew", () => {
      const { stability } = standing(leech());
      const past = leech().add({ kind: "release", at: NOON });
      assert.deepEqual(standing(past), { leech: false, lapses: 0, stability, due: 1 });
      past.add({ rating: "again", mode: "review", at: NOON + DAY });
      past.add({ rating: "good", mode: "review", at: NOON + DAY + 1 });
      assert.equal(standing(past).lapses, 1);
      past.add({ rating: "again", mode: "review", at: NOON + 2 * DAY });
      assert.deepEqual([standing(past).lapses, standing(past).leech], [2, true]);
    });

    test("only until bringing it back is taken back", () => {
      const past = leech().add({ kind: "release", at: NOON });
      past.add({ kind: "retract", of: NOON, at: NOON + 1 });
      assert.deepEqual(standing(past), standing(leech()));
    });

    test("as something new when it is started anew, under whatever name it was learned, until that is undone", () => {
      const past = leech()
        .add({ kind: "release", at: NOON - 1 })
        .add({ kind: "reset", at: NOON });
      const agenda = new Agenda(past, [x]);
      assert.equal(agenda.memoryOf(x), undefined);
      assert.deepEqual(keys(agenda.queue([x], later).fresh), ["a/one#x"]);
      past.add({ kind: "undo", at: NOON + 1 });
      assert.deepEqual(standing(past), standing(leech().add({ kind: "release", at: NOON - 1 })));
    });

    test("that was recalled on the page of its deck, without help and by no prompt", () => {
      const answered = (more: Partial<LogRecord>): boolean =>
        standing(leech().add({ rating: "good", at: NOON, ...more })).leech;
      assert.equal(answered({}), false);
      assert.equal(answered({ rating: "easy" }), false);
      assert.equal(answered({ rating: "hard" }), true);
      assert.equal(answered({ from: "a/one#why" }), true);
      for (const mode of ["review", "practice", "exam", "paper"] as const) assert.equal(answered({ mode }), true);
    });

    test("with its lapses while it was none: a recall on the page of its deck changes nothing then", () => {
      const past = new Past().add({ kind: "setting", item: "setting:leech", response: 9, at: 1 });
      past.days("a/one#x", "easy", "again", "easy", "again", "easy");
      assert.equal(standing(past).lapses, 2);
      past.add({ kind: "setting", item: "setting:leech", response: 2, at: NOON });
      assert.equal(standing(past).lapses, 0);
    });
  });

  test("mixes the topics", () => {
    const items = ["a/one#1", "a/one#2", "a/one#3", "a/one#4", "b/one#5", "b/one#6"].map((key) => item(key));
    const { fresh } = new Agenda(new Past(), items).queue(items, NOON);
    assert.deepEqual(keys(fresh), ["a/one#1", "b/one#5", "a/one#2", "a/one#3", "b/one#6", "a/one#4"]);
  });

  test("goes on with decks that were begun before it opens others", () => {
    const items = ["a/one#1", "b/two#2", "b/two#3"].map((key) => item(key));
    const past = new Past().days("b/two#2", "easy");
    past.add({ kind: "setting", item: "setting:newPerDay", response: 1, at: NOON });
    assert.deepEqual(keys(new Agenda(past, items).queue(items, NOON).fresh), ["b/two#3"]);
  });

  test("asks for what a wrong clock put years ahead", () => {
    const items = [item("a/one#x")];
    const past = new Past().add({ rating: "easy", at: NOON + 4000 * DAY });
    assert.deepEqual(keys(new Agenda(past, items).queue(items, NOON).due), ["a/one#x"]);
  });
});

describe("an item", () => {
  test("has the memory that it had under its former names, and in its deck's former place", () => {
    const past = new Past().days("a/one#x", "good", "good", "hard");
    const memory = new Agenda(past, [item("a/one#x")]).memoryOf(item("a/one#x"));
    assert.ok(memory);
    const renamed = item("a/one#y", { identity: { item: "a/one#y", formerly: ["a/one#x"], deckFormerly: [] } });
    const moved = item("b/two#x", { identity: { item: "b/two#x", formerly: [], deckFormerly: ["a/one"] } });
    for (const other of [renamed, moved]) assert.deepEqual(new Agenda(past, [other]).memoryOf(other), memory);
  });

  test("is missed when it went wrong the last time, or a concept was not there", () => {
    const [x, y] = [item("a/one#x"), item("a/one#y", { type: "explain" })];
    const past = new Past().days("a/one#x", "again", "good");
    const agenda = new Agenda(past, [x, y]);
    assert.equal(agenda.stands(x, "missed"), false);
    past.add({ rating: "again", at: NOON });
    past.add({ item: "a/one#y", kind: "response", response: { judged: { one: "yes", two: "no" } }, at: NOON });
    assert.deepEqual([agenda.stands(x, "missed"), agenda.stands(y, "missed")], [true, true]);
    past.add({ rating: "good", retry: true, at: NOON + 1 });
    assert.equal(agenda.stands(x, "missed"), false);
  });

  test("has changed when it asks something else than what was learned", () => {
    const old = item("a/one#x", { fingerprint: "old" });
    const edited = item("a/one#x", { fingerprint: "new" });
    const past = new Past().add({ rating: "good", at: NOON, fingerprint: "old" });
    // A prompt rates the card without having shown it.
    past.add({ rating: "good", at: NOON + 1, fingerprint: "new", from: "a/one#p" });
    assert.equal(new Agenda(past, [old]).stands(old, "changed"), false);
    assert.equal(new Agenda(past, [edited]).stands(edited, "changed"), true);
  });

  test("says how long each rating would put it off", () => {
    const x = item("a/one#x");
    const past = new Past();
    const agenda = new Agenda(past, [x]);
    const { again, hard, good, easy } = agenda.intervals(x, NOON);
    assert.deepEqual([again, hard, good], [MINUTE, 5.5 * MINUTE, 10 * MINUTE]);
    assert.ok(easy >= 6 * DAY && easy <= 10 * DAY, `${easy / DAY}`);
    past.add({ rating: "good", at: NOON });
    assert.equal(agenda.memoryOf(x)?.due, NOON + good);
  });
});
