# Decks are split, merged and renamed, and items move between them: what a learner answered is there, wherever it is now.

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.site.keeping_stage import records
from tests.site.review_stage import REVIEW
from tests.site.review_stage import build as build_site
from tests.site.stage import Visitor, heading, item, press, saved, say
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
    "a/two": deck("Two", card("intro"), card("other"), card("leaves")),
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


def with_old_bookmarks(visitor: Visitor, bookmarks: dict[str, str]) -> None:
    """Open former addresses, from outside and by a link of the site: what they meant is on the screen."""
    root = f"{visitor.site.url}decks/"
    page = visitor("decks/")
    for old, now in bookmarks.items():
        # Of these addresses the theme follows links by itself only to those that are a deck's page now.
        is_page = (visitor.site.folder / "decks" / old.partition("#")[0] / "items.json").is_file()
        for by_link in (False, True) if is_page else (False,):
            page.goto(f"{root}tags/")
            if by_link:
                add_link(page, root + old)
                page.get_by_role("link", name="old", exact=True).click()
            else:
                # It goes on before it is whole, so there is no end of loading to wait for.
                page.evaluate("(address) => { location.href = address; }", root + old)
            page.wait_for_url(root + now)
            expect(page.locator("h1")).to_be_visible()
            if "#" in now:
                expect(page.locator(f'[id="{now.partition("#")[2]}"]')).to_be_in_viewport()
            page.go_back()
            page.wait_for_url(f"{root}tags/")


def add_link(page: Page, address: str) -> None:
    """Put a link into the page, which the theme follows as one of its own."""
    page.evaluate(
        "href => document.querySelector('h1').after(Object.assign(document.createElement('a'), {href, textContent: 'old'}))",
        address,
    )


def without_script(visitor: Visitor) -> None:
    """The same pages where no script runs: on to the deck, or a sentence with a link to the item."""
    root = f"{visitor.site.url}decks/"
    page = visitor("decks/", context=visitor.context(java_script_enabled=False))
    page.goto(f"{root}a/one/", wait_until="commit")
    page.wait_for_url(f"{root}b/all/")
    alias = page.locator("#stays")
    page.goto(f"{root}b/all/#stays")
    expect(alias).to_be_in_viewport()
    expect(heading(page, "kept")).to_be_in_viewport()
    expect(heading(page, "kept")).not_to_have_css("box-shadow", "none")
    assert page.locator(".study-away a:visible").count() == 0

    page.goto(f"{root}b/all/#goes")
    expect(page.locator(".study-away a:visible")).to_be_in_viewport()
    page.locator(".study-away a:visible").click()
    page.wait_for_url(f"{root}b/new/#gone")


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

    # Cards leave their decks, one of which is renamed; what is left of it starts over.
    left = card("left", ", formerly: ['a/two#leaves']")
    course.decks["b/new"] = deck("New", card("gone", ", formerly: ['a/one#goes']"), left)
    course.decks["a/two"] = course.decks["a/two"].replace(card("leaves"), "")
    course.edit(
        "a/one",
        (card("goes"), ""),
        ("title: One\n", "title: One\nformerly: [a/one]\n"),
        to="b/first",
    )
    assert states(page, f"{url}decks/b/new/") == {"gone": "right", "left": None}
    assert states(page, f"{url}decks/b/first/") == {"intro": "right", "stays": "wrong"}
    assert counts(page, f"{url}decks/b/") == {
        "b/first": say("deck.count", done=2, n=2),
        "b/new": say("deck.count", done=1, n=2),
    }
    with_old_bookmarks(
        visitor,
        {
            "a/one/": "b/first/",
            "a/one/#stays": "b/first/#stays",
            "a/one/?tag=x#goes": "b/new/#gone",
            "a/two/#leaves": "b/new/#left",
        },
    )

    # Both decks with an "intro" become one.
    course.decks.pop("a/two")
    course.edit(
        "b/first",
        (card("intro"), card("intro") + card("intro-two", ", formerly: ['a/two#intro']") + card("other")),
        (card("stays"), card("kept", ", formerly: [stays]")),
        ("formerly: [a/one]", "formerly: [a/one, b/first, a/two]"),
        to="b/all",
    )
    merged = {"intro": "right", "intro-two": "wrong", "kept": "wrong", "other": None}
    assert states(page, f"{url}decks/b/all/") == merged
    assert counts(page, f"{url}decks/b/")["b/all"] == say("deck.count", done=3, n=4)
    page.goto(url + REVIEW)
    expect(page.locator(".study-agenda")).to_be_visible()
    with_old_bookmarks(
        visitor,
        {
            "a/one/": "b/all/",
            "a/": "b/",
            "b/first/#stays": "b/all/#stays",
            "b/all/#stays": "b/all/#stays",
            "a/one/#goes": "b/new/#gone",
            "a/two/#intro": "b/all/#intro-two",
            "a/two/#leaves": "b/new/#left",
        },
    )
    without_script(visitor)

    # What was in the deck when it starts over is cleared, and nothing else.
    page.goto(f"{url}decks/b/all/")
    press(page, "deck.start-over").click()
    press(page.locator("dialog"), "deck.start-over").click()
    saved(page)
    assert set(states(page, f"{url}decks/b/all/").values()) == {None}
    assert states(page, f"{url}decks/b/new/") == {"gone": "right", "left": None}
    assert len([record for record in records(page) if record["kind"] == "rating"]) == 4
