# Knows alone: how one moves in an exam, what its navigator says, how each type is answered rightly there, where nothing
# is judged, and how it is handed in.
"""What the tests of exams share."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from playwright.sync_api import expect

from tests.site.practice_stage import shown
from tests.site.stage import press, say

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

STEPS_EXAM = "?deck=walk/steps&type=choice&exam=1"
TYPES_EXAM = "?deck=walk/types&exam=1"
TWENTY = f"{STEPS_EXAM}&minutes=20"


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


def enter_right(page: Page, question: Locator | None = None) -> None:
    """Enter what is right into a question, or into the one that is asked now."""
    question = question or shown(page)
    kind = question.evaluate("node => node.localName")
    key = question.get_attribute("data-key") or ""
    if kind in ("study-choice", "study-true-false"):
        for name in key.split():
            question.locator(f'.study-options > [data-option="{name}"] label').click()
        return
    if kind == "study-mark":
        for name in key.split():
            question.locator(f'.study-passage [data-part="{name}"]').click()
        return
    read = json.loads(key)
    if kind == "study-match":
        for chooser, left in zip(question.locator("select").all(), lefts(question), strict=True):
            chooser.select_option(read[left])
    elif kind == "study-order":
        _put_in_order(question, read["order"])
    elif kind == "study-predict":
        question.locator(".study-outcome").first.click()
        question.get_by_role("textbox").fill(read["output"])
    else:
        question.get_by_role("textbox").fill(str(read["value"] if "value" in read else read["accept"][0]))


def lefts(question: Locator) -> list[str]:
    """The ids of the left sides of a match, as they are shown."""
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
