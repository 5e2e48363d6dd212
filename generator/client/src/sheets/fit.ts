// Only this module knows how content meets a frame of fixed size: whether it fits, at which type size, and where it is
// cut when it fits at none: at the last word, code line, table row or picture that is inside.

/** Content in a frame of fixed size. */
export interface Framed {
  frame: HTMLElement;
  content: HTMLElement;
}

/** Below this many pixels a difference is a matter of rounding. */
const ROUNDING = 0.6;
/** What is never cut: the cut goes before it. */
const WHOLE =
  "img, svg, .katex, .study-code-line, tr, .study-paper-box, .study-paper-letter, .study-blank, .study-line";

/** What does not break into lines. */
const WIDE = "table, .katex-display, .katex";
/** Smaller than this part of its size such a thing is not made. */
const NARROWEST = 0.6;

/** Whether the content is higher than its frame. */
export function overflows({ frame, content }: Framed): boolean {
  return content.getBoundingClientRect().height > frame.getBoundingClientRect().height + ROUNDING;
}

/** Makes tables and formulas smaller that are wider than where they stand. */
export function narrow(root: ParentNode): void {
  for (const node of root.querySelectorAll<HTMLElement>(WIDE)) {
    const room = node.parentElement?.clientWidth ?? 0;
    const width = Math.max(node.scrollWidth, node.getBoundingClientRect().width);
    if (!room || width <= room + 1) continue;
    node.style.fontSize = `${Math.max(NARROWEST, Math.floor((room / width) * 96) / 100)}em`;
    // Words of a table that is still too wide are broken.
    if (node.scrollWidth > room + 1 || node.getBoundingClientRect().width > room + 1)
      node.classList.add("study-paper-tight");
  }
}

/** Sets the largest of these type sizes (in points, falling) at which the content fits; the last one if none does. */
export function shrink(framed: Framed, sizes: readonly number[]): boolean {
  for (const size of sizes) {
    framed.content.style.setProperty("--study-type", `${size}pt`);
    if (!overflows(framed) && !isTooWide(framed)) return true;
  }
  return false;
}

function isTooWide({ content }: Framed): boolean {
  return content.scrollWidth > content.clientWidth + 1;
}

/** Cuts `node`, which stands at the end of the content, where the frame ends; gives what did not fit, as a node like it.
 * Undefined where not even the first word fits. */
export function cut({ frame }: Framed, node: HTMLElement): HTMLElement | undefined {
  const limit = frame.getBoundingClientRect().bottom - ROUNDING;
  const places = placesIn(node);
  const range = document.createRange();
  const fits = (place: Place, index: number): boolean => {
    const next = places[index + 1] ?? { node, offset: node.childNodes.length };
    range.setStart(place.node, place.offset);
    range.setEnd(next.node, next.offset);
    return range.getBoundingClientRect().bottom <= limit;
  };
  // One after another: in columns, what comes later may stand higher.
  const first = places.findIndex((place, index) => !fits(place, index));
  const place = places[first];
  return first > 0 && place ? restOf(node, place) : undefined;
}

/** Where a node may be cut; the first place is its beginning. */
interface Place {
  node: Node;
  offset: number;
}

function placesIn(root: HTMLElement): Place[] {
  const places: Place[] = [];
  const nodes = document.createTreeWalker(root, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT, (node) => {
    const whole = node.parentElement !== root && node.parentElement?.closest(WHOLE);
    return whole && root.contains(whole) ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT;
  });
  for (let node = nodes.nextNode(); node; node = nodes.nextNode()) {
    if (node instanceof Text) places.push(...wordsOf(node));
    else if ((node as Element).matches(WHOLE)) places.push(before(node));
  }
  return places;
}

function before(node: Node): Place {
  const parent = node.parentNode as Node;
  return { node: parent, offset: [...parent.childNodes].indexOf(node as ChildNode) };
}

/** The beginning of each word, as the language of the text has it: Japanese has no spaces. */
function wordsOf(text: Text): Place[] {
  const lang = text.parentElement?.closest("[lang]")?.getAttribute("lang") ?? undefined;
  const words = [...new Intl.Segmenter(lang, { granularity: "word" }).segment(text.data)];
  return words.filter(({ isWordLike }) => isWordLike).map(({ index }) => ({ node: text, offset: index }));
}

/** A cut before the first thing of an element is one before the element: nothing empty stays behind. */
function outermost(root: Node, { node, offset }: Place): Place {
  if (offset || node === root || !node.parentNode) return { node, offset };
  return outermost(root, before(node));
}

function restOf(node: HTMLElement, place: Place): HTMLElement {
  const { node: at, offset } = outermost(node, place);
  const range = document.createRange();
  range.setStart(at, offset);
  range.setEnd(node, node.childNodes.length);
  const rest = node.cloneNode(false) as HTMLElement;
  rest.append(range.extractContents());
  rest.dataset["continued"] = "";
  goOnCounting(node, rest, at);
  return rest;
}

/** Numbered lists that were cut go on with their numbers; an item that was cut itself has the same one twice. */
function goOnCounting(above: Element, below: Element, at: Node): void {
  if (above instanceof HTMLOListElement && below instanceof HTMLOListElement) {
    below.start = above.start + above.children.length - (above === at ? 0 : 1);
  }
  const [last, first] = [above.lastElementChild, below.firstElementChild];
  if (above !== at && last && first) goOnCounting(last, first, at);
}
