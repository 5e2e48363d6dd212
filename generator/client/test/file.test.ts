// The file that a learner keeps: what was written can be read, and what is damaged, foreign or newer changes nothing.

import "fake-indexeddb/auto";
import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, test } from "node:test";
import { Archive, type Contents } from "../src/archive";
import { FileProblem, LARGEST, digestOf, read, readText, textOf } from "../src/file";
import { Store } from "../src/store";
import { log } from "./records";
import { entry, newScope } from "./stores";

const folder = join(process.cwd(), "../../tests/cases/import");
const names = readdirSync(folder).sort();
const fileOf = (name: string): Blob => new Blob([readFileSync(join(folder, name))]);
const reasonIn = (name: string): string => name.split("--", 1)[0] ?? "";

/** Imports as a page does: all of it, or the reason why not. */
async function bringIn(archive: Archive, file: Blob): Promise<string> {
  try {
    await archive.add(await read(file));
    return "good";
  } catch (error) {
    if (error instanceof FileProblem) return error.reason;
    throw error;
  }
}

async function begun(): Promise<Archive> {
  const store = new Store(newScope());
  for (const item of ["t/d#1", "t/d#2"]) await store.append(entry(item));
  return new Archive(store);
}

describe("a file as people have them", () => {
  test("is of every kind, and more than sixty of them are bad", () => {
    assert.ok(names.filter((name) => reasonIn(name) !== "good").length >= 60);
    const reasons = new Set(names.map(reasonIn));
    assert.deepEqual([...reasons].sort(), ["count", "cut", "digest", "empty", "foreign", "good", "newer", "record"]);
  });

  for (const name of names) {
    test(name, async () => {
      const archive = await begun();
      const before = await digestOf(await archive.contents());
      assert.equal(await bringIn(archive, fileOf(name)), reasonIn(name));
      const after = await digestOf(await archive.contents());
      // The control: a good file does change the digest, unless it has nothing in it.
      const changes = reasonIn(name) === "good" && !name.includes("without-records");
      assert.equal(after !== before, changes);
      if (!changes) return;
      assert.equal(await bringIn(archive, fileOf(name)), "good");
      assert.equal(await digestOf(await archive.contents()), after, "the second time changes nothing");
    });
  }

  test("that is larger than any of ours is not even read", async () => {
    const huge = { size: LARGEST + 1, arrayBuffer: () => assert.fail("it was read") } as unknown as Blob;
    await assert.rejects(read(huge), { reason: "large" });
  });

  test("names the record that is damaged", async () => {
    await assert.rejects(read(fileOf("record--without-item.json")), { n: 2 });
  });
});

describe("what was written", () => {
  const contents: Contents = {
    records: log({ response: ["a"] }, { kind: "ruling", ruling: "right" }, { response: { text: "é\u2028\n\"", judged: {} } }),
    aside: [{ at: 1, record: { item: 7 }, why: "clash" }],
  };

  test("is read as it was, with where and when", async () => {
    const text = await textOf(contents, "/site/", new Date(0));
    assert.deepEqual(await readText(text), { ...contents, site: "/site/", made: "1970-01-01T00:00:00.000Z" });
  });

  test("cut anywhere is refused", async () => {
    const text = (await textOf(contents, "/site/", new Date(0))).trimEnd();
    for (let length = 0; length < text.length; length++) {
      await assert.rejects(readText(text.slice(0, length)), FileProblem, `${length} letters`);
    }
  });

  test("with any letter of a record changed is refused, or says the same", async () => {
    const text = await textOf(contents, "/site/", new Date(0));
    const whole = await digestOf(contents);
    for (let place = text.indexOf('"events"'); place < text.length; place++) {
      const changed = `${text.slice(0, place)}x${text.slice(place + 1)}`;
      const read = await readText(changed).catch((error: unknown) => error);
      if (!(read instanceof FileProblem)) assert.equal(await digestOf(read as Contents), whole, `letter ${place}`);
    }
  });
});
