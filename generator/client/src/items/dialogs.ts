// Only this module knows the dialogs of a deck: which keys there are, and the question before all is cleared.

import "../ui/deck-strings";
import english from "../../../byheart/strings/en.json?dialogs";
import { button, make, primary, row } from "../ui/dom";
import { addStrings, type Key, t } from "../ui/strings";
import { addStyles } from "../ui/styles";

addStrings(english);

const HELP: readonly [keys: string, meaning: Key][] = [
  ["J N", "keys.next"],
  ["K P", "keys.previous"],
  ["Space Enter", "keys.reveal"],
  ["1 2", "keys.rate"],
  ["A B C … 1 2 3 …", "keys.choose"],
  ["Enter", "keys.check"],
  ["1 2 3", "keys.judge"],
  ["Alt+↑ Alt+↓", "keys.move"],
  ["?", "keys.help"],
];

/** Shows which keys a deck has. */
export function showKeys(host: Element): void {
  showKeyTable(host, HELP, t("keys.where"));
}

/** Shows keys, parted by spaces, with what each row of them means, and where they work. */
export function showKeyTable(
  host: Element,
  help: readonly (readonly [keys: string, meaning: Key])[],
  where: string,
): void {
  const rows = help.map(([keys, meaning]) => {
    const names = keys.split(" ").flatMap((key) => [key === "…" ? key : make("kbd", {}, key), " "]);
    return make("tr", {}, make("th", { scope: "row" }, ...names), make("td", {}, t(meaning)));
  });
  openDialog(host, t("keys.title"), [
    make("table", { class: "study-keys" }, make("tbody", {}, ...rows)),
    make("p", {}, where),
  ]);
}

/** Asks before `n` answers are cleared. */
export function askBeforeClearing(host: Element, n: number, act: () => void): void {
  const consequence = make("p", {}, t("deck.start-over-consequence", { n }));
  openDialog(host, t("deck.start-over-question"), [consequence], { label: t("deck.start-over"), act });
}

/** What a dialog offers to do. */
interface Offer {
  label: string;
  act: () => void;
}

/** A modal dialog; it opens when its style sheet is there, leaves the page when it closes, and what it offers is done
 * after the focus is back. */
function openDialog(host: Element, title: string, body: Node[], offer?: Offer): void {
  const id = "study-dialog-title";
  const dialog = make("dialog", { class: "study-dialog study-controls", "aria-labelledby": id });
  const finish = (act?: () => void) => () => {
    dialog.close();
    act?.();
  };
  const buttons = row(button(t(offer ? "deck.cancel" : "deck.close"), finish(), { autofocus: "" }));
  if (offer) buttons.prepend(primary(offer.label, finish(offer.act)));
  dialog.append(make("h2", { id, class: "study-dialog-title" }, title), ...body, buttons);
  dialog.addEventListener("close", () => dialog.remove());
  void addStyles("byheart-dialog.css").then(() => {
    host.append(dialog);
    dialog.showModal();
  });
}
