// Which items a query asks for: the same for everyone who opens the link.

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import type { SiteItem } from "../src/library/library";
import { EVERYTHING, queryOf, type Selection, select, selectionIn } from "../src/library/selection";

const deck = (name: string, formerly: string[] = []) => {
  return { deck: name, title: name, topic: "T", page: `${name}/`, items: `${name}/items.json`, ids: [], formerly };
};

function item(key: string, more: Partial<SiteItem> = {}): SiteItem {
  const [name = "", id = ""] = key.split("#");
  const identity = { item: key, formerly: [], deckFormerly: [] };
  return { key, id, deck: deck(name), type: "card", level: "", tags: [], fingerprint: "", identity, ...more };
}

const ITEMS = [
  item("a/one#x", { tags: ["red"], level: "beginner" }),
  item("a/one#y", { tags: ["red", "blue"], level: "advanced", type: "choice" }),
  item("a/two#z", { deck: deck("a/two", ["old/two"]) }),
  item("b/three#w", { tags: ["blue"] }),
];

const keys = (asked: Partial<Selection>, stands = () => false): string[] =>
  select(ITEMS, { ...EVERYTHING, ...asked }, stands).map(({ key }) => key);

describe("a selection", () => {
  test("takes everything when nothing is asked for", () => {
    assert.deepEqual(keys({}), ["a/one#x", "a/one#y", "a/two#z", "b/three#w"]);
  });

  test("takes what has one value of each list", () => {
    assert.deepEqual(keys({ tag: ["red", "blue"], level: ["advanced"] }), ["a/one#y"]);
    assert.deepEqual(keys({ topic: ["b"] }), ["b/three#w"]);
    assert.deepEqual(keys({ type: ["card"], topic: ["a"] }), ["a/one#x", "a/two#z"]);
  });

  test("knows a deck and its topic by their former names", () => {
    assert.deepEqual(keys({ deck: ["old/two"] }), ["a/two#z"]);
    assert.deepEqual(keys({ topic: ["old"] }), ["a/two#z"]);
  });

  test("asks how an item stands only where the query does", () => {
    assert.deepEqual(keys({ is: ["due"] }), []);
    assert.equal(keys({ is: ["due"] }, () => true).length, 4);
  });

  test("gives everyone the same items in the same order for the same seed", () => {
    const one = keys({ seed: "42", n: 3 });
    assert.deepEqual(keys({ seed: "42", n: 3 }), one);
    assert.equal(one.length, 3);
    const orders = new Set(["1", "2", "3", "4", "5", "6"].map((seed) => keys({ seed }).join()));
    assert.ok(orders.size > 1);
  });
});

describe("a query", () => {
  test("reads as what was written", () => {
    const selection = {
      ...EVERYTHING,
      deck: ["a/one", "a/two"],
      tag: ["red"],
      is: ["due", "new"] as const,
      n: 5,
      seed: "s",
    };
    assert.deepEqual(selectionIn(queryOf(selection)), selection);
  });

  test("takes repeated names and commas alike, and drops what means nothing", () => {
    const read = selectionIn(new URLSearchParams("tag=red,blue&tag=red&tag=&is=due,asleep&n=-3&seed=7&other=1"));
    assert.deepEqual(read, { ...EVERYTHING, tag: ["red", "blue"], is: ["due"], seed: "7" });
  });
});
