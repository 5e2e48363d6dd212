// Bundles all test files for Node at once and runs them with Node's own runner, as many side by side as there are cores;
// left to itself it keeps one core free. Arguments go to the runner.

import { spawnSync } from "node:child_process";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { clientStrings } from "../strings-plugin.mjs";
import { itemTypes } from "../types-plugin.mjs";

const client = fileURLToPath(new URL("..", import.meta.url));
const names = (await readdir(join(client, "test"))).filter((name) => name.endsWith(".test.ts"));
const outdir = await mkdtemp(join(tmpdir(), "byheart-test-"));

await build({
  absWorkingDir: client,
  entryPoints: names.map((name) => join("test", name)),
  outdir,
  outExtension: { ".js": ".mjs" },
  bundle: true,
  platform: "node",
  format: "esm",
  sourcemap: "inline",
  logLevel: "warning",
  plugins: [clientStrings({ apart: false }), itemTypes()],
});

const files = names.map((name) => join(outdir, name.replace(/\.ts$/, ".mjs")));
const words = ["--enable-source-maps", "--test", `--test-concurrency=${availableParallelism()}`];
const { status } = spawnSync(process.execPath, [...words, ...process.argv.slice(2), ...files], {
  cwd: client,
  stdio: "inherit",
});
await rm(outdir, { recursive: true });
process.exitCode = status ?? 1;
