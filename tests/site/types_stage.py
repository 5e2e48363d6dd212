# Knows alone: how each type of item is answered, by keyboard and by touch. What is right is read from the page, so that
# decks in other languages with the same ids are answered by the same hands.
"""Hands for every type of item."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from typing import Any

from playwright.sync_api import Locator, Page, expect

from tests.site.stage import focus_item, item, order
from tests.site.test_access import PHONE

Hand = Callable[[Page, Locator], None]

FINGER: dict[str, Any] = PHONE | {"reduced_motion": "reduce"}
"""A phone whose pages do not glide: a finger that is moved by hand does not wait until they stand still."""

PRIMARY = ".study-button--primary"
_MOST_TABS = 12


# What is right


def _key(where: Locator) -> Any:
    return json.loads(where.get_attribute("data-key") or "{}")


def _right_text(where: Locator) -> str:
    """What is right in the field of a numeric, a text or a cloze with one blank."""
    accepted = where.get_attribute("data-accept")
    if accepted:
        return str(json.loads(accepted)[0][0])
    key = _key(where)
    return str(key["value"] if "value" in key else key["accept"][0])


def _right_order(where: Locator) -> list[str]:
    """The texts of the steps in their order."""
    steps = [where.locator(f'.study-steps > [data-step="{name}"]') for name in _key(where)["order"]]
    return [(step.text_content() or "").strip() for step in steps]


def _right_letters(where: Locator) -> list[str]:
    """The letter that belongs to each left side."""
    lefts = where.locator("[data-left]").evaluate_all("all => all.map((node) => node.dataset.left)")
    rights = where.locator("[data-right]").evaluate_all("all => all.map((node) => node.dataset.right)")
    key = _key(where)
    return [chr(65 + rights.index(key[left])) for left in lefts]


def _shown_order(where: Locator) -> list[str]:
    texts = where.locator(".study-order-list .study-step-text").all_inner_texts()
    return [text.strip() for text in texts]


# By keyboard


def tab_to(page: Page, target: Locator, most: int = _MOST_TABS) -> None:
    """Press Tab until the focus is there, at most so often."""
    for _ in range(most):
        if target.evaluate("node => node === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"Tab never came to {target}")


def recall_by_keys(page: Page, _card: Locator) -> None:
    page.keyboard.press("Space")
    page.keyboard.press("2")


def choose_by_keys(page: Page, choice: Locator) -> None:
    shown = order(page, _id(choice))
    for name in (choice.get_attribute("data-key") or "").split():
        page.keyboard.press(chr(97 + shown.index(name)))
    page.keyboard.press("Enter")


def type_by_keys(page: Page, question: Locator) -> None:
    tab_to(page, question.get_by_role("textbox"))
    page.keyboard.insert_text(_right_text(question))
    page.keyboard.press("Enter")


def order_by_keys(page: Page, question: Locator) -> None:
    for place, text in enumerate(_right_order(question)):
        row = question.locator(".study-order-list > li").filter(has_text=text)
        tab_to_or_back(page, row.locator(".study-step-handle"))
        for _ in range(_shown_order(question).index(text) - place):
            page.keyboard.press("ArrowUp")
    tab_to(page, question.locator(PRIMARY))
    page.keyboard.press("Enter")


def tab_to_or_back(page: Page, target: Locator) -> None:
    """Press Tab, and from the end of the item Shift and Tab, until the focus is there."""
    try:
        tab_to(page, target)
    except AssertionError:
        for _ in range(2 * _MOST_TABS):
            if target.evaluate("node => node === document.activeElement"):
                return
            page.keyboard.press("Shift+Tab")
        raise


def match_by_keys(page: Page, question: Locator) -> None:
    for chooser, letter in zip(question.locator("select").all(), _right_letters(question), strict=True):
        tab_to(page, chooser)
        page.keyboard.press(letter)
    tab_to(page, question.locator(PRIMARY))
    page.keyboard.press("Enter")


def _right_parts(where: Locator) -> list[Locator]:
    """What is to be marked, in the order of the passage."""
    names = (where.get_attribute("data-key") or "").split()
    return [where.locator(f'.study-passage [data-part="{name}"]') for name in names]


def to_first_part(page: Page, question: Locator) -> None:
    """Tab comes to one part of a passage, and Home to the first."""
    tab_to(page, question.locator('.study-passage [data-part][tabindex="0"]'))
    page.keyboard.press("Home")


def mark_by_keys(page: Page, question: Locator) -> None:
    parts = question.locator(".study-passage [data-part]")
    to_first_part(page, question)
    for part in _right_parts(question):
        for _ in range(parts.count()):
            if part.evaluate("node => node === document.activeElement"):
                break
            rtl = part.evaluate("node => getComputedStyle(node).direction === 'rtl'")
            page.keyboard.press("ArrowLeft" if rtl else "ArrowRight")
        page.keyboard.press("Space")
        expect(part).to_have_attribute("aria-pressed", "true")
    # Where the last mark was made: Enter checks, and takes no mark away.
    page.keyboard.press("Enter")


def mark_by_touch(_page: Page, question: Locator) -> None:
    for part in _right_parts(question):
        part.tap()
    question.locator(PRIMARY).tap()


def predict_by_keys(page: Page, question: Locator) -> None:
    tab_to(page, question.get_by_role("radio").first)
    page.keyboard.press("a")  # it prints; and what it prints is typed at once
    expect(question.get_by_role("textbox")).to_be_focused()
    page.keyboard.insert_text(_key(question)["output"])
    tab_to(page, question.locator(PRIMARY))
    page.keyboard.press("Enter")


def explain_by_keys(page: Page, prompt: Locator) -> None:
    tab_to(page, prompt.get_by_role("textbox"))
    page.keyboard.insert_text("16 …")
    tab_to(page, prompt.locator(PRIMARY).first)
    page.keyboard.press("Enter")
    expect(prompt.locator(".study-concept:focus")).to_have_count(1)
    for _ in range(prompt.locator(".study-concept").count()):
        page.keyboard.press("1")


# By touch


def recall_by_touch(_page: Page, card: Locator) -> None:
    card.locator(".study-answer > summary").tap()
    card.locator('[data-rating="good"]').tap()


def choose_by_touch(_page: Page, choice: Locator) -> None:
    for name in (choice.get_attribute("data-key") or "").split():
        choice.locator(f'.study-options > [data-option="{name}"] label').tap()
    choice.locator(PRIMARY).tap()


def type_by_touch(page: Page, question: Locator) -> None:
    question.get_by_role("textbox").tap()
    page.keyboard.insert_text(_right_text(question))
    question.locator(PRIMARY).tap()


def order_by_touch(page: Page, question: Locator) -> None:
    rows = question.locator(".study-order-list > li")
    for place, text in enumerate(_right_order(question)):
        if _shown_order(question)[place] != text:
            _drag(page, rows.filter(has_text=text).locator(".study-step-handle"), rows.nth(place))
        expect(rows.nth(place)).to_contain_text(text)
    question.locator(PRIMARY).tap()


def _drag(page: Page, handle: Locator, target: Locator) -> None:
    """Hold a handle with a finger, and let go above another row."""
    target.evaluate("node => node.parentElement.scrollIntoView({ block: 'center', behavior: 'instant' })")
    start, end = handle.bounding_box(), target.bounding_box()
    assert start
    assert end
    x, y = start["x"] + start["width"] / 2, start["y"] + start["height"] / 2
    path = (
        ("touchStart", y),
        ("touchMove", (y + end["y"]) / 2),
        ("touchMove", end["y"] + 2),
        ("touchEnd", None),
    )
    finger, now = page.context.new_cdp_session(page), time.time()
    for second, (kind, at) in enumerate(path, start=-len(path)):
        # A finger as slow as this throws nothing; a tap just after a throw would only stop that.
        touch = {"timestamp": now + second, "touchPoints": [] if at is None else [{"x": x, "y": at}]}
        finger.send("Input.dispatchTouchEvent", {"type": kind, **touch})
    finger.detach()


def match_by_touch(_page: Page, question: Locator) -> None:
    for chooser, letter in zip(question.locator("select").all(), _right_letters(question), strict=True):
        value = chooser.locator("option").filter(has_text=f"{letter}:").get_attribute("value")
        chooser.select_option(value)
    question.locator(PRIMARY).tap()


def predict_by_touch(page: Page, question: Locator) -> None:
    question.locator(".study-outcome").first.tap()
    question.get_by_role("textbox").tap()
    page.keyboard.insert_text(_key(question)["output"])
    question.locator(PRIMARY).tap()


def explain_by_touch(page: Page, prompt: Locator) -> None:
    prompt.get_by_role("textbox").tap()
    page.keyboard.insert_text("16 …")
    prompt.locator(PRIMARY).first.tap()
    expect(prompt.locator(".study-concept:visible")).to_have_count(1)
    for concept in prompt.locator(".study-concept").all():
        concept.locator('[data-judgement="yes"]').tap()


# All of them

HANDS: dict[str, tuple[Hand, Hand]] = {
    **dict.fromkeys(
        ("both-ways", "both-ways~reversed", "told~c1", "told~c2", "neuron~axon", "neuron~body"),
        (recall_by_keys, recall_by_touch),
    ),
    **dict.fromkeys(("one", "many", "truth", "passage-truth"), (choose_by_keys, choose_by_touch)),
    **dict.fromkeys(("blanks~c1", "organ~branches", "cold", "word"), (type_by_keys, type_by_touch)),
    "steps": (order_by_keys, order_by_touch),
    "pairs": (match_by_keys, match_by_touch),
    **dict.fromkeys(("slips", "bug"), (mark_by_keys, mark_by_touch)),
    "loop": (predict_by_keys, predict_by_touch),
    **dict.fromkeys(("why", "write"), (explain_by_keys, explain_by_touch)),
}
"""By the id that an item of the type has in the decks of all types: how it is answered by keyboard and by touch."""


def _id(where: Locator) -> str:
    return (where.get_attribute("data-item") or "").partition("#")[2]


def by_keys(page: Page, item_id: str) -> None:
    """Walk to an item with the keyboard, and answer it rightly."""
    focus_item(page, item_id)
    HANDS[item_id][0](page, item(page, item_id))


def by_touch(page: Page, item_id: str) -> None:
    """Answer an item rightly with a finger."""
    HANDS[item_id][1](page, item(page, item_id))


def all_answered(page: Page) -> None:
    """Answer every item of a deck of all types with a finger."""
    for item_id in HANDS:
        by_touch(page, item_id)
        expect(item(page, item_id)).to_have_attribute("data-state", "right")
