// Only this module knows what an exam asks back before something that cannot be undone, and when time is up.

import { button, make, primary, row } from "../ui/dom";
import { t } from "../ui/strings";
import { MORE } from "./clock";
import { countOf, type Sitting } from "./exam-state";

/** Asks whether to hand in with questions open, not read or flagged; says whether there was something to ask. */
export function askToHandIn(host: Element, sitting: Sitting, handIn: () => void): boolean {
  const [open, flagged] = [countOf(sitting, "open"), sitting.flags.length];
  const words = [
    ...(open ? [t("exam.still-open", { n: open })] : []),
    ...unreadIn(sitting),
    ...(flagged ? [t("exam.still-flagged", { n: flagged })] : []),
  ];
  if (!words.length) return false;
  ask(host, t("exam.hand-in-question"), words.join(" "), (close) => [
    primary(t("exam.go-on"), close, { autofocus: "" }),
    button(t("exam.hand-in"), closing(close, handIn)),
  ]);
  return true;
}

function unreadIn(sitting: Sitting): string[] {
  const n = countOf(sitting, "unread");
  return n ? [t("exam.still-unread", { n })] : [];
}

/** What can be done when time is up. Closing the dialog goes on without a clock. */
export interface WhenUp {
  handIn(): void;
  more(): void;
  turnOff(): void;
}

export function tellTimeIsUp(host: Element, sitting: Sitting, { handIn, more, turnOff }: WhenUp): void {
  const words = [t("exam.nothing-lost"), ...unreadIn(sitting)].join(" ");
  const dialog = ask(host, t("exam.time-up"), words, (close) => [
    primary(t("exam.hand-in"), closing(close, handIn), { autofocus: "" }),
    button(t("exam.more-time", { n: MORE }), closing(close, more)),
    button(t("exam.turn-off"), closing(close, turnOff)),
  ]);
  dialog.addEventListener("cancel", turnOff);
}

function closing(close: () => void, act: () => void): () => void {
  return () => {
    close();
    act();
  };
}

function ask(
  host: Element,
  title: string,
  words: string,
  buttons: (close: () => void) => HTMLButtonElement[],
): HTMLDialogElement {
  const heading = make("h2", { class: "study-dialog-title" }, title);
  const dialog = make("dialog", { class: "study-dialog study-controls", "aria-label": title });
  dialog.append(heading, make("p", {}, words), row(...buttons(() => dialog.close())));
  dialog.addEventListener("close", () => dialog.remove());
  host.append(dialog);
  dialog.showModal();
  return dialog;
}
