# A learner's day in three browser engines, written once: Chromium, Firefox and WebKit. The other browser tests look closer,
# in Chromium; here is what an engine could do otherwise.

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.site.conftest import other_engine
from tests.site.lane_stage import served
from tests.site.lane_walk import PRIMARY, STAGE, answer, enter, item, saved, stands, to_the_end
from tests.site.lanes import chromium_lane, firefox_lane, webkit_lane
from tests.site.stage import RICH, STEPS, TYPES, say
from tests.site.types_stage import HANDS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.site.lane_stage import Server
    from tests.site.lanes import Lane

pytestmark = pytest.mark.browser

_LATER = "ResizeObserver loop completed with undelivered notifications."
"""What engines report as an error though nothing is wrong: the theme's own observers, on any page, are called in the next
frame. On the sheets page ours were the cause, so it is not excused there."""

_CUT_OFF = "Error: Network error"
"""What WebKit's pages say of the theme's own requests when they are left meanwhile; ours would say otherwise."""

REVIEW, PRACTICE, PROGRESS, SETTINGS = "review/", "practice/", "progress/", "settings/"
SHEET = "sheets/?deck=walk/types&kind=quiz"
EXAM = f"{PRACTICE}?deck=walk/types&exam=1&n=4&seed=7"

_WIDER = "() => document.documentElement.scrollWidth - innerWidth"
_GROUND = "() => getComputedStyle(document.body).backgroundColor"
_CONTROLLED = "() => navigator.serviceWorker.controller !== null"
_RECORDS = """async () => {
  globalThis.looking = true;
  const opened = indexedDB.open("byheart:/site/");
  const database = await new Promise((done) => { opened.onsuccess = () => done(opened.result); });
  const found = database.transaction("log").objectStore("log").getAll();
  await new Promise((done) => { found.onsuccess = done; });
  database.close();
  return found.result.map(({ item, kind }) => `${kind} ${item}`).sort();
}"""
_WIPE = """() => new Promise((done, fail) => {
  const wiped = indexedDB.deleteDatabase("byheart:/site/");
  wiped.onsuccess = () => done(true);
  wiped.onerror = fail;
})"""
_WRITE_AWAY = """async () => {
  const opened = indexedDB.open("another");
  opened.onupgradeneeded = () => opened.result.createObjectStore("one");
  await new Promise((done) => { opened.onsuccess = done; });
  globalThis.looking = false;
  dispatchEvent(new Event("pagehide"));
  opened.result.transaction("one");
  opened.result.transaction("one", "readwrite");
  indexedDB.open("another");
}"""
_NOTED = "(key) => JSON.parse(localStorage.getItem('lane ' + key) ?? '[]')"


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The tests' own decks, served."""
    with served(tmp_path_factory.mktemp("lanes")) as server:
        yield server


@pytest.fixture(params=["chromium", "firefox", "webkit"])
def lane(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Lane]:
    """Each engine in its turn, with a profile without a past."""
    name = request.param
    if name == "chromium":
        opened = chromium_lane(request.getfixturevalue("browser"), tmp_path)
    elif name == "firefox":
        opened = firefox_lane(request.getfixturevalue("playwright"), tmp_path, other_engine(name))
    else:
        opened = webkit_lane(tmp_path, other_engine(name))
    with opened as lane:
        yield lane


def test_a_learners_day(lane: Lane, course: Server) -> None:
    """Decks, Review, Practice, an exam, the log as a file, settings, paper, phone, dark, offline: to its end, without a fault."""
    _settings(lane, course.site.url)
    _decks(lane, course.site.url)
    _sessions(lane, course.site.url)
    _progress(lane, course.site.url)
    _looks(lane, course.site.url)
    _offline(lane, course)
    faults = [tuple(told.split(" ", 1)) for told in lane.ask(_NOTED, "faults")]
    excused = [_LATER] + [_CUT_OFF] * (lane.name == "webkit")
    assert [
        told for told in faults if told[1] not in excused or (told[1] == _LATER and "/sheets/" in told[0])
    ] == []
    assert lane.ask(_NOTED, "away") == []


def _settings(lane: Lane, url: str) -> None:
    """Settings are changed with the mouse and the keys, and stay."""
    lane.visit(url + SETTINGS)
    lane.click("label", say("settings.buttons-4"))
    lane.click("label[for=study-setting-newPerDay]")
    lane.keys("End", "Backspace", "Backspace", "2", "7", "Tab")
    saved(lane)
    lane.reload()
    lane.seen("input[type=radio][value='4']:checked")
    lane.until("() => document.getElementById('study-setting-newPerDay').value === '27'")


def _decks(lane: Lane, url: str) -> None:
    """A card, questions right and wrong, every type, and all of it again after a reload and instant navigation."""
    lane.visit(url + STEPS)
    for name in ("recall", "strongest"):
        answer(lane, item(name))
        stands(lane, name, "right")
    lane.click(f'{item("pinned")} [data-option="cortex"] label')
    lane.click(f"{item('pinned')} {PRIMARY}")
    lane.click(f"{item('pinned')} button", say("choice.show-answer"))
    stands(lane, "pinned", "wrong")
    lane.click('.md-content a[href*="topic"], .md-nav a[href$="/types/"]')
    for name in HANDS:
        answer(lane, item(name))
        stands(lane, name, "right")
    saved(lane)
    lane.go(-1)
    stands(lane, "pinned", "wrong")
    lane.go(1)
    stands(lane, "pairs", "right")
    lane.reload()
    for name in HANDS:
        stands(lane, name, "right")


def _sessions(lane: Lane, url: str) -> None:
    """A review, a practice and an exam to their ends."""
    lane.visit(url + REVIEW)
    lane.click("button", say("review.start"))
    assert to_the_end(lane) >= 10
    lane.visit(f"{url}{PRACTICE}?deck=walk/rich&n=3&seed=42")
    lane.click("button", say("practice.start"))
    assert to_the_end(lane) == 3
    lane.visit(url + EXAM)
    lane.click("button", say("practice.start"))
    for place in range(1, 5):
        lane.seen(".study-session-place", f"Question {place} of 4")
        enter(lane, STAGE)
        if place < 4:
            lane.click("button", say("exam.next"))
    lane.click("button", say("exam.hand-in"))
    lane.seen(".study-marking .study-panel-title", "4")


def _progress(lane: Lane, url: str) -> None:
    """The log leaves as a file, is taken from the browser, and comes back whole."""
    lane.visit(url + PROGRESS)
    file = lane.taken(lambda: lane.click("button", say("progress.export")))
    before = lane.ask(_RECORDS)
    events = json.loads(file.read_text(encoding="utf-8"))["events"]
    assert sorted(f"{event['kind']} {event['item']}" for event in events) == before
    lane.visit(url + "404.html")
    lane.ask(_WIPE)
    lane.visit(url + PROGRESS)
    lane.seen("study-tool", say("progress.empty"))
    lane.give("input[type=file]", file)
    lane.click(".study-keep-result button", say("progress.import-these"))
    lane.seen(".study-keep-result", say("progress.imported", list=f"{len(before)} new").removesuffix("."))
    assert lane.ask(_RECORDS) == before


def _looks(lane: Lane, url: str) -> None:
    """The dark stays; a sheet is laid out; nothing is wider than a phone."""
    lane.visit(url + SETTINGS)
    light = lane.ask(_GROUND)
    lane.click("label[for=__palette_1]")
    lane.click("label[for=__palette_2]")
    lane.until("(light) => getComputedStyle(document.body).backgroundColor !== light", light)
    lane.reload()
    assert lane.ask(_GROUND) != light
    for width in (1280, 390):
        lane.resize(width)
        for path in (SHEET, TYPES, RICH, REVIEW, PROGRESS):
            lane.visit(url + path)
            lane.until(
                "() => document.querySelector('.study-agenda, .study-page, .study-item, .study-figure, html[data-sheet=ready]') !== null"
            )
            assert lane.ask(_WIDER) <= 0, path
    lane.resize(1280)


def _offline(lane: Lane, course: Server) -> None:
    """A visited deck is alive without a connection, and what is answered there is kept."""
    lane.visit(course.site.url + STEPS)
    lane.until(_CONTROLLED)
    lane.reload()
    course.cut.set()
    lane.reload()
    answer(lane, item("spacing"))
    saved(lane)
    lane.reload()
    stands(lane, "spacing", "right")
    lane.visit(course.site.url + "decks/walk/nowhere/")
    lane.seen("h1", say("page.offline.title"))
    course.cut.clear()


def test_a_page_is_left_and_comes_back(lane: Lane, course: Server) -> None:
    """Left in the moment of an answer, by address, link and Back: each answer is kept once, and Review has its page."""
    url, agenda = course.site.url, ".study-agenda"
    lane.visit(url + STEPS)
    answer(lane, item("recall"))
    lane.visit(url + REVIEW)
    lane.seen(agenda)
    lane.visit(url + TYPES)
    answer(lane, item("told~c1"))
    # A link that the theme does not follow by itself: the page is left as a whole.
    lane.ask("(address) => { location.href = address; }", url + REVIEW)
    lane.seen(agenda)
    lane.visit(url + STEPS)
    answer(lane, item("spacing"))
    lane.go(-1)
    lane.seen(agenda)
    lane.reload()
    lane.seen(agenda)
    lane.go(1)
    stands(lane, "spacing", "right")
    # A page that had to be loaded anew says nothing of saving: another one has done it.
    lane.until("() => !Object.keys(localStorage).some((key) => key.includes(' waits '))")
    names = ("walk/steps#recall", "walk/steps#spacing", "walk/types#told~c1")
    assert lane.ask(_RECORDS) == [f"rating {name}" for name in names]
    assert lane.ask(_NOTED, "here")
    assert lane.ask(_NOTED, "away") == []
    # The control: what begins when the page was left is noted, also where the database was open before.
    lane.ask(_WRITE_AWAY)
    assert lane.ask(_NOTED, "away") == ["one", "open"]
