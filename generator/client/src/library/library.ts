// Only this module knows the data files of the site: the index of its decks, the facets of their items, and the items
// of one deck, each fetched once and only when it is asked for.

import { identityIn } from "../log/answered";
import type { Identity } from "../log/replay";
import { own } from "../ui/own";
import { pageNamed } from "../ui/page-names";

export { factsOf } from "./facts";

/** A deck as the site's index has it; `page` and `items` are relative to the index. */
export interface IndexedDeck {
  deck: string;
  title: string;
  topic: string;
  page: string;
  items: string;
  /** Ids of what is asked, within the deck, in the order of the page. */
  ids: string[];
  formerly: string[];
  /** By id, the former full ids of items that have not simply moved with the deck. */
  former?: Record<string, string[]>;
}

/** What items are selected by: columns whose rows are the `ids` of the deck. */
interface Facets {
  types: string[];
  levels: string[];
  tags: string[][];
  fingerprints: string[];
}

/** One item of the site, without what it asks. */
export interface SiteItem {
  /** Full id: `topic/deck#item`. */
  key: string;
  id: string;
  deck: IndexedDeck;
  type: string;
  level: string;
  tags: readonly string[];
  fingerprint: string;
  identity: Identity;
}

/** One item of a deck's own data, with the HTML of its page. */
export interface DeckItem {
  id: string;
  type: string;
  part: string;
  number: string;
  level: string;
  tags: string[];
  fingerprint: string;
  text: string;
  group?: string;
  /** Of an item that is printed once: its id, and which of its faces this is. */
  whole?: { id: string; nth: number };
  heading: string;
  html: string;
  /** The key as paper has it. */
  key: string;
  /** What an explanation must contain, and mistakes that lead to options, with the id of the card that mends each. */
  concepts?: { id: string; text: string; card: string | null }[];
  misconceptions?: { option: string; id: string | null; text: string; card: string | null }[];
}

/** A deck's own data. */
export interface DeckData {
  deck: string;
  title: string;
  language: string | null;
  /** Where its text is edited, on a site that has such a place. */
  edit?: string;
  groups: { id: string; text: string; heading: string; html: string }[];
  items: DeckItem[];
}

/** All items of the site. Every method rejects when the network does, or the answer is no data of ours; a failure is not kept. */
export class Library {
  readonly #data = new Map<string, Promise<DeckData>>();
  #items: Promise<readonly SiteItem[]> | undefined;

  private constructor(
    readonly index: string,
    readonly decks: readonly IndexedDeck[],
  ) {}

  /** @param index address of the index, relative to the page. */
  static async open(index: string): Promise<Library> {
    const address = new URL(index, document.baseURI).href;
    const { decks } = await fetched<{ decks: IndexedDeck[] }>(address);
    return new Library(address, decks);
  }

  /** Every item, in the order of the site. */
  items(): Promise<readonly SiteItem[]> {
    this.#items ??= this.#readItems().catch((error: unknown) => {
      this.#items = undefined;
      throw error;
    });
    return this.#items;
  }

  /** What a deck asks, with its HTML. */
  data(deck: IndexedDeck): Promise<DeckData> {
    const known = this.#data.get(deck.deck);
    if (known) return known;
    const data = fetched<DeckData>(this.urlOf(deck.items)).catch((error: unknown) => {
      this.#data.delete(deck.deck);
      throw error;
    });
    this.#data.set(deck.deck, data);
    return data;
  }

  /** The address of a path below `decks/`. */
  urlOf(path: string): string {
    return new URL(path, this.index).href;
  }

  /** The address of a page of the site's root, such as "review". @param rest a query, or a place in the page. */
  urlOfTool(name: string, rest = ""): string {
    return this.urlOf(`../${pageNamed(name)}${rest}`);
  }

  /** The address of the list of all decks. */
  get home(): string {
    return this.urlOf(`../${pageNamed("decks/index")}`);
  }

  /** Where an item stands in its deck. */
  placeOf({ deck, id }: SiteItem): string {
    return `${this.urlOf(deck.page)}#${id}`;
  }

  async #readItems(): Promise<readonly SiteItem[]> {
    const { decks } = await fetched<{ decks: Record<string, Facets> }>(this.urlOf("facets.json"));
    return this.decks.flatMap((deck) => itemsOf(deck, own(decks, deck.deck)));
  }
}

function itemsOf(deck: IndexedDeck, facets: Facets | undefined): SiteItem[] {
  return deck.ids.map((id, row) => {
    const key = `${deck.deck}#${id}`;
    return {
      key,
      id,
      deck,
      type: facets?.types[row] ?? "",
      level: facets?.levels[row] ?? "",
      tags: facets?.tags[row] ?? [],
      fingerprint: facets?.fingerprints[row] ?? "",
      identity: identityIn(deck, id),
    };
  });
}

async function fetched<Data>(address: string): Promise<Data> {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${response.status} ${address}`);
  return (await response.json()) as Data;
}

/** The library of this site, opened once; a failure is not kept. */
export function siteLibrary(index: string): Promise<Library> {
  shared ??= Library.open(index).catch((error: unknown) => {
    shared = undefined;
    throw error;
  });
  return shared;
}

let shared: Promise<Library> | undefined;
