// What a practice link says, and what it comes to.

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import type { IndexedDeck, SiteItem } from "../src/library/library";
import { EVERYTHING } from "../src/library/selection";
import { askedBy } from "../src/practice/asked";
import { decksIn, placesFor, topicsOf } from "../src/practice/deck-choice";
import { linkIn, queryFor, unknownIn } from "../src/practice/link";

const deck = (name: string, formerly: string[] = []): IndexedDeck => {
  return { deck: name, title: name, topic: name.split("/")[0] ?? "", page: "", items: "", ids: [], formerly };
};
const DECKS = [deck("a/one"), deck("a/two", ["old/two"]), deck("b/three")];

function item(name: string, type: string, more: Partial<SiteItem> = {}): SiteItem {
  const key = `${name}#${type}`;
  const own = DECKS.find((each) => each.deck === name) ?? deck(name);
  const identity = { item: key, formerly: [], deckFormerly: [] };
  return { key, id: type, deck: own, type, level: "", tags: [], fingerprint: "", identity, ...more };
}

const ITEMS = [
  item("a/one", "card", { tags: ["red"] }),
  item("a/one", "choice", { level: "beginner" }),
  item("a/two", "explain"),
  item("a/two", "numeric"),
  item("b/three", "cloze"),
];
const query = (text: string) => new URLSearchParams(text);
const unknown = (text: string) => unknownIn(query(text), ITEMS).map(({ name, value }) => `${name}=${value}`);

describe("a practice link", () => {
  test("reads as what was written, and is written for people", () => {
    const text = "deck=a/one,a/two&tag=red&n=5&seed=42&exam=1&minutes=20";
    assert.equal(queryFor(linkIn(query(text))), text);
  });

  test("says that it asks for all where it limits nothing, since an address without a query is the form", () => {
    assert.equal(queryFor({ selection: EVERYTHING, exam: false, minutes: 0 }), "all=1");
    assert.deepEqual(linkIn(query("all=1")).selection, EVERYTHING);
  });

  test("has minutes only for an exam, and no more than a day", () => {
    assert.equal(linkIn(query("minutes=20")).minutes, 0);
    assert.equal(linkIn(query("exam=1&minutes=-3")).minutes, 0);
    assert.equal(linkIn(query("exam=1&minutes=1441")).minutes, 0);
    assert.equal(linkIn(query("exam=1&minutes=1440")).minutes, 1440);
  });

  test("names nothing in vain when all of it is here, under a former name too", () => {
    const all =
      "deck=a/one,old/two&topic=a,old&tag=red&level=advanced&type=card&is=due,new&n=3&seed=x,y&exam=1&minutes=5";
    assert.deepEqual(unknown(all), []);
  });

  test("tells each value and each name that is not here", () => {
    const asked = "deck=a/one,a/gone&topic=c&tag=Red&level=expert&type=essay&is=asleep&n=ten&exam=yes&tags=red";
    const wanted = [
      "deck=a/gone",
      "topic=c",
      "tag=Red",
      "level=expert",
      "type=essay",
      "is=asleep",
      "n=ten",
      "exam=yes",
      "tags=red",
    ];
    assert.deepEqual(unknown(asked), wanted);
    assert.deepEqual(unknown("minutes=20"), ["minutes=20"]);
  });
});

describe("what a link comes to", () => {
  const asked = (text: string) => askedBy(linkIn(query(text)), ITEMS, () => true);

  test("is told with how many there are to choose from", () => {
    const { items, matching, leftOut } = asked("topic=a&n=3");
    assert.deepEqual([items.length, matching, leftOut], [3, 4, 0]);
  });

  test("leaves out of an exam what no key judges, and asks as many questions as it can", () => {
    const { items, matching, leftOut } = asked("exam=1&n=2");
    assert.deepEqual(
      items.map(({ type }) => type),
      ["choice", "numeric"],
    );
    assert.deepEqual([matching, leftOut], [2, 3]);
  });

  test("is the same for the same seed, and another for another", () => {
    const orders = ["1", "2", "3", "4"].map((seed) =>
      asked(`seed=${seed}`)
        .items.map(({ key }) => key)
        .join(),
    );
    assert.equal(
      orders[0],
      asked("seed=1")
        .items.map(({ key }) => key)
        .join(),
    );
    assert.ok(new Set(orders).size > 1);
  });
});

describe("chosen decks", () => {
  const topics = topicsOf(DECKS);

  test("that are whole topics are named as topics, so that later decks belong to them", () => {
    assert.deepEqual(placesFor(new Set(["a/one", "a/two"]), topics), { deck: [], topic: ["a"] });
  });

  test("are named one by one where a topic is not whole", () => {
    assert.deepEqual(placesFor(new Set(["a/one", "b/three"]), topics), { deck: ["a/one", "b/three"], topic: [] });
  });

  test("come back from what they were written as", () => {
    for (const chosen of [[], ["a/one"], ["a/one", "a/two"], ["a/two", "b/three"], ["a/one", "a/two", "b/three"]]) {
      const selection = { ...EVERYTHING, ...placesFor(new Set(chosen), topics) };
      assert.deepEqual([...decksIn(selection, DECKS)], chosen);
    }
  });

  test("are found by their former names", () => {
    assert.deepEqual([...decksIn({ ...EVERYTHING, deck: ["old/two"] }, DECKS)], ["a/two"]);
  });
});
