# The layout, in three languages and at four widths: nothing is wider than the page, no text stands in a column for
# letters, nothing jumps while the page wakes up, and no formula is mirrored; in each state that a learner brings about.

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import ViewportSize, expect

from tests.site.layout_stage import WIDTHS, faults, open_slowly, shifts, watch
from tests.site.stage import DEMO, TYPES, Visitor
from tests.site.types_stage import PRIMARY, all_answered

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

TOOLS = ("review/", "practice/", "progress/", "settings/", "sheets/", "offline/", "s/")
LISTS = ("", "decks/", "decks/tags/", "404.html")
PHONE, DESKTOP = ViewportSize(width=390, height=844), ViewportSize(width=1280, height=900)


@dataclass(frozen=True)
class Tongue:
    """A site in one language: its deck of all types, and what else there is to look at."""

    language: str
    types: str
    pages: tuple[str, ...]


TONGUES = (
    Tongue(
        "en",
        TYPES,
        (
            DEMO,
            "decks/model-optimization/",
            "decks/gallery/",
            "reference/format/",
            "decks/neural-networks/evaluation/",
        ),
    ),
    Tongue("de", "decks/wissen/arten/", ("decks/wissen/", "decks/wissen/viele/")),
    Tongue("ar", "decks/hifz/anwa/", ("decks/hifz/", "decks/hifz/riyada/", "decks/hifz/murajaa/")),
)


@pytest.fixture(params=TONGUES, ids=lambda tongue: tongue.language)
def tongue(request: pytest.FixtureRequest) -> Tongue:
    """Each language in turn."""
    chosen: Tongue = request.param
    return chosen


@pytest.fixture
def visitor(browser: Browser, tongue: Tongue, request: pytest.FixtureRequest) -> Iterator[Visitor]:
    """Open pages of the site in that language."""
    site = request.getfixturevalue({"en": "demo", "de": "german", "ar": "arabic"}[tongue.language])
    visitor = Visitor(browser, site)
    yield visitor
    visitor.close()


def stage(visitor: Visitor) -> Page:
    """A page for many addresses, without a past; what moves on it is noted."""
    page = visitor.context(viewport=PHONE, has_touch=True, reduced_motion="reduce").new_page()
    watch(page)
    return page


def show(page: Page, address: str, size: ViewportSize = PHONE) -> None:
    """Open an address in a window of that size."""
    page.set_viewport_size(size)
    open_slowly(page, address)


def at_widths(page: Page, state: str, *widths: int) -> list[str]:
    """What is wrong at each width, with the state that the page is in."""
    found = []
    for width in widths or WIDTHS:
        page.set_viewport_size({"width": width, "height": 844})
        found += [f"{state} at {width} px: {fault}" for fault in faults(page)]
    return found


def test_no_page_jumps_or_runs_over(tongue: Tongue, visitor: Visitor) -> None:
    """Every kind of page, on a phone and a desktop: little moves while it wakes up; at no width is it too wide."""
    found, page = [], stage(visitor)
    for path in (*LISTS, *TOOLS, *tongue.pages, tongue.types):
        for size in (PHONE, DESKTOP):
            show(page, visitor.site.url + path, size)
            found += [f"/{path} at {size['width']} px: {shift}" for shift in shifts(page)]
        found += at_widths(page, f"/{path}")
    assert not found, "\n".join(found)


def revealed(page: Page) -> None:
    """Open all answers, and the first hint of each item."""
    page.evaluate(
        "for (const fold of document.querySelectorAll('.study-item details:not([hidden])')) fold.open = true"
    )


def second_step(page: Page) -> None:
    """Bring each prompt to its second step, and all its concepts onto the screen."""
    for prompt in page.locator("study-explain").all():
        prompt.get_by_role("textbox").fill("Ein Satz ohne viele Worte")
        prompt.locator(PRIMARY).first.tap()
        expect(prompt.locator(".study-concept:visible")).to_have_count(1)
    page.evaluate("for (const row of document.querySelectorAll('.study-concept[hidden]')) row.hidden = false")


def filtered(page: Page) -> None:
    """Show the items of one level alone, where levels tell items apart."""
    pills = page.locator('[data-facet="level"] .study-pill')
    if pills.count():
        pills.nth(1).tap()


def print_dialog(page: Page) -> None:
    """Ask how to print."""
    buttons = page.locator(".study-toolbar .study-actions > button:visible")
    buttons.nth(buttons.count() - 2).tap()
    expect(page.locator("dialog[open] .study-sheet")).to_be_visible()


def keys_dialog(page: Page) -> None:
    """Ask for the keys."""
    page.locator(".study-toolbar .study-actions > .study-button--quiet").tap()
    expect(page.locator("dialog[open]")).to_be_visible()


def start_over_dialog(page: Page) -> None:
    """Ask to start over, of a deck in which something is answered."""
    page.locator(".study-toolbar .study-actions > button:visible").nth(2).tap()
    expect(page.locator("dialog[open]")).to_be_visible()


STATES: tuple[tuple[str, Callable[[Page], Any]], ...] = (
    ("revealed", revealed),
    ("explain, step two", second_step),
    ("filtered", filtered),
    ("the dialog of the keys", keys_dialog),
    ("the dialog that prints", print_dialog),
)


def test_each_state_fits(tongue: Tongue, visitor: Visitor) -> None:
    """Opened, judged, filtered, asked, answered to the end: at no width does anything run over."""
    found, page, deck = [], stage(visitor), visitor.site.url + tongue.types
    for state, bring in STATES:
        show(page, deck)
        bring(page)
        found += at_widths(page, state)
    page = stage(visitor)
    show(page, deck)
    all_answered(page)
    found += at_widths(page, "answered")
    page.set_viewport_size(PHONE)
    start_over_dialog(page)
    found += at_widths(page, "the dialog that starts over")
    asked = tongue.types.removeprefix("decks/").rstrip("/")
    for path in ("review/", "progress/", f"practice/?deck={asked}", f"practice/?deck={asked}&exam=1"):
        show(page, visitor.site.url + path)
        found += at_widths(page, f"/{path} with a past")
    assert not found, "\n".join(found)
