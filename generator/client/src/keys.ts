// Only this module listens to the keyboard. A single key means something only while the focus is in an item or in the
// study tools (WCAG 2.1.4), and then it does not reach the theme, whose own keys would leave the page.

import { make, openDialog } from "./dom";
import { StudyItem, itemsOf } from "./item";
import { type Key, t } from "./strings";

const AREA = ".study-item, .study-toolbar";
const TYPING = "textarea, select, [contenteditable], input:not([type=radio], [type=checkbox])";

const STEPS: Partial<Record<string, 1 | -1>> = { j: 1, n: 1, k: -1, p: -1 };

const HELP: readonly [keys: string, meaning: Key][] = [
  ["J N", "keys.next"],
  ["K P", "keys.previous"],
  ["Space Enter", "keys.reveal"],
  ["1 2", "keys.rate"],
  ["A B C … 1 2 3 …", "keys.choose"],
  ["Enter", "keys.check"],
  ["1 2 3", "keys.judge"],
  ["?", "keys.help"],
];

/** Starts listening, once for all pages that instant navigation brings. */
export function listenToKeys(): void {
  document.addEventListener("keydown", onKey);
}

/** Shows which keys there are. */
export function showKeys(host: Element): void {
  const rows = HELP.map(([keys, meaning]) => {
    const names = keys.split(" ").flatMap((key) => [key === "…" ? key : make("kbd", {}, key), " "]);
    return make("tr", {}, make("th", { scope: "row" }, ...names), make("td", {}, t(meaning)));
  });
  openDialog(host, t("keys.title"), [
    make("table", { class: "study-keys" }, make("tbody", {}, ...rows)),
    make("p", {}, t("keys.where")),
  ]);
}

/** Moves to the item `step` further that is not hidden, and says whether there is one. */
export function moveBy(step: 1 | -1, from: Element): boolean {
  const shown = itemsOf(document).filter((item) => !item.hidden);
  const at = shown.findIndex((item) => item === from);
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
  const area = target.closest(AREA);
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
  if (key === "?") showKeys(area.closest("study-deck") ?? area);
  const step = STEPS[key];
  if (step) moveBy(step, area);
  return Boolean(step) || key === "?";
}

/** The key in lower case; where the layout is not Latin, the one that lies in its place. */
function keyOf({ key, code }: KeyboardEvent): string {
  if (key.length > 1 || /^[ -~]$/.test(key)) return key.length > 1 ? key : key.toLowerCase();
  return code.replace(/^(Key|Digit)/, "").toLowerCase();
}
