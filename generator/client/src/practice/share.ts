// Only this module knows how a link is handed on: shown, copied, as a QR code.

import { button, liveRegion, make, row } from "../ui/dom";
import { t } from "../ui/strings";

/** A link with what can be done with it. */
export class Share {
  readonly node = make("div", { class: "study-hand-on study-controls" });
  readonly #field = make("input", {
    type: "text",
    class: "study-field-line",
    readonly: "",
    dir: "ltr",
    id: "study-practice-link",
  });
  readonly #said = liveRegion();
  readonly #refused = make("p", { class: "study-message", hidden: "" }, t("practice.copy-refused"));
  readonly #code = make("figure", { class: "study-qr-figure", hidden: "" });
  readonly #toggle = button(t("practice.qr"), () => this.#toggleCode(), { "aria-expanded": "false" });
  #address = "";

  /** @param others more buttons of the same row. */
  constructor(...others: Node[]) {
    const label = make("label", { class: "study-label", for: this.#field.id }, t("practice.link"));
    this.#said.className = "study-hand-on-said";
    const copy = button(t("practice.copy"), () => void this.#copy());
    this.node.append(label, this.#field, row(copy, this.#toggle, ...others, this.#said), this.#refused, this.#code);
  }

  set address(address: string) {
    if (address === this.#address) return;
    this.#address = address;
    this.#field.value = address;
    this.#said.textContent = "";
    this.#refused.hidden = true;
    if (!this.#code.hidden) void this.#draw();
  }

  /** Where the clipboard is refused, the link is selected, so that one key or the menu copies it. */
  async #copy(): Promise<void> {
    try {
      await navigator.clipboard.writeText(this.#address);
      this.#said.textContent = t("practice.copied");
    } catch {
      this.#refused.hidden = false;
      this.#said.textContent = "";
      this.#field.select();
    }
  }

  #toggleCode(): void {
    this.#code.hidden = !this.#code.hidden;
    this.#toggle.setAttribute("aria-expanded", String(!this.#code.hidden));
    if (!this.#code.hidden) void this.#draw();
  }

  async #draw(): Promise<void> {
    const address = this.#address;
    const { qrCode } = await import("../ui/qr");
    if (address !== this.#address) return;
    try {
      this.#code.replaceChildren(qrCode(address, t("practice.qr-of", { link: address })));
    } catch {
      this.#code.replaceChildren(make("p", { class: "study-message" }, t("practice.qr-too-long")));
    }
  }
}
