// Only this module says that a newer site is there. Nothing is exchanged before the learner asks for it.

import english from "../../../byheart/strings/en.json?offline";
import { button, make, primary } from "../ui/dom";
import { addStrings, t } from "../ui/strings";
import { addStyles } from "../ui/styles";

addStrings(english);

/** Says once that a worker waits, and lets it take over when the learner wants it. */
export async function announce(worker: ServiceWorker): Promise<void> {
  if (document.querySelector(".study-update")) return;
  await addStyles("byheart-offline.css");
  const take = primary(t("offline.update"), () => {
    navigator.serviceWorker.addEventListener("controllerchange", () => location.reload(), { once: true });
    worker.postMessage("take over");
  });
  const words = make("p", { class: "study-update-words" }, t("offline.update-there"));
  const banner = make("div", { class: "study-update study-controls md-typeset", role: "status" }, words);
  banner.append(
    make(
      "div",
      { class: "study-buttons" },
      take,
      button(t("offline.later"), () => banner.remove()),
    ),
  );
  document.body.append(banner);
}
