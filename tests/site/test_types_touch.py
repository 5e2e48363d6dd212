# Every type of item from the question to the verdict with a finger on a phone, and axe on all that is then shown.

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from tests.site.stage import TYPES, Visitor, item
from tests.site.test_access import CONTROLS, DESKTOP, SMALL, findings
from tests.site.types_stage import FINGER, HANDS, all_answered, by_touch

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

    from tests.site.stage import Site

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def page(browser: Browser, demo: Site) -> Iterator[Page]:
    """The deck of all types on a phone, opened once: each test answers an item of its own."""
    visitor = Visitor(browser, demo)
    yield visitor(TYPES, **FINGER)
    visitor.close()


@pytest.mark.parametrize("item_id", HANDS)
def test_each_type_is_answered_by_touch(page: Page, item_id: str) -> None:
    """Taps, and for an order a finger that drags, lead to the verdict, and the page never grows wider than the phone."""
    by_touch(page, item_id)
    expect(item(page, item_id)).to_have_attribute("data-state", "right")
    expect(item(page, item_id).locator(".study-status")).to_be_visible()
    assert page.evaluate("document.scrollingElement.scrollWidth") <= FINGER["viewport"]["width"]


def test_the_arrows_of_an_order_stand_beside_their_step(visit: Visitor) -> None:
    """On a phone each row has its handle, its step and its two arrows in one line, large enough for a finger."""
    page = visit(TYPES, **FINGER)
    for row in item(page, "steps").locator(".study-order-list > li").all():
        text = row.locator(".study-step-text").bounding_box()
        assert text
        for button in row.get_by_role("button").all():
            box = button.bounding_box()
            assert box
            assert box["y"] < text["y"] + text["height"]
            assert box["y"] + box["height"] > text["y"]
    item(page, "steps").locator(".study-step-move").nth(1).tap()
    expect(item(page, "steps").locator(".study-live")).not_to_be_empty()
    assert page.evaluate(SMALL, [CONTROLS, 44]) == []


@pytest.mark.parametrize(
    ("size", "scheme"),
    [(DESKTOP | {"has_touch": True, "reduced_motion": "reduce"}, "light"), (FINGER, "dark")],
    ids=["desktop-light", "phone-dark"],
)
def test_axe_finds_nothing_once_all_is_answered(visit: Visitor, size: dict[str, Any], scheme: str) -> None:
    """Verdicts, marks, keys and judgements of all types have names, roles and contrast."""
    page = visit(TYPES, color_scheme=scheme, **size)
    all_answered(page)
    assert findings(page) == []
