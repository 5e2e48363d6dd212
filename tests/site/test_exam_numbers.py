# Numbers in an exam: what reads in two ways is asked back, what cannot be read is told, kept and never counted.

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from tests.site.exam_stage import at, place, step, tells
from tests.site.practice_stage import PRACTICE, begin, records, shown
from tests.site.session_walk import KEYS, MOUSE, Way
from tests.site.stage import Visitor, item, press, say
from tests.site.test_access import findings
from tests.site.types_stage import tab_to

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

pytestmark = pytest.mark.browser

NUMBERS = "?deck=walk/types&type=numeric&exam=1"
"""How many legs have two spiders (16), and how cold it is at the pole (-16 °C)."""

PHONE: dict[str, Any] = {"viewport": {"width": 390, "height": 844}}
DESK: dict[str, Any] = {"viewport": {"width": 1280, "height": 800}}
ALL = pytest.mark.parametrize(
    ("way", "size"),
    [(MOUSE, PHONE), (KEYS, PHONE), (MOUSE, DESK), (KEYS, DESK)],
    ids=["mouse-390", "keys-390", "mouse-1280", "keys-1280"],
)


def type_in(page: Page, text: str) -> None:
    """Type into the field that has the focus, in the place of what stands there."""
    field = shown(page).get_by_role("textbox")
    expect(field).to_be_focused()
    field.press("ControlOrMeta+a")
    page.keyboard.type(text)


def go_on(page: Page, way: Way) -> None:
    """Go on from the field, by Enter or by the button."""
    if way is KEYS:
        page.keyboard.press("Enter")
    else:
        press(page, "exam.next").click()


def message(page: Page) -> Locator:
    """What the question says of what was typed."""
    return shown(page).locator(".study-message")


def is_asked(page: Page, *numbers: str, language: str = "en") -> None:
    """The question asks which of these numbers was meant, and says nothing else."""
    expect(message(page)).to_contain_text(say("numeric.which", language))
    expect(message(page).get_by_role("button")).to_have_text(list(numbers))
    expect(message(page).get_by_role("button").first).to_be_focused()
    expect(shown(page).locator(".study-verdict")).to_be_hidden()
    assert shown(page).get_attribute("data-state") is None


def fine(page: Page) -> None:
    """Nothing scrolls sideways, and axe finds nothing."""
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert findings(page) == []


@ALL
def test_a_number_is_asked_back_and_one_that_cannot_be_read_is_kept(
    visit: Visitor, way: Way, size: dict[str, Any]
) -> None:
    """To the end: the number that was meant counts and is in the log; the other text is shown and not counted."""
    page = begin(visit, NUMBERS, **size)
    at(page, 1)
    type_in(page, "16.000")
    go_on(page, way)
    is_asked(page, "16", "16000")
    at(page, 1)
    tells(page, 1, "unread")
    fine(page)
    way.act(page, message(page).get_by_role("button", name="16", exact=True))
    at(page, 2)
    tells(page, 1, "answered")
    type_in(page, "16 apples")
    if way is KEYS:
        tab_to(page, press(page, "exam.hand-in"))
    way.act(page, press(page, "exam.hand-in"))
    expect(message(page)).to_have_text(say("numeric.other-unit", unit="°C"))
    expect(shown(page).get_by_role("textbox")).to_be_focused()
    tells(page, 2, "unread")
    fine(page)
    assert records(page, 0) == []
    way.act(page, press(page, "exam.hand-in"))
    dialog = page.locator("dialog.study-dialog")
    expect(dialog.locator("p").first).to_have_text(say("exam.still-unread", n=1))
    way.act(page, press(dialog, "exam.hand-in"))
    for _ in ("at once", "after a reload"):
        expect(page.locator(".study-panel-title")).to_have_text("1 of 2 right, 1 not read")
        expect(item(page, "legs").get_by_role("textbox")).to_have_value("16")
        cold = item(page, "cold")
        expect(cold.get_by_role("textbox")).to_have_value("16 apples")
        expect(cold.locator(".study-verdict")).to_contain_text(say("numeric.not-counted"))
        expect(cold.locator(".study-verdict")).not_to_contain_text(say("exam.left-open"))
        expect(press(cold, "answer.count-mine")).to_have_count(0)
        (kept,) = records(page, 1)
        told = (kept["item"], kept["kind"], kept["response"], kept["rating"], kept["mode"])
        assert told == ("walk/types#legs", "response", "16", "good", "exam")
        fine(page)
        page.reload()
    press(item(page, "cold"), "choice.answer-again").click()
    expect(item(page, "cold").get_by_role("textbox")).to_have_value("")
    expect(item(page, "cold").locator(".study-verdict")).to_be_hidden()


@ALL
def test_the_learner_may_go_on_all_the_same(visit: Visitor, way: Way, size: dict[str, Any]) -> None:
    """The second time leads on; the text is there on coming back, also after a reload, and is never judged."""
    page = begin(visit, NUMBERS, **size)
    at(page, 1)
    type_in(page, "abc")
    go_on(page, way)
    expect(message(page)).to_have_text(say("numeric.unreadable"))
    at(page, 1)
    go_on(page, way)
    at(page, 2)
    tells(page, 1, "unread")
    expect(place(page, 1)).to_contain_text("?")
    expect(page.locator(".study-exam-legend")).to_contain_text(say("exam.unread"))
    expect(page.locator(".study-exam-count")).to_have_text(say("exam.count", done=0, n=2))
    type_in(page, "16 %")
    if way is KEYS:
        tab_to(page, place(page, 1))
    way.act(page, place(page, 1))
    is_asked(page, "0.16", "16")
    page.reload()
    at(page, 2)
    expect(shown(page).get_by_role("textbox")).to_have_value("16 %")
    step_back = press(page, "exam.previous")
    step_back.click()
    is_asked(page, "0.16", "16")
    step_back.click()
    at(page, 1)
    expect(shown(page).get_by_role("textbox")).to_have_value("abc")
    hand_in_twice(page, 2)
    expect(page.locator(".study-panel-title")).to_have_text("0 of 2 right, 2 not read")
    expect(item(page, "legs").get_by_role("textbox")).to_have_value("abc")
    expect(item(page, "cold").get_by_role("textbox")).to_have_value("16 %")
    assert records(page, 0) == []


def hand_in_twice(page: Page, unread: int) -> None:
    """Hand in where the question says first what it cannot read."""
    press(page, "exam.hand-in").click()
    expect(message(page)).to_be_visible()
    press(page, "exam.hand-in").click()
    expect(page.locator("dialog.study-dialog")).to_contain_text(say("exam.still-unread", n=unread))
    press(page.locator("dialog.study-dialog"), "exam.hand-in").click()
    expect(page.locator(".study-marking .study-panel-title")).not_to_be_empty()


def test_what_was_meant_leads_where_the_learner_was_going(visit: Visitor) -> None:
    """Back, to any question, or to the end; who mends the text instead goes on as ever."""
    page = begin(visit, NUMBERS)
    step(page, 2)
    type_in(page, "-16.000")
    press(page, "exam.previous").click()
    is_asked(page, "-16", "-16000")
    message(page).get_by_role("button", name="-16", exact=True).click()
    at(page, 1)
    tells(page, 2, "answered")
    type_in(page, "16.000")
    place(page, 2).click()
    is_asked(page, "16", "16000")
    shown(page).get_by_role("textbox").fill("16")
    expect(message(page)).to_be_hidden()
    tells(page, 1, "answered")
    page.keyboard.press("Enter")
    at(page, 2)
    type_in(page, "-16.000")
    press(page, "exam.hand-in").click()
    is_asked(page, "-16", "-16000")
    message(page).get_by_role("button", name="-16", exact=True).click()
    expect(page.locator(".study-panel-title")).to_have_text(say("deck.score", right=2, n=2))
    assert sorted(each["response"] for each in records(page, 2)) == ["-16 °C", "16"]


def test_when_time_is_up_a_number_is_asked_back_too(visit: Visitor) -> None:
    """What cannot be read is named, and asked back before anything is handed in."""
    context = visit.context()
    context.clock.install()
    page = begin(visit, f"{NUMBERS}&minutes=20", context=context)
    at(page, 1)
    type_in(page, "16.000")
    page.clock.run_for(20 * 60_000)
    dialog = page.locator("dialog.study-dialog")
    expect(dialog).to_contain_text(say("exam.still-unread", n=1))
    press(dialog, "exam.hand-in").click()
    is_asked(page, "16", "16000")
    message(page).get_by_role("button", name="16", exact=True).click()
    expect(page.locator(".study-panel-title")).to_have_text("1 of 2 right, 1 not answered")


def test_a_german_exam_asks_in_german(german_visit: Visitor) -> None:
    """A point groups there: two thousand comes first, and the number is kept as German writes it."""
    page = german_visit(f"{PRACTICE}?deck=wissen/arten&type=numeric&exam=1", **PHONE)

    def named(key: str) -> Locator:
        return page.get_by_role("button", name=say(key, "de"), exact=True)

    named("practice.start").click()
    expect(shown(page)).to_be_visible()
    type_in(page, "-2.125")
    named("exam.hand-in").click()
    is_asked(page, "-2125", "-2,125", language="de")
    fine(page)
    message(page).get_by_role("button", name="-2,125", exact=True).click()
    expect(page.locator(".study-marking .study-panel-title")).not_to_be_empty()
    (kept,) = records(page, 1)
    assert (kept["response"], kept["rating"]) == ("-2,125 Grad", "again")
