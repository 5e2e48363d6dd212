# Every type of item in a deck in Arabic: what is mirrored, what is not, and that it is answered by the same hands.

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.site.stage import Visitor, item, say
from tests.site.test_access import findings
from tests.site.types_stage import FINGER, HANDS, all_answered, by_keys

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Locator, Page

    from tests.site.stage import Site

pytestmark = pytest.mark.browser

DECK = "decks/hifz/anwa/"


@pytest.fixture(scope="module")
def page(browser: Browser, arabic: Site) -> Iterator[Page]:
    """The deck of all types, opened once: each test answers an item of its own."""
    visitor = Visitor(browser, arabic)
    yield visitor(DECK)
    visitor.close()


def begin(where: Locator) -> float:
    """Where something begins for who reads from right to left: its right edge."""
    box = where.bounding_box()
    assert box
    return box["x"] + box["width"]


@pytest.mark.parametrize("item_id", HANDS)
def test_each_type_is_answered_by_keyboard(page: Page, item_id: str) -> None:
    """The same keys lead to a verdict, which is told in Arabic."""
    by_keys(page, item_id)
    expect(item(page, item_id)).to_have_attribute("data-state", "right")
    told = item(page, item_id).locator(".study-status").inner_text()
    assert any(say(key, "ar") in told for key in ("status.right", "status.recalled"))


def test_rows_are_mirrored(visit_arabic: Visitor) -> None:
    """A step begins at the right with its handle and ends with its arrows, a pair begins with its left side."""
    page = visit_arabic(DECK, viewport={"width": 1280, "height": 900})
    row = item(page, "steps").locator(".study-step").first
    pair = item(page, "pairs").locator(".study-match-row").first
    places = [begin(row.locator(f".study-step-{part}")) for part in ("handle", "text", "moves")]
    assert places == sorted(places, reverse=True)
    assert begin(pair.locator(".study-match-left")) > begin(pair.locator("select"))
    unit = item(page, "cold").locator(".study-entry-line")
    assert begin(unit.get_by_role("textbox")) > begin(unit.locator(".study-unit"))


def test_code_and_numbers_stay_from_left_to_right(visit_arabic: Visitor) -> None:
    """Code, what it prints, and a number with its sign are not mirrored, neither where they are read nor typed."""
    page = visit_arabic(DECK)
    by_keys(page, "loop")
    by_keys(page, "cold")
    expect(item(page, "cold").locator(".study-solution, .study-verdict").first).to_contain_text(
        "\N{MINUS SIGN}16"
    )
    for where in ("#loop pre code", "#loop textarea", "#cold input", "#cold .study-key-text bdi"):
        name, _, inner = where[1:].partition(" ")
        direction = item(page, name).locator(inner).first.evaluate("node => getComputedStyle(node).direction")
        assert direction == "ltr", where


@pytest.mark.parametrize("width", [FINGER["viewport"]["width"], 320])
def test_nothing_to_scroll_sideways_once_all_is_answered(visit_arabic: Visitor, width: int) -> None:
    """On phones no type makes the page wider, and axe finds nothing."""
    page = visit_arabic(DECK, **FINGER | {"viewport": {"width": width, "height": 800}})
    all_answered(page)
    assert page.evaluate("document.scrollingElement.scrollWidth") <= width
    assert findings(page) == []


def test_the_key_of_an_order_is_read_as_the_blanks_are(visit_arabic: Visitor) -> None:
    """On paper the first letter of the key stands at the right, where the first blank is."""
    page = visit_arabic(DECK, java_script_enabled=False)
    page.emulate_media(media="print")
    for row in (page.locator(".study-answer-places .study-line"), page.locator('[data-for="steps"] bdi')):
        places = [begin(each) for each in row.all()]
        assert len(places) == 3
        assert places == sorted(places, reverse=True)
