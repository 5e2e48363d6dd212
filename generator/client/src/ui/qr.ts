// Only this module knows QR codes: the one import of the library that makes them, and how its squares become a picture
// inside the page. It is a chunk of its own, fetched where somebody asks for a code.

import encodeQR from "qr";

/** Modules of white around the code; ISO/IEC 18004 asks for four. */
const MARGIN = 4;
const SVG = "http://www.w3.org/2000/svg";

/** A code as a path: one unit for each module, `size` units on each side, its margin included. */
export interface Drawing {
  size: number;
  path: string;
}

/** The drawing of a text's code. Throws where the text has more bytes than any code holds: 2331 at this level. */
export function drawingOf(text: string): Drawing {
  const rows = encodeQR(text, "raw", { ecc: "medium", border: MARGIN });
  const runs = rows.flatMap((row, y) => runsOf(row).map(([x, length]) => `M${x} ${y}h${length}v1h-${length}z`));
  return { size: rows.length, path: runs.join("") };
}

/** Where dark modules stand side by side, and how many. */
function runsOf(row: readonly boolean[]): [x: number, length: number][] {
  const runs: [number, number][] = [];
  row.forEach((dark, x) => {
    const last = runs.at(-1);
    if (dark && last && last[0] + last[1] === x) last[1] += 1;
    else if (dark) runs.push([x, 1]);
  });
  return runs;
}

/** The code as an inline picture, dark on light in every scheme, since readers expect that; `label` says it in words. */
export function qrCode(text: string, label: string): SVGSVGElement {
  const { size, path } = drawingOf(text);
  const picture = document.createElementNS(SVG, "svg");
  const attributes = { class: "study-qr", role: "img", "aria-label": label, viewBox: `0 0 ${size} ${size}` };
  for (const [name, value] of Object.entries(attributes)) picture.setAttribute(name, value);
  picture.append(shape("rect", { width: String(size), height: String(size), fill: "#fff" }));
  picture.append(shape("path", { d: path, fill: "#000", "shape-rendering": "crispEdges" }));
  return picture;
}

function shape(tag: string, attributes: Record<string, string>): SVGElement {
  const node = document.createElementNS(SVG, tag) as SVGElement;
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  return node;
}
