# The end of exams: what is asked before it, what is told after it, what the log gets; and the clock.

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.site.exam_stage import STEPS_EXAM, TWENTY, at, hand_in, step, tells
from tests.site.practice_stage import PRACTICE, begin, key_of, records, shown
from tests.site.stage import STEPS, Visitor, item, press, say

pytestmark = pytest.mark.browser

MINUTE = 60_000


def test_open_and_flagged_questions_are_asked_about(visit: Visitor) -> None:
    """Handing in with something open asks first; going on goes on."""
    page = begin(visit, STEPS_EXAM)
    press(page, "exam.flag").click()
    press(page, "exam.hand-in").click()
    dialog = page.locator("dialog.study-dialog")
    expect(dialog).to_contain_text(say("exam.still-open", n=3))
    expect(dialog).to_contain_text(say("exam.still-flagged", n=1))
    press(dialog, "exam.go-on").click()
    at(page, 1)


def test_the_end_tells_all_and_the_log_gets_it_once(visit: Visitor) -> None:
    """Score in words; verdict, key and explanation of each; only what was answered is in the log, as an exam's."""
    page = begin(visit, STEPS_EXAM)
    shown(page).locator('[data-option="reread"] label').click()
    step(page, 2)
    for name in ("spaced", "mixed", "tested"):
        shown(page).locator(f'[data-option="{name}"] label').click()
    hand_in(page)
    expect(page.locator(".study-panel-title")).to_have_text("1 of 3 right, 1 wrong, 1 not answered")
    wrong = item(page, "strongest")
    expect(wrong.locator('.study-options > [data-option="reread"]')).to_have_attribute(
        "data-mark", "chosen-wrong"
    )
    expect(wrong.locator('.study-options > [data-option="retrieve"]')).to_have_attribute("data-mark", "key")
    expect(wrong.locator(".study-verdict")).to_contain_text("Each successful retrieval")
    expect(press(wrong, "choice.try-again")).to_have_count(0)
    expect(item(page, "desirable").locator(".study-verdict")).to_contain_text(say("choice.right"))
    expect(item(page, "pinned").locator(".study-verdict")).to_contain_text(say("exam.left-open"))
    expect(item(page, "pinned").locator('.study-options > [data-option="none"]')).to_have_attribute(
        "data-mark", "key"
    )

    def told() -> list[tuple[str, str, str]]:
        return [(each["item"], each["mode"], each["rating"]) for each in records(page, 2)]

    wanted = [("walk/steps#strongest", "exam", "again"), ("walk/steps#desirable", "exam", "good")]
    assert told() == wanted
    page.reload()
    expect(page.locator(".study-panel-title")).to_have_text("1 of 3 right, 1 wrong, 1 not answered")
    assert told() == wanted
    deck = visit(STEPS, context=page.context)
    expect(item(deck, "strongest")).to_have_attribute("data-state", "wrong")
    expect(press(item(deck, "strongest"), "choice.try-again")).to_have_count(0)


def test_the_end_can_be_printed(visit: Visitor) -> None:
    """Paper has the score, the verdicts and the choice, and nothing to press."""
    page = begin(visit, STEPS_EXAM)
    shown(page).locator('[data-option="reread"] label').click()
    hand_in(page)
    page.emulate_media(media="print")
    expect(page.locator(".study-panel-title")).to_be_visible()
    expect(item(page, "strongest").locator(".study-verdict")).to_be_visible()
    expect(item(page, "strongest").get_by_text(say("choice.mark-your-choice"))).to_be_visible()
    expect(page.locator("article button:visible")).to_have_count(0)


def test_a_page_that_closed_while_handing_in_loses_nothing(visit: Visitor) -> None:
    """What the log did not get is put there when the tab comes back."""
    page = begin(visit, STEPS_EXAM)
    shown(page).locator('[data-option="retrieve"] label').click()
    tells(page, 1, "answered")
    page.evaluate(
        """() => {
          const name = Object.keys(sessionStorage).find((key) => key.startsWith("byheart:exam:"));
          const sitting = JSON.parse(sessionStorage.getItem(name));
          sessionStorage.setItem(name, JSON.stringify({ ...sitting, handedIn: Date.now() }));
        }"""
    )
    page.reload()
    expect(page.locator(".study-panel-title")).to_have_text("1 of 3 right, 2 not answered")
    page.reload()
    expect(page.locator(".study-panel-title")).to_have_text("1 of 3 right, 2 not answered")
    assert [each["item"] for each in records(page, 1)] == ["walk/steps#strongest"]


def test_counting_mine_as_right_changes_the_score(visit: Visitor) -> None:
    """A typed answer that the learner counts as right counts in the words above too."""
    page = begin(visit, "?deck=walk/types&type=text&exam=1")
    shown(page).get_by_role("textbox").fill("rote")
    hand_in(page)
    expect(page.locator(".study-panel-title")).to_have_text("0 of 1 right, 1 wrong")
    press(item(page, "word"), "answer.count-mine").click()
    expect(page.locator(".study-panel-title")).to_have_text("1 of 1 right")


def test_the_missed_ones_are_practised(visit: Visitor) -> None:
    """After an exam, what was wrong or open can be practised; the same exam can be sat again."""
    page = begin(visit, STEPS_EXAM)
    shown(page).locator('[data-option="retrieve"] label').click()
    hand_in(page)
    press(page, "practice.again-missed").click()
    expect(page.locator(".study-session-place")).to_have_text(say("session.place", i=1, n=2))
    assert key_of(page) == "walk/steps#desirable"
    page.reload()
    expect(press(page, "practice.start")).to_be_visible()


# The clock


def test_the_clock_is_announced_and_can_be_extended_and_turned_off(visit: Visitor) -> None:
    """At five minutes and at one it is said; five minutes more at a press; off for good, also over a reload."""
    context = visit.context()
    context.clock.install(time="2026-03-02T08:00:00")
    page = visit(PRACTICE + TWENTY, context=context)
    # From here on its time goes by when the test says so, however long a busy machine takes.
    page.clock.pause_at("2026-03-02T09:00:00")
    press(page, "practice.start").click()
    expect(shown(page)).to_be_visible()
    clock = page.get_by_role("timer")
    expect(clock).to_have_text("20:00 left")
    said = page.locator("study-tool > .study-live")
    page.clock.run_for(14 * MINUTE)
    expect(clock).to_have_text("06:00 left")
    expect(said).not_to_have_text(say("exam.minutes-left", n=5))
    page.clock.run_for(MINUTE)
    expect(said).to_have_text(say("exam.minutes-left", n=5))
    page.clock.run_for(4 * MINUTE)
    expect(said).to_have_text(say("exam.minutes-left", n=1))
    page.get_by_role("button", name=say("exam.more-time", n=5)).click()
    expect(clock).to_have_text("06:00 left")
    press(page, "exam.turn-off").click()
    expect(clock).to_be_hidden()
    page.clock.run_for(30 * MINUTE)
    expect(page.locator("dialog.study-dialog")).to_have_count(0)
    page.reload()
    at(page, 1)
    expect(clock).to_be_hidden()


def test_when_time_is_up_nothing_is_lost_and_nothing_is_forced(visit: Visitor) -> None:
    """The page asks: hand in, more time, or no clock; the answers stay."""
    context = visit.context()
    context.clock.install()
    page = begin(visit, TWENTY, context=context)
    shown(page).locator('[data-option="retrieve"] label').click()
    page.clock.run_for(20 * MINUTE)
    dialog = page.locator("dialog.study-dialog")
    expect(dialog).to_contain_text(say("exam.nothing-lost"))
    assert records(page, 0) == []
    dialog.get_by_role("button", name=say("exam.more-time", n=5)).click()
    expect(page.get_by_role("timer")).to_have_text("05:00 left")
    page.clock.run_for(5 * MINUTE)
    press(dialog, "exam.hand-in").click()
    expect(page.locator(".study-panel-title")).to_have_text("1 of 3 right, 2 not answered")


def test_the_clock_runs_while_the_page_is_closed(visit: Visitor) -> None:
    """A reload neither stops nor resets it."""
    context = visit.context()
    context.clock.install()
    page = begin(visit, TWENTY, context=context)
    page.clock.run_for(3 * MINUTE)
    page.reload()
    expect(page.get_by_role("timer")).to_have_text(re.compile(r"^1[67]:\d\d left$"))
