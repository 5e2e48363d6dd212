# Every type of item from the question to the verdict by keyboard alone, and what is then on the page for everyone.

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.site.stage import TYPES, Visitor, item, live, press, say
from tests.site.types_stage import HANDS, by_keys

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

    from tests.site.stage import Site

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def page(browser: Browser, demo: Site) -> Iterator[Page]:
    """The deck of all types, opened once: each test answers an item of its own."""
    visitor = Visitor(browser, demo)
    yield visitor(TYPES)
    visitor.close()


@pytest.mark.parametrize("item_id", HANDS)
def test_each_type_is_answered_by_keyboard_alone(page: Page, item_id: str) -> None:
    """The keys lead to the item, through its fields and to a verdict that is seen and heard."""
    by_keys(page, item_id)
    expect(item(page, item_id)).to_have_attribute("data-state", "right")
    expect(item(page, item_id).locator(".study-status")).to_be_visible()
    expect(live(page, item_id)).not_to_be_empty()


def test_giving_up_has_words_of_its_own(visit: Visitor) -> None:
    """Who asks for the answer is not told that it was not quite right."""
    page = visit(TYPES)
    for text, key in (("8", "choice.wrong"), (None, "choice.given-up")):
        if text:
            item(page, "cold").get_by_role("textbox").fill(text)
            press(item(page, "cold"), "choice.check").click()
        else:
            press(item(page, "cold"), "choice.show-answer").click()
        expect(item(page, "cold").locator(".study-verdict-line")).to_contain_text(say(key))
        expect(live(page, "cold")).to_contain_text(say(key))


def test_the_whole_line_of_a_verdict_is_heard(visit: Visitor) -> None:
    """With several right options, how many were found is announced too, and that there is one more try."""
    page = visit(TYPES)
    for name in ("spaced", "noise"):
        item(page, "many").locator(f'[data-option="{name}"] > label').click()
    press(item(page, "many"), "choice.check").click()
    expect(live(page, "many")).to_have_text(
        f"{say('choice.wrong')} 1 of 2 found, 1 wrong. {say('choice.one-more-try')}"
    )
