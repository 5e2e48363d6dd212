# A deck that is opened again on a later day: what was answered is told in a word, each question is asked anew with its key
# out of sight, and the first answer of the day is what the log, the plan and the progress have of it.

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from tests.site.practice_stage import records
from tests.site.session_walk import KEYS, MOUSE, TOUCH, Way, kind_of, respond
from tests.site.stage import TYPES, Visitor, focus_item, item, press, saved, say
from tests.site.test_access import DESKTOP, PHONE, findings
from tests.site.test_deck_to_the_end import STILL, ask_anew, come_to, ids_of
from tests.site.test_progress import PROGRESS, figure

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

FIRST_DAY = "2026-03-02T08:00:00"
NOT_RIGHT = re.compile("wrong|partly")
HOURS = 60 * 60 * 1000
KEYS_AND_VERDICTS = ".study-verdict, .study-answer, [data-mark]:not([data-mark='']), .study-option-feedback, .study-part-verdict"

_SEEN = "(node, css) => [...node.querySelectorAll(css)].filter((one) => one.checkVisibility()).map((one) => one.className)"


def judged(page: Page) -> list[str]:
    """The ids of the faces that a key judges."""
    return [name for name in ids_of(page) if kind_of(item(page, name)) not in {"recall", "explain"}]


@pytest.mark.parametrize(
    ("way", "size"),
    [(MOUSE, DESKTOP), (KEYS, DESKTOP), (TOUCH, PHONE)],
    ids=["mouse", "keys", "touch"],
)
def test_a_question_is_asked_anew_on_a_later_day(visit: Visitor, way: Way, size: dict[str, Any]) -> None:
    """Wrong on the first day, right on the third: a first response of its own, which is good."""
    context = visit.context(**(STILL | size))
    context.clock.install(time=FIRST_DAY)
    page = visit(TYPES, context=context)
    names = judged(page)
    first = [len(respond(page, way, come_to(page, way, name), rightly=False)) for name in names]
    assert len(records(page, sum(first))) == sum(first)
    for name in names:
        expect(item(page, name)).to_have_attribute("data-state", NOT_RIGHT)

    page.clock.fast_forward(48 * HOURS)
    page.reload()
    for place, name in enumerate(names, start=1):
        question = come_to(page, way, name)
        expect(question).to_have_attribute("data-state", NOT_RIGHT)
        expect(question.locator(".study-status")).to_contain_text(
            re.compile(rf"{say('status.wrong')}|{say('status.partly')}")
        )
        assert question.evaluate(_SEEN, KEYS_AND_VERDICTS) == [], name
        respond(page, way, question, rightly=True)
        expect(question).to_have_attribute("data-state", "right")
        told = max(records(page, sum(first) + place), key=lambda record: int(record["seq"]))
        assert (told["rating"], "retry" in told) == ("good", False), name


def test_on_the_same_day_the_answer_stays_in_sight(visit: Visitor) -> None:
    """Until the next morning at four: who comes back in the evening sees what was answered, also a try that is left."""
    context = visit.context(**(STILL | DESKTOP))
    context.clock.install(time=FIRST_DAY)
    page = visit(TYPES, context=context)
    name = next(name for name in judged(page) if kind_of(item(page, name)) == "choice")
    respond(page, MOUSE, item(page, name), rightly=False)
    page.clock.fast_forward(19 * HOURS)
    page.reload()
    expect(item(page, name).locator(".study-verdict")).to_be_visible()
    assert findings(page) == []
    page.clock.fast_forward(2 * HOURS)
    # The page was open all night; now somebody looks at it again.
    page.evaluate("dispatchEvent(new Event('focus'))")
    expect(item(page, name).locator(".study-verdict")).to_be_hidden()
    page.reload()
    expect(press(item(page, name), "choice.check")).to_be_visible()
    expect(item(page, name)).to_have_attribute("data-state", "wrong")
    expect(item(page, name).locator(".study-verdict")).to_be_hidden()
    assert findings(page) == []


@pytest.mark.parametrize(
    ("way", "size"),
    [(MOUSE, DESKTOP), (KEYS, DESKTOP), (TOUCH, PHONE)],
    ids=["mouse", "keys", "touch"],
)
def test_who_repeats_the_key_at_once_has_not_learned_it(
    visit: Visitor, way: Way, size: dict[str, Any]
) -> None:
    """Wrong, then right twice with the key just read: it is shaky still. Right again in its time, it is known."""
    context = visit.context(**(STILL | size))
    context.clock.install(time=FIRST_DAY)
    page = visit(TYPES, context=context)
    names = [
        next(name for name in judged(page) if kind_of(item(page, name)) == kind)
        for kind in ("choice", "typed")
    ]

    def answer(name: str, *, rightly: bool) -> None:
        respond(page, way, come_to(page, way, name), rightly=rightly)

    for name in names:
        answer(name, rightly=False)
        for _ in range(2):
            ask_anew(page, way, item(page, name))
            answer(name, rightly=True)
    saved(page)
    page.goto(visit.site.url + PROGRESS)
    expect(figure(page, "progress.shaky")).to_have_text("2")
    expect(figure(page, "progress.known")).to_have_text("0")
    for minutes in (2, 11):
        page.clock.fast_forward(minutes * 60 * 1000)
        page.goto(visit.site.url + TYPES)
        for name in names:
            if way is KEYS:
                focus_item(page, name)
            ask_anew(page, way, item(page, name))
            answer(name, rightly=True)
        saved(page)
    page.goto(visit.site.url + PROGRESS)
    expect(figure(page, "progress.known")).to_have_text("2")
