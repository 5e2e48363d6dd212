# Decks are split, merged and renamed, and items move between them: what a learner answered is there, wherever it is now.

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.site.keeping_stage import records
from tests.site.review_stage import REVIEW
from tests.site.review_stage import build as build_site
from tests.site.stage import Visitor, item, press, saved, say
from tests.site.test_walk_three_days import Course

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

    from tests.site.conftest import ServeFolder

pytestmark = pytest.mark.browser


def card(name: str, more: str = "") -> str:
    """One card of a deck."""
    return f"  - {{id: {name}, front: What is {name}?, back: It is {name}.{more}}}\n"


def deck(title: str, *cards: str, head: str = "") -> str:
    """A deck of cards."""
    return f"title: {title}\n{head}cards:\n{''.join(cards)}"


DECKS = {
    "a/one": deck("One", card("intro"), card("stays"), card("goes")),
    "a/two": deck("Two", card("intro"), card("other")),
}


@pytest.fixture
def course(tmp_path: Path, serve_folder: ServeFolder) -> Iterator[Course]:
    """Two decks, both with an item of the id `intro`."""
    with serve_folder(tmp_path / "project" / "site", "/site/") as url:
        yield Course(tmp_path, build_site(tmp_path, url, DECKS), dict(DECKS))


@pytest.fixture
def visitor(browser: Browser, course: Course) -> Iterator[Visitor]:
    """Open pages of that site."""
    visitor = Visitor(browser, course.site)
    yield visitor
    visitor.close()


def rate(page: Page, name: str, key: str) -> None:
    """Open a card and say how it went."""
    item(page, name).locator(".study-answer > summary").click()
    press(item(page, name), key).click()


def states(page: Page, url: str) -> dict[str, str | None]:
    """What each item of a deck says of itself."""
    page.goto(url)
    expect(page.locator(".study-toolbar")).to_be_visible()
    return {
        (node.get_attribute("data-item") or "").partition("#")[2]: node.get_attribute("data-state")
        for node in page.locator(".study-item").all()
    }


def counts(page: Page, url: str) -> dict[str, str]:
    """How far the decks of a topic have come, as its page tells."""
    page.goto(url)
    expect(page.locator(".study-deck-progress").first).to_be_visible()
    rows = page.locator(".study-deck-row:has(.study-deck-progress)").all()
    return {row.get_attribute("data-deck") or "": row.locator(".study-count").inner_text() for row in rows}


def test_answers_follow_items_through_splits_merges_and_renames(visitor: Visitor, course: Course) -> None:
    """Each item has its own past on the deck's page, in lists and in reviews; of two equal ids each has its own."""
    url = course.site.url
    page = visitor("decks/a/one/")
    rate(page, "intro", "card.good")
    rate(page, "stays", "card.again")
    rate(page, "goes", "card.good")
    saved(page)
    page.goto(f"{url}decks/a/two/")
    rate(page, "intro", "card.again")
    saved(page)

    # A card leaves its deck, which is renamed; what is left of it starts over.
    course.decks["b/new"] = deck("New", card("gone", ", formerly: ['a/one#goes']"))
    course.edit(
        "a/one",
        (card("goes"), ""),
        ("title: One\n", "title: One\nformerly: [a/one]\n"),
        to="b/first",
    )
    assert states(page, f"{url}decks/b/new/") == {"gone": "right"}
    assert states(page, f"{url}decks/b/first/") == {"intro": "right", "stays": "wrong"}
    assert counts(page, f"{url}decks/b/") == {
        "b/first": say("deck.count", done=2, n=2),
        "b/new": say("deck.count", done=1, n=1),
    }

    # Both decks with an "intro" become one.
    course.decks.pop("a/two")
    course.edit(
        "b/first",
        (card("intro"), card("intro") + card("intro-two", ", formerly: ['a/two#intro']") + card("other")),
        ("formerly: [a/one]", "formerly: [a/one, b/first, a/two]"),
        to="b/all",
    )
    merged = {"intro": "right", "intro-two": "wrong", "stays": "wrong", "other": None}
    assert states(page, f"{url}decks/b/all/") == merged
    assert counts(page, f"{url}decks/b/")["b/all"] == say("deck.count", done=3, n=4)
    page.goto(url + REVIEW)
    expect(page.locator(".study-agenda")).to_be_visible()

    # What was in the deck when it starts over is cleared, and nothing else.
    page.goto(f"{url}decks/b/all/")
    press(page, "deck.start-over").click()
    press(page.locator("dialog"), "deck.start-over").click()
    saved(page)
    assert set(states(page, f"{url}decks/b/all/").values()) == {None}
    assert states(page, f"{url}decks/b/new/") == {"gone": "right"}
    assert len([record for record in records(page) if record["kind"] == "rating"]) == 4
