// Sheets without a page: their query, the link they carry, the versions of a form, and which cell lies behind which.

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { grade as gradeChoice } from "../src/items/choice/grade";
import { grade as gradeMatch, type MatchKey } from "../src/items/match/grade";
import { grade as gradeOrder, type OrderKey } from "../src/items/order/grade";
import paper from "../src/items/order/paper";
import type { SiteItem } from "../src/library/library";
import { EVERYTHING, select } from "../src/library/selection";
import { cellBehind, gridOf } from "../src/sheets/grid";
import { linkIn, linkOf } from "../src/sheets/link";
import { queryOfSheet, sheetIn } from "../src/sheets/query";
import { letter, lettersAfter, optionsOf, orderOf, seedOf, versionsOf } from "../src/sheets/versions";
import { casesOf } from "./vectors";

const sheet = (query: string) => sheetIn(new URLSearchParams(query));

describe("the query of a sheet", () => {
  test("has a usual value for all that is not said", () => {
    const { kind, paper, key, per, flip, versions, lines, date } = sheet("");
    assert.deepEqual(
      { kind, paper, key, per, flip, versions, lines, date },
      {
        ...{ kind: "study", paper: "a4", key: "end", per: "8", flip: "long" },
        ...{ versions: 1, lines: 6, date: "" },
      },
    );
  });

  test("passes over what means nothing, and holds numbers in their bounds", () => {
    assert.deepEqual(sheet("kind=poster&paper=a0&versions=99&lines=-3&date=today"), { ...sheet(""), versions: 8 });
  });

  for (const query of [
    "deck=a/b&kind=cards&per=12&flip=fold",
    "kind=quiz&versions=3&seed=42&key=none",
    "kind=explain&lines=9&paper=letter",
  ]) {
    test(`reads as what was written: ${query}`, () => {
      assert.deepEqual(sheetIn(queryOfSheet(sheet(query))), sheet(query));
    });
  }
});

// The link

function item(key: string, formerly: { ids?: string[]; decks?: string[] } = {}): SiteItem {
  const [name = "", id = ""] = key.split("#");
  const decks = formerly.decks ?? [];
  const deck = {
    deck: name,
    title: name,
    topic: "T",
    page: `${name}/`,
    items: `${name}/items.json`,
    ids: [],
    formerly: decks,
  };
  const identity = { item: key, formerly: formerly.ids ?? [], deckFormerly: decks };
  // Only what a link looks at.
  return { key, id, deck, type: "card", level: "", tags: [], fingerprint: "", identity } as unknown as SiteItem;
}

const deckOf = (name: string, n: number): SiteItem[] =>
  Array.from({ length: n }, (_, index) => item(`${name}#an-item-with-a-long-name-${index}`));

const sheetOf = (items: readonly SiteItem[]) => ({ items, version: "", date: "" });
const keys = (items: readonly SiteItem[] | undefined): string[] => (items ?? []).map(({ key }) => key);

describe("the link of a sheet", () => {
  const site = [...deckOf("topic/one", 20), ...deckOf("topic/two", 20)];

  test("gives back the items in the order of their numbers, the version and the date", () => {
    const items = [site[7], site[3], site[25]] as SiteItem[];
    const link = linkOf({ items, version: "B", date: "2026-11-25" }, EVERYTHING, site);
    const read = linkIn(new URLSearchParams(link.toString()), site);
    assert.deepEqual(keys(read?.items), keys(items));
    assert.deepEqual([read?.version, read?.date, read?.missing], ["B", "2026-11-25", 0]);
  });

  test("of a deck of 20 items is short enough for a code on paper", () => {
    const link = linkOf({ items: site.slice(0, 20), version: "A", date: "2026-11-25" }, EVERYTHING, site);
    assert.ok(link.toString().length < 190, link.toString());
  });

  test("of many items is the selection that gives them, as long as it does", () => {
    const large = deckOf("topic/large", 200);
    const selection = { ...EVERYTHING, topic: ["topic"], n: 150, seed: "7" };
    const items = select(large, selection, () => false);
    const link = linkOf(sheetOf(items), selection, large);
    assert.ok(link.toString().length < 100, link.toString());
    assert.deepEqual(keys(linkIn(link, large)?.items), keys(items));
    const less = linkIn(link, large.slice(0, -1));
    assert.deepEqual([less?.items.length, (less?.missing ?? 0) > 0], [0, true]);
  });

  test("names the items where the selection depends on the learner", () => {
    const large = deckOf("topic/large", 200);
    const link = linkOf(sheetOf(large), { ...EVERYTHING, is: ["due"] }, large);
    assert.deepEqual(keys(linkIn(link, large)?.items), keys(large));
  });

  test("finds items and decks that have another name now", () => {
    const before = [item("old/deck#first"), item("old/deck#second")];
    const link = linkOf(sheetOf(before), EVERYTHING, before);
    const now = [
      item("new/deck#first", { decks: ["old/deck"] }),
      item("new/deck#other", { ids: ["new/deck#second"], decks: ["old/deck"] }),
    ];
    assert.deepEqual(keys(linkIn(link, now)?.items), keys(now));
  });

  test("counts what the site no longer has", () => {
    const link = linkOf(sheetOf(site.slice(0, 3)), EVERYTHING, site);
    const read = linkIn(link, site.slice(1));
    assert.deepEqual([keys(read?.items), read?.missing], [keys(site.slice(1, 3)), 1]);
  });

  test("is none where there are no items in it", () => {
    assert.equal(linkIn(new URLSearchParams("deck=topic/one"), site), undefined);
  });
});

// Versions

/** Of several right options where one is to be chosen, any is a right response. */
function responseOf({ select: kind }: { select: string }, meant: string[]): string[] {
  return kind === "one" ? meant.slice(0, 1) : meant;
}

const SEEDS = ["1", "42", "another"];

describe("a version of a quiz form", () => {
  for (const { name, client } of casesOf("choice")) {
    test(`has a key that is right, choice: ${name}`, () => {
      const { options: ids, key: right } = client as { options: string[]; key: string[] };
      for (const seed of SEEDS) {
        const order = optionsOf(
          ids.map((id) => ({ id })),
          seed,
          "B",
          name,
        );
        const letters = lettersAfter(ids, order);
        const printed = right.map((id) => letters.get(letter(ids.indexOf(id))) ?? "");
        const meant = printed.map((sign) => order[sign.charCodeAt(0) - 65] ?? "");
        assert.deepEqual([...order].sort(), [...ids].sort());
        assert.equal(gradeChoice(client, responseOf(client, meant)).verdict, "correct");
      }
    });
  }

  for (const { name, client } of casesOf("order")) {
    test(`never begins with the right order, and its key is right, order: ${name}`, () => {
      const { key } = client as { key: OrderKey };
      const everyOrder = key.ties.some(({ length }) => length === key.order.length);
      const before = [...key.order].reverse();
      for (const seed of SEEDS) {
        const order = paper.rows(JSON.stringify(key), seedOf(seed, "A", name));
        if (!everyOrder) assert.notEqual(gradeOrder(key, order).verdict, "correct");
        const letters = lettersAfter(before, order);
        const meant = key.order.map(
          (id) => order[(letters.get(letter(before.indexOf(id))) ?? "").charCodeAt(0) - 65] ?? "",
        );
        assert.equal(gradeOrder(key, meant).verdict, "correct");
      }
    });
  }

  for (const { name, client } of casesOf("match")) {
    test(`has a key that is right, match: ${name}`, () => {
      const { key } = client as { key: MatchKey };
      const rights = [...new Set(Object.values(key)), "extra"];
      for (const seed of SEEDS) {
        const order = optionsOf(
          rights.map((id) => ({ id })),
          seed,
          "C",
          name,
        );
        const letters = lettersAfter(rights, order);
        const meant = Object.entries(key).map(([left, right]) => {
          const sign = letters.get(letter(rights.indexOf(right))) ?? "";
          return [left, order[sign.charCodeAt(0) - 65] ?? ""];
        });
        assert.equal(gradeMatch({ key, rights }, Object.fromEntries(meant)).verdict, "correct");
      }
    });
  }

  test("leaves options that point at positions where they are", () => {
    const options = [{ id: "a" }, { id: "b" }, { id: "both", pin: "position" }];
    const last = [{ id: "a" }, { id: "b" }, { id: "c" }, { id: "none", pin: "last" }];
    for (const version of versionsOf(8)) {
      assert.deepEqual(optionsOf(options, "1", version, "q"), ["a", "b", "both"]);
      assert.equal(optionsOf(last, "1", version, "q").at(-1), "none");
    }
  });

  test("is the same for the same seed, and differs from other versions", () => {
    const units = Array.from({ length: 8 }, (_, index) => index);
    const orders = versionsOf(4).map((version) => orderOf(units, "1", version).join());
    assert.deepEqual(
      orders,
      versionsOf(4).map((version) => orderOf(units, "1", version).join()),
    );
    assert.equal(new Set(orders).size, 4);
    assert.notEqual(orderOf(units, "2", "A").join(), orders[0]);
  });
});

// Cards

describe("the cell behind a cell", () => {
  test("lies in the mirrored column over the long edge, in the mirrored row over the short one", () => {
    const grid = gridOf({ per: "12", flip: "long" });
    assert.deepEqual(
      [0, 1, 2, 3].map((cell) => cellBehind(cell, grid, "long")),
      [2, 1, 0, 5],
    );
    assert.deepEqual(
      [0, 1, 2, 3].map((cell) => cellBehind(cell, grid, "short")),
      [9, 10, 11, 6],
    );
  });

  for (const flip of ["long", "short"] as const) {
    test(`turned twice is the same again: ${flip} edge`, () => {
      for (const per of ["8", "12"] as const) {
        const grid = gridOf({ per, flip });
        const cells = Array.from({ length: grid.columns * grid.rows }, (_, cell) => cell);
        assert.equal(cells.length, Number(per));
        assert.deepEqual(
          cells.map((cell) => cellBehind(cellBehind(cell, grid, flip), grid, flip)),
          cells,
        );
      }
    });
  }

  test("has a front and a back beside each other where they are folded", () => {
    assert.deepEqual(gridOf({ per: "8", flip: "fold" }), { columns: 2, rows: 4 });
    assert.deepEqual(gridOf({ per: "12", flip: "fold" }), { columns: 2, rows: 6 });
  });
});
