// Only this module knows how an old address leads on: by the links that the page itself has, never by what the address
// says. A page in the place of a deck that moved runs it at once; the page of a deck, when it is awake.

/** Goes on from the address of the page if that is of an item that is elsewhere, or the page has moved as a whole. */
export function follow(): void {
  const place = document.getElementById(location.hash.slice(1))?.closest(".study-away > li");
  const onward = document.querySelector<HTMLAnchorElement>("a[data-moved]");
  const there = place?.querySelector("a")?.href ?? (onward && onward.href + location.search + location.hash);
  if (there && new URL(there).origin === location.origin) location.replace(there);
}
