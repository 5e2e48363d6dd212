# Exams: nothing is judged or kept in the log before the end, nothing is lost on the way, and then all of it is told.

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from tests.site.practice_stage import PRACTICE, begin, face, key_of, records, shown
from tests.site.stage import STEPS, Visitor, answer, item, press, say
from tests.site.test_access import DESKTOP, PHONE, findings

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

pytestmark = pytest.mark.browser

STEPS_EXAM = "?deck=walk/steps&type=choice&exam=1"
TYPES_EXAM = "?deck=walk/types&exam=1"
TWENTY = f"{STEPS_EXAM}&minutes=20"
MINUTE = 60_000


def place(page: Page, i: int) -> Locator:
    """The button of a question in the navigator, counted from 1."""
    return page.locator(".study-exam-place").nth(i - 1)


def at(page: Page, i: int) -> None:
    """Question i is shown."""
    expect(page.locator(".study-session-place")).to_have_text(re.compile(rf"^Question {i} of"))
    expect(place(page, i)).to_have_attribute("aria-current", "true")
    expect(page.locator(".study-stage:not([inert]) .study-item")).to_be_visible()


def tells(page: Page, i: int, *states: str) -> None:
    """The navigator says how a question stands."""
    words = ", ".join(say(f"exam.{state}") for state in states)
    expect(place(page, i)).to_have_attribute("aria-label", say("exam.entry", i=i, states=words))


def step(page: Page, to: int, key: str = "exam.next") -> None:
    press(page, key).click()
    at(page, to)


def hand_in(page: Page) -> None:
    """Hand in, also with questions open."""
    press(page, "exam.hand-in").click()
    dialog = page.locator("dialog.study-dialog")
    if dialog.count():
        press(dialog, "exam.hand-in").click()
    expect(page.locator(".study-marking .study-panel-title")).not_to_be_empty()


def enter_right(page: Page) -> None:
    """Enter what is right into the question that is asked now."""
    question = shown(page)
    kind = question.evaluate("node => node.localName")
    key = question.get_attribute("data-key") or ""
    if kind in ("study-choice", "study-true-false"):
        for name in key.split():
            question.locator(f'.study-options > [data-option="{name}"] label').click()
        return
    read = json.loads(key)
    if kind == "study-match":
        for chooser, left in zip(question.locator("select").all(), _lefts(question), strict=True):
            chooser.select_option(read[left])
    elif kind == "study-order":
        _put_in_order(question, read["order"])
    elif kind == "study-predict":
        question.locator(".study-outcome").first.click()
        question.get_by_role("textbox").fill(read["output"])
    else:
        question.get_by_role("textbox").fill(str(read["value"] if "value" in read else read["accept"][0]))


def _lefts(question: Locator) -> list[str]:
    found: list[str] = question.locator("[data-left]").evaluate_all(
        "all => all.map((node) => node.dataset.left)"
    )
    return found


def _put_in_order(question: Locator, order: list[str]) -> None:
    rows = question.locator(".study-order-list > li")
    for index, name in enumerate(order):
        text = (question.locator(f'.study-steps > [data-step="{name}"]').text_content() or "").strip()
        while text not in rows.nth(index).inner_text():
            rows.filter(has_text=text).locator(".study-step-move").first.click()


def entered(page: Page) -> list[object]:
    """What stands in the inputs of the question, in their order."""
    found: list[object] = shown(page).evaluate(
        """node => [...node.querySelectorAll("input, textarea, select")]
          .map((input) => /radio|checkbox/.test(input.type) ? input.checked : input.value)
          .concat([...node.querySelectorAll(".study-order-list .study-step-text")].map((step) => step.textContent))"""
    )
    return found


# Before the end


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
    assert records(page) == []
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
    deck.wait_for_function("() => document.querySelector('[data-save-state=saved]')")
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
    assert records(page) == []
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
    assert records(page) == []


# The end


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
        return [(each["item"], each["mode"], each["rating"]) for each in records(page)]

    wanted = [("walk/steps#strongest", "exam", "again"), ("walk/steps#desirable", "exam", "good")]
    page.wait_for_function("() => !document.querySelector('[data-save-state=saving]')")
    assert told() == wanted
    page.reload()
    expect(page.locator(".study-panel-title")).to_have_text("1 of 3 right, 1 wrong, 1 not answered")
    assert told() == wanted
    deck = visit(STEPS, context=page.context)
    expect(item(deck, "strongest")).to_have_attribute("data-state", "wrong")
    expect(press(item(deck, "strongest"), "choice.try-again")).to_have_count(0)


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
    assert [each["item"] for each in records(page)] == ["walk/steps#strongest"]


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
    context.clock.install()
    page = begin(visit, TWENTY, context=context)
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
    assert records(page) == []
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
