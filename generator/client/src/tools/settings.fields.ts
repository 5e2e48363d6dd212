// Only this module knows the controls of the page "settings": all native, each with its help, and none speaks before
// its value is one that counts.

import { DEFAULTS, RANGES, type Settings } from "../log/settings";
import { make } from "../ui/dom";
import { type Key, locale, t } from "../ui/strings";

/** Is told a value that was chosen. */
export type Choose = <Name extends keyof Settings>(name: Name, value: Settings[Name]) => void;

/** A control with its label and help. */
export interface Field {
  readonly node: HTMLElement;
  /** Shows what is chosen now, here or in another tab. */
  draw(settings: Settings): void;
}

/** All controls, in the order of the page. */
export function settingsFields(choose: Choose): Field[] {
  return [
    buttonsField(choose),
    retentionField(choose),
    numberField("newPerDay", choose),
    numberField("reviewsPerDay", choose),
    numberField("minutes", choose),
    dayStartField(choose),
    numberField("leech", choose),
  ];
}

function buttonsField(choose: Choose): Field {
  const radios = ([2, 4] as const).map((value) => {
    const input = make("input", { type: "radio", name: "study-buttons", value: String(value) });
    input.addEventListener("change", () => choose("buttons", value));
    return {
      value,
      input,
      label: make("label", { class: "study-setting-choice" }, input, t(`settings.buttons-${value}`)),
    };
  });
  const help = helpFor("buttons", t(`settings.buttons-${DEFAULTS.buttons}`));
  const labels = radios.map(({ label }) => label);
  const node = make(
    "fieldset",
    { class: "study-setting", "aria-describedby": help.id },
    make("legend", {}, t("settings.buttons")),
    ...labels,
    help,
  );
  return { node, draw: ({ buttons }) => radios.forEach(({ value, input }) => (input.checked = value === buttons)) };
}

function retentionField(choose: Choose): Field {
  const words = make("output", { class: "study-setting-value" });
  const [min, max] = RANGES.retention;
  const input = make("input", { type: "range", min: String(100 * min), max: String(100 * max), step: "1" });
  const say = (): void => {
    words.textContent = inPercent(Number(input.value));
    input.setAttribute("aria-valuetext", words.textContent);
  };
  input.addEventListener("input", say);
  input.addEventListener("change", () => choose("retention", Number(input.value) / 100));
  const node = labelled("retention", input, inPercent(100 * DEFAULTS.retention), words);
  const draw = ({ retention }: Settings): void => {
    input.value = String(Math.round(100 * retention));
    say();
  };
  return { node, draw };
}

/** A whole number; what is none, or out of bounds, is told and not kept. */
function numberField(name: "newPerDay" | "reviewsPerDay" | "minutes" | "leech", choose: Choose): Field {
  const [min, max] = RANGES[name];
  let typing = false;
  const input = make("input", {
    type: "number",
    class: "study-input",
    inputmode: "numeric",
    min: String(min),
    max: String(max),
    step: "1",
    required: "",
  });
  const fault = make("p", { class: "study-message", role: "alert", hidden: "" });
  input.addEventListener("input", () => (typing = true));
  input.addEventListener("change", () => {
    typing = false;
    const fits = input.checkValidity();
    input.setAttribute("aria-invalid", String(!fits));
    fault.hidden = fits;
    fault.textContent = fits ? "" : t("settings.out-of-bounds", { min, max });
    if (fits) choose(name, Number(input.value));
  });
  const node = labelled(name, input, String(DEFAULTS[name]), fault);
  const draw = (settings: Settings): void => {
    // What is being typed is not taken away by what another tab does.
    if (!typing && fault.hidden) input.value = String(settings[name]);
  };
  return { node, draw };
}

function dayStartField(choose: Choose): Field {
  const hours = Array.from({ length: 24 }, (_, hour) => make("option", { value: String(hour) }, hourWords(hour)));
  const input = make("select", { class: "study-select" }, ...hours);
  input.addEventListener("change", () => choose("dayStart", Number(input.value)));
  const node = labelled("dayStart", input, hourWords(DEFAULTS.dayStart));
  return { node, draw: ({ dayStart }) => (input.value = String(dayStart)) };
}

const LABELS = {
  buttons: ["settings.buttons", "settings.buttons-help"],
  retention: ["settings.retention", "settings.retention-help"],
  newPerDay: ["settings.new-per-day", "settings.new-per-day-help"],
  reviewsPerDay: ["settings.reviews-per-day", "settings.reviews-per-day-help"],
  minutes: ["settings.minutes", "settings.minutes-help"],
  dayStart: ["settings.day-start", "settings.day-start-help"],
  leech: ["settings.leech", "settings.leech-help"],
} satisfies Record<keyof Settings, [Key, Key]>;

function labelled(name: keyof Settings, input: HTMLElement, usual: string, ...more: Node[]): HTMLElement {
  const help = helpFor(name, usual);
  input.id = `study-setting-${name}`;
  input.setAttribute("aria-describedby", help.id);
  const label = make("label", { for: input.id }, t(LABELS[name][0]));
  return make(
    "div",
    { class: "study-setting" },
    label,
    make("div", { class: "study-setting-line" }, input, ...more),
    help,
  );
}

function helpFor(name: keyof Settings, usual: string): HTMLElement {
  const words = `${t(LABELS[name][1])} ${t("settings.usual", { value: usual })}`;
  return make("p", { class: "study-setting-help", id: `study-setting-${name}-help` }, words);
}

function inPercent(value: number): string {
  return new Intl.NumberFormat(locale(), { style: "percent" }).format(Math.round(value) / 100);
}

function hourWords(hour: number): string {
  const time = new Intl.DateTimeFormat(locale(), { hour: "numeric", minute: "2-digit", timeZone: "UTC" });
  return time.format(hour * 3_600_000);
}
