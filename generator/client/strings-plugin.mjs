// Only this module knows which strings the browser needs, and with which scripts they come: not those that the
// generator writes into the pages; those of the entry inside it; the others in a file for each group of chunks
// (imported as `en.json?group`), which the generator writes anew in the site's language.

import { readdirSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";

const IN_PAGES = /^(page|terminal)\.|^choice\.choose/;

/** Types of items whose words come with the entry, as their elements do, and the one that has a group of its own. */
const APART = ["card", "choice", "true-false", "explain"];

/** The other types: those that have a folder in the generator. */
const types = readdirSync(fileURLToPath(new URL("../byheart/items", import.meta.url)), { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && /^[a-z]/.test(entry.name))
  .map((entry) => entry.name.replaceAll("_", "-"))
  .filter((name) => !APART.includes(name));

/** The keys of each group that is not the entry's. */
const GROUPS = {
  explain: /^explain\./,
  types: new RegExp(`^(answer|${types.join("|")})\\.`),
  confidence: /^confidence\./,
  changed: /^changed\./,
  dialogs: /^keys\.|^deck\.(cancel|close|start-over-)/,
  deck: /^(deck|save)\.(?!answered)/,
  lists: /^continue\.|^deck\.answered/,
  tools: /^(tool|session)\./,
  review: /^review\./,
  aloud: /^aloud\./,
  leeches: /^leeches\./,
  practice: /^(practice|exam)\./,
  progress: /^progress\./,
  settings: /^settings\./,
  tally: /^tally\./,
  sheets: /^sheets\./,
  offline: /^offline\./,
  keep: /^store\./,
  move: /^move\./,
  trouble: /^trouble\./,
};

/** The name of the file that has the strings of a group. */
export const fileOf = (group) => `byheart-strings-${group}.js`;

/** The part of a catalogue that belongs to a group; "" stands for the entry. */
export function stringsOf(catalogue, group) {
  const groupOf = (key) => Object.keys(GROUPS).find((name) => GROUPS[name].test(key)) ?? "";
  const entries = Object.entries(catalogue).filter(([key]) => !IN_PAGES.test(key) && groupOf(key) === group);
  return Object.fromEntries(entries.map(([key, text]) => [key, shortest(text)]));
}

/** A text whose plural forms are all the same needs none. */
function shortest(text) {
  const [first, ...more] = typeof text === "string" ? [] : Object.values(text);
  return first !== undefined && more.every((form) => form === first) ? first : text;
}

/** The names of the groups, the entry's first. */
export const groups = ["", ...Object.keys(GROUPS)];

/** An esbuild plugin that cuts a catalogue; groups stay in files of their own with `apart`, else they are inlined. */
export function clientStrings({ apart }) {
  return {
    name: "client-strings",
    setup(build) {
      if (apart) {
        build.onResolve({ filter: /\.json\?\w+$/ }, ({ path }) => {
          return { path: `./${fileOf(path.split("?")[1])}`, external: true };
        });
      }
      build.onLoad({ filter: /[\\/]strings[\\/][a-z-]+\.json$/ }, async ({ path, suffix }) => {
        const catalogue = JSON.parse(await readFile(path, "utf8"));
        return { contents: JSON.stringify(stringsOf(catalogue, suffix.slice(1))), loader: "json" };
      });
    },
  };
}
