# Knows alone: how a page is measured: what is wider than it, which text stands in too narrow a column, which formula is
# mirrored, and how much moved after the first paint.
"""Measuring pages."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from tests.site.stage import PATIENCE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Page, Route

WIDTHS = (320, 390, 820, 1280)
"""The widths of a small phone, a phone, a tablet and a desktop, in px."""

MOST_SHIFT = 0.03
"""Cumulative layout shift above which a page is said to jump; under 0.1 counts as good elsewhere. Idle machines see less
than 0.02; a machine with far more work than cores has seen 0.025."""

# What a learner cannot see, or can scroll by itself, is not looked at.
_LOOK = r"""() => {
  const wide = document.documentElement.clientWidth;
  const page = document.scrollingElement;
  const said = (node) => `<${node.localName}${node.id && `#${node.id}`}.${[...node.classList].join(".")}> ${
    node.textContent.trim().replace(/\s+/g, " ").slice(0, 40)}`;
  const seen = (node) => node.checkVisibility({ visibilityProperty: true, opacityProperty: true });
  const clipped = (node) => {
    for (let each = node; each && each !== document.body; each = each.parentElement) {
      const { overflowX, clipPath, position } = getComputedStyle(each);
      if (overflowX !== "visible" || clipPath !== "none" || position === "fixed") return true;
      if (each.matches(".md-sidebar, .md-header, .md-search, .md-skip, .md-nav")) return true;
    }
    return false;
  };
  const found = [];
  const spread = Math.max(page.scrollWidth, document.body.scrollWidth);
  if (spread > wide) found.push(`the page is ${spread} px wide in ${wide}`);
  for (const node of document.querySelectorAll("main *, dialog[open] *")) {
    const box = node.getBoundingClientRect();
    if (!box.width || !box.height || !seen(node) || node.closest("svg")) continue;
    if ((box.right > wide + 1 || box.left < -1) && !clipped(node)) found.push(`runs out of the page: ${said(node)}`);
  }
  const column = (node) => {
    let each = node;
    while (getComputedStyle(each).display.startsWith("inline") && !/^inline-(block|flex|grid)$/.test(getComputedStyle(each).display)) each = each.parentElement;
    const style = getComputedStyle(each);
    return { width: each.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight), size: parseFloat(style.fontSize) };
  };
  const texts = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const text = texts.currentNode;
    const owner = text.parentElement;
    const words = text.data.trim();
    if (words.length < 12 || owner.closest("pre, code, svg, .katex, table, .study-live, .study-visually-hidden, select, .study-sheet")) continue;
    if (!seen(owner)) continue;
    const range = document.createRange();
    range.selectNodeContents(text);
    const lines = new Set([...range.getClientRects()].map(({ top }) => Math.round(top))).size;
    const { width, size } = column(owner);
    // A character is half as wide as it is high, near enough.
    if (lines > 1 && width < 12 * size / 2) found.push(`a column of ${Math.round(width)} px: ${said(owner)}`);
  }
  for (const math of document.querySelectorAll(".katex")) {
    if (!seen(math)) continue;
    if (getComputedStyle(math).direction !== "ltr") found.push(`mirrored: ${said(math)}`);
    const places = [...math.querySelectorAll(".katex-html > .study-math-part:first-child > .katex-base > :not(.katex-strut)")].map((each) => each.getBoundingClientRect()).filter(({ width }) => width);
    if (places.length > 1 && places[0].left > places.at(-1).left) found.push(`written backwards: ${said(math)}`);
  }
  return [...new Set(found)];
}"""

_WATCH = """
globalThis.byheartShifts = [];
new PerformanceObserver((list) => {
  for (const { value, hadRecentInput, sources } of list.getEntries()) {
    if (hadRecentInput) continue;
    const moved = sources.map(({ node }) => node && `${node.nodeName} ${node.className ?? ""}`);
    globalThis.byheartShifts.push({ value, moved });
  }
}).observe({ type: "layout-shift", buffered: true });
"""
_PAINTED = "() => performance.getEntriesByName('first-contentful-paint').length > 0 || 'painted'"
# What is still to come, in words, or true.
_AWAKE = """() => document.readyState !== "complete" ? "loaded"
  : document.querySelector(".md-content :not(:defined, study-panel)") ? "defined"
  : [...document.querySelectorAll("study-deck")].some((node) => !node.querySelector(".study-count")) ? "a toolbar"
  : [...document.querySelectorAll("study-tool")].some((node) => !node.querySelector(":scope > :not(.study-lead, .study-needs-script)")) ? "a tool"
  : document.querySelector(".study-math:not([data-typeset])") ? "typeset"
  : document.fonts.status === "loaded" || "fonts"
"""
# Asked in each frame: a string that the page itself evaluates its policy forbids.
_UNTIL = """(patience) => new Promise((done, fail) => {
  const end = performance.now() + patience;
  const look = (ask = %s) => {
    const missing = ask();
    if (missing === true) done();
    else if (performance.now() > end) fail(new Error(`never ${missing}: ${location}`));
    else requestAnimationFrame(() => look());
  };
  look();
})"""
_SETTLED = "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"


def watch(page: Page) -> None:
    """Note from now on what moves on each page that is opened."""
    page.add_init_script(_WATCH)


def open_slowly(page: Page, address: str) -> None:
    """Open a page whose script comes after it was painted, as on a slow line, and wait until it is awake."""
    with _held_scripts(page):
        page.goto(address, wait_until="commit")
        until(page, _PAINTED)
    until(page, _AWAKE)
    settled(page)


def until(page: Page, condition: str) -> None:
    """Wait until a condition is true; it says what is missing while it is not."""
    page.evaluate(_UNTIL % condition, PATIENCE)


@contextmanager
def _held_scripts(page: Page) -> Iterator[None]:
    """Hold back the entry of our scripts, from which all others come, until the block ends."""
    held: list[Route] = []
    open_now = False

    def hold(route: Route) -> None:
        if open_now:
            route.continue_()
        else:
            held.append(route)

    page.route("**/assets/byheart/byheart.js", hold)
    yield
    open_now = True
    for route in held:
        route.continue_()


def settled(page: Page) -> None:
    """Wait until what changed is drawn."""
    page.evaluate(_SETTLED)


def shifts(page: Page) -> list[str]:
    """What moved since the page was opened without having been asked to; empty while it is little in all."""
    entries = page.evaluate("globalThis.byheartShifts")
    if sum(entry["value"] for entry in entries) <= MOST_SHIFT:
        return []
    return [f"moved by {entry['value']:.3f}: {entry['moved']}" for entry in entries]


def faults(page: Page) -> list[str]:
    """What is wrong with the page as it is laid out now."""
    settled(page)
    found: list[str] = page.evaluate(_LOOK)
    return found
