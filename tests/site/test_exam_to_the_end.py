# An exam of every type: answered rightly and wrongly, by mouse, keys and touch, on a phone and on a desktop, to its
# end, with what the log is told of it.

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from tests.site.exam_stage import TYPES_EXAM, at, enter_right, lefts, tells
from tests.site.practice_stage import begin, key_of, records, shown
from tests.site.session_walk import KEYS, MOUSE, TOUCH, WORDS, Way, kind_of, mark_wrong, right_text
from tests.site.stage import Visitor, press
from tests.site.test_access import DESKTOP, PHONE
from tests.site.types_stage import tab_to, to_first_part

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

pytestmark = pytest.mark.browser


def enter(page: Page, way: Way, *, rightly: bool) -> None:
    """Enter something into the question that is shown."""
    question = shown(page)
    kind = kind_of(question)
    if way is KEYS:
        _type(page, question, kind, rightly=rightly)
    elif kind == "typed":
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
    elif kind == "mark":
        mark_wrong(page, way, question)
    else:
        question.locator(".study-outcome input").first.check()
        question.get_by_role("textbox").fill(WORDS)


def _type(page: Page, question: Locator, kind: str, *, rightly: bool) -> None:
    """By keys alone: the letters of options, and what Tab leads to."""
    key = question.get_attribute("data-key") or ""
    if kind in ("choice", "true-false"):
        for index in _chosen(question, rightly=rightly):
            page.keyboard.press(chr(ord("a") + index))
        return
    if kind == "order":
        _sort(page, question, json.loads(key)["order"], rightly=rightly)
    elif kind == "mark":
        _mark(page, question, rightly=rightly)
    elif kind == "match":
        for chooser, left in zip(question.locator("select").all(), lefts(question), strict=True):
            tab_to(page, chooser)
            wanted = {"value": json.loads(key)[left]} if rightly else {"index": 1}
            chooser.select_option(**wanted)
    else:
        if kind == "predict":
            tab_to(page, question.locator(".study-outcome input").first)
            page.keyboard.press("Space")
        right = json.loads(key)["output"] if kind == "predict" else right_text(question)
        tab_to(page, question.get_by_role("textbox"))
        page.keyboard.insert_text(right if rightly else "999" if kind == "typed" else WORDS)


def _mark(page: Page, question: Locator, *, rightly: bool) -> None:
    if not rightly:
        return mark_wrong(page, KEYS, question)
    parts = question.locator(".study-passage [data-part]")
    key = (question.get_attribute("data-key") or "").split()
    names = parts.evaluate_all("all => all.map((node) => node.dataset.part)")
    to_first_part(page, question)
    for name in names:
        if name in key:
            page.keyboard.press("Space")
        page.keyboard.press("ArrowRight")
    return None


def _sort(page: Page, question: Locator, order: list[str], *, rightly: bool) -> None:
    rows = question.locator(".study-order-list > li")
    for index, name in enumerate(order):
        text = (question.locator(f'.study-steps > [data-step="{name}"]').text_content() or "").strip()
        while text not in rows.nth(index).inner_text():
            KEYS.act(page, rows.filter(has_text=text).locator(".study-step-move").first)
    if not rightly:
        KEYS.act(page, rows.first.locator(".study-step-move:not([disabled])").last)


def _chosen(question: Locator, *, rightly: bool) -> list[int]:
    """The places of the options to choose, as they are shown."""
    key = (question.get_attribute("data-key") or "").split()
    names = question.locator(".study-options > li").evaluate_all(
        "all => all.map((node) => node.dataset.option)"
    )
    wanted = key if rightly else [next(name for name in names if name not in key)]
    return [names.index(name) for name in wanted]


def _choose(page: Page, way: Way, question: Locator, *, rightly: bool) -> None:
    options = question.locator(".study-options > li")
    for index in _chosen(question, rightly=rightly):
        way.act(page, options.nth(index).locator("label"))


@pytest.mark.parametrize(
    ("way", "size"),
    [(MOUSE, DESKTOP), (KEYS, DESKTOP), (TOUCH, PHONE)],
    ids=["mouse", "keys", "touch"],
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
    if way is KEYS:
        # The map of all questions is passed.
        tab_to(page, press(page, "exam.hand-in"), most=2 * n)
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
        expect(marked).to_have_attribute(
            "data-state", re.compile("^right" if rating == "good" else "wrong|partly")
        )
