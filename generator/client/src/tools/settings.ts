// Only this module knows the page "settings": what is chosen is saved at once as a record of the log, and both resets
// can be undone.

import type { Library } from "../library/library";
import { resetOfAll, resetOfSettings, undoOfReset, undoOfSettings } from "../log/epochs";
import { siteLog } from "../log/log";
import { saveStateLine } from "../log/save-state";
import { choice, DEFAULTS, type Settings, settingsIn } from "../log/settings";
import { button, make, row } from "../ui/dom";
import { t } from "../ui/strings";
import { settingsFields } from "./settings.fields";
import type { Start } from "./start";

type Say = (words: string) => void;

/** A part of the page that shows what the log says. */
interface PageSection {
  node: HTMLElement;
  draw(): void;
}

export const start: Start = async (host, library) => {
  await siteLog().needAll();
  if (host.signal.aborted) return;
  const say: Say = (words) => (host.live.textContent = words);
  const parts = [formPart(say), keptPart(library), clearPart(say)];
  const draw = (): void => parts.forEach((part) => part.draw());
  siteLog().addEventListener("change", draw, { signal: host.signal });
  draw();
  host.append(...parts.map(({ node }) => node), saveStateLine(host.signal));
};

function formPart(say: Say): PageSection {
  const fields = settingsFields((name, value) => {
    siteLog().append(choice(name, value));
    say(t("settings.saved"));
  });
  const resets = settingsReset(say);
  const quiet = [make("p", { class: "study-setting-help" }, t("settings.no-sounds"))];
  const node = make("form", { class: "study-settings" }, ...fields.map((field) => field.node), ...quiet, resets.node);
  node.addEventListener("submit", (event) => event.preventDefault());
  const draw = (): void => {
    const settings = chosen();
    for (const field of fields) field.draw(settings);
    resets.draw();
  };
  return { node, draw };
}

/** "Reset settings", and "Undo" in its place until something is chosen. */
function settingsReset(say: Say): PageSection {
  let resetAt = 0;
  const reset = button(t("settings.reset"), () => {
    resetAt = Date.now();
    append(resetOfSettings(chosen(), DEFAULTS, resetAt));
    say(t("settings.reset-done"));
    queueMicrotask(() => undo.focus());
  });
  const undo = button(t("settings.undo"), () => {
    append(undoOfSettings(siteLog().records, resetAt));
    resetAt = 0;
    say(t("settings.undone"));
    queueMicrotask(() => reset.focus());
  });
  const draw = (): void => {
    const usual = resetOfSettings(chosen(), DEFAULTS, 0).length === 0;
    undo.hidden = !usual || !resetAt;
    reset.hidden = usual;
  };
  return { node: row(reset, undo), draw };
}

function chosen(): Settings {
  return settingsIn(siteLog().records);
}

/** Where the log lies, whether the browser promised to keep it, and the way to take it along. */
function keptPart(library: Library): PageSection {
  const kept = make("p", {}, t("settings.kept-here"));
  const promise = make("p", {});
  const more = make("p", {}, make("a", { href: library.urlOfTool("progress", "#keep") }, t("settings.to-export")));
  void navigator.storage?.persisted?.().then((persisted) => {
    promise.textContent = t(persisted ? "settings.persisted" : "settings.not-persisted");
  });
  const node = make("section", { class: "study-section" }, make("h2", {}, t("settings.kept")), kept, promise, more);
  return { node, draw: () => undefined };
}

/** "Clear all progress": an epoch in the log, which keeps everything. */
function clearPart(say: Say): PageSection {
  const words = make("p", { class: "study-setting-help" }, t("settings.clear-help"));
  const state = make("p", {});
  const clear = button(t("settings.clear"), () => {
    append(resetOfAll(siteLog().records, Date.now()));
    say(t("settings.cleared"));
    queueMicrotask(() => undo.focus());
  });
  const undo = button(t("settings.clear-undo"), () => {
    append(undoOfReset(siteLog().records, Date.now()));
    say(t("settings.clear-undone"));
    queueMicrotask(() => clear.focus());
  });
  const draw = (): void => {
    const n = resetOfAll(siteLog().records, 0).length;
    const cleared = undoOfReset(siteLog().records, 0).length;
    state.textContent = n
      ? t("settings.begun-decks", { n })
      : t(cleared ? "settings.cleared" : "settings.nothing-begun");
    clear.hidden = n === 0;
    undo.hidden = cleared === 0;
  };
  const node = make(
    "section",
    { class: "study-section" },
    make("h2", {}, t("settings.clear-title")),
    words,
    state,
    row(clear, undo),
  );
  return { node, draw };
}

function append(events: ReturnType<typeof resetOfAll>): void {
  for (const event of events) siteLog().append(event);
}
