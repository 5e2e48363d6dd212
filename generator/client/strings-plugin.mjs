// Only this module knows which strings the browser needs, and when: not those that the generator writes into the pages,
// and some only with the chunks that load later (imported as `en.json?later`).

import { readFile } from "node:fs/promises";

const IN_PAGES = /^page\.|^choice\.choose/;
const LATER =
  /^(answer|numeric|text|order|match|predict|cloze|confidence|keys|continue)\.|^deck\.(cancel|close|start-over-|answered)/;

/** An esbuild plugin that cuts a catalogue into the part of the entry and the part of the chunks that load later. */
export const clientStrings = {
  name: "client-strings",
  setup(build) {
    build.onLoad({ filter: /[\\/]strings[\\/][a-z-]+\.json$/ }, async ({ path, suffix }) => {
      const catalogue = JSON.parse(await readFile(path, "utf8"));
      const wanted = (key) => !IN_PAGES.test(key) && LATER.test(key) === (suffix === "?later");
      const entries = Object.entries(catalogue).filter(([key]) => wanted(key));
      return { contents: JSON.stringify(Object.fromEntries(entries)), loader: "json" };
    });
  },
};
