// Only this module knows whether the page is before the learner. A page that was left can be frozen and kept by the
// browser for Back: what it holds open then holds up every other page of the site, for as long as it is kept.

const page = globalThis.document as Document | undefined;
const goings: ((isLeft: boolean) => void)[] = [];
const returns: (() => void)[] = [];
const waiting: (() => void)[] = [];
let left = false;

/** Whether the page is hidden or was left: nothing that writes begins then. */
export function isAway(): boolean {
  return left || page?.visibilityState === "hidden";
}

/** Resolves as soon as the page is before the learner. */
export async function present(): Promise<void> {
  while (isAway()) await new Promise<void>((resolve) => waiting.push(resolve));
}

/** Calls `act` when the page is hidden, and with `true` when it is left or frozen. */
export function whenAway(act: (isLeft: boolean) => void): void {
  goings.push(act);
}

/** Calls `act` when the page is before the learner again. */
export function whenBack(act: () => void): void {
  returns.push(act);
}

function tell(isLeft: boolean): void {
  left = isLeft;
  if (isAway()) return goings.forEach((act) => act(left));
  waiting.splice(0).forEach((act) => act());
  returns.forEach((act) => act());
}

if (page) {
  addEventListener("pagehide", () => tell(true));
  addEventListener("pageshow", () => tell(false));
  page.addEventListener("freeze", () => tell(true));
  page.addEventListener("resume", () => tell(false));
  page.addEventListener("visibilitychange", () => tell(left));
}
