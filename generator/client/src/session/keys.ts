// Only this module knows what keys mean in a session, beside those of the item itself.

import type { StudyItem } from "../items/item";
import { keyOf } from "../items/keys";
import { own } from "../ui/own";

/** What a learner can do in a session; a number is the place of a rating. */
export type Action = "next" | "skip" | "undo" | "finish" | "keys" | number;

/** What a session is ready for: rating a card whose answer is open; going on after an answer; letters that are typed. */
export interface Ready {
  rates: boolean;
  settled: boolean;
  typed: boolean;
}

const TYPING = "textarea, select, [contenteditable], input:not([type=radio], [type=checkbox])";
const LETTERS: Readonly<Record<string, Action>> = { u: "undo", n: "skip", "?": "keys" };

/** Whether keys are entered there. */
export function isTyping(target: Element): boolean {
  return target.closest(TYPING) !== null;
}

/** What a key press means; undefined where it is the item's, the browser's or nobody's. */
export function actionOf(event: KeyboardEvent, { rates, settled, typed }: Ready): Action | undefined {
  const { target, ctrlKey, altKey, metaKey, isComposing } = event;
  if (!(target instanceof Element) || ctrlKey || altKey || metaKey || isComposing) return undefined;
  if (event.defaultPrevented || target.closest("dialog")) return undefined;
  const key = keyOf(event);
  if (settled && (key === " " || key === "Enter")) return target.closest("button, a, summary") ? undefined : "next";
  // What could be meant for the field takes nothing back and skips nothing, wherever the focus is.
  if (typed || isTyping(target)) return undefined;
  if (rates && /^[1-4]$/.test(key)) return Number(key) - 1;
  return own(LETTERS, key);
}

/**
 * Keys of a session work wherever the focus is on its page: those pressed beside the stage reach the item that is asked,
 * which takes the focus. Fields, dialogs and what is pressed itself keep their keys.
 *
 * @param first hears each such key before the item does.
 */
export function hearKeysElsewhere(
  stage: HTMLElement,
  asked: () => StudyItem | undefined,
  signal: AbortSignal,
  first: (event: KeyboardEvent) => void = () => undefined,
): void {
  const hear = (event: KeyboardEvent): void => {
    const { target, ctrlKey, altKey, metaKey } = event;
    if (!stage.isConnected || !(target instanceof Element) || stage.contains(target)) return;
    if (!event.defaultPrevented) first(event);
    const item = asked();
    const foreign = event.defaultPrevented || ctrlKey || altKey || metaKey || isTyping(target);
    if (!item || foreign || event.key === "Tab" || target.closest("dialog, a, button, summary, label")) return;
    item.takeFocus();
    if (!item.isTyped && item.handleKey(keyOf(event))) event.preventDefault();
  };
  document.addEventListener("keydown", hear, { signal });
}
