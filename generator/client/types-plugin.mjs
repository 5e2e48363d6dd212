// Only this module knows how what item types bring is gathered from their folders: their facts as one module, what
// sheets need to know as another, and the rules of one kind of style sheet wherever a sheet imports that kind.

import { existsSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";

const items = fileURLToPath(new URL("src/items", import.meta.url));

/** The names of the types whose folder has a file; in its path, `*` stands for the name. */
async function typesWith(file) {
  const folders = (await readdir(items, { withFileTypes: true })).filter((entry) => entry.isDirectory());
  const names = folders.map(({ name }) => name).filter((name) => existsSync(join(items, name, named(file, name))));
  return names.sort();
}

const named = (file, name) => file.replaceAll("*", name);

/**
 * An esbuild plugin for the imports of "item-facts" and "item-paper", which are the default exports of each type's
 * `facts.ts` or `paper.ts` by the name of the type; and in style sheets of `src/items/*` and a file, which is that file
 * of each type that has one.
 */
export function itemTypes() {
  return {
    name: "item-types",
    setup(build) {
      build.onResolve({ filter: /^item-(facts|paper)$/ }, ({ path }) => ({ path, namespace: "item-modules" }));
      build.onLoad({ filter: /.*/, namespace: "item-modules" }, async ({ path }) => {
        const kind = path.slice("item-".length);
        const names = await typesWith(`${kind}.ts`);
        const imports = names.map((name, index) => `import type${index} from "./${name}/${kind}";`);
        const entries = names.map((name, index) => `${JSON.stringify(name)}: type${index}`);
        return { contents: `${imports.join("")}export default {${entries.join()}};`, resolveDir: items };
      });
      build.onResolve({ filter: /\/src\/items\/\*\// }, ({ path, resolveDir }) => {
        return { path: relative(items, join(resolveDir, path)), namespace: "item-styles" };
      });
      build.onLoad({ filter: /.*/, namespace: "item-styles" }, async ({ path }) => {
        const file = path.slice("*/".length);
        const names = await typesWith(file);
        const contents = names.map((name) => `@import "./${name}/${named(file, name)}";`).join("");
        return { contents, loader: "css", resolveDir: items };
      });
    },
  };
}
