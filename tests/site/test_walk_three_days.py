# A learner studies on three days while the decks are edited, moves to another browser with a file, and loses nothing.

from __future__ import annotations

import re
import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.site.keeping_stage import records
from tests.site.review_stage import (
    DECKS,
    MEMORY,
    REVIEW,
    asked,
    asked_id,
    begin,
    rating,
    rebuild,
    with_focus,
    write_content,
)
from tests.site.review_stage import build as build_site
from tests.site.stage import Visitor, item, press, saved, say
from tests.site.test_progress import PROGRESS
from tests.site.test_progress_keep import take

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, BrowserContext, Page

    from tests.site.conftest import ServeFolder
    from tests.site.stage import Site

pytestmark = pytest.mark.browser

DAY = 24 * 60 * 60 * 1000
FIRST_MORNING = "2026-03-02T08:00:00"
AHEAD = (0, 1, 3, 8, 21, 55, 144)
"""Days after the last on which the queue is looked at."""


@dataclass
class Course:
    """A site whose decks are edited between the days."""

    folder: Path
    site: Site
    decks: dict[str, str]

    def edit(self, deck: str, *changes: tuple[str, str], to: str = "") -> None:
        """Change the text of a deck, move it if `to` names a place, and build the site anew."""
        text = self.decks.pop(deck)
        for old, new in changes:
            assert old in text
            text = text.replace(old, new)
        self.decks[to or deck] = text
        shutil.rmtree(self.folder / "project" / "content")
        write_content(self.folder / "project" / "content", self.decks)
        rebuild(self.folder, self.site)


@pytest.fixture
def course(tmp_path: Path, serve_folder: ServeFolder) -> Iterator[Course]:
    """A site of its own, as it is on the first day."""
    extra = "  - {id: cramming, front: What does cramming do?, back: It lifts memory for a day.}\nquestions:"
    decks = DECKS | {"memory/basics": DECKS["memory/basics"].replace("questions:", extra)}
    with serve_folder(tmp_path / "project" / "site", "/site/") as url:
        yield Course(tmp_path, build_site(tmp_path, url, decks), dict(decks))


@pytest.fixture
def visitor(browser: Browser, course: Course) -> Iterator[Visitor]:
    """Open pages of that site."""
    visitor = Visitor(browser, course.site)
    yield visitor
    visitor.close()


def answer(page: Page, name: str) -> None:
    """Answer what is asked as the key wants it; a card is rated with a name."""
    where = asked(page)
    if where.locator("[data-rating]").count():
        where.locator(".study-answer > summary").click()
        return rating(page, name).click()
    if where.get_by_role("radio").count():
        key = where.get_attribute("data-key")
        where.locator(f'[data-option="{key}"] label').click()
    else:
        where.get_by_role("textbox").fill("7")
    press(page, "choice.check").click()
    return press(page, "session.next").click()


def study(page: Page, *unknown: str) -> list[str]:
    """Answer all that is asked; `unknown` cards are rated Again at first. Gives the ids in their order."""
    page.goto(page.url)
    begin(page)
    came: list[str] = []
    while page.locator(".study-session-end").count() == 0:
        name = asked_id(page)
        before = asked(page).element_handle()
        answer(page, "again" if name in unknown and name not in came else "good")
        came.append(name)
        page.wait_for_function("node => !node.isConnected", arg=before)
        expect(with_focus(page).or_(page.locator(".study-session-end:focus"))).to_be_visible()
    saved(page)
    return came


def queue(page: Page) -> str:
    """What the first page of the reviews says now."""
    page.goto(page.url)
    agenda = page.locator(".study-agenda")
    agenda.wait_for()
    return re.sub(r"\s+", " ", agenda.inner_text())


def forecast(page: Page, context: BrowserContext) -> list[str]:
    """What the first page says on each of the days ahead."""
    said, now = [], page.evaluate("Date.now()")
    for day in AHEAD:
        context.clock.set_system_time((now + day * DAY) / 1000)
        said.append(queue(page))
    return said


def exported(page: Page, site: Site, folder: Path) -> Path:
    """Keep the log as a file, on the page of progress."""
    page.goto(site.url + PROGRESS)
    with page.expect_download() as download:
        press(page, "progress.export").click()
    download.value.save_as(folder / "log.json")
    return folder / "log.json"


def test_three_days_with_edits_and_another_browser(visitor: Visitor, course: Course, tmp_path: Path) -> None:
    """Edits of the content and a move to another browser lose no answer and change nothing of the queue."""
    context = visitor.context()
    context.clock.install(time=FIRST_MORNING)
    page = visitor(REVIEW, context=context)

    # The first day: all is new, and two cards are not known.
    first = study(page, "spacing", "cramming")
    assert set(first) == {"recall", "spacing", "cramming", "strongest", "dreams", "hours"}
    assert first.count("spacing") > 1, "what was not known came again"

    # Overnight a typo is mended and a card gets another id.
    course.edit(
        "memory/basics",
        ("without a cue", "without any cue"),
        ("  - id: spacing\n", "  - id: spaced\n    formerly: [spacing]\n"),
        ("card: spacing", "card: spaced"),
    )
    context.clock.fast_forward(2 * DAY)
    assert say("review.new") not in queue(page), "a renamed card is not new"
    second = study(page)
    assert "spaced" in second
    assert "spacing" not in second

    # Then a deck moves, a card is retired, and a key changes.
    course.edit(
        "sleep/nights", ("title: Nights\n", "title: Nights\nformerly: [sleep/nights]\n"), to="rest/nights"
    )
    course.edit(
        "memory/basics",
        ("What does cramming do?,", "What does cramming do?, status: retired,"),
        ("feedback: Colour is no path back to the thought.", "correct: true"),
        ("text: Retrieving it from memory, correct: true", "text: Retrieving it from memory"),
    )
    context.clock.fast_forward(21 * DAY)
    assert say("review.new") not in queue(page), "a moved deck is not new"
    third = study(page)
    assert {"dreams", "hours", "strongest"} <= set(third)
    assert "cramming" not in third
    page.goto(visitor.site.url + MEMORY)
    expect(item(page, "strongest")).to_have_attribute("data-state", "right")
    expect(item(page, "spaced")).to_have_attribute("data-state", "right")

    # All goes into a file, and from the file into a browser without a past.
    log = records(page)
    assert (
        len({(record["device"], record["seq"]) for record in log}) == len(log) >= len(first + second + third)
    )
    file = exported(page, visitor.site, tmp_path)
    now = page.evaluate("Date.now()")
    fresh = visitor.context()
    fresh.clock.install(time=now / 1000)
    other = visitor(REVIEW, context=fresh)
    assert say("review.welcome") in queue(other), "the control: this browser knows nothing"
    other.goto(visitor.site.url + PROGRESS)
    take(other, file)
    press(other.locator(".study-keep-result"), "progress.import-these").click()
    expect(other.locator(".study-keep-result")).to_contain_text(
        say("progress.imported", list=f"{len(log)} new, 0 that you have already")
    )
    other.goto(visitor.site.url + MEMORY)
    for name in ("recall", "spaced", "strongest"):
        expect(item(other, name)).to_have_attribute("data-state", "right")
    assert records(other) == log
    for each in (page, other):
        each.goto(visitor.site.url + REVIEW)
    assert forecast(other, fresh) == forecast(page, context)
