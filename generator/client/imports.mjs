// Prints what each module of src imports from src, static, dynamic and of types alike, as the compiler reads it: JSON of
// module to modules, by their path below src without ".ts". The tests of the architecture read it.

import { readdir, readFile } from "node:fs/promises";
import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import typescript from "typescript";

const source = fileURLToPath(new URL("src", import.meta.url));
const files = (await readdir(source, { recursive: true })).filter((name) => name.endsWith(".ts"));
const names = new Set(files.map((name) => name.replaceAll("\\", "/")));

/** The module that a path means, from a file; undefined for what lies elsewhere. */
function moduleOf(path, from) {
  if (!path.startsWith(".")) return undefined;
  const found = relative(source, resolve(source, dirname(from), path)).replaceAll("\\", "/");
  const kinds = [".ts", "/index.ts", ".d.ts"].map((end) => `${found}${end}`);
  return kinds.find((kind) => names.has(kind));
}

const table = {};
for (const name of [...names].sort()) {
  const { importedFiles } = typescript.preProcessFile(await readFile(join(source, name), "utf8"), true, true);
  const own = importedFiles.map(({ fileName }) => moduleOf(fileName, name)).filter(Boolean);
  table[name] = [...new Set(own)].sort();
}
console.log(JSON.stringify(table, undefined, 1));
