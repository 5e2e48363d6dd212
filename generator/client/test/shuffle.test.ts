// The order of options: chance where it may be, and never where an author pinned it.

import assert from "node:assert/strict";
import { test } from "node:test";
import { type Placed, shuffled } from "../src/ui/shuffle";

interface Option extends Placed {
  id: string;
}

const letters = (count: number): Option[] => [..."abcdefgh".slice(0, count)].map((id) => ({ id }));
const order = (options: readonly Option[]): string => options.map(({ id }) => id).join("");
const seeds = Array.from({ length: 200 }, (_, index) => `session ${index}`);

test("the same seed gives the same order", () => {
  assert.equal(order(shuffled(letters(6), "x")), order(shuffled(letters(6), "x")));
});

test("every option comes out once", () => {
  for (const seed of seeds) assert.equal([...order(shuffled(letters(8), seed))].sort().join(""), "abcdefgh");
});

test("seeds give different orders, and every option stands at every place at times", () => {
  const orders = seeds.map((seed) => order(shuffled(letters(4), seed)));
  assert.ok(new Set(orders).size >= 20, `${new Set(orders).size} of 24 orders`);
  for (const place of [0, 1, 2, 3]) assert.equal(new Set(orders.map((text) => text[place])).size, 4);
});

test("an option pinned last stays last", () => {
  const options = [{ id: "z", pin: "last" }, ...letters(4)];
  for (const seed of seeds) assert.match(order(shuffled(options, seed)), /z$/);
});

test("options whose text names positions keep the author's order", () => {
  const options = [...letters(3), { id: "both", pin: "position" }];
  for (const seed of seeds) assert.equal(order(shuffled(options, seed)), "abcboth");
});

test("the options given are left as they are", () => {
  const options = letters(5);
  shuffled(options, "x");
  assert.equal(order(options), "abcde");
});
