// Only this module knows that ts-fsrs adds methods to every Date of the page. Nobody here calls them, so they stay out,
// and with them a fifth of the library.

import { readFile } from "node:fs/promises";

const ADDED = /^Date\.prototype\.\w+ = function[\s\S]*?^};$/gm;

/** An esbuild plugin that leaves the page's Date as it is. */
export function datesAlone() {
  return {
    name: "dates-alone",
    setup(build) {
      build.onLoad({ filter: /[\\/]ts-fsrs[\\/]dist[\\/]index\.mjs$/ }, async ({ path }) => {
        return { contents: (await readFile(path, "utf8")).replace(ADDED, ""), loader: "js" };
      });
    },
  };
}
