// The vectors notice when judging is wrong: each of these slips in a grade module is caught by at least one of them.

import assert from "node:assert/strict";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, describe, test } from "node:test";
import { pathToFileURL } from "node:url";
import type { build as Build, Plugin } from "esbuild";

const client = process.cwd();
const { build } = createRequire(join(client, "package.json"))("esbuild") as { build: typeof Build };
const folder = mkdtempSync(join(tmpdir(), "byheart-mutants-"));
after(() => rmSync(folder, { recursive: true }));

/** A module, what stands there, and the slip. */
const MUTANTS: readonly [file: string, right: string, slip: string][] = [
  ["items/grade.ts", "score >= 1 ?", "score > 0 ?"],
  ["items/grade-parts.ts", "n ? right / n : 0", "n ? right / (n + 1) : 0"],
  ["items/choice/grade.ts", "found > 0 && wrong === 0", "found > 0"],
  ["items/choice/grade.ts", "Math.max(0, found / key.length - wrong", "Math.max(0, found / key.length - 0 * wrong"],
  ["items/choice/grade.ts", "score < 1 ? 0 : score", "score < 0 ? 0 : score"],
  ["items/choice/grade.ts", "[...new Set(response)]", "[...response]"],
  ["items/numeric/grade.ts", "<= width + ROOM", "< width - ROOM"],
  ["items/numeric/grade.ts", "const ROOM = 1e-9", "const ROOM = 1e-6"],
  ["items/numeric/grade.ts", "Number(tolerance.rel) * Math.abs(middle)", "Number(tolerance.rel) * middle"],
  ["items/numeric/grade.ts", "low - ROOM * Math.abs(low) <= number", "low - ROOM * Math.abs(low) < number - 1e-9"],
  ["items/numeric/grade.ts", "number === undefined || isRight(key, number)", "number === undefined"],
  ["items/numeric/parse.ts", "POINT_REGIONS.has(`", "!POINT_REGIONS.has(`"],
  ["items/numeric/parse.ts", "top < bottom", "top <= bottom * 9"],
  ["items/numeric/parse.ts", "(value / 100)", "value"],
  ["items/numeric/parse.ts", "decimals.length === 3", "decimals.length >= 3"],
  ["items/numeric/parse.ts", "^[1-9]\\d{0,2}$/", "^\\d+$/"],
  ["items/numeric/parse.ts", "if (separator !== mark)", "if (separator)"],
  ["items/numeric/parse.ts", "!groups || certain", "!groups"],
  ["items/numeric/parse.ts", 'decimals.endsWith("0") ?', "decimals ?"],
  ["items/numeric/parse.ts", "values.filter(Number.isFinite)", "values"],
  ["items/numeric/parse.ts", "\\u2212", ""],
  ["items/text/grade.ts", "`^(?:${pattern})$`", "`^(?:${pattern})`"],
  ["items/text/grade.ts", "given.length > LONGEST", "given.length >= LONGEST"],
  ["items/text/grade.ts", 'compare.case ? "u" : "iu"', '"iu"'],
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
  ["items/cloze/grade.ts", "response[index]", "response[0]"],
  ["items/order/grade.ts", "step === 0 || step === 1", "step === 1"],
  ["items/order/grade.ts", "step === 0 || step === 1", "step >= 0"],
  ["items/order/grade.ts", "key.order.length - 1", "key.order.length"],
  ["items/grade-parts.ts", "here.size === there.size", "true"],
  ["items/grade-parts.ts", "every((member) => there.has(member))", "some((member) => there.has(member))"],
  ["items/choice/grade.ts", "response.some((id) => !key.options", "!response.some((id) => key.options"],
  ["items/order/grade.ts", "return CHANGED", "return gradeOfParts([], 1)"],
  ["items/match/grade.ts", "if (lefts.length && !haveSame(lefts, Object.keys(key))) return CHANGED;", ""],
  [
    "items/match/grade.ts",
    "if (chosen.some((right) => right && !rights",
    "if (chosen.every((right) => right && !rights",
  ],
  ["items/cloze/grade.ts", "response.length !== accept.length", "response.length > accept.length"],
  ["items/match/grade.ts", "own(response, id) === right", "own(response, id) !== undefined"],
  ["items/predict/grade.ts", "if (happens !== outcomeOf(key)) return gradeOfScore(0);", ""],
  ["items/predict/grade.ts", "? 0.5 : 1", "? 0 : 1"],
  ["items/predict/grade.ts", "return line.slice(0, end);", "return line.trim();"],
  ["items/predict/grade.ts", 'lines.at(-1) === ""', "lines.at(-1) === undefined"],
  ["items/predict/grade.ts", "split(/[.:]/)", "split(/:/)"],
  ["items/explain/grade.ts", "partly: 0.5", "partly: 1"],
  ["items/explain/grade.ts", "Math.floor(", "Math.ceil("],
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
  const { misjudged } = (await import(pathToFileURL(outfile).href)) as { misjudged(): number };
  return misjudged();
}

test("each type that a key judges has slips of its own", () => {
  const judges = readdirSync(join(client, "src/items")).filter((name) =>
    existsSync(join(client, "src/items", name, "grade.ts")),
  );
  const slipped = new Set(MUTANTS.map(([file]) => file));
  assert.ok(judges.length > 5);
  assert.deepEqual(
    judges.filter((name) => name !== "card" && !slipped.has(`items/${name}/grade.ts`)),
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
