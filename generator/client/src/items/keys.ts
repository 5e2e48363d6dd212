// Only this module listens to the keyboard of a deck's page. A single key means something only while the focus is in an
// item or in the study tools (WCAG 2.1.4), and then it does not reach the theme, whose own keys would leave the page;
// "?" alone, which changes nothing, tells of the keys from anywhere.

import { own } from "../ui/own";
import { itemsOf, StudyItem } from "./item";

const AREA = ".study-item, .study-toolbar";
const TYPING = "textarea, select, [contenteditable], input:not([type=radio], [type=checkbox])";

const STEPS: Readonly<Record<string, 1 | -1>> = { j: 1, n: 1, k: -1, p: -1 };

/** Starts listening, once for all pages that instant navigation brings. */
export function listenToKeys(): void {
  document.addEventListener("keydown", onKey);
}

/** Shows which keys there are. */
export async function showKeys(host: Element): Promise<void> {
  const dialogs = await import("./dialogs");
  dialogs.showKeys(host);
}

/** Moves to the item `step` further that is not hidden, and says whether there is one. */
export function moveBy(step: 1 | -1, from: Element): boolean {
  const shown = itemsOf(document).filter((item) => !item.hidden);
  const at = shown.indexOf(from as StudyItem);
  const target = at < 0 && step < 0 ? undefined : shown[at + step];
  if (!target) return false;
  (target.heading ?? target).scrollIntoView({ block: "start" });
  target.focus({ preventScroll: true });
  return true;
}

function onKey(event: KeyboardEvent): void {
  const target = event.target;
  if (!(target instanceof Element) || event.defaultPrevented || event.isComposing) return;
  if (event.ctrlKey || event.altKey || event.metaKey || target.closest(TYPING)) return;
  const area = target.closest(AREA) ?? (event.key === "?" ? document.querySelector("study-deck") : null);
  if (!area) return;
  if (target.closest("dialog")) event.stopPropagation();
  else if (act(keyOf(event), area, target)) {
    event.preventDefault();
    event.stopPropagation();
  }
}

function act(key: string, area: Element, target: Element): boolean {
  const presses = key === "Enter" || key === " ";
  if (presses && target.closest("button, a, summary")) return false;
  if (area instanceof StudyItem && area.handleKey(key)) return true;
  if (key === "?") void showKeys(area.closest("study-deck") ?? area);
  const step = own(STEPS, key);
  if (step) moveBy(step, area);
  return Boolean(step) || key === "?";
}

/** The key in lower case; where the layout is not Latin, the one that lies in its place. */
export function keyOf({ key, code }: Pick<KeyboardEvent, "key" | "code">): string {
  if (key.length > 1 || /^[ -~]$/.test(key)) return key.length > 1 ? key : key.toLowerCase();
  return code.replace(/^(Key|Digit)/, "").toLowerCase();
}
