// Only this module knows how KaTeX is asked, and what of TeX cannot be drawn.

type Katex = Pick<typeof import("katex").default, "render">;

// As in byheart/formulas: more than anyone reads. A deeper formula could end the stack, a larger one fill the page.
const DEEPEST = 100;
const LARGEST = 60;

/** Draws a formula in the place of its TeX. What cannot be drawn is shown as it was written, in red. */
export function draw(katex: Katex, node: HTMLElement): void {
  const tex = node.textContent ?? "";
  if (drawn(katex, tex, node)) letScroll(node);
  else asWritten(tex, node);
}

/** Puts each part that has no break in it into a box that scrolls where it is too wide. Of such boxes, those that are
 * flexible alone stand on the line with what they hold, and not with their lower edge. */
function letScroll(math: HTMLElement): void {
  for (const part of math.querySelectorAll(".katex-html > .katex-base")) {
    const box = document.createElement("span");
    box.className = "study-math-part";
    part.replaceWith(box);
    box.append(part);
  }
}

function drawn(katex: Katex, tex: string, node: HTMLElement): boolean {
  if (depthOf(tex) > DEEPEST) return false;
  const options = { throwOnError: false, trust: false, strict: "ignore", maxSize: LARGEST, maxExpand: 1000 } as const;
  try {
    katex.render(tex, node, { ...options, displayMode: "display" in node.dataset });
  } catch {
    return false; // no error of TeX, which KaTeX shows itself, but of the engine: a stack that ends
  }
  return [...node.querySelectorAll<HTMLElement>(".katex-strut")].every(
    ({ style }) => !(parseFloat(style.height) > LARGEST),
  );
}

function asWritten(tex: string, node: HTMLElement): void {
  const shown = document.createElement("span");
  shown.className = "katex-error";
  shown.style.color = "#cc0000";
  shown.textContent = tex;
  node.replaceChildren(shown);
}

/** How many braces and \left are open at once. */
function depthOf(tex: string): number {
  let [depth, deepest] = [0, 0];
  for (const [sign] of tex.matchAll(/\\(?:left|right)(?![a-zA-Z])|\\.|[{}]/gs)) {
    if (sign === "{" || sign === "\\left") deepest = Math.max(deepest, ++depth);
    else if (sign === "}" || sign === "\\right") depth--;
  }
  return deepest;
}
