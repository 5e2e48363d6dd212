// Links of an item on another page lead to where they led from its own.

import assert from "node:assert/strict";
import { test } from "node:test";
import { rebase } from "../src/items/mount";

const PAGE = "https://study.example/site/decks/topic/deck/";

/** What a link of the data becomes on another page. */
function led(link: string, name: "href" | "src" = "href"): string {
  const values = new Map<string, string>([[name, link]]);
  const owner = {
    getAttribute: (asked: string) => values.get(asked) ?? null,
    setAttribute: (asked: string, value: string) => values.set(asked, value),
  };
  rebase({ querySelectorAll: () => [owner] } as unknown as ParentNode, PAGE);
  return values.get(name) ?? "";
}

const SITE = "https://study.example/site/";
for (const [link, address] of [
  ["#card", `${PAGE}#card`],
  ["../tags.md", `${SITE}decks/tags/`],
  ["../tags.md#tag", `${SITE}decks/tags/#tag`],
  ["index.md", `${SITE}decks/topic/`],
  ["index.md?x=1", `${SITE}decks/topic/?x=1`],
  ["../../practice.md?deck=topic/deck", `${SITE}practice/?deck=topic/deck`],
  ["../../sheets.md?topic=a.md&n=2#top", `${SITE}sheets/?topic=a.md&n=2#top`],
  ["file.md.txt", `${SITE}decks/topic/file.md.txt`],
  ["https://far.example/x.md?y", "https://far.example/x.md?y"],
  ["/root.md", "/root.md"],
] as const) {
  test(`a link to ${link} leads to ${address}`, () => assert.equal(led(link), address));
}

test("a picture keeps its place beside the decks", () =>
  assert.equal(led("media/map.png", "src"), `${SITE}decks/topic/media/map.png`));
