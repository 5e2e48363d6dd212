# Every type of item on paper: room to answer on the sheet, what is right in the key, the same with and without a script.

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect
from pypdf import PdfReader

from tests.of_types import merged
from tests.site.stage import TYPES, Visitor
from tests.site.test_print import has_control, printed, words
from tests.site.types_stage import FINGER, all_answered

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

    from tests.site.stage import Site

pytestmark = pytest.mark.browser

Paper = tuple[str, str]
MILLIMETRE = 96 / 25.4

BOXES = "4"
"""The number of the picture that has two boxes."""
ITEMS = merged("printed")


@pytest.fixture(scope="module")
def visitor(browser: Browser, demo: Site) -> Iterator[Visitor]:
    """Open pages that the tests of this file share."""
    visitor = Visitor(browser, demo)
    yield visitor
    visitor.close()


@pytest.fixture(scope="module")
def paper(visitor: Visitor) -> Paper:
    """The sheet and the key of the deck of all types."""
    return printed(visitor(TYPES))


@pytest.fixture(scope="module")
def sheet(visitor: Visitor) -> Page:
    """The deck of all types as paper shows it, to be measured."""
    page = visitor(TYPES, java_script_enabled=False, viewport={"width": 700, "height": 1000})
    page.emulate_media(media="print")
    return page


@pytest.mark.parametrize(("question", "key"), ITEMS.values(), ids=ITEMS)
def test_each_type_is_asked_once_and_answered_in_the_key(paper: Paper, question: str, key: str) -> None:
    """The question stands on the sheet once, with its number, and what is right stands in the key."""
    asked, answered = paper
    assert len(re.findall(rf"\b\d+(?:\.\d)?\.\s+{re.escape(question)}", asked)) == 1, asked
    assert key in answered, answered


def test_each_question_has_its_number_in_the_key(paper: Paper) -> None:
    """Sheet and key count alike, the parts of a group too."""
    number = r"(?<![\w.])(\d+(?:\.\d)?)\.\s"
    asked, answered = (re.findall(number, text) for text in paper)
    assert asked.index("19.1") == asked.index("19") + 1
    assert [found for found in asked if found != "19"] == list(dict.fromkeys(answered))
    assert answered.count(BOXES) == 2, "each name of the picture has its number"


def test_a_picture_is_printed_once_with_all_its_boxes(visitor: Visitor) -> None:
    """All boxes are covered and have a number; where the first is filtered out, the picture is printed with the next."""
    page = visitor(TYPES)
    first, second = (page.locator(f'[data-item$="#neuron~{name}"]') for name in ("axon", "body"))
    expect(first.locator(".study-rating")).to_be_attached()
    page.emulate_media(media="print")
    expect(first.locator("img")).to_be_visible()
    expect(second).to_be_hidden()
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    expect(second).to_be_hidden()
    for box in first.locator(".study-box").all():
        expect(box.locator("rect")).to_have_css("fill", "rgb(255, 255, 255)")
        expect(box.locator(".study-box-number")).to_be_visible()
    first.evaluate("(node) => { node.hidden = true; }")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    expect(second.locator("img")).to_be_visible()


def test_answers_change_nothing_on_paper(visitor: Visitor, paper: Paper) -> None:
    """After every item was answered, the sheet is as empty as before, and no button or verdict is on it."""
    page = visitor(TYPES, **FINGER)
    all_answered(page)
    assert has_control(page.locator("article").inner_text()), "the control: the screen is full of them"
    assert printed(page) == paper
    assert has_control(" ".join(paper)) == []


def test_all_types_print_the_same_without_javascript(visitor: Visitor, paper: Paper) -> None:
    """Paper needs no script: neither for the fields of the types nor for their looks."""
    assert printed(visitor(TYPES, java_script_enabled=False)) == paper


def test_paper_does_not_wait_for_the_rarer_types(visitor: Visitor, paper: Paper) -> None:
    """Printed while a type's script is still on its way, the sheet is the same, in the letters that the key names."""
    page = visitor.context().new_page()
    page.route("**/byheart-order-*.js", lambda _route: None)
    page.goto(visitor.site.url + TYPES)
    expect(page.locator("study-choice .study-letter").first).to_be_visible()
    assert printed(page) == paper
    expect(page.locator(".study-toolbar")).to_have_count(0)


RULES = """(all) => all.filter((node) => node.checkVisibility()).map((node) => {
  const { width, height } = node.getBoundingClientRect();
  return [width, height, parseFloat(getComputedStyle(node).borderBottomWidth) > 0];
})"""


@pytest.mark.parametrize(
    ("item_id", "rules", "least"),
    [
        *(
            ("both-ways", 2, 100),
            ("why", 6, 100),
            ("write", 6, 100),
            ("word", 1, 100),
            ("loop", 3, 100),
        ),
        *(("cold", 1, 40), ("steps", 3, 10), ("neuron~axon", 2, 60), ("organ~branches", 1, 60)),
    ],
)
def test_there_are_lines_to_write_on(sheet: Page, item_id: str, rules: int, least: int) -> None:
    """The lines of an item are even, long enough, and apart far enough for a hand."""
    lines: list[Any] = sheet.locator(f'[data-item$="#{item_id}"] .study-line').evaluate_all(RULES)
    assert len(lines) == rules
    assert len({(round(width), round(height)) for width, height, _ in lines}) == 1
    for width, height, ruled in lines:
        assert width >= least * MILLIMETRE
        assert height >= 7.5 * MILLIMETRE
        assert ruled


def test_a_blank_tells_nothing_of_what_fills_it(sheet: Page) -> None:
    """Blanks of clozes are lines of one width, with the hint below the line."""
    lines: list[Any] = sheet.locator(".study-blank").evaluate_all(RULES)
    assert len(lines) == 3
    assert len({round(width) for width, _, _ in lines}) == 1
    assert all(ruled for _, _, ruled in lines)


def test_pairs_stand_in_two_columns(sheet: Page) -> None:
    """The right sides stand beside the left ones, and a rule to write on before each left side."""
    lefts = sheet.locator(".study-lefts").bounding_box()
    rights = sheet.locator(".study-rights").bounding_box()
    assert lefts
    assert rights
    assert rights["x"] >= lefts["x"] + lefts["width"]
    assert abs(rights["y"] - lefts["y"]) < 1
    rule = "all => all.map((node) => parseFloat(getComputedStyle(node, '::before').width))"
    assert all(width > 8 * MILLIMETRE for width in sheet.locator(".study-lefts > li").evaluate_all(rule))


WHOLE = {
    "Which of these is recall?": "C Copying it",
    "In which order does one learn?": "Compare",
    "What belongs together?": "Six legs",
    "A network knows its training set by heart.": "It will do as well on new data.",
}


def split(page: Page) -> list[str]:
    """Which questions do not stand on one sheet with all that is theirs, with more and more before them."""
    found = []
    quiz = page.locator("h2").nth(1)
    for before in range(0, 240, 20):
        quiz.evaluate("(node, before) => node.style.setProperty('padding-top', `${before}mm`)", before)
        sheets = [words(each) for each in PdfReader(io.BytesIO(page.pdf(format="A4"))).pages]
        for first, last in WHOLE.items():
            (asked,) = (text for text in sheets if first in text)
            if last not in asked.partition(first)[2]:
                found.append(f"{first} with {before} mm before it")
    return found


def test_no_item_is_split(visitor: Visitor) -> None:
    """However much stands before it, an item that fits on a sheet stands on one, and a group with its parts."""
    page = visitor(TYPES, bypass_csp=True)
    assert split(page) == []
    page.add_style_tag(content="* { break-inside: auto !important; break-after: auto !important; }")
    assert split(page), "the control: without our rules some are"
