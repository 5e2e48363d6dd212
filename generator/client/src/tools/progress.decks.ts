// Only this module draws the topics and their decks as rows: how much of each is known, shaky, new and due.

import { added, type Counts } from "../schedule/figures";
import { rowBar } from "../ui/charts";
import { make } from "../ui/dom";
import { grouped } from "../ui/groups";
import { list, t } from "../ui/strings";
import type { Known, KnownDeck } from "./progress.known";

/** Topics as folds; the decks of one are made when it opens, since a site may have thousands. */
export function topicRows({ library, decks }: Known): HTMLElement {
  const topics = [...grouped(decks, ({ deck }) => deck.topic)];
  const begun = topics.filter(([, own]) => isBegun(added(own.map(({ counts }) => counts))));
  const open = begun.length === 1 || topics.length === 1 ? begun[0]?.[0] : undefined;
  const folds = topics.map(([topic, own], index) => {
    const fold = make(
      "details",
      { class: "study-topic-row", id: `study-topic-${index + 1}` },
      topicSummary(topic, own),
    );
    fold.addEventListener("toggle", () => fold.append(deckTable(topic, own, library)), { once: true });
    fold.open = topic === open;
    return fold;
  });
  return make("div", { class: "study-topic-rows" }, ...folds);
}

function topicSummary(topic: string, decks: readonly KnownDeck[]): HTMLElement {
  const counts = added(decks.map((deck) => deck.counts));
  const words = make("span", { class: "study-topic-counts" }, countWords(counts));
  return make("summary", {}, make("span", { class: "study-topic-name" }, topic), barOf(counts), words);
}

function deckTable(topic: string, decks: readonly KnownDeck[], library: Known["library"]): HTMLElement {
  const heads = [t("progress.deck"), t("progress.known"), t("progress.shaky"), t("progress.new"), t("progress.due")];
  const head = make("tr", {}, ...heads.map((text) => make("th", { scope: "col" }, text)));
  const rows = decks.map(({ deck, counts }) => {
    const link = make("a", { href: library.urlOf(deck.page) }, deck.title);
    const numbers = [counts.known, counts.shaky, counts.new, counts.due].map((n) => make("td", {}, String(n)));
    return make("tr", {}, make("th", { scope: "row" }, link, barOf(counts)), ...numbers);
  });
  const caption = make("caption", { class: "study-visually-hidden" }, topic);
  return make("table", { class: "study-figures-table" }, caption, make("thead", {}, head), make("tbody", {}, ...rows));
}

function countWords({ known, shaky, new: fresh, due }: Counts): string {
  const parts = [
    t("progress.n-known", { n: known }),
    t("progress.n-shaky", { n: shaky }),
    t("progress.n-new", { n: fresh }),
  ];
  return list(due ? [...parts, t("progress.n-due", { n: due })] : parts);
}

function barOf({ known, shaky, new: fresh }: Counts): HTMLElement {
  const all = Math.max(1, known + shaky + fresh);
  return rowBar([
    { kind: "known", share: known / all },
    { kind: "shaky", share: shaky / all },
  ]);
}

function isBegun({ known, shaky }: Counts): boolean {
  return known + shaky > 0;
}
