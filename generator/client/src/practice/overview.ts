// Only this module draws what a practice is before it begins: how many items from where, what the link names in vain,
// Start, and the link to hand on.

import { button, make, primary, row } from "../ui/dom";
import { t } from "../ui/strings";
import type { Asked } from "./asked";
import type { Link, Unknown } from "./link";
import { Share } from "./share";
import { amount, sentences, unknownWords } from "./words";

/** What can be done from here, and the addresses of this practice and of its sheet. */
export interface Ways {
  start(): void;
  change(): void;
  address: string;
  sheets: string;
}

export function overview(link: Link, asked: Asked, unknown: readonly Unknown[], ways: Ways): HTMLElement {
  const heading = make("h2", { class: "study-panel-title", tabindex: "-1" }, amount(link, asked));
  const told = sentences(link, asked).map((sentence) => make("p", {}, sentence));
  const warning = unknown.length ? [make("p", { class: "study-warning", role: "alert" }, unknownWords(unknown))] : [];
  const begin = asked.items.length ? [primary(t("practice.start"), ways.start)] : [];
  const share = new Share(sheetsLink(ways.sheets));
  share.address = ways.address;
  const more = make("details", { class: "study-hand-on-more" }, make("summary", {}, t("practice.share")), share.node);
  const buttons = row(...begin, button(t("practice.change"), ways.change));
  return make("section", { class: "study-panel-card study-controls" }, heading, ...warning, ...told, buttons, more);
}

/** A link to the sheet of a practice, which asks how to print first; opened in a new tab, it is the sheet itself. */
export function sheetsLink(href: string): HTMLAnchorElement {
  const link = make("a", { class: "study-button", href }, t("practice.print"));
  link.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    // The theme would follow the link, whatever was prevented.
    event.preventDefault();
    event.stopPropagation();
    void askHowToPrint(link);
  });
  return link;
}

async function askHowToPrint(link: HTMLAnchorElement): Promise<void> {
  const dialog = await import("../sheets/dialog").catch(() => undefined);
  if (!dialog) return location.assign(link.href);
  const host = link.closest("study-tool") ?? document.body;
  await dialog.openPrintDialog(host, Object.fromEntries(new URL(link.href).searchParams));
}
