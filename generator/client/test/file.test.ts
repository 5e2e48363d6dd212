// The file that a learner keeps: what was written can be read, and what is damaged, foreign or newer changes nothing.

import "fake-indexeddb/auto";
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, test } from "node:test";
import { Archive, type Contents } from "../src/log/archive";
import { digestOf, type FileContents, FileProblem, LARGEST, read, readText, textOf } from "../src/log/file";
import { Store } from "../src/log/store";
import { log } from "./records";
import { entry, newScope } from "./stores";

const folder = join(process.cwd(), "../../tests/cases/import");
const names = readdirSync(folder).sort();
const fileOf = (name: string): Blob => new Blob([readFileSync(join(folder, name))]);
const reasonIn = (name: string): string => name.split("--", 1)[0] ?? "";

/** Of these no record is sound, or nobody can tell. */
const REFUSED = [
  "cut--events-an-object.json",
  "cut--events-null.json",
  "cut--head-alone.json",
  "cut--no-events.json",
  "cut--rest-are-zero-bytes.json",
  "cut--version-1-without-events.json",
];
const isRefused = (name: string): boolean =>
  REFUSED.includes(name) || ["empty", "foreign", "newer"].includes(reasonIn(name));

/** Imports as a page does; what is wrong with the file, and whether it was refused. */
async function bringIn(archive: Archive, file: Blob): Promise<{ told: string[]; refused: boolean }> {
  try {
    const kept = await read(file);
    await archive.add(kept);
    return { told: kept.faults.length ? kept.faults : ["good"], refused: false };
  } catch (error) {
    if (error instanceof FileProblem) return { told: [error.reason], refused: true };
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
      const before = await archive.contents();
      const { told, refused } = await bringIn(archive, fileOf(name));
      assert.ok(told.includes(reasonIn(name)), told.join());
      assert.equal(refused, isRefused(name));
      const after = await archive.contents();
      // The control: what is read does change the log, unless there is nothing in it.
      const changes = !refused && !name.includes("without-records");
      assert.equal((await digestOf(after)) !== (await digestOf(before)), changes);
      assert.deepEqual(
        after.records.filter(({ device }) => before.records.some((one) => one.device === device)),
        before.records,
      );
      if (!changes) return;
      await bringIn(archive, fileOf(name));
      assert.equal(await digestOf(await archive.contents()), await digestOf(after), "the second time changes nothing");
    });
  }

  test("that is larger than any of ours is not even read", async () => {
    const huge = { size: LARGEST + 1, arrayBuffer: () => assert.fail("it was read") } as unknown as Blob;
    await assert.rejects(read(huge), { reason: "large" });
  });

  test("with a damaged record brings the others in, names it, and keeps it apart", async () => {
    const { records, aside, damaged } = await read(fileOf("record--without-item.json"));
    const sound = await read(fileOf("good--version-2.json"));
    assert.deepEqual(
      records,
      sound.records.filter((_, index) => index !== 1),
    );
    assert.deepEqual(damaged, [2]);
    assert.match(String(aside.at(-1)?.record), /^\{"at":/);
    assert.equal(aside.at(-1)?.why, "damaged");
  });

  test("of which half is there brings in what is whole, with where it is from, and keeps the rest as text", async () => {
    const { records, aside, site } = await read(fileOf("cut--half.json"));
    const sound = await read(fileOf("good--version-2.json"));
    assert.deepEqual(records, sound.records.slice(0, records.length));
    assert.equal(site, sound.site);
    assert.deepEqual(
      aside.map(({ record }) => typeof record),
      ["string"],
    );
  });

  test("made to keep a reader busy is read in steps that grow with it", async () => {
    for (const piece of ['{"', "{".repeat(70), '{"a":{', '"{\\']) {
      const text = `{"byheart":2,"events":[${piece.repeat(100_000)}`;
      await assert.rejects(readText(text), { reason: "cut" });
    }
  });
});

describe("what was written", () => {
  const contents: Contents = {
    records: log(
      { response: ["a"] },
      { kind: "ruling", ruling: "right" },
      { response: { text: 'é\u2028\n"', judged: {} } },
    ),
    aside: [{ at: 1, record: { item: 7 }, why: "clash" }],
  };

  test("is read as it was, with where and when", async () => {
    const text = await textOf(contents, "/site/", new Date(0));
    assert.deepEqual(await readText(text), {
      ...contents,
      faults: [],
      damaged: [],
      site: "/site/",
      made: "1970-01-01T00:00:00.000Z",
    });
  });

  test("cut anywhere brings in what was whole before the cut, says so, and takes nothing for what it was not", async () => {
    const text = (await textOf(contents, "/site/", new Date(0))).trimEnd();
    const whole = new Set(contents.records.map((one) => JSON.stringify(one)));
    const ends = contents.records.map((one) => text.indexOf(JSON.stringify(one)) + JSON.stringify(one).length);
    for (let length = 0; length < text.length; length++) {
      const kept = await readText(text.slice(0, length)).catch((error: unknown) => error);
      const expected = ends.filter((end) => end <= length).length;
      if (kept instanceof FileProblem) assert.equal(expected, 0, `${length} letters`);
      else {
        const { records, faults } = kept as FileContents;
        assert.deepEqual([records.length, faults], [expected, ["cut"]], `${length} letters`);
        assert.ok(records.every((one) => whole.has(JSON.stringify(one))));
      }
    }
  });

  test("with any letter of a record changed is told, or says the same", async () => {
    const text = await textOf(contents, "/site/", new Date(0));
    const whole = await digestOf(contents);
    for (let place = text.indexOf('"events"'); place < text.length; place++) {
      const changed = `${text.slice(0, place)}x${text.slice(place + 1)}`;
      const read = await readText(changed).catch((error: unknown) => error);
      if (read instanceof FileProblem || (read as FileContents).faults.length) continue;
      assert.equal(await digestOf(read as Contents), whole, `letter ${place}`);
    }
  });
});
