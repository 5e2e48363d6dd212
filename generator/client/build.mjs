// Bundles the client into the Python package: scripts, style, KaTeX with its fonts, and the licences of what is inside.

import { cp, mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import typesetter from "katex";
import { sharedChunks } from "./chunks-plugin.mjs";
import { datesAlone } from "./fsrs-plugin.mjs";
import { catalogueOf, clientStrings, fileOf, groups, stringsOf } from "./strings-plugin.mjs";
import { itemTypes } from "./types-plugin.mjs";

const here = fileURLToPath(new URL(".", import.meta.url));
const assets = join(here, "../byheart/assets");
const katex = join(here, "node_modules/katex");
const source = join(here, "src");
const chunks = {
  source,
  entry: join(source, "elements.ts"),
  shared: ["answer-strings", "compare", "diff", "solution", "typed"].map((name) => join(source, "items", `${name}.ts`)),
};

const scripts = [...(await bundleScripts()), ...(await writeStrings())];
await bundleWorker();
const styles = await bundleStyles();
await copyKatex();
await writeLicences({ katex: "LICENSE", qr: "LICENSE-MIT", "ts-fsrs": "LICENSE" });
await removeOldScripts(scripts);
await report([...scripts, ...styles]);

/** Returns the names of the scripts; the entry comes first. */
async function bundleScripts() {
  const { metafile } = await build({
    absWorkingDir: here,
    entryPoints: { byheart: "src/index.ts", "byheart-moved": "src/deck/moved-page.ts" },
    outdir: assets,
    bundle: true,
    splitting: true,
    format: "esm",
    target: "es2022",
    minify: true,
    // What the schedule's library tells its developers.
    pure: ["console.debug"],
    // Chunks lie beside the entry, so that import.meta.url means the same folder in each.
    chunkNames: "byheart-[name]-[hash]",
    plugins: [clientStrings({ apart: true }), datesAlone(), itemTypes(), sharedChunks(chunks)],
    metafile: true,
  });
  return Object.keys(metafile.outputs)
    .map((path) => basename(path))
    .sort((a, b) => a.length - b.length);
}

/** The service worker is one file, which the generator puts at the site's root. */
async function bundleWorker() {
  const options = { bundle: true, format: "iife", target: "es2022", minify: true, legalComments: "none" };
  await build({
    absWorkingDir: here,
    entryPoints: ["worker/worker.ts"],
    outfile: join(assets, "worker", "sw.js"),
    ...options,
  });
  for (const name of ["icon.svg", "icon-192.png", "icon-512.png"])
    await cp(join(here, "icons", name), join(assets, name));
}

/** Returns the names of the files with strings; `strings.json` tells the generator which keys are the entry's. */
async function writeStrings() {
  const english = catalogueOf("en");
  await writeFile(join(assets, "strings.json"), JSON.stringify(Object.keys(stringsOf(english, ""))));
  const names = groups.filter(Boolean).map(async (group) => {
    await writeFile(join(assets, fileOf(group)), `export default ${JSON.stringify(stringsOf(english, group))};\n`);
    return fileOf(group);
  });
  return Promise.all(names);
}

/** Returns the names of the style sheets: for every page, for paper, and for what comes with the chunks of
 * item types and of the pages that work on all decks. */
async function bundleStyles() {
  const entryPoints = {
    byheart: "css/byheart.css",
    "byheart-print": "css/byheart-print.css",
    "byheart-forced": "css/byheart-forced.css",
    "byheart-types": "css/types.css",
    "byheart-changed": "css/changed.css",
    "byheart-dialog": "css/dialog.css",
    "byheart-tools": "css/tools.css",
    "byheart-offline": "css/offline.css",
    "byheart-moved": "css/moved.css",
    "byheart-sheets": "css/sheets.css",
    "byheart-sheet": "css/sheet.css",
  };
  await build({
    absWorkingDir: here,
    entryPoints,
    outdir: assets,
    bundle: true,
    minify: true,
    // The sheets for paper and for forced colours stay files of their own; nested rules are written out for older browsers.
    external: ["byheart-print.css", "byheart-forced.css"],
    plugins: [itemTypes()],
    target: ["chrome111", "firefox113", "safari16.2"],
  });
  return Object.keys(entryPoints).map((name) => `${name}.css`);
}

/** Every browser that runs the client reads WOFF2, so the other fonts stay out. */
async function copyKatex() {
  const target = join(assets, "katex");
  await mkdir(join(target, "fonts"), { recursive: true });
  const css = await readFile(join(katex, "dist/katex.min.css"), "utf8");
  await writeFile(join(target, "katex.min.css"), css.replace(/,url\([^)]*\) format\("(woff|truetype)"\)/g, ""));
  const fonts = (await readdir(join(katex, "dist/fonts"))).filter((name) => name.endsWith(".woff2"));
  for (const name of fonts) await cp(join(katex, "dist/fonts", name), join(target, "fonts", name));
  await writeFile(join(target, "names.json"), JSON.stringify(await katexNames()));
}

/** The commands and environments that KaTeX knows, for a check where there is no Node: its source names them all, and
 * some words besides, which it does not know when it is asked. */
async function katexNames() {
  const source = await readFile(join(katex, "dist/katex.mjs"), "utf8");
  const words = (pattern) => [...new Set([...source.matchAll(pattern)].map(([, word]) => word))].sort();
  const knows = (tex, complaint) => {
    try {
      typesetter.renderToString(tex, { strict: "ignore" });
      return true;
    } catch (error) {
      return !error.message.includes(complaint);
    }
  };
  return {
    commands: words(/\\\\([a-zA-Z@]+)/g).filter((name) => knows(`\\${name}`, "Undefined control sequence")),
    environments: words(/"([a-zA-Z]+\*?)"/g).filter((name) => knows(`\\begin{${name}}`, "No such environment")),
  };
}

/** Writes the licence of each package from the file that has the one under which we take it. */
async function writeLicences(packages) {
  const texts = Object.entries(packages).map(async ([name, file]) => {
    const folder = join(here, "node_modules", name);
    const { version } = JSON.parse(await readFile(join(folder, "package.json"), "utf8"));
    const licence = await readFile(join(folder, file), "utf8");
    return `${name} ${version}\n\n${licence.trim()}\n`;
  });
  await writeFile(join(assets, "THIRD_PARTY.txt"), (await Promise.all(texts)).join(`\n${"-".repeat(72)}\n\n`));
}

/** Chunks of an earlier build have other names and would be published with the site. */
async function removeOldScripts(current) {
  for (const name of await readdir(assets)) {
    if (name.endsWith(".js") && !current.includes(name)) await rm(join(assets, name));
  }
}

async function report(names) {
  for (const name of names) {
    const content = await readFile(join(assets, name));
    const [plain, gzip] = [content.length, gzipSync(content, { level: 9 }).length];
    console.log(`${name.padEnd(32)} ${kilobytes(plain)} ${kilobytes(gzip)} gzip`);
  }
}

function kilobytes(bytes) {
  return `${(bytes / 1000).toFixed(1)} kB`.padStart(9);
}
