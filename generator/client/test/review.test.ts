// What a day of reviews amounts to.

import assert from "node:assert/strict";
import { test } from "node:test";
import type { SiteItem } from "../src/library/library";
import { byTopic, mixed, nextDue, within } from "../src/tools/review.agenda";
import { dueTomorrow } from "../src/tools/review.tomorrow";

const item = (topic: string, id: string): SiteItem => {
  const deck = { deck: "t/d", title: "D", topic, page: "t/d/", items: "", ids: [], formerly: [] };
  const identity = { item: id, formerly: [], deckFormerly: [] };
  return { key: id, id, deck, type: "card", level: "", tags: [], fingerprint: "", identity };
};
const ids = (items: readonly SiteItem[]): string => items.map(({ id }) => id).join("");
const time = (day: number, hour = 12): number => new Date(2026, 2, day, hour).getTime();

const AGENDA = {
  due: [item("Sleep", "a"), item("Memory", "b"), item("Sleep", "c"), item("Memory", "d")],
  fresh: [item("Memory", "X"), item("Memory", "Y")],
};

test("an agenda is told by topic, in the order of the site, without what has nothing", () => {
  const decks = [{ topic: "Memory" }, { topic: "Memory" }, { topic: "Dreams" }, { topic: "Sleep" }];
  assert.deepEqual(byTopic(AGENDA, decks), [
    { topic: "Memory", due: 2, fresh: 2 },
    { topic: "Sleep", due: 2, fresh: 0 },
  ]);
});

test("topics can be left out", () => {
  const { due, fresh } = within(AGENDA, new Set(["Sleep"]));
  assert.deepEqual([ids(due), ids(fresh)], ["ac", ""]);
});

test("what is new stands evenly among what is due, each in its own order", () => {
  assert.equal(ids(mixed(AGENDA)), "abXcdY");
  assert.equal(ids(mixed({ due: [], fresh: AGENDA.fresh })), "XY");
  assert.equal(ids(mixed({ due: AGENDA.due, fresh: [] })), "abcd");
});

test("what is due and waits comes tomorrow, with what is due then", () => {
  const times = [time(4), time(5), time(6, 9), time(7)];
  assert.deepEqual(nextDue(times, time(5, 13), 4), { at: time(6, 4), n: 3 });
  assert.deepEqual(nextDue([time(5), time(5, 20)], time(5, 13), 4), { at: time(5, 20), n: 1 });
});

test("what is due next is counted to the end of its day, which ends at the hour at which the next begins", () => {
  const times = [time(5, 9), time(5, 22), time(6, 1), time(6, 5)];
  assert.deepEqual(nextDue(times, time(2), 4), { at: time(5, 9), n: 3 });
  assert.deepEqual(nextDue(times, time(2), 0), { at: time(5, 9), n: 2 });
  assert.equal(nextDue([], time(7), 4), undefined);
});

test("what is due next on the same day is counted to the end of its minute, as it is told", () => {
  const times = [time(5, 9), time(5, 9) + 59_000, time(5, 9) + 60_000, time(5, 22)];
  assert.deepEqual(nextDue(times, time(5, 8), 4), { at: time(5, 9), n: 2 });
});

test("what is due by tomorrow counts what is late, too", () => {
  const times = [time(1), time(2, 20), time(3, 23), time(4, 1), time(4, 5)];
  assert.equal(dueTomorrow(times, time(2), 4), 4);
});
