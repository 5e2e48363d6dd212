// Only this module knows the page that stands in for one that is not kept: which that is, and what there is instead.

import english from "../../../byheart/strings/en.json?offline";
import { megabytes } from "../offline/line";
import { pageOfSite, siteRoot } from "../offline/root";
import { keptTopics } from "../offline/topics";
import { button, make, row } from "../ui/dom";
import { addStrings, t } from "../ui/strings";
import type { Start } from "./start";

addStrings(english);

export const start: Start = async (host) => {
  const target = pageOfSite(new URLSearchParams(location.search).get("for") ?? "", siteRoot());
  const again = button(t("offline.try-again"), () => location.replace(target || "./"));
  const about = target ? make("p", {}, t("offline.wanted"), " ", make("code", {}, target)) : "";
  const kept = await keptTopics();
  host.append(make("div", { class: "study-controls" }, about, row(again), ...listed(kept)));
};

function listed(kept: Awaited<ReturnType<typeof keptTopics>>): Node[] {
  const heading = make("h2", {}, t("offline.kept-topics"));
  if (!kept.length) return [heading, make("p", {}, t("offline.nothing-kept"))];
  const rows = kept.map(({ title, bytes, pages }) =>
    make("li", {}, make("a", { href: pages[0] ?? "" }, title), ` · ${megabytes(bytes)}`),
  );
  return [heading, make("ul", {}, ...rows)];
}
