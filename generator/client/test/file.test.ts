// The file that a learner keeps when the browser stores nothing.

import assert from "node:assert/strict";
import { test } from "node:test";
import { fileOf } from "../src/file";
import { type LogRecord, isRecord } from "../src/record";
import { log, record } from "./records";

test("the file has its version and every record, and each of them could be read back", () => {
  const waiting = record({ seq: 0, device: "" });
  const saved = log({ response: ["a"] }, { kind: "ruling", ruling: "right" });
  const file = JSON.parse(fileOf([...saved, waiting, { ...waiting, seq: 1 }], "unsaved:1"));
  assert.equal(file.byheart, 1);
  assert.deepEqual(file.events.slice(0, 2), saved);
  assert.ok(file.events.every(isRecord));
  assert.equal(new Set(file.events.map(({ device, seq }: LogRecord) => `${device} ${seq}`)).size, 4);
});
