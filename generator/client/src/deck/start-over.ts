// Only this module knows how a deck is started over: after a question, its items are asked anew, and one record says so.

import { askBeforeClearing } from "../items/dialogs";
import { isAnswered } from "../items/grade";
import type { StudyItem } from "../items/item";
import { siteLog } from "../log/log";
import { idOf } from "../log/replay";

/** Asks first; `then` is called once the record is there. */
export function askToStartOver(host: Element, deck: string, items: readonly StudyItem[], then: () => void): void {
  const n = items.filter((item) => isAnswered(item.state)).length;
  askBeforeClearing(host, n, () => {
    for (const item of items) item.again();
    siteLog().append({ item: deck, kind: "reset", response: items.map(({ identity }) => idOf(identity.item)) });
    then();
  });
}
