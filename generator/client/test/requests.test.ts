// How the service worker tells addresses apart.

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { isPage, resourcesOf } from "../worker/requests";

describe("a page", () => {
  test("is a folder or an HTML file", () => {
    assert.deepEqual(["/site/", "/404.html", "/decks/items.json"].map(isPage), [true, true, false]);
  });

  test("loads what its tags name, below the site's root alone", () => {
    const html = `
      <link rel="stylesheet" href="../assets/a.css"><link rel=icon href=../f.png><link rel="next" href="../n/">
      <script src="../assets/b.js?x=1&amp;y=2"></script><script>inline("src=no.js")</script>
      <img alt="x" src="media/p.png"><img src="https://other.example/q.png"><a href="../z/">z</a>`;
    const found = resourcesOf(html, "https://me.example/site/decks/", "https://me.example/site/");
    const names = found.map((address) => address.replace("https://me.example/site/", ""));
    assert.deepEqual(names, ["assets/a.css", "f.png", "assets/b.js?x=1&y=2", "decks/media/p.png"]);
  });
});
