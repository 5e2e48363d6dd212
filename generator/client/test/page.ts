// A page that can be hidden, left and shown again, in Node. Imported before what listens to it.

interface Page extends EventTarget {
  visibilityState: string;
}

const page = Object.assign(new EventTarget(), { visibilityState: "visible" }) as Page;
const frame = new EventTarget();
Object.assign(globalThis, { document: page, addEventListener: frame.addEventListener.bind(frame) });

// What imports the elements' classes needs something that they can extend.
Object.assign(globalThis, { HTMLElement: EventTarget });

/** What a browser's other storage does of all that is used of it: its keys are its properties. */
class Memory {
  clear(): void {
    for (const key of Object.keys(this)) this.removeItem(key);
  }
  getItem(key: string): string | null {
    return (this as unknown as Record<string, string>)[key] ?? null;
  }
  setItem(key: string, text: string): void {
    (this as unknown as Record<string, string>)[key] = text;
  }
  removeItem(key: string): void {
    delete (this as unknown as Record<string, string>)[key];
  }
}
Object.assign(globalThis, { localStorage: new Memory() });

export function hide(): void {
  page.visibilityState = "hidden";
  page.dispatchEvent(new Event("visibilitychange"));
}

export function show(): void {
  page.visibilityState = "visible";
  page.dispatchEvent(new Event("visibilitychange"));
}

/** As a link does that leads away: some browsers hide the page first, others leave it first. */
export function leave(hiddenFirst = true): void {
  if (hiddenFirst) hide();
  frame.dispatchEvent(new Event("pagehide"));
  if (!hiddenFirst) hide();
}

/** As Back does, to a page that the browser has kept. */
export function comeBack(): void {
  page.visibilityState = "visible";
  frame.dispatchEvent(new Event("pageshow"));
  page.dispatchEvent(new Event("visibilitychange"));
}

export function freeze(): void {
  hide();
  page.dispatchEvent(new Event("freeze"));
}

export function resume(): void {
  page.dispatchEvent(new Event("resume"));
  show();
}
