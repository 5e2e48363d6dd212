# Paper: a clean sheet with the questions, and the key at its end; whatever was done on the screen.

from __future__ import annotations

import io
import re
import unicodedata
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect
from pypdf import PdfReader

from tests.site.stage import DEMO, STEPS, Visitor, answer, item, option, press, saved, say

if TYPE_CHECKING:
    from playwright.sync_api import Page
    from pypdf import PageObject

pytestmark = pytest.mark.browser

QUESTIONS = [
    "What is free recall?",
    "What is spaced practice?",
    "What does cramming do to memory?",
    "Which of these strengthens memory most?",
    "Which three are desirable difficulties?",
    "Which of these is a muscle?",
    "Explain why practice is better spread over days.",
]
ANSWERS = [
    "without a cue",
    "Several short sessions",
    "Each successful retrieval",
    "They slow learning down now",
    "We forget fast at first",
    "you said that most is lost within days",
    "Much is forgotten within days",
]
CONTROLS = [
    *("card.reveal", "card.again", "card.good", "card.did-you-know", "choice.check", "choice.try-again"),
    *("choice.answer-again", "choice.show-answer", "explain.done", "explain.aloud", "explain.your-words"),
    *("explain.answer-again", "deck.reveal-all", "deck.hide-all", "deck.again-wrong", "deck.start-over"),
    *("deck.print", "deck.keys", "save.saved", "page.review-card", "page.hint", "page.edit"),
]
VERDICTS = [
    *("status.right", "status.partly", "status.wrong", "status.recalled", "card.rated-good", "choice.right"),
    *(
        "choice.wrong",
        "choice.mark-key",
        "choice.mark-your-key",
        "choice.mark-your-choice",
        "explain.none-missed",
    ),
]


def words(sheet: PageObject) -> str:
    """The text of a sheet as it is read: by place on the paper, ligatures as letters, spaces collapsed."""
    text = sheet.extract_text(extraction_mode="layout")
    return " ".join(unicodedata.normalize("NFKC", text).split())


def printed(page: Page) -> tuple[str, str]:
    """What the page gives on A4: the sheet, and the key that begins on a page of its own; spaces collapsed."""
    sheets = [words(sheet) for sheet in PdfReader(io.BytesIO(page.pdf(format="A4"))).pages]
    first = next(index for index, sheet in enumerate(sheets) if sheet.startswith(say("page.key")))
    return " ".join(sheets[:first]), " ".join(sheets[first:])


def has_control(text: str) -> list[str]:
    """The words of buttons and verdicts in a text, where they stand as words of their own."""
    words = [say(key) for key in (*CONTROLS, *VERDICTS)]
    return [word for word in words if re.search(rf"(?<![\w]){re.escape(word)}(?![\w])", text)]


def use(page: Page) -> None:
    """Answer something of each kind, so that every state is on the screen."""
    item(page, "recall").locator(".study-answer > summary").click()
    press(item(page, "recall"), "card.again").click()
    item(page, "strongest").locator(".study-hint > summary").click()
    answer(page, "strongest", "reread")
    answer(page, "desirable", "spaced", "mixed", "tested")
    option(page, "pinned", "cortex").locator("label").click()
    item(page, "why-spacing").get_by_role("textbox").fill("my own words")
    press(item(page, "why-spacing"), "explain.done").click()
    for _ in range(3):
        press(item(page, "why-spacing").locator(".study-concept:visible").last, "explain.no").click()


def letters(text: str, *options: str) -> dict[str, str]:
    """The letter that stands before each option."""
    return {
        name: found[1] for name in options if (found := re.search(rf"\b([A-F])\W*{re.escape(name)}", text))
    }


def test_the_sheet_has_each_question_once_and_no_answer(visit: Visitor) -> None:
    """The sheet has the title and each question once, in order, with its number, and no answer."""
    sheet, _ = printed(visit())
    assert "The steps of a learner" in sheet
    places = [sheet.find(question) for question in QUESTIONS]
    assert places == sorted(places)
    assert places[0] >= 0
    for number, question in enumerate(QUESTIONS, 1):
        assert sheet.count(question) == 1, question
        assert re.search(rf"\b{number}\.\s*{re.escape(question)}", sheet), question
    for text in ANSWERS:
        assert text not in sheet


def test_the_options_have_letters(visit: Visitor) -> None:
    """Options stand in the author's order with letters, however the screen has shuffled them."""
    sheet, _ = printed(visit())
    options = [
        "Reading the text twice more",
        "Retrieving it from memory",
        "Marking it in yellow",
        "Copying it by hand",
    ]
    assert letters(sheet, *options) == dict(zip(options, "ABCD", strict=True))
    assert [sheet.find(text) for text in options] == sorted(sheet.find(text) for text in options)


def test_nothing_of_the_screen_is_on_paper(visit: Visitor) -> None:
    """Neither buttons nor navigation, search, footer or verdicts are printed; what was answered changes nothing."""
    page = visit()
    fresh = printed(page)
    assert has_control(" ".join(fresh)) == []
    for word in ("Search", "All decks", "Model optimization", "Neural networks", "Made with"):
        assert word not in " ".join(fresh)
    use(page)
    assert has_control(page.locator("article").inner_text()), "the control: the screen is full of them"
    assert printed(page) == fresh


def test_the_key_stands_after_all_questions(visit: Visitor) -> None:
    """The key begins on a page of its own, has an answer for each number, and its letters are those of the sheet."""
    page = visit()
    sheet, key = printed(page)
    for text in ANSWERS:
        assert text in key, text
    for question in QUESTIONS:
        assert question not in key
    assert [int(found) for found in re.findall(r"(?<![\w.])(\d)\.(?=\s)", key)] == [1, 2, 3, 4, 5, 6, 7]
    right = [
        "Retrieving it from memory",
        "Spacing sessions",
        "Mixing kinds of tasks",
        "Testing oneself",
        "None of them",
    ]
    assert letters(key, *right) == letters(sheet, *right)
    assert len(letters(key, *right)) == len(right)
    for text in ("Reading the text twice more", "Loud music nearby", "The cortex"):
        assert text not in key


def test_the_screen_is_as_it_was_afterwards(visit: Visitor) -> None:
    """After printing, the page goes on where it was: the same order, the same marks, and no key in sight."""
    page = visit()
    use(page)
    saved(page)
    shown = page.locator("article").inner_text()
    printed(page)
    assert page.locator("article").inner_text() == shown
    assert say("page.key") not in shown.splitlines()
    press(item(page, "strongest"), "choice.try-again").click()
    answer(page, "strongest", "retrieve")


def test_without_javascript_it_prints_the_same(visit: Visitor) -> None:
    """A browser without scripts prints the same sheet and the same key."""
    assert printed(visit(STEPS, java_script_enabled=False)) == printed(visit(STEPS))


def test_the_filter_holds_on_paper(visit: Visitor) -> None:
    """With a filter on, only the shown questions are printed, and only their keys."""
    page = visit(STEPS + "?level=beginner")
    expect(page.locator(".study-shown")).to_be_visible()
    sheet, key = printed(page)
    assert QUESTIONS[0] in sheet
    assert QUESTIONS[1] not in sheet
    assert "without a cue" in key
    assert "Several short sessions" not in key


def test_the_demo_deck_fits_few_sheets(visit: Visitor) -> None:
    """The reference deck of 12 items is at most four sheets of questions and two of key, with its pictures in the key."""
    page = visit(DEMO)
    pdf = PdfReader(io.BytesIO(page.pdf(format="A4")))
    assert len(pdf.pages) <= 6
    text = " ".join(words(sheet) for sheet in pdf.pages)
    assert has_control(text) == []
    assert sum(len(sheet.images) for sheet in pdf.pages) == 2
