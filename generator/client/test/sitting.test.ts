// The course of an exam as values.

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import {
  countOf,
  extended,
  handedIn,
  movedTo,
  renamed,
  sittingIn,
  sittingOf,
  standingOf,
  withAnswer,
  withFlag,
  withoutClock,
} from "../src/exam/exam-state";

const MINUTE = 60_000;
const begun = sittingOf(["a", "b", "c"], 1000, 20);
const answer = { item: "b", kind: "response", response: ["x"] } as const;

describe("an exam", () => {
  test("begins at its first question with all of them open", () => {
    assert.equal(begun.at, 0);
    assert.equal(countOf(begun, "open"), 3);
    assert.equal(begun.ends, 1000 + 20 * MINUTE);
    assert.equal(sittingOf(["a"], 1000, 0).ends, 0);
  });

  test("goes on without questions that are no longer there, and with others under their new names", () => {
    const sitting = movedTo(
      withFlag(withAnswer(withAnswer(begun, "a", { ...answer, item: "a" }), "b", answer), "b"),
      2,
    );
    const now = renamed(sitting, (key) => ({ b: "new", c: "c" })[key]);
    assert.deepEqual([now.keys, now.at, now.flags], [["new", "c"], 1, ["new"]]);
    assert.deepEqual(now.answers, { new: { ...answer, item: "new" } });
    assert.deepEqual(
      renamed(sitting, (key) => key),
      sitting,
    );
  });

  test("keeps what was given last, and forgets what was taken back", () => {
    const once = withAnswer(begun, "b", answer);
    assert.deepEqual(
      once.keys.map((key) => standingOf(once, key)),
      ["open", "answered", "open"],
    );
    assert.deepEqual(withAnswer(once, "b", { ...answer, response: ["y"] }).answers["b"]?.response, ["y"]);
    assert.deepEqual(withAnswer(once, "b", undefined), begun);
  });

  test("keeps a text that cannot be read, which is no answer, under the name that its question has now", () => {
    const unread = withAnswer(withAnswer(begun, "b", answer), "b", undefined, "abc");
    assert.deepEqual([unread.answers, unread.unread, countOf(unread, "open")], [{}, { b: "abc" }, 2]);
    assert.deepEqual(renamed(unread, () => "new").unread, { new: "abc" });
    assert.deepEqual(renamed(unread, (key) => (key === "b" ? undefined : key)).unread, {});
    assert.deepEqual(withAnswer(unread, "b", undefined), begun);
  });

  test("flags and takes the flag off", () => {
    const flagged = withFlag(withFlag(begun, "a"), "c");
    assert.deepEqual(flagged.flags, ["a", "c"]);
    assert.deepEqual(withFlag(flagged, "a").flags, ["c"]);
  });

  test("shows the nearest question to one that does not exist", () => {
    assert.equal(movedTo(begun, 9).at, 2);
    assert.equal(movedTo(begun, -1).at, 0);
  });

  test("is given more time from its end, or from now once that has passed", () => {
    assert.equal(extended(begun, 5, 2000).ends, begun.ends + 5 * MINUTE);
    const late = begun.ends + MINUTE;
    assert.equal(extended(begun, 5, late).ends, late + 5 * MINUTE);
    assert.equal(withoutClock(begun).ends, 0);
  });

  test("comes back from what a tab has kept as it was", () => {
    const sitting = handedIn(withFlag(withAnswer(begun, "b", answer), "c"), 5000);
    assert.deepEqual(sittingIn(JSON.stringify(sitting)), sitting);
  });

  for (const text of [
    "",
    "null",
    "7",
    "{}",
    '{"keys": []}',
    '{"keys": ["a"], "answers": null, "flags": [], "ends": 0}',
  ]) {
    test(`is none where a tab has kept ${text || "nothing"}`, () => assert.equal(sittingIn(text), undefined));
  }
});
