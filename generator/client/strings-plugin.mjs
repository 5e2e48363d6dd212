// Only this module knows which strings the browser needs, those of item types among them, and with which scripts they
// come: not those that the generator writes into the pages; those of the entry inside it; the others in a file for each
// group of chunks (imported as `en.json?group`), which the generator writes anew in the site's language.

import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const read = (path) => JSON.parse(readFileSync(path, "utf8"));

const IN_PAGES = /^(page|terminal)\./;

/** The strings of each item type by language, and by the name of the type. */
const ofTypes = Object.fromEntries(
  readdirSync(here("../byheart/items"))
    .map((folder) => [folder.replaceAll("_", "-"), join(here("../byheart/items"), folder, "strings.json")])
    .filter(([, path]) => existsSync(path))
    .map(([name, path]) => [name, read(path)]),
);

/** Whether the entry imports the element of a type, and with it its words, and does not wait for a page that has one. */
const entry = readFileSync(here("src/elements.ts"), "utf8");
const comesLater = (name) => !entry.includes(`from "./items/${name}/`);

/** The keys of each group that is not the entry's. */
const GROUPS = {
  explain: /^explain\./,
  types: new RegExp(`^(answer|${Object.keys(ofTypes).filter(comesLater).join("|")})\\.`),
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

/** All strings of a language: those that all share, and after them those of each item type. */
export function catalogueOf(language) {
  const shared = read(here(`../byheart/strings/${language}.json`));
  return Object.assign(shared, ...Object.values(ofTypes).map((words) => words[language]));
}

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
      build.onLoad({ filter: /[\\/]strings[\\/][a-z-]+\.json$/ }, ({ path, suffix }) => {
        const strings = stringsOf(catalogueOf(basename(path, ".json")), suffix.slice(1));
        return { contents: JSON.stringify(strings), loader: "json" };
      });
    },
  };
}
