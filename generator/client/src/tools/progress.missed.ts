// Only this module knows what of the past is still to be mended: concepts that an explanation lacked, and mistakes that
// led to a wrong option, with the card that mends it where the author named one. Nothing else loads the data of decks here.

import type { DeckItem } from "../library/library";
import { type Missed, missedIn, recalledSince } from "../schedule/figures";
import { make } from "../ui/dom";
import { t } from "../ui/strings";
import type { Known, KnownDeck, KnownItem } from "./progress.known";
import { section } from "./progress.parts";

/** How many decks are looked into, the latest first. */
const DECKS = 20;
/** How many of each kind are listed before the fold. */
const FIRST = 5;

/** One thing to mend. */
interface Mend {
  at: number;
  /** The concept's text, or the name of the misconception. */
  words: string;
  /** What was chosen; concepts have nothing here. */
  chosen: string;
  /** What was asked, and where. */
  asked: string;
  place: string;
  /** Where the card is that mends it; without one, what was asked stands for it. */
  card: string;
}

/** The learner's own concepts and mistakes; nothing where nothing is open. */
export async function missedSection(known: Known): Promise<HTMLElement[]> {
  const mends = await mendsOf(known);
  if (!mends.length) return [];
  const concepts = mends.filter(({ chosen }) => !chosen);
  const mistakes = mends.filter(({ chosen }) => chosen);
  return [
    section(
      t("progress.to-mend"),
      make("p", { class: "study-figures-words" }, t("progress.to-mend-words")),
      ...listed("concepts", t("progress.missed-concepts"), concepts),
      ...listed("misconceptions", t("progress.misconceptions"), mistakes),
    ),
  ];
}

function listed(kind: string, title: string, mends: readonly Mend[]): Node[] {
  if (!mends.length) return [];
  const [first, more] = [mends.slice(0, FIRST), mends.slice(FIRST)];
  const rest = make("ul", { class: "study-mends" }, ...more.map(row));
  const fold = make(
    "details",
    { class: "study-chart-table", id: `study-mends-${kind}` },
    make("summary", {}, t("progress.more", { n: more.length })),
    rest,
  );
  return [
    make("h3", {}, title),
    make("ul", { class: "study-mends" }, ...first.map(row)),
    ...(more.length ? [fold] : []),
  ];
}

function row({ words, chosen, asked, place, card }: Mend): HTMLElement {
  const name = make("strong", { dir: "auto" }, words);
  const said = chosen
    ? [make("span", { class: "study-mend-chosen", dir: "auto" }, t("progress.you-chose", { option: chosen }))]
    : [];
  const question = make("a", { href: place, dir: "auto" }, asked);
  const mend = card ? [make("a", { class: "study-mend-card", href: card }, t("progress.review-card"))] : [];
  return make(
    "li",
    {},
    name,
    ...said,
    make("span", { class: "study-mend-asked" }, t("progress.asked"), " ", question),
    ...mend,
  );
}

/** The latest first. */
async function mendsOf({ library, decks }: Known): Promise<Mend[]> {
  const missed = decks.map((deck) => ({ deck, misses: missesIn(deck) })).filter(({ misses }) => misses.length);
  missed.sort((a, b) => latest(b.misses) - latest(a.misses));
  const found = missed.slice(0, DECKS).map(async ({ deck, misses }) => {
    const data = await library.data(deck.deck).catch(() => undefined);
    const byId = new Map(data?.items.map((item) => [item.id, item]));
    return misses.flatMap(({ known, missed }) => {
      const item = byId.get(known.item.id);
      return item
        ? mendsIn(item, missed, deck, library.placeOf(known.item), (id) => library.placeOf({ ...known.item, id }))
        : [];
    });
  });
  return (await Promise.all(found)).flat().sort((a, b) => b.at - a.at);
}

interface Miss {
  known: KnownItem;
  missed: Missed;
}

function missesIn({ items }: KnownDeck): Miss[] {
  return items.flatMap((known) => {
    const missed = known.records.length ? missedIn(known.records) : undefined;
    return missed ? [{ known, missed }] : [];
  });
}

function latest(misses: readonly Miss[]): number {
  return Math.max(...misses.map(({ missed }) => missed.at));
}

function mendsIn(
  data: DeckItem,
  missed: Missed,
  deck: KnownDeck,
  place: string,
  placeOf: (id: string) => string,
): Mend[] {
  const open = (card: string | null): boolean => !card || !mended(deck, card, missed.at);
  const common = { at: missed.at, asked: data.text, place };
  const concepts = (data.concepts ?? []).filter(({ id, card }) => missed.concepts.includes(id) && open(card));
  const mistakes = (data.misconceptions ?? []).filter(
    ({ option, card }) => missed.options.includes(option) && open(card),
  );
  return [
    ...concepts.map(({ text, card }) => ({ ...common, words: text, chosen: "", card: card ? placeOf(card) : "" })),
    ...mistakes.map(({ id, text, card }) => {
      return { ...common, words: id ? id.replaceAll("-", " ") : text, chosen: text, card: card ? placeOf(card) : "" };
    }),
  ];
}

/** Whether the card, or a face of it, was recalled after the miss. */
function mended({ items }: KnownDeck, card: string, at: number): boolean {
  const faces = items.filter(({ item }) => item.id === card || item.id.startsWith(`${card}~`));
  return faces.some(({ records }) => recalledSince(records, at));
}
