// Only this module knows which strings the browser needs: not those that the generator writes into the pages.

import { readFile } from "node:fs/promises";

/** An esbuild plugin that leaves the keys `page.*` of a catalogue out of the bundle. */
export const clientStrings = {
  name: "client-strings",
  setup(build) {
    build.onLoad({ filter: /[\\/]strings[\\/][a-z-]+\.json$/ }, async ({ path }) => {
      const catalogue = JSON.parse(await readFile(path, "utf8"));
      const entries = Object.entries(catalogue).filter(([key]) => !key.startsWith("page."));
      return { contents: JSON.stringify(Object.fromEntries(entries)), loader: "json" };
    });
  },
};
