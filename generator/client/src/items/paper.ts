// Only this module knows what a type may say of itself for paper, where its HTML alone does not tell it.

/** What a type says in the `paper.ts` of its folder. */
export interface Paper {
  /** Where the text is that asks in place of a heading. */
  asks?: string;
  /** Whether what is chosen from has no letters. */
  unlettered?: boolean;
  /** The ids of its rows as a version lists them, where its key forbids an order: by `data-key` and a seed. */
  rows?: (key: string, seed: string) => string[];
  /** What is done to each text, of whatever type it is. */
  settle?: (text: ParentNode) => void;
}
