// A code says what it was made of: the library that reads it back is another part than the one that writes.

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import decodeQR from "qr/decode.js";
import { type Drawing, drawingOf } from "../src/ui/qr";

const SCALE = 4;

/** Paints the path as a reader would see it. */
function painted({ size, path }: Drawing): { width: number; height: number; data: Uint8ClampedArray } {
  const side = size * SCALE;
  const data = new Uint8ClampedArray(side * side * 4).fill(255);
  for (const [, x, y, length] of path.matchAll(/M(\d+) (\d+)h(\d+)v1h-\d+z/g)) {
    for (let row = Number(y) * SCALE; row < (Number(y) + 1) * SCALE; row++) {
      const start = row * side + Number(x) * SCALE;
      for (let at = start; at < start + Number(length) * SCALE; at++) data.fill(0, at * 4, at * 4 + 3);
    }
  }
  return { width: side, height: side, data };
}

describe("a QR code", () => {
  for (const text of [
    "https://study.example/site/practice/?topic=vision&n=10&seed=42",
    "https://study.example/تدريب/?tag=ü,é",
    `https://study.example/?deck=${"a/b,".repeat(200)}`,
  ]) {
    test(`reads as the ${text.length} characters it was made of`, () => {
      assert.equal(decodeQR(painted(drawingOf(text))), text);
    });
  }

  test("says so when a text is too long", () => {
    assert.throws(() => drawingOf("x".repeat(2332)));
    assert.ok(drawingOf("x".repeat(2331)).size > 0);
  });
});
