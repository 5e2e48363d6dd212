// Only this module knows the pages that work on all decks, each in a chunk of its own, and what they share: they open
// the library when they are shown, say so when it cannot be had, and leave the page as it is without a script then.

import english from "../../../byheart/strings/en.json?tools";
import { siteLibrary } from "../library/library";
import { siteLog, siteStore } from "../log/log";
import { outboxOf } from "../log/outbox";
import { isDue, riskOf } from "../log/risk";
import { siteIndex } from "../offline/root";
import { button, liveRegion, make, row } from "../ui/dom";
import type { PageHost } from "../ui/host";
import { own } from "../ui/own";
import { addStrings, type Catalogue, t } from "../ui/strings";
import { addStyles } from "../ui/styles";
import type { Start } from "./start";

addStrings(english);

/** One line for each tool, by the name of its page. */
const TOOLS: Record<string, () => Promise<{ start: Start }>> = {
  review: () => import("./review"),
  practice: () => import("./practice"),
  progress: () => import("./progress"),
  settings: () => import("./settings"),
  sheets: () => import("./sheets"),
  s: () => import("./tally"),
  offline: () => import("./offline"),
};

/** The words of a tool that its own chunk does not bring along. */
const WORDS: Record<string, () => Promise<{ default: Catalogue }>> = {
  review: () => import("../../../byheart/strings/en.json?review"),
  practice: () => import("../../../byheart/strings/en.json?practice"),
  progress: () => import("../../../byheart/strings/en.json?progress"),
  settings: () => import("../../../byheart/strings/en.json?settings"),
  s: () => import("../../../byheart/strings/en.json?tally"),
};

/** What reads of the log only what it shows; the others begin when the whole log was read. */
const READS_ITSELF = new Set(["review"]);

/** The pages where learning goes on: there the learner hears when their answers should be kept elsewhere too. */
const LEARNING = new Set(["review", "practice"]);

/** The element that makes a page of the learning loop. */
export default class StudyTool extends HTMLElement implements PageHost {
  readonly live = liveRegion();
  #connected = new AbortController();

  get signal(): AbortSignal {
    return this.#connected.signal;
  }

  connectedCallback(): void {
    this.#connected = new AbortController();
    void this.#open(this.signal);
  }

  disconnectedCallback(): void {
    this.#connected.abort();
  }

  async #open(signal: AbortSignal): Promise<void> {
    this.append(this.live);
    void adoptIfLeft().catch(() => undefined);
    try {
      const { tool: name = "" } = this.dataset;
      const [tool, library] = await Promise.all([
        own(TOOLS, name)?.(),
        siteLibrary(siteIndex()),
        addStyles("byheart-tools.css"),
        READS_ITSELF.has(name) ? undefined : siteLog().needAll(),
        own(WORDS, name)?.().then(({ default: words }) => addStrings(words)),
      ]);
      if (signal.aborted) return;
      // Nobody is taken for new because the browser keeps silent.
      if (siteLog().trouble === "stuck") throw new DOMException("the log does not come", "TimeoutError");
      await tool?.start(this, library);
      this.querySelector(".study-needs-script")?.remove();
      if (globalThis.byheartSite?.id) void import("./look-around").then(({ lookAround }) => lookAround(this));
      if (!LEARNING.has(name)) return;
      await siteLog().needAll();
      if (signal.aborted) return;
      this.#remindToKeep(signal);
      void import("../log/persist").then(({ askToPersist }) => askToPersist()).catch(() => undefined);
    } catch (error) {
      console.error(error);
      await this.#fail(signal);
    }
  }

  /** What reminds of the export comes once one may be due. */
  #remindToKeep(signal: AbortSignal): void {
    const watching = new AbortController();
    const look = (): void => {
      if (!isDue(riskOf(siteLog().records, undefined, Date.now()))) return;
      watching.abort();
      void this.#showReminder(signal);
    };
    signal.addEventListener("abort", () => watching.abort());
    siteLog().addEventListener("change", look, { signal: watching.signal });
    look();
  }

  async #showReminder(signal: AbortSignal): Promise<void> {
    const { keepLine } = await import("../log/backup");
    if (signal.aborted) return;
    const line = keepLine(signal);
    this.after(line);
    signal.addEventListener("abort", () => line.remove());
  }

  async #fail(signal: AbortSignal): Promise<void> {
    const again = button(t("tool.try-again"), () => {
      failure.remove();
      void this.#open(signal);
    });
    const { trouble } = siteLog();
    const { wordsOf } = await import("../log/trouble").catch(() => ({ wordsOf: undefined }));
    const words = (trouble === "stuck" && wordsOf?.(trouble)) || t("tool.no-data");
    const failure = make("div", { class: "study-failure study-controls" }, make("p", {}, words), row(again));
    this.append(failure);
    this.live.textContent = words;
  }
}

/** Takes in what an earlier page left behind; what does it comes where there is something. */
async function adoptIfLeft(): Promise<void> {
  const { name } = siteStore();
  if (!Object.keys(localStorage).some((key) => key.startsWith(outboxOf(name)))) return;
  const { adopt } = await import("../log/adopt");
  adopt(siteLog(), name);
}
