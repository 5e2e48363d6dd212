// Only this module knows how an element comes in a chunk of its own: when a page has one, with the style sheet of the
// rarer item types; also after the theme has replaced the page's content.

import { define } from "./define";
import { addStyles } from "./styles";

/** Fetches the module whose default export is the class of an element. */
export type Chunk = () => Promise<{ default: CustomElementConstructor }>;

declare global {
  /** The theme's stream of pages: one at first, and one after each instant navigation. */
  // `var`, since nothing else declares a property of globalThis.
  var document$: { subscribe(next: () => void): unknown } | undefined;
}

const chunks = new Map<string, Chunk>();

/** Registers elements that are fetched when a page has one. */
export function defineLater(elements: Record<string, Chunk>): void {
  for (const [name, chunk] of Object.entries(elements)) chunks.set(name, chunk);
  void loadElements();
  globalThis.document$?.subscribe(() => void loadElements());
}

/** Fetches what is below `root` and not there yet; what cannot be had stays as it is without a script. */
export async function loadElements(root: ParentNode = document): Promise<void> {
  // The theme replaces the content first, and then takes from the head what the next page does not have.
  await null;
  const present = [...chunks].filter(([name]) => root.querySelector(name));
  if (!present.length) return;
  const styles = present.some(([name]) => root.querySelector(`${name}.study-item`));
  const ready = styles ? addStyles("byheart-types.css") : Promise.resolve();
  await Promise.allSettled(
    present.map(async ([name, chunk]) => {
      const [element] = await Promise.all([chunk(), ready]);
      define(name, element.default);
    }),
  );
}
