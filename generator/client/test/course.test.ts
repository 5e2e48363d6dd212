// The course of a session: what comes next, what comes again, what is taken back.

import assert from "node:assert/strict";
import { test } from "node:test";
import {
  advanced,
  begun,
  type Course,
  courseIn,
  type Done,
  ended,
  left,
  remaining,
  renamed,
  wentBack,
} from "../src/session/session-state";

const all = { first: () => true, again: () => true };
const done = (key: string): Done => ({ key, state: "right", skipped: false, records: [[key, 1]] });
const answered = (course: Course, at?: number): Course => left(course, done(course.current ?? ""), at);

test("items are asked in their order, until none is left", () => {
  let course = advanced(begun(["a", "b"]), 0, all);
  assert.equal(course.current, "a");
  course = advanced(answered(course), 0, all);
  assert.equal(course.current, "b");
  course = advanced(answered(course), 0, all);
  assert.equal(course.current, undefined);
  assert.deepEqual(
    course.done.map(({ key }) => key),
    ["a", "b"],
  );
});

test("what is asked stays asked until it is left", () => {
  const course = advanced(begun(["a", "b"]), 0, all);
  assert.equal(advanced(course, 99, all), course);
});

test("what is no longer wanted is not asked", () => {
  assert.equal(advanced(begun(["a", "b"]), 0, { ...all, first: (key) => key !== "a" }).current, "b");
  const course = answered(advanced(begun(["a"]), 0, all), 60);
  assert.equal(advanced(course, 99, { ...all, again: () => false }).current, undefined);
});

test("what comes again waits for its time, and not longer than for what is new", () => {
  const first = advanced(begun(["a", "b", "c"]), 0, all);
  const second = advanced(answered(first, 60), 10, all);
  assert.equal(second.current, "b");
  assert.equal(remaining(second).length, 3);
  assert.equal(advanced(answered(second), 61, all).current, "a");
  const third = advanced(answered(second), 20, all);
  assert.equal(third.current, "c");
  assert.equal(advanced(answered(third), 30, all).current, "a");
});

test("after the time is over nothing new is asked", () => {
  const course = advanced(begun(["a", "b"], 100), 99, all);
  assert.equal(course.current, "a");
  const over = advanced(answered(course, 50), 100, all);
  assert.equal(over.current, undefined);
  assert.deepEqual(remaining(over), []);
});

test("going back is the inverse of leaving", () => {
  const course = advanced(begun(["a", "b", "c"]), 0, all);
  const next = advanced(answered(course, 60), 10, all);
  const back = wentBack(next);
  assert.equal(back?.undone.key, "a");
  assert.equal(back?.course.current, "a");
  assert.deepEqual(back && remaining(back.course), remaining(course));
  assert.deepEqual(back?.course.done, []);
  assert.equal(wentBack(course), undefined);
});

test("going back from the end leads to the last item", () => {
  const over = advanced(answered(advanced(begun(["a"]), 0, all)), 0, all);
  assert.equal(wentBack(over)?.course.current, "a");
  assert.deepEqual(remaining(ended(advanced(begun(["a", "b"]), 0, all))), []);
});

test("a tab's own text reads as the course it was, and nothing else does", () => {
  const course = advanced(answered(advanced(begun(["a", "b"], 7), 0, all), 9), 0, all);
  assert.deepEqual(courseIn(JSON.stringify(course)), JSON.parse(JSON.stringify(course)));
  for (const text of ["", "{", "null", "[]", "7", '{"ahead":1}']) assert.equal(courseIn(text), undefined);
});

test("what is no longer there is left out everywhere, and what has another name goes on under it", () => {
  const names: Record<string, string> = { a: "a", d: "new" };
  const course: Course = {
    ...begun(["c", "d"]),
    current: "b",
    before: [7],
    returning: [
      { key: "a", at: 9 },
      { key: "c", at: 3 },
    ],
    done: [done("a"), done("b")],
  };
  const now = renamed(course, (key) => names[key]);
  assert.deepEqual(remaining(now), ["new", "a"]);
  assert.deepEqual(now.done, [done("a")]);
  assert.equal(now.before, undefined);
  assert.equal(advanced(now, 0, all).current, "new");
  // The control: all names as they were.
  assert.deepEqual(
    renamed(course, (key) => key),
    course,
  );
});
