# A typo in an option, a step or a side is mended: what a learner answered before is judged wrongly by nobody.

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from tests.site.exam_stage import enter_right, hand_in, step
from tests.site.keeping_stage import records
from tests.site.log_stage import DAY, learned, responded
from tests.site.practice_stage import begin
from tests.site.review_stage import build as build_site
from tests.site.stage import Visitor, item, press, saved, say
from tests.site.test_access import findings
from tests.site.test_progress import PROGRESS
from tests.site.test_walk_three_days import Course

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

    from tests.site.conftest import ServeFolder

pytestmark = pytest.mark.browser

DECK = "decks/q/typos/"
TYPOS = """\
title: Typos
questions:
  - id: kept
    stem: Which option has an id?
    options:
      - {id: this, text: This oen, correct: true}
      - {id: that, text: That one, misconception: that-one}
      - Neither
  - id: one
    stem: What does pruning remove?
    options:
      - {text: Wieghts near zero, correct: true}
      - Layers
      - Inputs
  - id: many
    stem: Which are colours?
    options:
      - {text: Red, correct: true}
      - {text: Gren, correct: true}
      - Loud
      - Sour
  - id: steps
    type: order
    stem: In which order?
    steps: [One, Tow, Three]
  - id: lefts
    type: match
    stem: What belongs together?
    pairs: [{left: Frnace, right: Paris}, {left: Italy, right: Rome}, {left: Spain, right: Madrid}]
  - id: rights
    type: match
    stem: And here?
    pairs: [{left: Cow, right: Mili}, {left: Hen, right: Egg}, {left: Bee, right: Honey}]
  - id: mistaken
    stem: Which is even?
    options:
      - {text: Four, correct: true}
      - {text: Fife, misconception: odd-is-even}
      - Seven
"""
MENDS = (
    ("This oen", "This one"),
    ("Wieghts", "Weights"),
    ("Gren", "Green"),
    ("Tow", "Two"),
    ("Frnace", "France"),
    ("Mili", "Milk"),
    ("Fife", "Five"),
)
CHANGED = ("one", "many", "steps", "lefts", "rights", "mistaken")


@pytest.fixture
def course(tmp_path: Path, serve_folder: ServeFolder) -> Iterator[Course]:
    """A site with typos."""
    decks = {"q/typos": TYPOS}
    with serve_folder(tmp_path / "project" / "site", "/site/") as url:
        yield Course(tmp_path, build_site(tmp_path, url, decks), dict(decks))


@pytest.fixture
def visitor(browser: Browser, course: Course) -> Iterator[Visitor]:
    """Open pages of that site."""
    visitor = Visitor(browser, course.site)
    yield visitor
    visitor.close()


def right_answer(page: Page, name: str) -> Any:
    """The response that the key on the page calls right, as the log would have it."""
    key = item(page, name).get_attribute("data-key") or ""
    if not key.startswith("{"):
        return key.split()
    data = json.loads(key)
    return data.get("order", data)


def wrong_option(page: Page, name: str, words: str) -> str | None:
    """The id of the option with these words."""
    found = item(page, name).locator(".study-options > li").filter(has_text=words)
    return found.get_attribute("data-option")


def past(page: Page) -> list[dict[str, Any]]:
    """All questions answered three days ago: one with a mistake, the others rightly."""
    out = []
    for name in ("kept", *CHANGED):
        wrong = name == "mistaken"
        response = [wrong_option(page, name, "Fife")] if wrong else right_answer(page, name)
        fingerprint = item(page, name).get_attribute("data-fingerprint")
        rating = "again" if wrong else "good"
        out.append(responded(f"q/typos#{name}", 3 * DAY, response, rating=rating, fingerprint=fingerprint))
    return out


def states(page: Page) -> dict[str, str | None]:
    """What each question says of itself."""
    return {name: item(page, name).get_attribute("data-state") for name in ("kept", *CHANGED)}


def test_a_mended_typo_makes_no_answer_wrong(visitor: Visitor, course: Course) -> None:
    """What was answered is asked again, in words, and counts as open; an option with an id keeps its answer."""
    page = visitor(DECK)
    expect(page.locator(".study-toolbar")).to_be_visible()
    learned(page, *past(page))
    expect(page.locator(".study-count")).to_have_text(say("deck.count", done=7, n=7))
    before = dict.fromkeys(("kept", *CHANGED), "right") | {"mistaken": "wrong"}
    assert states(page) == before

    course.edit("q/typos", *MENDS)
    page.reload()
    expect(page.locator(".study-count")).to_have_text(say("deck.count", done=1, n=7))
    assert states(page) == {"kept": "right"} | dict.fromkeys(CHANGED)
    for name in CHANGED:
        expect(item(page, name).locator(".study-stale")).to_have_text(say("status.answer-again"))
        expect(press(item(page, name), "choice.check")).to_be_visible()
        expect(item(page, name).locator("[data-mark]:not([data-mark=''])")).to_have_count(0)
    expect(item(page, "kept").locator(".study-stale")).to_have_text(say("status.changed"))
    assert findings(page) == []

    for path in ("decks/q/", "decks/"):
        page.goto(course.site.url + path)
        expect(page.locator(".study-deck-progress .study-count")).to_have_text(say("deck.count", done=1, n=7))

    page.goto(course.site.url + PROGRESS)
    expect(page.locator("main")).to_contain_text(re.compile(re.escape(say("progress.decks"))))
    expect(page.locator(".study-mends")).to_have_count(0)

    # Answered again, it is right, and stays so; what was said before is in the log all the same.
    page.goto(course.site.url + DECK)
    one = item(page, "one")
    one.locator("label").filter(has_text="Weights near zero").click()
    press(one, "choice.check").click()
    expect(one).to_have_attribute("data-state", "right")
    expect(one.locator(".study-stale")).to_be_hidden()
    saved(page)
    page.reload()
    expect(one).to_have_attribute("data-state", "right")
    told = [
        (record.get("rating"), record.get("retry"))
        for record in records(page)
        if record["item"] == "q/typos#one"
    ]
    assert told == [("good", None), ("good", None)]


def test_a_typo_mended_during_an_exam_makes_no_answer_wrong(visitor: Visitor, course: Course) -> None:
    """An answer to what is no longer there counts as none at the end, and the question can be answered again."""
    page = begin(visitor, "?deck=q/typos&type=choice&exam=1")
    enter_right(page)
    step(page, 2)
    enter_right(page)
    step(page, 3)
    course.edit("q/typos", *MENDS)
    page.reload()
    hand_in(page)
    expect(page.locator(".study-panel-title")).to_have_text("1 of 4 right, 3 not answered")
    one = item(page, "one")
    expect(one.locator(".study-stale")).to_have_text(say("status.answer-again"))
    one.locator("label").filter(has_text="Weights near zero").click()
    press(one, "choice.check").click()
    expect(one.locator(".study-verdict")).to_contain_text(say("choice.right"))
