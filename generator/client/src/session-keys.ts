// Only this module knows what keys mean in a session, beside those of the item itself.

import { keyOf } from "./later";
import { own } from "./own";

/** What a learner can do in a session; a number is the place of a rating. */
export type Action = "next" | "skip" | "undo" | "finish" | "keys" | number;

/** What a session is ready for: rating a card whose answer is open; going on after an answer. */
export interface Ready {
  rates: boolean;
  settled: boolean;
}

const TYPING = "textarea, select, [contenteditable], input:not([type=radio], [type=checkbox])";
const LETTERS: Readonly<Record<string, Action>> = { u: "undo", n: "skip", "?": "keys" };

/** What a key press means; undefined where it is the item's, the browser's or nobody's. */
export function actionOf(event: KeyboardEvent, { rates, settled }: Ready): Action | undefined {
  const { target, ctrlKey, altKey, metaKey, isComposing } = event;
  if (!(target instanceof Element) || ctrlKey || altKey || metaKey || isComposing) return undefined;
  if (event.defaultPrevented || target.closest("dialog")) return undefined;
  const key = keyOf(event);
  if (settled && (key === " " || key === "Enter")) return target.closest("button, a, summary") ? undefined : "next";
  if (target.closest(TYPING)) return undefined;
  if (rates && /^[1-4]$/.test(key)) return Number(key) - 1;
  return own(LETTERS, key);
}
