// Only this module knows how nodes are made. Text always goes in as text, never as markup.

type Attributes = Record<string, string | false>;
type Child = Node | string;

/** An element with attributes (`false` leaves one out) and children. */
export function make<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== false) node.setAttribute(name, value);
  }
  node.append(...children);
  return node;
}

/** A button that does `act` when it is pressed. */
export function button(label: Child, act: () => void, attributes: Attributes = {}): HTMLButtonElement {
  const node = make("button", { type: "button", class: "study-button", ...attributes }, label);
  node.addEventListener("click", act);
  return node;
}

/** The one action that is meant next. */
export function primary(label: Child, act: () => void, attributes: Attributes = {}): HTMLButtonElement {
  return button(label, act, { class: "study-button study-button--primary", ...attributes });
}

/** A row of controls. `study-controls` marks what the client adds and paper does not show. */
export function row(...children: Child[]): HTMLDivElement {
  return make("div", { class: "study-buttons study-controls" }, ...children);
}

/** A key to press, for the eye; the sighted keyboard user alone needs it. */
export function keyHint(key: string): HTMLElement {
  return make("kbd", { class: "study-key-hint", "aria-hidden": "true" }, key);
}

/** A sign for the eye, beside words that say the same. */
export function icon(sign: string): HTMLElement {
  return make("span", { class: "study-icon", "aria-hidden": "true" }, sign);
}

/** A copy of what a node contains. Ids stay with the original, since one page has each only once. */
export function copyOf(node: Element): DocumentFragment {
  const copy = document.createDocumentFragment();
  copy.append(...[...node.childNodes].map((child) => child.cloneNode(true)));
  for (const owner of copy.querySelectorAll("[id]")) owner.removeAttribute("id");
  return copy;
}

/** The words of a heading without the theme's link sign. */
export function headingText(heading: HTMLElement | undefined): string {
  const copy = heading?.cloneNode(true) as HTMLElement | undefined;
  copy?.querySelector(".headerlink")?.remove();
  return copy?.textContent?.trim() ?? "";
}

/** A polite live region: empty when it joins the page, so that what comes later is heard. */
export function liveRegion(): HTMLElement {
  return make("div", { class: "study-live study-controls", role: "status" });
}
