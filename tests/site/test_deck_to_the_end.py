# The page of a deck: every type of item and every face, answered wrongly and then anew and rightly, by mouse, by keys and
# by touch, on a phone and on a desktop, with what the log is told of it, and what is heard of each answer.

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from tests.site.log_stage import learned, rated
from tests.site.practice_stage import records
from tests.site.session_walk import KEYS, MOUSE, TOUCH, Way, kind_of, respond
from tests.site.stage import RICH, TYPES, Visitor, focus_item, item, live, press, say
from tests.site.test_access import DESKTOP, PHONE, findings
from tests.site.types_stage import tab_to

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

pytestmark = pytest.mark.browser

STILL: dict[str, Any] = {"reduced_motion": "reduce", "has_touch": True}
FIELDS = {"typed": "input[type=text]", "explain": "textarea", "predict": "input[type=radio]"}


def ids_of(page: Page) -> list[str]:
    """The id of each face of each item of the deck, in the order of the page."""
    expect(page.locator(".study-item").last).to_have_attribute("role", "group")
    names: list[str] = page.locator(".study-item").evaluate_all(
        "all => all.map((node) => node.dataset.item.split('#')[1])"
    )
    return names


def come_to(page: Page, way: Way, name: str) -> Locator:
    """Come to an item; by keys, to where something is entered."""
    question = item(page, name)
    if way is KEYS:
        focus_item(page, name)
        field = FIELDS.get(kind_of(question))
        if field:
            tab_to(page, question.locator(field).first)
    return question


def ask_anew(page: Page, way: Way, question: Locator) -> None:
    """Press "Answer again"; a recalled card is simply rated anew."""
    kind = kind_of(question)
    if kind == "recall":
        way.act(page, question.locator(".study-answer > summary"))
    else:
        way.act(page, press(question, "explain.answer-again" if kind == "explain" else "choice.answer-again"))


@pytest.mark.parametrize(
    ("way", "size"),
    [(MOUSE, DESKTOP), (KEYS, DESKTOP), (TOUCH, PHONE), (MOUSE, PHONE)],
    ids=["mouse", "keys", "touch", "narrow"],
)
def test_every_type_on_the_page_of_its_deck(visit: Visitor, way: Way, size: dict[str, Any]) -> None:
    """Wrong is told, answered anew it is right, nothing hangs, and the log has each answer in its order and no other."""
    page = visit(TYPES, **(STILL | size))
    told: dict[str, list[dict[str, Any]]] = {}
    for name in ids_of(page):
        question = come_to(page, way, name)
        told[name] = respond(page, way, question, rightly=False)
        expect(question).to_have_attribute("data-state", re.compile("wrong|partly"))
        ask_anew(page, way, question)
        told[name] += respond(page, way, come_to(page, way, name), rightly=True)
        expect(question).to_have_attribute("data-state", "right")
    expect(page.locator(".study-score-words")).to_contain_text(re.compile(r"\d"))
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    found = records(page, sum(map(len, told.values())))
    by_item: dict[str, list[dict[str, Any]]] = {}
    for record in sorted(found, key=lambda each: each["seq"]):
        assert "mode" not in record
        by_item.setdefault(record["item"].partition("#")[2], []).append(record)
    for name, wanted in told.items():
        shape = [
            {key: record.get(key) for key in entry}
            for record, entry in zip(by_item[name], wanted, strict=True)
        ]
        assert shape == wanted, name


# What is heard


def heard(page: Page, name: str) -> tuple[str, str]:
    """The name of what has the focus, as Chromium tells it to a screen reader, and what the item's live region says."""
    expect(live(page, name)).not_to_be_empty()
    client = page.context.new_cdp_session(page)
    nodes = client.send("Accessibility.getFullAXTree")["nodes"]
    client.detach()
    focused = [node for node in nodes if _is_focused(node) and node["role"]["value"] != "RootWebArea"]
    said = live(page, name).inner_text()
    return (str(focused[0]["name"]["value"]) if focused else "", said)


def _is_focused(node: dict[str, Any]) -> bool:
    return any(
        each["name"] == "focused" and each["value"].get("value") for each in node.get("properties", ())
    )


def answers_of(question: Locator) -> str:
    """All that a judged or revealed item shows of its answer."""
    shown = question.locator(
        ".study-verdict > :not(.study-verdict-line, .study-buttons), .study-good, "
        '.study-options > [data-mark="key"] .study-option-text, .study-answer-body:visible'
    )
    text = " ".join(shown.all_inner_texts())
    if kind_of(question) == "match":
        text += question.locator(".study-answer-body").text_content() or ""
    return text


def test_a_revealed_answer_is_read_out(visit: Visitor) -> None:
    """Of every type the whole answer is said, once, in the live region; the focus says only where it has come to."""
    page = visit(TYPES, **STILL)
    for name in ids_of(page):
        question = come_to(page, MOUSE, name)
        recalled = kind_of(question) == "recall"
        if recalled:
            question.locator(".study-answer > summary").click()
        else:
            respond(page, MOUSE, question, rightly=False)
        named, said = heard(page, name)
        answer = re.findall(r"\w+", answers_of(question))
        assert answer, name
        assert set(answer) <= set(re.findall(r"\w+", said)), (name, answer, said)
        if recalled:
            continue
        assert named == say("card.answer"), name
        line = " ".join(question.locator(".study-verdict-line").inner_text().split())
        assert said.count(line) == 1, (name, line, said)
    # What fits a finger is looked at elsewhere.
    assert [found for found in findings(page) if not found.startswith("target-size")] == []


def test_formulas_and_other_languages_are_read_as_such(visit: Visitor) -> None:
    """Math comes in words and not as TeX, once; what is in another language says which; all answers at once are silent."""
    page = visit(RICH, **STILL)
    expect(page.locator(".study-toolbar")).to_be_visible()
    press(page, "deck.reveal-all").click()
    expect(page.locator("details.study-answer[open]").first).to_be_visible()
    page.evaluate("() => new Promise((done) => requestAnimationFrame(() => setTimeout(done)))")
    assert set(page.locator(".study-item > .study-live").all_inner_texts()) == {""}
    press(page, "deck.hide-all").click()
    cards = page.locator(".study-item:has(> details.study-answer .study-answer-body .katex)")
    card = cards.first
    name = (card.get_attribute("data-item") or "").partition("#")[2]
    card.locator(".study-answer > summary").click()
    _, said = heard(page, name)
    assert "\\" not in said
    assert "$" not in said


def test_a_card_that_was_rated_before_says_what_it_shows(visit: Visitor) -> None:
    """What is shown again is read out again, and a rating takes the place of it at once."""
    page = visit(TYPES, **STILL)
    expect(page.locator(".study-toolbar")).to_be_visible()
    learned(page, rated("walk/types#both-ways", 1000))
    card = item(page, "both-ways")
    for _ in range(2):
        focus_item(page, "both-ways")
        page.keyboard.press("Space")
        expect(live(page, "both-ways")).to_contain_text("overfitted")
        page.keyboard.press("Space")
        expect(card.locator(".study-answer-body")).to_be_hidden()
    page.keyboard.press("Space")
    page.keyboard.press("2")
    expect(live(page, "both-ways")).to_have_text(say("card.rated-good"))
