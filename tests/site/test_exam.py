# Exams: nothing is judged or kept in the log before the end, and nothing is lost on the way.

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from tests.site.exam_stage import (
    STEPS_EXAM,
    TYPES_EXAM,
    at,
    enter_right,
    entered,
    hand_in,
    place,
    step,
    tells,
)
from tests.site.practice_stage import PRACTICE, begin, face, records, shown
from tests.site.review_stage import retired
from tests.site.stage import STEPS, Visitor, answer, item, press, saved, say
from tests.site.test_access import DESKTOP, PHONE, findings

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

pytestmark = pytest.mark.browser


def test_nothing_is_judged_before_the_end(visit: Visitor) -> None:
    """A wrong answer is kept without a mark, a state or a record; on its own page the same answer is judged at once."""
    page = begin(visit, STEPS_EXAM)
    at(page, 1)
    shown(page).locator('[data-option="reread"] label').click()
    tells(page, 1, "answered")
    step(page, 2)
    step(page, 1, "exam.previous")
    expect(shown(page).locator('[data-option="reread"] input')).to_be_checked()
    assert shown(page).get_attribute("data-state") is None
    expect(page.locator(".study-stage [data-mark], .study-stage .study-verdict:visible")).to_have_count(0)
    expect(page.locator(".study-stage .study-hint:visible")).to_have_count(0)
    expect(press(shown(page), "choice.check")).to_have_count(0)
    assert records(page, 0) == []
    control = visit(STEPS)
    answer(control, "strongest", "reread")
    expect(item(control, "strongest")).to_have_attribute("data-state", "wrong")


def test_what_was_answered_before_is_not_shown(visit: Visitor) -> None:
    """An exam asks anew, whatever the log knows, and whatever another tab does meanwhile."""
    context = visit.context()
    deck = visit(STEPS, context=context)
    answer(deck, "strongest", "retrieve")
    expect(item(deck, "strongest")).to_have_attribute("data-state", "right")
    page = begin(visit, STEPS_EXAM, context=context)
    at(page, 1)
    expect(shown(page).locator("input:checked")).to_have_count(0)
    press(item(deck, "strongest"), "choice.answer-again").click()
    answer(deck, "strongest", "mark")
    saved(deck)
    shown(page).locator('[data-option="copy"] label').click()
    expect(page.locator(".study-stage [data-mark], .study-stage .study-verdict:visible")).to_have_count(0)


def test_what_an_exam_leaves_out_is_told(visit: Visitor) -> None:
    """Cards and prompts are no questions: they are counted before it begins; with nothing else there is no exam."""
    page = visit(f"{PRACTICE}?deck=walk/steps&exam=1")
    expect(page.get_by_text(re.compile("cards, clozes and prompts are left out"))).to_be_visible()
    cards = visit(f"{PRACTICE}?deck=walk/steps&type=card&exam=1")
    expect(cards.get_by_text(say("exam.nothing"))).to_be_visible()
    expect(press(cards, "practice.start")).to_have_count(0)


def test_the_navigator_leads_to_any_question_and_says_how_each_stands(visit: Visitor) -> None:
    """Answered, open and flagged are words and signs; a press leads there."""
    page = begin(visit, STEPS_EXAM)
    tells(page, 1, "open")
    shown(page).locator('[data-option="copy"] label').click()
    press(page, "exam.flag").click()
    tells(page, 1, "answered", "flagged")
    expect(place(page, 1)).to_contain_text("✓⚑")
    expect(page.locator(".study-exam-count")).to_have_text(say("exam.count", done=1, n=3))
    place(page, 3).click()
    at(page, 3)
    expect(press(page, "exam.flag")).to_have_attribute("aria-pressed", "false")
    place(page, 1).click()
    press(page, "exam.flag").click()
    tells(page, 1, "answered")


def test_ticks_that_are_taken_back_leave_the_question_open(visit: Visitor) -> None:
    """Nothing chosen is no answer."""
    page = begin(visit, STEPS_EXAM)
    step(page, 2)
    box = shown(page).locator('[data-option="spaced"] label')
    box.click()
    tells(page, 2, "answered")
    box.click()
    tells(page, 2, "open")


def test_every_type_is_kept_over_a_reload_and_is_right_at_the_end(visit: Visitor) -> None:
    """What was entered, the flag and the place come back; an order that nobody touched is open."""
    page = begin(visit, TYPES_EXAM)
    n = page.locator(".study-exam-place").count()
    before = []
    for i in range(1, n + 1):
        place(page, i).click()
        at(page, i)
        tells(page, i, "open")
        enter_right(page)
        tells(page, i, "answered")
        before.append(entered(page))
    press(page, "exam.flag").click()
    assert records(page, 0) == []
    page.reload()
    at(page, n)
    tells(page, n, "answered", "flagged")
    for i in range(1, n + 1):
        place(page, i).click()
        at(page, i)
        assert entered(page) == before[i - 1]
        tells(page, i, "answered", *(["flagged"] if i == n else []))
    hand_in(page)
    score = say("deck.score", right=n, n=n)
    expect(page.locator(".study-panel-title")).to_have_text(score)


def test_an_exam_that_was_left_goes_on(visit: Visitor) -> None:
    """Another page of the site in between, without a reload, loses nothing."""
    page = begin(visit, STEPS_EXAM)
    shown(page).locator('[data-option="copy"] label').click()
    step(page, 2)
    page.locator("a.md-logo").first.click()
    expect(page.locator("study-tool")).to_have_count(0)
    page.go_back()
    at(page, 2)
    tells(page, 1, "answered")


def test_an_exam_goes_on_without_questions_that_are_gone(visit: Visitor) -> None:
    """Retired meanwhile, a question is left out, and it is said; the others stand as they were, and the end counts them."""
    page = begin(visit, STEPS_EXAM)
    first = shown(page).get_attribute("data-item") or ""
    step(page, 2)
    second = shown(page).get_attribute("data-item") or ""
    shown(page).locator(".study-options label").first.click()
    step(page, 3)
    n = page.locator(".study-exam-place").count()
    retired(page.context, first)
    page.reload()
    at(page, 2)
    expect(page.locator(".study-session-note")).to_have_text(say("session.gone", n=1))
    expect(page.locator(".study-exam-place")).to_have_count(n - 1)
    tells(page, 1, "answered")
    step(page, 1, "exam.previous")
    expect(shown(page)).to_have_attribute("data-item", second)
    hand_in(page)
    expect(page.locator(".study-panel-title")).to_contain_text(str(n - 1))


def test_a_seed_gives_everyone_the_same_exam(visit: Visitor) -> None:
    """Questions and options stand in the same order for two learners."""

    def exam(seed: int) -> list[tuple[str, list[str]]]:
        page = begin(visit, f"{STEPS_EXAM}&seed={seed}")
        faces = []
        for i in (1, 2, 3):
            place(page, i).click()
            at(page, i)
            faces.append(face(page))
        return faces

    assert exam(7) == exam(7)
    assert len({json.dumps(exam(seed)) for seed in (7, 8, 9)}) > 1


def test_enter_in_a_field_leads_on(visit: Visitor) -> None:
    """Who types an answer and presses Enter is done with it, and nothing is judged."""
    page = begin(visit, "?deck=walk/types&type=text,numeric&exam=1")
    shown(page).get_by_role("textbox").fill("16")
    page.keyboard.press("Enter")
    at(page, 2)
    tells(page, 1, "answered")
    assert records(page, 0) == []


# For everyone


def test_an_exam_by_keyboard_alone(visit: Visitor) -> None:
    """Start, choose, flag, move, hand in and read, without a mouse."""
    page = visit(PRACTICE + STEPS_EXAM)

    def tab_to(target: Locator) -> None:
        for _ in range(40):
            if target.evaluate("node => node === document.activeElement"):
                return
            page.keyboard.press("Tab")
        raise AssertionError(f"Tab never came to {target}")

    tab_to(press(page, "practice.start"))
    page.keyboard.press("Enter")
    for i in (1, 2, 3):
        at(page, i)
        expect(shown(page)).to_be_focused()
        page.keyboard.press("a")
        tells(page, i, "answered")
        if i < 3:
            tab_to(press(page, "exam.next"))
            page.keyboard.press("Enter")
    tab_to(press(page, "exam.flag"))
    page.keyboard.press("Space")
    tab_to(press(page, "exam.hand-in"))
    page.keyboard.press("Enter")
    dialog = page.locator("dialog.study-dialog")
    expect(press(dialog, "exam.go-on")).to_be_focused()
    tab_to(press(dialog, "exam.hand-in"))
    page.keyboard.press("Enter")
    expect(page.locator(".study-marking > .study-panel-card")).to_be_focused()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_axe_finds_nothing_and_nothing_scrolls_sideways(
    visit: Visitor, size: dict[str, Any], scheme: str
) -> None:
    """Question, dialog and end, in both schemes and sizes."""

    def fine(page: Page) -> None:
        assert findings(page) == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")

    page = begin(visit, f"{TYPES_EXAM}&minutes=20", color_scheme=scheme, **size)
    enter_right(page)
    press(page, "exam.flag").click()
    fine(page)
    press(page, "exam.hand-in").click()
    expect(page.locator("dialog.study-dialog")).to_be_visible()
    fine(page)
    press(page.locator("dialog.study-dialog"), "exam.hand-in").click()
    expect(page.locator(".study-marking .study-panel-title")).not_to_be_empty()
    fine(page)


def test_from_right_to_left(visit_arabic: Visitor) -> None:
    """In Arabic the way on lies at the left, the clock has Arabic words, and axe finds nothing."""
    page = visit_arabic(
        f"{PRACTICE}?deck=hifz/anwa&exam=1&minutes=20", viewport={"width": 390, "height": 844}
    )
    page.get_by_role("button", name=say("practice.start", "ar"), exact=True).click()
    expect(shown(page)).to_be_visible()
    on = page.get_by_role("button", name=say("exam.next", "ar"), exact=True).bounding_box()
    back = page.get_by_role("button", name=say("exam.previous", "ar"), exact=True).bounding_box()
    assert on
    assert back
    assert on["x"] < back["x"]
    expect(page.get_by_role("timer")).to_have_text(re.compile("^بقي "))
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert findings(page) == []
