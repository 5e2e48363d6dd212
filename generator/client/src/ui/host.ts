// Only this module knows what a page that is made in the browser offers to what is drawn into it.

/** The element that all of the page stands in. */
export interface PageHost extends HTMLElement {
  /** Says what changed to those who do not see it. */
  readonly live: HTMLElement;
  /** Ends when the element leaves the page. */
  readonly signal: AbortSignal;
}
