// The vectors notice when judging is wrong: each of these slips in a grade module is caught by at least one of them.

import assert from "node:assert/strict";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, describe, test } from "node:test";
import { pathToFileURL } from "node:url";
import type { build as Build, Plugin } from "esbuild";
import { judgings } from "./vectors";

const client = process.cwd();
const { build } = createRequire(join(client, "package.json"))("esbuild") as { build: typeof Build };
const folder = mkdtempSync(join(tmpdir(), "byheart-mutants-"));
after(() => rmSync(folder, { recursive: true }));

/** A module, what stands there, and the slip. */
type Slip = readonly [file: string, right: string, slip: string];

/** Those in what several types have; what is one type's alone is in its folder. */
const SHARED: readonly Slip[] = [
  ["items/grade.ts", "score >= 1 ?", "score > 0 ?"],
  ["items/grade-parts.ts", "n ? right / n : 0", "n ? right / (n + 1) : 0"],
  ["items/compare.ts", '.normalize("NFKC")', '.normalize("NFC")'],
  ["items/compare.ts", "if (!compare.case)", "if (compare.case)"],
  ["items/compare.ts", "if (!compare.accents)", "if (compare.accents)"],
  ["items/compare.ts", "if (!compare.punctuation)", "if (compare.punctuation)"],
  ["items/compare.ts", "compare.spaces ? counted", "compare.accents ? counted"],
  ["items/compare.ts", '.replace(/-/g, " ")', '.replace(/-/g, "")'],
  ["items/compare.ts", '.replace(/ß/g, "ss")', ""],
  ["items/compare.ts", '.replace(/ς/g, "σ")', ""],
  ["items/compare.ts", 'text.replace(/I/g, "ı")', "text"],
  ["items/compare.ts", "own(UNMARKED, letter) ?? letter", "letter"],
  ["items/grade-parts.ts", "here.size === there.size", "true"],
  ["items/grade-parts.ts", "every((member) => there.has(member))", "some((member) => there.has(member))"],
];

const judged = await judgings();
const MUTANTS: readonly Slip[] = [
  ...SHARED,
  ...Object.entries(judged).flatMap(([type, { slips = [] }]) =>
    slips.map(([file, right, slip]): Slip => [`items/${type}/${file}`, right, slip]),
  ),
];

/** How many vectors go wrong with a slip in a module; without one, with none. */
async function misjudgedWith(name: string, slip?: { file: string; right: string; wrong: string }): Promise<number> {
  const mutate: Plugin = {
    name: "mutate",
    setup: (setting) => {
      setting.onLoad({ filter: /[\\/]src[\\/].*\.ts$/ }, ({ path }) => {
        const source = readFileSync(path, "utf8");
        const isIt = slip && path.replaceAll("\\", "/").endsWith(`/src/${slip.file}`);
        return { contents: isIt ? source.replace(slip.right, () => slip.wrong) : source, loader: "ts" };
      });
    },
  };
  const outfile = join(folder, `${name}.mjs`);
  const entryPoints = [join(client, "test/vectors.ts")];
  await build({ entryPoints, outfile, bundle: true, platform: "node", format: "esm", plugins: [mutate] });
  const { misjudged } = (await import(pathToFileURL(outfile).href)) as { misjudged(): Promise<number> };
  return misjudged();
}

test("each type that a key judges has slips of its own", () => {
  const modules = Object.keys(judged).filter((type) => existsSync(join(client, "src/items", type, "grade.ts")));
  assert.ok(modules.length > 5);
  assert.deepEqual(
    modules.filter((type) => !judged[type]?.slips?.length),
    [],
  );
});

describe("the vectors", () => {
  test("all hold for the modules as they are", async () => {
    assert.equal(await misjudgedWith("whole"), 0);
  });

  MUTANTS.forEach(([file, right, wrong], index) => {
    test(`catch ${file} with ${wrong || "nothing"} for ${right}`, async () => {
      assert.ok(
        readFileSync(join(client, "src", file), "utf8").includes(right),
        "the module does not say that any more",
      );
      assert.ok((await misjudgedWith(`mutant-${index}`, { file, right, wrong })) > 0);
    });
  });
});
