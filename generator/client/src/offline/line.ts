// Only this module knows the button on a topic's page that keeps the topic on this device.

import english from "../../../byheart/strings/en.json?offline";
import { siteLibrary } from "../library/library";
import { button, liveRegion, make } from "../ui/dom";
import { addStrings, locale, t } from "../ui/strings";
import { dropTopic, type KeptTopic, keepTopic, keptTopics } from "./topics";

addStrings(english);

/** A line with the button; undefined in a browser that cannot keep pages. */
export function keepLine(topic: string, index: string): HTMLElement | undefined {
  if (!("serviceWorker" in navigator) || !("caches" in globalThis)) return undefined;
  return new KeepLine(topic, index).node;
}

class KeepLine {
  readonly node = make("p", { class: "study-offline study-controls" });
  readonly #words = make("span", { class: "study-offline-words" });
  readonly #live = liveRegion();
  readonly #keep = button(t("offline.keep"), () => void this.#fetch());
  readonly #drop = button(t("offline.drop"), () => void this.#remove());

  constructor(
    readonly topic: string,
    readonly index: string,
  ) {
    this.node.append(this.#keep, this.#drop, " ", this.#words, this.#live);
    this.#draw(undefined);
    void this.#find();
  }

  async #find(): Promise<void> {
    const kept = await keptTopics().catch((): KeptTopic[] => []);
    this.#draw(kept.find(({ topic }) => topic === this.topic));
  }

  #draw(kept: KeptTopic | undefined): void {
    this.#keep.hidden = Boolean(kept);
    this.#drop.hidden = !kept;
    this.#words.textContent = kept ? t("offline.kept", { size: megabytes(kept.bytes) }) : "";
  }

  async #fetch(): Promise<void> {
    this.#keep.setAttribute("aria-disabled", "true");
    const tell = (share: number): void => {
      this.#words.textContent = t("offline.keeping", { percent: Math.round(100 * share) });
    };
    try {
      const kept = await keepTopic(await siteLibrary(this.index), this.topic, tell);
      this.#draw(kept);
      this.#drop.focus();
    } catch {
      this.#words.textContent = t("offline.not-kept");
    }
    this.#keep.removeAttribute("aria-disabled");
    this.#live.textContent = this.#words.textContent;
  }

  async #remove(): Promise<void> {
    await dropTopic(this.topic);
    this.#draw(undefined);
    this.#live.textContent = t("offline.dropped");
    this.#keep.focus();
  }
}

/** "1.2 MB" in the page's language. */
export function megabytes(bytes: number): string {
  const size = { style: "unit", unit: "megabyte", maximumFractionDigits: 1 } as const;
  return new Intl.NumberFormat(locale(), size).format(bytes / 1e6);
}
