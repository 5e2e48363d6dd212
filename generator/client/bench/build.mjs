// Bundles what the benchmark runs in a browser. Argument: the file to write.

import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { clientStrings } from "../strings-plugin.mjs";
import { itemTypes } from "../types-plugin.mjs";

await build({
  absWorkingDir: fileURLToPath(new URL("..", import.meta.url)),
  entryPoints: ["bench/review.ts"],
  outfile: process.argv[2],
  bundle: true,
  minify: true,
  format: "esm",
  target: "es2022",
  logLevel: "warning",
  plugins: [clientStrings({ apart: false }), itemTypes()],
});
