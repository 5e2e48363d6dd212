// Numbers and texts as they are typed: what holds whatever is typed.

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { type Comparison, normalised, tidy, USUAL } from "../src/items/compare";
import { decimalMark, parse } from "../src/items/numeric/parse";
import { randomOf, textOf } from "./random";

const LANGUAGES = ["en", "de", "fr", "de-CH", "hi", "ar", "es-MX"];
const PIECES = [..."0123456789.,'/ -+%e", "٫", "٬", "−", "×10^", "⁻³", "½", "٣", "km", "000", ",123", ".123"];

describe("a number", () => {
  test("that is written plainly reads as itself in every language", () => {
    const random = randomOf(1);
    for (let round = 0; round < 500; round++) {
      const value = Number(((random() - 0.5) * 10 ** Math.floor(random() * 9)).toPrecision(6));
      for (const lang of LANGUAGES) {
        const written = String(value).replace(".", decimalMark(lang));
        assert.deepEqual(parse(written, lang).readings, [value], `${written} in ${lang}`);
      }
    }
  });

  test("that is asked back is clear once it is written without groups", () => {
    for (const lang of LANGUAGES) {
      const other = decimalMark(lang) === "," ? "." : ",";
      const { readings } = parse(`3${other}145`, lang);
      assert.deepEqual(readings, [3145, 3.145]);
      for (const reading of readings) {
        assert.deepEqual(parse(String(reading).replace(".", decimalMark(lang)), lang).readings, [reading]);
      }
    }
  });

  test("reads the same with spaces around it and with its unit", () => {
    const random = randomOf(2);
    for (let round = 0; round < 2000; round++) {
      const text = textOf(
        random,
        PIECES.filter((piece) => piece !== "km"),
        6,
      );
      const plain = parse(text, "en", ["km"]);
      assert.deepEqual(parse(`  ${text}\u00a0`, "en", ["km"]), plain);
      if (plain.readings.length && !text.includes("%")) assert.deepEqual(parse(`${text} km`, "en", ["km"]), plain);
    }
  });

  test("is never read from anything but finite, and says what is in the way when it is not", () => {
    const random = randomOf(3);
    for (let round = 0; round < 5000; round++) {
      const { readings, unreadable } = parse(textOf(random, PIECES, 8), "de", ["km"]);
      assert.ok(readings.every(Number.isFinite) && readings.length <= 2);
      assert.equal(readings.length === 0, unreadable !== undefined);
    }
  });
});

describe("a text", () => {
  const letters = [...'aAiIıİßẞςΣéÉłø-–’"« \t\u00a0\u00ad\u0301.!½²ﬁ'];
  const compares = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15].map((bits): Comparison => {
    return { case: bits % 2 > 0, accents: bits % 4 > 1, punctuation: bits % 8 > 3, spaces: bits > 7 };
  });

  test("that is tidy stays as it is", () => {
    const random = randomOf(4);
    for (let round = 0; round < 3000; round++) {
      const text = tidy(textOf(random, letters, 8));
      assert.equal(tidy(text), text);
    }
  });

  test("counts as the same with other spaces, quotes and dashes", () => {
    const random = randomOf(5);
    for (let round = 0; round < 1000; round++) {
      const text = textOf(random, ["a", "B", "é", "'", "-", " x"], 8);
      const typed = `\u00a0${text.replaceAll("'", "’").replaceAll("-", "–").replaceAll(" ", "  ")} `;
      for (const compare of compares) assert.equal(normalised(typed, compare, "en"), normalised(text, compare, "en"));
    }
  });

  test("in capitals counts as the same unless case counts", () => {
    const random = randomOf(6);
    for (let round = 0; round < 1000; round++) {
      const text = textOf(random, [..."abcßéłσ"], 8);
      assert.equal(normalised(text.toUpperCase(), USUAL, "de"), normalised(text, USUAL, "de"));
    }
    assert.notEqual(normalised("A", { ...USUAL, case: true }, "de"), normalised("a", { ...USUAL, case: true }, "de"));
  });
});
