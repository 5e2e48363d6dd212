// Only this module knows what a cloze is on paper: its own heading, and no line begins with the comma after a blank.

import { make } from "../../ui/dom";
import type { Paper } from "../paper";

export default {
  asks: ".study-cloze",
  settle: (text) => {
    for (const blank of text.querySelectorAll(".study-blank")) joinToNext(blank);
  },
} satisfies Paper;

function joinToNext(blank: Element): void {
  const next = blank.nextSibling;
  const [joined = ""] = next instanceof Text ? (/^[^\s\p{L}\p{N}]+/u.exec(next.data) ?? []) : [];
  if (!(next instanceof Text) || !joined) return;
  next.deleteData(0, joined.length);
  const whole = make("span", { class: "study-paper-joined" });
  blank.replaceWith(whole);
  whole.append(blank, joined);
}
