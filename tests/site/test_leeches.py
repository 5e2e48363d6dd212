# Leeches: what is forgotten again and again is set aside, the end of the session says so, and the page "Progress" lists
# it, with its answer, until it is brought back, started anew, or learned anew on the page of its deck.

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from tests.site.log_stage import DAY, MINUTE, learned, rated
from tests.site.practice_stage import records
from tests.site.review_stage import REVIEW, SLEEP, asked, rating
from tests.site.session_walk import KEYS, MOUSE, TOUCH, Way
from tests.site.stage import Visitor, item, press, saved, say
from tests.site.test_access import DESKTOP, PHONE, findings
from tests.site.types_stage import tab_to_or_back

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

pytestmark = pytest.mark.browser

PROGRESS = "progress/"
LEECH = "sleep/nights#dreams"
FRONT = "In which sleep do most dreams happen?"
BEGAN = "2026-03-02T08:00:00"


def nearly_a_leech(key: str) -> list[dict[str, Any]]:
    """A card that was forgotten once and is due, and leeches are what was forgotten twice; nothing new is asked."""
    settings = {"leech": 2, "newPerDay": 0}
    told = [
        {"item": f"setting:{name}", "kind": "setting", "response": value, "ago": 90 * DAY}
        for name, value in settings.items()
    ]
    past = [("easy", 80 * DAY), ("again", 60 * DAY), ("good", 60 * DAY - 15 * MINUTE)]
    return [*told, *(rated(key, ago, name, mode="review") for name, ago in past)]


def a_leech(key: str) -> list[dict[str, Any]]:
    """A card that was forgotten twice, and then recalled."""
    again = [("again", 9 * DAY), ("good", 9 * DAY - 15 * MINUTE)]
    return [*nearly_a_leech(key), *(rated(key, ago, name, mode="review") for name, ago in again)]


def with_past(visit: Visitor, path: str, past: list[dict[str, Any]], **options: Any) -> Page:
    """A page of the site for somebody with a past; its clock goes on from a morning."""
    context = visit.context(**options)
    context.clock.install(time=BEGAN)
    page = visit(path, context=context)
    expect(page.locator(".study-needs-script")).to_have_count(0)
    learned(page, *past)
    return page


def leeches(page: Page) -> Locator:
    """The list."""
    return page.locator("#leeches")


def press_in(page: Page, way: Way, target: Locator) -> None:
    """Press a button that by keys may lie behind."""
    if way is KEYS:
        tab_to_or_back(page, target)
    way.act(page, target)


def in_order(page: Page, n: int) -> list[dict[str, Any]]:
    """What was put into the log after a past of `n` records."""
    return sorted(
        (each for each in records(page, n) if each["device"] != "made"), key=lambda each: each["seq"]
    )


@pytest.mark.parametrize(
    ("way", "size"), [(MOUSE, DESKTOP), (KEYS, DESKTOP), (TOUCH, PHONE)], ids=["mouse", "keys", "touch"]
)
def test_a_leech_is_told_listed_and_brought_back(learn: Visitor, way: Way, size: dict[str, Any]) -> None:
    """From the lapse that makes it one to the list, with each way back and each way back from that."""
    past = nearly_a_leech(LEECH)
    page = with_past(learn, REVIEW, past, **size)
    way.act(page, press(page, "review.start"))
    expect(asked(page)).to_be_focused()
    way.act(page, asked(page).locator(".study-answer > summary"))
    way.act(page, rating(page, "again"))
    end = page.locator(".study-session-end")
    expect(end).to_contain_text(say("leeches.told", n=1))
    expect(end.get_by_role("link", name=FRONT)).to_have_attribute("href", f"{learn.site.url}{SLEEP}#dreams")
    assert findings(page) == []
    way.act(page, end.get_by_role("link", name=say("leeches.all")))
    listed = leeches(page)
    expect(listed).to_be_in_viewport()
    row = listed.get_by_role("listitem")
    expect(row).to_contain_text(say("leeches.forgotten", n=2))
    expect(row.get_by_role("link", name=FRONT)).to_have_attribute("href", f"{learn.site.url}{SLEEP}#dreams")
    report = row.get_by_role("link", name=say("leeches.report"))
    assert (report.get_attribute("href") or "").endswith("/content/sleep/nights.yml")
    expect(row.get_by_text("In REM sleep.")).to_be_hidden()
    way.act(page, row.locator("summary"))
    expect(row.get_by_text("In REM sleep.")).to_be_visible()
    assert findings(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    for way_back, said in (("bring-back", "brought-back"), ("start-anew", "started-anew")):
        press_in(page, way, row.get_by_role("button", name=say(f"leeches.{way_back}")))
        result = listed.locator(".study-keep-result")
        expect(result).to_be_focused()
        expect(result).to_contain_text(say(f"leeches.{said}", item=FRONT))
        expect(row).to_have_count(0)
        expect(listed).to_contain_text(say("leeches.none"))
        way.act(page, press(listed, "leeches.take-back"))
        expect(result).to_contain_text(say("leeches.aside-again", item=FRONT))
        expect(row).to_have_count(1)
    told = in_order(page, len(past) + 5)
    assert [each["kind"] for each in told] == ["rating", "release", "retract", "reset", "undo"]
    assert {each["item"] for each in told} == {LEECH}
    assert told[2]["of"] == told[1]["at"]
    press_in(page, way, row.get_by_role("button", name=say("leeches.bring-back")))
    expect(row).to_have_count(0)
    records(page, len(past) + 6)
    page.goto(learn.site.url + REVIEW)
    page.clock.fast_forward(15 * MINUTE)
    page.reload()
    way.act(page, press(page, "review.start"))
    expect(asked(page)).to_have_attribute("data-item", LEECH)


def test_the_first_page_leads_to_the_list_and_its_deck_releases_it(learn: Visitor) -> None:
    """What is set aside is said with a link; recalled on the page of its deck, it is no leech any more."""
    page = with_past(learn, REVIEW, a_leech(LEECH))
    page.get_by_role("link", name=say("review.aside", n=1)).click()
    leeches(page).get_by_role("link", name=FRONT).click()
    dreams = item(page, "dreams")
    dreams.locator(".study-answer > summary").click()
    press(dreams, "card.good").click()
    saved(page)
    page.goto(learn.site.url + PROGRESS)
    expect(page.locator(".study-figures")).to_be_visible()
    expect(leeches(page)).to_have_count(0)


def test_practice_says_so_too(learn: Visitor) -> None:
    """The end of a practice names what became a leech in it."""
    page = with_past(learn, "practice/?deck=sleep/nights&type=card", nearly_a_leech(LEECH))
    press(page, "practice.start").click()
    asked(page).locator(".study-answer > summary").click()
    rating(page, "again").click()
    end = page.locator(".study-session-end")
    expect(end).to_contain_text(say("leeches.told", n=1))
    end.get_by_role("link", name=say("leeches.all")).click()
    expect(leeches(page).get_by_role("listitem")).to_have_count(1)


def test_in_arabic(visit_arabic: Visitor) -> None:
    """From right to left, and on a phone, nothing is wider than the page, and axe finds nothing."""
    page = visit_arabic("decks/hifz/anwa/", **PHONE)
    deck = page.locator("study-deck").get_attribute("data-deck")
    expect(page.locator(".study-toolbar")).to_be_visible()
    learned(page, *a_leech(f"{deck}#both-ways"))
    page.goto(visit_arabic.site.url + PROGRESS)
    row = leeches(page).get_by_role("listitem")
    expect(row).to_have_count(1)
    row.locator("summary").click()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert findings(page) == []
    row.get_by_role("button", name=say("leeches.bring-back", "ar")).click()
    expect(leeches(page)).to_contain_text(say("leeches.none", "ar"))
