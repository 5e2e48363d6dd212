// Only this module knows how a recalled card is rated in a session: with as many buttons as the settings say, each with
// the time after which the card comes again.

import type { StudyItem } from "../items/item";
import type { Rating } from "../log/record";
import { stretch } from "../schedule/pace";
import { button, keyHint, make, primary } from "../ui/dom";
import { locale, t } from "../ui/strings";

const NAMES = {
  again: "card.again",
  hard: "session.hard",
  good: "card.good",
  easy: "session.easy",
} as const;

/** Puts these ratings in the place of those that the item offers on its own page; a question offers none. */
export function offerRatings(
  item: StudyItem,
  ratings: readonly Rating[],
  intervals: Partial<Record<Rating, number>> = {},
): void {
  const offered = item.querySelector(".study-rating");
  offered?.querySelectorAll("button").forEach((node) => node.remove());
  offered?.append(...ratings.map((rating, index) => buttonFor(item, rating, index + 1, intervals[rating])));
}

function buttonFor(item: StudyItem, rating: Rating, key: number, interval: number | undefined): HTMLButtonElement {
  const name = t(NAMES[rating]);
  const time = interval === undefined ? "" : stretch(interval, locale());
  const kind = rating === "good" ? primary : button;
  const said = t("session.rated", { rating: time ? `${name}, ${time}` : name });
  const node = kind(name, () => item.rate(rating, said), { "data-rating": rating });
  node.prepend(keyHint(String(key)), " ");
  if (time) node.append(" ", make("span", { class: "study-interval" }, time));
  return node;
}
