// Only this module puts a filter into the page's address, so that it can be linked. It is fetched when one is chosen.

import type { Filter } from "./filter";

/** Puts the filter into the address; the rest of the address and the theme's state stay. */
export function putInAddress(filter: Filter): void {
  const address = new URL(location.href);
  for (const [facet, value] of Object.entries(filter)) {
    if (value) address.searchParams.set(facet, value);
    else address.searchParams.delete(facet);
  }
  if (address.href !== location.href) history.replaceState(history.state, "", address);
}
