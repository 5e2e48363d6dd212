# Knows alone: how each type of item is answered in a session, rightly and wrongly, by mouse, by keys and by touch, and
# what the log is told of it. What is asked has the focus, so the keys of a hand begin where the page put it.
"""Hands for a whole session."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from playwright.sync_api import expect

from tests.site.exam_stage import enter_right
from tests.site.review_stage import asked, asked_id
from tests.site.stage import press
from tests.site.types_stage import (
    PRIMARY,
    choose_by_keys,
    mark_by_keys,
    match_by_keys,
    order_by_keys,
    predict_by_keys,
    tab_to,
    to_first_part,
)

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

WORDS = "une"
"""What is wrong everywhere; as keys of a session, its letters would take back and skip."""


@dataclass(frozen=True)
class Way:
    """One way of answering."""

    name: str

    def act(self, page: Page, target: Locator) -> None:
        """Press a button, in the way that this is."""
        if self.name == "keys":
            tab_to(page, target)
            page.keyboard.press("Enter")
        elif self.name == "touch":
            target.tap()
        else:
            target.click()


KEYS, MOUSE, TOUCH = Way("keys"), Way("mouse"), Way("touch")


def kind_of(question: Locator) -> str:
    """How an item is answered: recall, explain, typed, or the name of its element without `study-`."""
    name: str = question.evaluate("node => node.localName.slice(6)")
    if name in {"cloze", "label"}:
        return "typed" if question.get_attribute("data-typed") is not None else "recall"
    typed = {"card": "recall", "numeric": "typed", "text": "typed"}
    return typed.get(name, name)


def has_focus(question: Locator) -> None:
    """What is asked has the focus; where something is typed, its field has it."""
    kind = kind_of(question)
    fields = {"typed": "input[type=text]", "explain": "textarea", "predict": "input[type=radio]"}
    expect(question.locator(fields[kind]).first if kind in fields else question).to_be_focused()


def answer(page: Page, way: Way, *, rightly: bool) -> list[dict[str, Any]]:
    """Answer what is asked to its end, and go on; gives what the log must have been told, in order."""
    question = asked(page)
    has_focus(question)
    kind = kind_of(question)
    told = respond(page, way, question, rightly=rightly)
    if kind == "recall":
        return told
    if way is KEYS:
        page.keyboard.press("Space")
    else:
        way.act(page, press(page, "session.next"))
    return told


def respond(page: Page, way: Way, question: Locator, *, rightly: bool) -> list[dict[str, Any]]:
    """Answer an item to its end; gives what the log must have been told, in order. By keys, its input has the focus."""
    kind = kind_of(question)
    if kind == "recall":
        return _recall(page, way, question, rightly=rightly)
    if kind == "explain":
        return _explain(page, way, question, rightly=rightly)
    if rightly:
        return _right(page, way, question, kind)
    return _wrong(page, way, question, kind)


def _recall(page: Page, way: Way, card: Locator, *, rightly: bool) -> list[dict[str, Any]]:
    rating = "good" if rightly else "again"
    if way is KEYS:
        # In a session the focus may have gone astray: a click beside the card takes it.
        page.evaluate("document.querySelector('.study-stage') && document.activeElement.blur()")
        page.keyboard.press("Space")
        page.keyboard.press("2" if rightly else "1")
    else:
        way.act(page, card.locator(".study-answer > summary"))
        way.act(page, card.locator(f'[data-rating="{rating}"]'))
    return [{"kind": "rating", "rating": rating}]


def _right(page: Page, way: Way, question: Locator, kind: str) -> list[dict[str, Any]]:
    if way is not KEYS:
        _enter_right(page, question, kind)
        way.act(page, question.locator(PRIMARY).first)
    elif kind == "typed":
        page.keyboard.type(right_text(question))
        page.keyboard.press("Enter")
    else:
        by_keys = {
            "order": order_by_keys,
            "match": match_by_keys,
            "mark": mark_by_keys,
            "predict": predict_by_keys,
        }
        by_keys.get(kind, choose_by_keys)(page, question)
    return [{"kind": "response", "rating": "good"}]


def _enter_right(page: Page, question: Locator, kind: str) -> None:
    if kind == "typed":
        question.get_by_role("textbox").fill(right_text(question))
    else:
        enter_right(page, question)


def right_text(question: Locator) -> str:
    accepted = question.get_attribute("data-accept")
    if accepted:
        return str(json.loads(accepted)[0][0])
    key = json.loads(question.get_attribute("data-key") or "{}")
    return str(key["value"] if "value" in key else key["accept"][0])


def _wrong(page: Page, way: Way, question: Locator, kind: str) -> list[dict[str, Any]]:
    """A wrong response, then the answer is shown where there is another try."""
    if kind == "typed":
        words = "999" if question.get_attribute("inputmode") or "numeric" in _name(question) else WORDS
        if way is KEYS:
            page.keyboard.type(words)
        else:
            question.get_by_role("textbox").fill(words)
    elif kind in ("choice", "true-false"):
        _choose_wrong(page, way, question)
    elif kind == "match":
        for chooser in question.locator("select").all():
            chooser.select_option(index=1)
    elif kind == "mark":
        mark_wrong(page, way, question)
    elif kind == "predict":
        question.locator(".study-outcome input").first.check()
        question.get_by_role("textbox").fill(WORDS)
    # An order never begins solved.
    if way is KEYS and kind in ("typed", "choice", "true-false"):
        page.keyboard.press("Enter")
    else:
        way.act(page, question.locator(PRIMARY).first)
    again = [{"kind": "response", "rating": "again"}]
    expect(question.locator(".study-verdict")).to_be_visible()
    # Two options, or two pairs, leave nothing to try.
    show = press(question, "choice.show-answer")
    if not show.count():
        return again
    way.act(page, show)
    return [*again, {"kind": "response", "rating": "again", "retry": True}]


def mark_wrong(page: Page, way: Way, question: Locator) -> None:
    """Mark the first thing, which is not to be marked in the decks of all types."""
    first = question.locator(".study-passage [data-part]").first
    if way is KEYS:
        to_first_part(page, question)
        page.keyboard.press("Enter")
    else:
        way.act(page, first)


def _name(question: Locator) -> str:
    name: str = question.evaluate("node => node.localName")
    return name


def _choose_wrong(page: Page, way: Way, question: Locator) -> None:
    key = (question.get_attribute("data-key") or "").split()
    shown = question.locator(".study-options > li").evaluate_all(
        "all => all.map((node) => node.dataset.option)"
    )
    place = next(index for index, name in enumerate(shown) if name not in key)
    if way is KEYS:
        page.keyboard.press("abcdefgh"[place])
    else:
        way.act(page, question.locator(".study-options > li label").nth(place))


def _explain(page: Page, way: Way, prompt: Locator, *, rightly: bool) -> list[dict[str, Any]]:
    judgement = "yes" if rightly else "no"
    if way is KEYS:
        page.keyboard.type("une raison")
    else:
        prompt.get_by_role("textbox").fill("une raison")
    way.act(page, prompt.locator(PRIMARY).first)
    concepts = prompt.locator(".study-concept")
    expect(prompt.locator(".study-concept:visible")).to_have_count(1)
    n = concepts.count()
    for index in range(n):
        if way is KEYS:
            page.keyboard.press("1" if rightly else "3")
        else:
            way.act(page, concepts.nth(index).locator(f'[data-judgement="{judgement}"]'))
    return [{"kind": "response"}] * (n + 1)


def to_the_end(page: Page, way: Way, *, wrong_at: int) -> dict[str, list[dict[str, Any]]]:
    """Answer all that a session asks, to its end: what comes for the first time at an odd or even place, wrongly.

    Gives what the log must have been told, by the id of each item.
    """
    told: dict[str, list[dict[str, Any]]] = {}
    end = page.locator(".study-session-end")
    while not end.count():
        name = asked_id(page)
        before = asked(page).element_handle()
        rightly = name in told or len(told) % 2 != wrong_at
        told.setdefault(name, []).extend(answer(page, way, rightly=rightly))
        gone = "node => !node.isConnected || document.querySelector('.study-session-end')"
        page.wait_for_function(gone, arg=before)
        expect(asked(page).or_(end)).to_be_visible()
    expect(end).to_be_focused()
    return told
