// How a formula is read out: in words, from its MathML, as KaTeX writes it.

import assert from "node:assert/strict";
import { test } from "node:test";
import katex from "katex";
import { wordsOf } from "../src/items/aloud";

/** As much of an element as is asked for here, made of KaTeX's MathML. */
interface Part {
  localName: string;
  children: Part[];
  textContent: string;
}

function mathOf(tex: string): Element {
  const html = katex.renderToString(tex, { output: "mathml", displayMode: true });
  const root: Part = { localName: "", children: [], textContent: "" };
  const open: Part[] = [root];
  for (const [tag, slash, name = "", text = ""] of html.matchAll(/<(\/?)([a-z]+)[^>]*?>|([^<]+)/g)) {
    const here = open.at(-1) ?? root;
    if (!tag.startsWith("<")) here.textContent += tag.replace(/&amp;/g, "&");
    else if (slash) open.pop();
    else if (!text) {
      const part: Part = { localName: name, children: [], textContent: "" };
      here.children.push(part);
      if (!tag.endsWith("/>")) open.push(part);
    }
  }
  const find = (part: Part): Part | undefined =>
    part.localName === "math" ? part : part.children.map(find).find(Boolean);
  return find(root) as unknown as Element;
}

for (const [tex, words] of [
  ["x^2 + 1", "x to the power of 2 + 1"],
  ["\\frac{a + b}{2}", "(a + b) over 2"],
  ["\\sqrt{x}", "the square root of x"],
  ["\\sqrt[3]{x}", "the root of order 3 of x"],
  ["w_i", "w sub i"],
  ["w_i^2", "w sub i to the power of 2"],
  ["\\sum_{i=1}^{n} i", "∑ from (i = 1) to n of i"],
] as const) {
  test(`${tex} is "${words}"`, () => assert.equal(wordsOf(mathOf(tex)), words));
}
