# Reviews for everyone: axe, targets, zoom, right to left, no JavaScript; and what they weigh.

from __future__ import annotations

import gzip
import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.site.review_stage import (
    MEMORY,
    REVIEW,
    SLEEP,
    answer_rightly,
    asked,
    begin,
    rating,
    skip_to,
    with_focus,
)
from tests.site.stage import Visitor, press, say
from tests.site.test_access import CONTROLS, DESKTOP, PHONE, SMALL, findings

if TYPE_CHECKING:
    from typing import Any

    from playwright.sync_api import Page

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_axe_finds_nothing(learn: Visitor, size: dict[str, Any], scheme: str) -> None:
    """The first page, a card, a verdict, the list of keys and the end have nothing that axe finds."""
    page = learn(REVIEW, color_scheme=scheme, **size)
    page.locator(".study-agenda").wait_for()
    found = {"start": findings(page)}
    begin(page)
    skip_to(page, "recall")
    page.keyboard.press("Space")
    found["card"] = findings(page)
    rating(page, "again").click()
    expect(with_focus(page)).to_be_visible()
    page.keyboard.press("?")
    dialog = page.locator("dialog")
    expect(dialog).to_be_visible()
    found["keys"] = findings(page)
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    skip_to(page, "strongest")
    asked(page).locator('[data-option="retrieve"] label').click()
    press(page, "choice.check").click()
    found["verdict"] = findings(page)
    press(page, "session.finish").click()
    page.locator(".study-session-end").wait_for()
    found["end"] = findings(page)
    assert {name: faults for name, faults in found.items() if faults} == {}


@pytest.mark.parametrize(("size", "least"), [(DESKTOP, 24), (PHONE, 44)], ids=["mouse", "finger"])
def test_targets_can_be_hit(learn: Visitor, size: dict[str, Any], least: int) -> None:
    """The controls of the first page and of a session are large enough for a mouse, and for a finger."""
    page = learn(REVIEW, **size)
    page.locator(".study-agenda").wait_for()
    assert page.evaluate(SMALL, [CONTROLS, least]) == []
    begin(page)
    skip_to(page, "recall")
    asked(page).locator(".study-answer > summary").click()
    assert page.evaluate(SMALL, [CONTROLS, least]) == []


def test_nothing_to_scroll_sideways_at_400_percent(learn: Visitor) -> None:
    """At 320 pixels nothing has to be scrolled sideways, neither on the first page nor in a session."""
    page = learn(REVIEW, viewport={"width": 320, "height": 640})
    page.locator(".study-agenda").wait_for()
    assert page.evaluate("document.scrollingElement.scrollWidth") <= 320
    begin(page)
    page.keyboard.press("Space")
    assert page.evaluate("document.scrollingElement.scrollWidth") <= 320


def test_without_javascript(learn: Visitor) -> None:
    """Without a script the page says what it is for, and leads to the decks."""
    page = learn(REVIEW, java_script_enabled=False)
    expect(page.locator(".study-needs-script")).to_contain_text(say("page.needs-script"))
    page.get_by_role("link", name=say("page.all-decks")).last.click()
    expect(page).to_have_url(learn.site.url + "decks/")


def test_from_right_to_left(visit_arabic: Visitor) -> None:
    """In Arabic all of it is in Arabic and mirrored, and axe finds nothing."""
    page = visit_arabic(REVIEW)
    page.get_by_role("button", name=say("review.start", "ar"), exact=True).click()
    expect(with_focus(page)).to_be_visible()
    head = page.locator(".study-session-head")
    count, time = head.locator("h2").bounding_box(), head.locator("span").bounding_box()
    assert count
    assert time
    assert count["x"] > time["x"]
    latin = page.locator(".study-session button:visible, .study-session-head").all_inner_texts()
    assert not [text for text in latin if re.search("[A-Za-z]{3}", text.replace("Space", ""))]
    assert findings(page) == []


# What it weighs


def scripts_of(page: Page, learn: Visitor, path: str) -> dict[str, int]:
    """The scripts that a page loads, with their bytes when they are compressed."""
    sizes: dict[str, int] = {}
    page.on(
        "response",
        lambda response: sizes.update(
            {response.url.rpartition("/")[2]: len(gzip.compress(response.body(), 9))}
            if "/assets/byheart/" in response.url and response.url.endswith(".js")
            else {}
        ),
    )
    page.goto(learn.site.url + path)
    page.wait_for_load_state("networkidle")
    return sizes


def test_the_script_of_a_review_is_light(learn: Visitor) -> None:
    """All of our script that the page loads is at most 33.9 kB, a session adds what asks; a deck's page has nothing of it."""
    page = learn.context().new_page()
    sizes = scripts_of(page, learn, REVIEW)
    page.locator(".study-agenda").wait_for()
    assert any(name.startswith("byheart-review") for name in sizes)
    # What registers the service worker comes on every page, after all else.
    assert sum(size for name, size in sizes.items() if not name.startswith("byheart-register")) <= 33_900, (
        sizes
    )
    begin(page)
    assert sum(sizes.values()) <= 40_600, sizes
    deck = scripts_of(learn.context().new_page(), learn, MEMORY)
    assert not [name for name in deck if re.match("byheart-(review|tools|strings-tools)", name)]


def test_the_first_page_fetches_no_deck(learn: Visitor) -> None:
    """The data of a deck is fetched when it is asked, and not for the first page."""
    page = learn.context().new_page()
    fetched: list[str] = []
    page.on("request", lambda request: fetched.append(request.url.removeprefix(learn.site.url)))
    page.goto(learn.site.url + REVIEW)
    page.locator(".study-agenda").wait_for()
    assert [path for path in fetched if path in (MEMORY + "items.json", SLEEP + "items.json")] == []


# How far what stands above the item, or the end's heading, begins below the header of the theme.
BELOW = """([header, place]) => place.getBoundingClientRect().top - header.getBoundingClientRect().bottom"""


def test_the_place_in_a_session_is_seen_on_a_phone(learn: Visitor) -> None:
    """However far a learner scrolled down to an answer, the next item has its place below the header, and so has the end."""
    page = learn(REVIEW, viewport={"width": 390, "height": 500}, has_touch=True)
    begin(page)
    header = page.locator(".md-header").element_handle()
    while page.locator(".study-session-end").count() == 0:
        before = asked(page).element_handle()
        page.evaluate("scrollBy({ top: 98, behavior: 'instant' })")
        answer_rightly(page)
        page.wait_for_function(
            "node => !node.isConnected || document.querySelector('.study-session-end')", arg=before
        )
        shown = page.locator(".study-session-place, .study-session-end h2").first
        expect(shown).to_be_in_viewport(ratio=1)
        assert page.evaluate(BELOW, [header, shown.element_handle()]) >= 0
