// Only this module knows what a site that has an id does on the pages of the learning loop: its database says the id, and
// where reviews and progress are shown, what lies under another path is offered.

import { siteStore } from "../log/log";
import { sign } from "../log/sign";
import type { PageHost } from "../ui/host";

/** Does it; what fails is tried again at the next visit. */
export async function lookAround(host: PageHost): Promise<void> {
  const { id } = globalThis.byheartSite ?? {};
  const { tool } = host.dataset;
  if (!id) return;
  try {
    await sign(siteStore());
    if (tool !== "review" && tool !== "progress") return;
    const { offerOthers } = await import("./take-over");
    await offerOthers(host, id, tool === "review");
  } catch (error) {
    console.error(error);
  }
}
