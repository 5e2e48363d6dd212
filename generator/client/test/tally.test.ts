// Results from paper: numbers, ratings, the record by which a sheet is known again, the day on which it was done; and
// what a link tells of items that were changed, and of itself when it was cut short.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { SiteItem } from "../src/library/library";
import { EVERYTHING } from "../src/library/selection";
import type { LogRecord } from "../src/log/record";
import { linkIn, linkOf } from "../src/sheets/link";
import { enteredAt, numbersOf, resultsOf, sheetName, takenBack, timeOn } from "../src/sheets/tally";

const SHEET = sheetName(new URLSearchParams("d=t/d&i=4ABCD&c=00"));

function logOf(entries: readonly object[]): LogRecord[] {
  return entries.map((entry, seq) => ({ device: "d", seq, at: 0, ms: 0, ...entry }) as unknown as LogRecord);
}

describe("results", () => {
  it("number items as the sheet does: parts of a group below it, what is unknown by itself", () => {
    assert.deepEqual(numbersOf([undefined, { group: "g" }, { group: "g" }, undefined, { group: "h" }]), [
      "1",
      "2.1",
      "2.2",
      "3",
      "4.1",
    ]);
  });

  it("become ratings in their order, a millisecond apart", () => {
    const marked = (["right", "partly", "wrong"] as const).map((mark) => ({
      item: `t/d#${mark}`,
      fingerprint: "f",
      cards: undefined,
      mark,
    }));
    const results = resultsOf(SHEET, marked, 5_000);
    assert.deepEqual(
      results.map(({ item, rating, at }) => [item, rating, at]),
      [
        [SHEET, undefined, 5_000],
        ["t/d#right", "good", 5_001],
        ["t/d#partly", "hard", 5_002],
        ["t/d#wrong", "again", 5_003],
      ],
    );
    assert.ok(results.every(({ mode }) => mode === "paper"));
  });

  it("of a prompt rate the cards of its concepts, but not one that was marked itself", () => {
    const card = { item: "t/d#a", fingerprint: "f", cards: undefined, mark: "wrong" } as const;
    const prompt = { item: "t/d#why", fingerprint: "f", cards: ["t/d#a", "t/d#b"], mark: "right" } as const;
    const ratings = resultsOf(SHEET, [prompt, card], 0).slice(1);
    assert.deepEqual(
      ratings.map(({ item, rating, from }) => [item, rating, from]),
      [
        ["t/d#b", "good", "t/d#why"],
        ["t/d#a", "again", undefined],
      ],
    );
  });

  it("are known again until they are taken back", () => {
    const results = resultsOf(SHEET, [], 7);
    assert.equal(enteredAt(logOf(results), SHEET), 7);
    assert.equal(enteredAt(logOf(results), sheetName(new URLSearchParams("d=t/d&i=4ABCD&c=01"))), undefined);
    assert.equal(enteredAt(logOf([...results, ...takenBack(results)]), SHEET), undefined);
  });

  it("belong to now, to noon of a day that is over, to no day that is to come", () => {
    const now = new Date("2026-11-25T15:30").getTime();
    assert.equal(timeOn("2026-11-25", now), now);
    assert.equal(timeOn("2026-11-20", now), new Date("2026-11-20T12:00").getTime());
    assert.deepEqual(
      [timeOn("2026-11-26", now), timeOn("", now), timeOn("soon", now)],
      [undefined, undefined, undefined],
    );
  });
});

function siteOf(...prints: string[]): SiteItem[] {
  const deck = { deck: "t/d", title: "D", topic: "T", page: "", items: "", ids: [], formerly: [] };
  return prints.map((fingerprint, index) => {
    const identity = { item: `t/d#i${index}`, formerly: [], deckFormerly: [] };
    return { key: `t/d#i${index}`, id: `i${index}`, deck, type: "card", level: "", tags: [], fingerprint, identity };
  });
}

describe("a sheet's link", () => {
  it("tells which item was changed since", () => {
    const link = linkOf({ items: siteOf("a", "b", "c"), version: "", date: "" }, EVERYTHING, siteOf("a", "b", "c"));
    assert.deepEqual(
      linkIn(link, siteOf("a", "b", "c"))?.places.map(({ changed }) => changed),
      [false, false, false],
    );
    assert.deepEqual(
      linkIn(link, siteOf("a", "other", "c"))?.places.map(({ changed }) => changed),
      [false, true, false],
    );
  });

  it("that names a selection tells that some were", () => {
    const prints = Array.from({ length: 99 }, (_, index) => `p${index}`);
    const link = linkOf(
      { items: siteOf(...prints), version: "", date: "" },
      { ...EVERYTHING, deck: ["t/d"] },
      siteOf(...prints),
    );
    assert.equal(link.has("i"), false);
    assert.deepEqual(
      [linkIn(link, siteOf(...prints))?.edited, linkIn(link, siteOf("x", ...prints.slice(1)))?.edited],
      [false, true],
    );
  });

  it("is refused when it was cut short anywhere, or misread", () => {
    const site = siteOf("a", "b", "c");
    const whole = linkOf({ items: site, version: "", date: "" }, EVERYTHING, site).toString();
    assert.ok(linkIn(new URLSearchParams(whole), site));
    for (let length = 0; length < whole.length; length++) {
      assert.equal(linkIn(new URLSearchParams(whole.slice(0, length)), site), undefined, whole.slice(0, length));
    }
    assert.equal(linkIn(new URLSearchParams(whole.replace(/i=./, "i=7")), site), undefined);
    assert.equal(linkIn(new URLSearchParams(whole.replace(/c=../, "c=l!")), site), undefined);
  });
});
