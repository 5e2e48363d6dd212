// Only this script knows how KaTeX is asked whether it can draw a formula. It is run by Node with the path of the
// client's own KaTeX, reads formulas as JSON from its input, and writes a line of JSON for each.

import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const { default: katex } = await import(pathToFileURL(process.argv[2]).href);
const { formulas, deepest, largest } = JSON.parse(readFileSync(0, "utf8"));
const EM = { em: 1, ex: 0.43, mu: 1 / 18, pt: 0.1, bp: 0.1, dd: 0.107, pc: 1.2, cc: 1.28, mm: 0.285, cm: 2.85, in: 7.2, nd: 0.107, nc: 1.28, sp: 1 / 655360 };

for (const [tex, displayMode] of formulas) process.stdout.write(`${JSON.stringify(fault(tex, displayMode))}\n`);

/** What is wrong with a formula, by its kind; null if it is drawn. */
function fault(tex, displayMode) {
  const refused = [];
  const trust = ({ command }) => Boolean(refused.push(command)) && false;
  const options = { displayMode, throwOnError: true, strict: "ignore", trust };
  try {
    const { deep, large } = measured(katex.__parse(tex, options));
    if (deep > deepest) return { kind: "deep" };
    if (large > largest) return { kind: "large" };
    const { height, depth } = katex.__renderToHTMLTree(tex, options);
    if (height + depth > largest) return { kind: "large" };
    return refused.length ? { kind: "refused", said: refused[0] } : null;
  } catch (error) {
    if (error instanceof katex.ParseError) return { kind: "wrong", said: error.rawMessage, position: error.position };
    return { kind: "deep" };
  }
}

/** How deep the parts of a formula are nested, and the largest size it names, in em; without recursion. */
function measured(tree) {
  let [deep, large] = [0, 0];
  const waiting = [[tree, 0]];
  while (waiting.length) {
    const [node, depth] = waiting.pop();
    if (typeof node !== "object" || node === null) continue;
    const below = depth + ("type" in node && "mode" in node ? 1 : 0);
    deep = Math.max(deep, below);
    if (typeof node.number === "number" && node.unit in EM) large = Math.max(large, Math.abs(node.number) * EM[node.unit]);
    for (const [name, child] of Object.entries(node)) if (name !== "loc") waiting.push([child, below]);
  }
  return { deep, large };
}
