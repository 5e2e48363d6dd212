# An exam of every type: answered rightly and wrongly, by mouse and by touch, on a phone and on a desktop, to its
# end, with what the log is told of it.

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from tests.site.exam_stage import TYPES_EXAM, at, enter_right, tells
from tests.site.practice_stage import begin, key_of, records, shown
from tests.site.session_walk import MOUSE, TOUCH, WORDS, Way, kind_of, right_text
from tests.site.stage import Visitor, press
from tests.site.test_access import DESKTOP, PHONE

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

pytestmark = pytest.mark.browser


def enter(page: Page, way: Way, *, rightly: bool) -> None:
    """Enter something into the question that is shown."""
    question = shown(page)
    kind = kind_of(question)
    if kind == "typed":
        question.get_by_role("textbox").fill(right_text(question) if rightly else "999")
    elif kind in ("choice", "true-false"):
        _choose(page, way, question, rightly=rightly)
    elif kind == "order" or rightly:
        enter_right(page)
        if not rightly:
            first = question.locator(".study-order-list > li").first
            way.act(page, first.locator(".study-step-move:not([disabled])").last)
    elif kind == "match":
        for chooser in question.locator("select").all():
            chooser.select_option(index=1)
    else:
        question.locator(".study-outcome input").first.check()
        question.get_by_role("textbox").fill(WORDS)


def _choose(page: Page, way: Way, question: Locator, *, rightly: bool) -> None:
    key = (question.get_attribute("data-key") or "").split()
    options = question.locator(".study-options > li")
    names = options.evaluate_all("all => all.map((node) => node.dataset.option)")
    chosen = key if rightly else [next(name for name in names if name not in key)]
    for name in chosen:
        way.act(page, options.nth(names.index(name)).locator("label"))


@pytest.mark.parametrize(
    ("way", "size"),
    [(MOUSE, DESKTOP), (TOUCH, PHONE)],
    ids=["mouse", "touch"],
)
def test_an_exam_of_every_type_comes_to_its_end(visit: Visitor, way: Way, size: dict[str, Any]) -> None:
    """Nothing is judged before the end; then each answer is in the log once, as what it was worth."""
    page = begin(visit, TYPES_EXAM, **(size | {"has_touch": True, "reduced_motion": "reduce"}))
    n = page.locator(".study-exam-place").count()
    wrong_at = int(way is TOUCH)
    wanted = {}
    for i in range(1, n + 1):
        at(page, i)
        rightly = i % 2 != wrong_at
        wanted[key_of(page)] = "good" if rightly else "again"
        enter(page, way, rightly=rightly)
        tells(page, i, "answered")
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        if i < n:
            way.act(page, press(page, "exam.next"))
    assert records(page, 0) == []
    way.act(page, press(page, "exam.hand-in"))
    dialog = page.locator("dialog.study-dialog")
    if dialog.count():
        way.act(page, press(dialog, "exam.hand-in"))
    expect(page.locator(".study-marking .study-panel-title")).not_to_be_empty()
    found = records(page, n)
    assert {record["item"]: record["rating"] for record in found} == wanted
    assert {(record["kind"], record["mode"]) for record in found} == {("response", "exam")}
    for key, rating in wanted.items():
        marked = page.locator(f'.study-marking .study-item[data-item="{key}"]')
        expect(marked).to_have_attribute("data-state", re.compile("^right" if rating == "good" else "wrong|partly"))
