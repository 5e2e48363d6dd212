// Only this module knows how a log is handed to another device on the page: as a link to copy, and as a code to scan
// where it is short enough. Nothing leaves the browser but by the learner's own hand.

import { LONGEST_CODE } from "../log/handover";
import { handOver } from "../log/keep";
import { button, make, row } from "../ui/dom";
import { t } from "../ui/strings";

/** A fold; the link is made when it opens, and anew each time. */
export function handOverPart(): HTMLElement {
  const place = make("div", { class: "study-handover-link" });
  const fold = make(
    "details",
    { class: "study-chart-table", id: "study-handover" },
    make("summary", {}, t("progress.hand-over")),
    place,
  );
  fold.addEventListener("toggle", () => {
    if (fold.open) void draw(place);
  });
  return fold;
}

async function draw(place: HTMLElement): Promise<void> {
  const link = await handOver(location.href).catch(() => undefined);
  if (!link) return place.replaceChildren(make("p", {}, t("progress.too-long")));
  const said = make("span", { role: "status" });
  const field = make("input", {
    class: "study-input",
    readonly: "",
    value: link,
    "aria-label": t("progress.link"),
    dir: "ltr",
  });
  field.addEventListener("focus", () => field.select());
  const copy = button(t("progress.copy-link"), () => {
    void navigator.clipboard.writeText(link).then(
      () => (said.textContent = t("progress.copied")),
      () => field.focus(),
    );
  });
  place.replaceChildren(make("p", {}, t("progress.hand-over-words")), field, row(copy, said), ...(await codeOf(link)));
}

async function codeOf(link: string): Promise<Node[]> {
  if (link.length > LONGEST_CODE) return [make("p", {}, t("progress.no-code"))];
  const { qrCode } = await import("../ui/qr");
  return [qrCode(link, t("progress.code"))];
}
