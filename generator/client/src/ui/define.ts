// Only this module registers elements, apart from their classes, so that a test can have the class alone.

/** Registers an element once, however often the script runs. */
export function define(name: string, element: CustomElementConstructor): void {
  if (!customElements.get(name)) customElements.define(name, element);
}
