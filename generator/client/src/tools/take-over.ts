// Only this module knows how a log of the same site that lies under another path is offered: once, in words, with what it
// would bring; it comes in like a file, so that it can be taken back, and the old one stays as it is.

import english from "../../../byheart/strings/en.json?move";
import { bringIn, type Preview, previewOf } from "../log/keep";
import { siteStore } from "../log/log";
import { decide, type Other, othersOf } from "../log/others";
import { button, make, primary, row } from "../ui/dom";
import type { PageHost } from "../ui/host";
import { addStrings, t } from "../ui/strings";

addStrings(english);

/** Offers each, above the page. @param anew whether the page is loaded again once something came in. */
export async function offerOthers(host: PageHost, id: string, anew: boolean): Promise<void> {
  for (const other of await othersOf(siteStore(), id)) {
    const found = await previewOf({ records: other.records, aside: [], site: other.place, faults: [], damaged: [] });
    if (found.added.length && !host.signal.aborted) host.before(offer(host, other, found, anew));
  }
}

function offer(host: PageHost, other: Other, found: Preview, anew: boolean): HTMLElement {
  const words = make("p", { tabindex: "-1" }, t("move.found", { n: found.added.length, place: other.place }));
  const take = primary(t("move.take"), () => void press());
  const leave = button(t("move.not-now"), () => void decide(siteStore(), other).finally(() => box.remove()));
  const choice = row(take, leave);
  const box = make("section", { class: "study-move study-controls", "aria-label": t("move.label") }, words, choice);
  host.signal.addEventListener("abort", () => box.remove());
  const press = async (): Promise<void> => {
    take.disabled = leave.disabled = true;
    try {
      const { added } = await bringIn(found.file);
      await decide(siteStore(), other);
      if (anew) return location.reload();
      choice.remove();
      say(t("move.done", { n: added.length }));
    } catch (error) {
      console.error(error);
      take.disabled = leave.disabled = false;
      say(t("move.failed"));
    }
  };
  const say = (text: string): void => {
    words.textContent = text;
    host.live.textContent = text;
    words.focus();
  };
  return box;
}
