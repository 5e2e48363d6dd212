// A small log fits into a link, and what a link brings is checked as a file is.

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import type { Contents } from "../src/log/archive";
import { digestOf, type FileContents, FileProblem } from "../src/log/file";
import { handedOver, LONGEST_CODE, LONGEST_LINK, linkTo } from "../src/log/handover";
import { randomOf } from "./random";
import { log, record } from "./records";

const PAGE = "https://study.example/site/progress/";

/** A log as it comes about: other times each time, the same items again and again. */
function contents(n: number): Contents {
  const random = randomOf(n);
  const records = Array.from({ length: n }, (_, index) => {
    const at = 1_700_000_000_000 + index * 60_000 + Math.floor(random() * 60_000);
    const rating = random() < 0.3 ? "again" : "good";
    return record({ seq: index + 1, at, ms: Math.floor(random() * 20_000), item: `t/d#${index % 9}`, rating });
  });
  return { records, aside: [{ at: 1, record: { item: 7 } }] };
}

const linkOf = (n: number): Promise<string | undefined> => linkTo(PAGE, contents(n), "/site/", new Date(0));
const hashOf = (link: string): string => new URL(link).hash;

describe("a link", () => {
  test("brings every record as it was, whatever fields it has", async () => {
    const given = {
      records: log(
        { response: ["a", "é"] },
        { rating: "good", retry: true, ms: 3.5 },
        { response: { text: "", judged: {} }, hints: 2 },
        { response: null },
      ),
      aside: [{ at: 1, record: [] }],
    };
    const link = (await linkTo(`${PAGE}#old`, given, "/site/", new Date(0))) ?? "";
    assert.match(link, /^https:\/\/study\.example\/site\/progress\/#log=[\w-]+$/);
    assert.deepEqual(await handedOver(hashOf(link)), {
      ...given,
      faults: [],
      damaged: [],
      site: "/site/",
      made: "1970-01-01T00:00:00.000Z",
    });
  });

  test("of an empty log is fine too", async () => {
    assert.deepEqual((await handedOver(hashOf((await linkOf(0)) ?? "")))?.records, []);
  });

  test("of a short log fits into a code, and a log that is too long gives none", async () => {
    assert.ok(((await linkOf(20)) ?? "").length <= LONGEST_CODE);
    assert.equal(await linkOf(20_000), undefined);
  });

  test("that somebody's program cut brings nothing, and one that it changed says so", async () => {
    const hash = hashOf((await linkOf(20)) ?? "");
    const whole = await digestOf(contents(20));
    for (let length = "#log=".length; length < hash.length; length++) {
      await assert.rejects(handedOver(hash.slice(0, length)), { name: "FileProblem" }, `${length} letters`);
    }
    for (let place = "#log=".length; place < hash.length; place++) {
      const changed = hash.slice(0, place) + (hash[place] === "A" ? "B" : "A") + hash.slice(place + 1);
      const read = await handedOver(changed).catch((error: unknown) => error);
      if (read instanceof FileProblem || (read as FileContents).faults.length) continue;
      // What is left is a letter of the head, or bits that mean nothing: the records are whole.
      assert.equal(await digestOf(read as Contents), whole);
    }
  });

  test("to a place on the page hands nothing over", async () => {
    assert.equal(await handedOver("#forecast"), undefined);
    assert.equal(await handedOver(""), undefined);
  });

  const packed = async (value: unknown): Promise<string> => {
    const stream = new Blob([JSON.stringify(value)]).stream().pipeThrough(new CompressionStream("deflate-raw"));
    return `#log=${Buffer.from(await new Response(stream).arrayBuffer()).toString("base64url")}`;
  };
  const head = { byheart: 2, counts: { events: 3, aside: 0 } };

  for (const [what, value] of [
    ["more records than it has", { head, n: 3, columns: [], aside: [] }],
    ["a hundred million records", { head, n: 1e8, columns: [], aside: [] }],
    [
      "more than one of its columns has",
      {
        head,
        n: 3,
        columns: [
          { name: "at", steps: [1, 1, 1] },
          { name: "ms", steps: [1] },
        ],
        aside: [],
      },
    ],
    ["a number of records that is none", { head, n: "3", columns: [{ name: "at", steps: [1, 1, 1] }], aside: [] }],
  ] as const) {
    test(`that asks for ${what} is left before any is made`, async () => {
      const hash = await packed(value);
      assert.ok(hash.length < 200);
      await assert.rejects(handedOver(hash), { name: "FileProblem", reason: "cut" });
    });
  }

  test("that repeats a long value in every record is left before any is made", async () => {
    const which = Array.from({ length: 100_000 }, () => 0);
    const hash = await packed({
      head,
      n: which.length,
      columns: [{ name: "item", values: ["x".repeat(1_000_000)], which }],
      aside: [],
    });
    assert.ok(hash.length < 10_000);
    await assert.rejects(handedOver(hash), { name: "FileProblem", reason: "large" });
  });

  test("that is longer than any that is made is left before it is unpacked", async () => {
    await assert.rejects(handedOver(`#log=${"A".repeat(LONGEST_LINK)}`), { name: "FileProblem", reason: "large" });
    // The control: one letter less is a cut link.
    await assert.rejects(handedOver(`#log=${"A".repeat(LONGEST_LINK - 5)}`), { name: "FileProblem", reason: "cut" });
  });

  test("that unpacks to far more than it is long is left", async () => {
    const bomb = await new Response(
      new Blob(["[".repeat(20_000_000)]).stream().pipeThrough(new CompressionStream("deflate-raw")),
    ).arrayBuffer();
    const hash = `#log=${Buffer.from(bomb).toString("base64url")}`;
    assert.ok(hash.length < LONGEST_LINK);
    await assert.rejects(handedOver(hash), { name: "FileProblem" });
  });
});
