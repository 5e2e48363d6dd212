// Only this module knows what lies in which script. What loads later shares the entry's modules, and the item types share
// some more: each set is to be one file, not one for each combination of chunks that happens to share something.

import { readdir, readFile } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";

const DYNAMIC = /\bimport\("(\.[^"]+)"\)/g;

/**
 * An esbuild plugin by which each module that is imported when it is needed loads the `entry` first; and those that
 * import the first of `shared` themselves load all of `shared`.
 */
export function sharedChunks({ source, entry, shared }) {
  return {
    name: "shared-chunks",
    async setup(build) {
      const later = await importedLater(source);
      const mark = `/${basename(shared[0], ".ts")}";`;
      build.onLoad({ filter: /\.ts$/ }, async ({ path }) => {
        if (!later.has(path)) return undefined;
        const text = await readFile(path, "utf8");
        const first = [entry, ...(text.includes(mark) ? shared : [])];
        return { contents: first.map((one) => `import ${JSON.stringify(one)};`).join("") + text, loader: "ts" };
      });
    },
  };
}

/** The files that some module imports when it is needed. */
async function importedLater(source) {
  const names = (await readdir(source, { recursive: true })).filter((name) => name.endsWith(".ts"));
  const found = await Promise.all(
    names.map(async (name) => {
      const text = await readFile(join(source, name), "utf8");
      return [...text.matchAll(DYNAMIC)].map(([, target]) => resolve(source, dirname(name), target));
    }),
  );
  if (!found.flat().length) throw new Error(`nothing below ${source} is imported when it is needed`);
  const paths = new Set(names.map((name) => join(source, name)));
  return new Set(found.flat().map((path) => (paths.has(`${path}.ts`) ? `${path}.ts` : join(path, "index.ts"))));
}
