# A site that is read from right to left: in Arabic, with an Arabic deck, built and used as a whole.

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.site.stage import Visitor, item, option, say
from tests.site.test_access import findings

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

pytestmark = pytest.mark.browser

DECK = "decks/hifz/murajaa/"


def button(where: Locator | Page, key: str) -> Locator:
    """A button with the Arabic words of a catalogue key."""
    return where.get_by_role("button", name=say(key, "ar"), exact=True)


def test_the_page_runs_from_right_to_left_in_arabic(visit_arabic: Visitor) -> None:
    """The page says its language and direction; headings, labels and buttons are in Arabic."""
    page = visit_arabic(DECK)
    expect(page.locator("html")).to_have_attribute("lang", "ar")
    expect(page.locator("html, body").and_(page.locator("[dir=rtl]")).first).to_be_attached()
    for key in ("page.recall", "page.quiz", "page.explain"):
        expect(page.locator("h2").filter(has_text=say(key, "ar"))).to_have_count(1)
    expect(item(page, "tabaud")).to_contain_text(say("page.level.beginner", "ar"))
    expect(button(page, "deck.reveal-all")).to_be_visible()
    latin = page.locator(
        "article button:visible, article summary:visible, .study-save-state"
    ).all_inner_texts()
    assert latin
    assert not [text for text in latin if re.search("[A-Za-z]{3}", text.replace("Space", ""))]


def test_the_walks_speak_arabic(visit_arabic: Visitor) -> None:
    """Revealing, rating, choosing and judging answer in Arabic words."""
    page = visit_arabic(DECK)
    card = item(page, "tabaud")
    card.locator(".study-answer > summary").click()
    button(card, "card.good").click()
    expect(card.locator(".study-status")).to_contain_text(say("status.recalled", "ar"))
    question = item(page, "aqwa")
    option(page, "aqwa", "qiraa").locator("label").click()
    button(question, "choice.check").click()
    expect(question.locator(".study-verdict")).to_contain_text(say("choice.wrong", "ar"))
    expect(option(page, "aqwa", "qiraa")).to_contain_text("الصفحة مألوفة")
    expect(page.locator(".study-save-state")).to_contain_text(say("save.saved", "ar"))


def test_everything_is_mirrored(visit_arabic: Visitor) -> None:
    """The letter of an option stands at the right of its text, the sheet has no sideways scrolling, axe finds nothing."""
    page = visit_arabic(DECK)
    letter = item(page, "aqwa").locator(".study-letter").first.bounding_box()
    text = item(page, "aqwa").locator(".study-option-text").first.bounding_box()
    assert letter
    assert text
    assert letter["x"] >= text["x"] + text["width"] - 1
    level = item(page, "tabaud").locator(".study-level").bounding_box()
    panel = item(page, "tabaud").bounding_box()
    assert level
    assert panel
    assert level["x"] > panel["x"] + panel["width"] / 2, "what comes first in a line stands at the right"
    option(page, "aqwa", "qiraa").locator("label").click()
    button(item(page, "aqwa"), "choice.check").click()
    button(item(page, "aqwa"), "choice.show-answer").click()
    mirrored = (
        item(page, "aqwa")
        .locator(".study-verdict")
        .evaluate(
            "node => { const style = getComputedStyle(node);"
            " return [parseFloat(style.borderRightWidth) + parseFloat(style.paddingRight),"
            " parseFloat(style.borderLeftWidth) + parseFloat(style.paddingLeft)]; }"
        )
    )
    assert mirrored[0] > mirrored[1]
    assert findings(page) == []
    page.set_viewport_size({"width": 320, "height": 640})
    assert page.evaluate("document.scrollingElement.scrollWidth") <= 320


def test_code_stays_from_left_to_right(visit_arabic: Visitor) -> None:
    """Code in an Arabic text runs from left to right."""
    page = visit_arabic(DECK)
    item(page, "tabaud").locator(".study-answer > summary").click()
    direction = (
        item(page, "tabaud")
        .locator("code")
        .first.evaluate("node => [getComputedStyle(node).direction, getComputedStyle(node).unicodeBidi]")
    )
    assert direction[0] == "ltr" or direction[1] in {"isolate", "plaintext", "isolate-override", "embed"}
