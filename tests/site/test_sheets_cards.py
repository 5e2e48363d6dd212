# Cards to cut out: each back lies behind its front, however the printer turns the paper; what is too long goes on.

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.site.paper_stage import SIZES, Word, open_sheet, places, printed
from tests.site.stage import Visitor, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page
    from pypdf import PdfReader

    from tests.site.stage import Site

pytestmark = pytest.mark.browser

DECK = "deck=walk/types,walk/rich&kind=cards"
TOPIC = "topic=neural-networks&kind=cards"
WITHIN = 0.5
"""Millimetres by which a back may miss its front."""

Box = tuple[float, float, float, float]

CELLS = """(sheet) => [...sheet.shadowRoot.querySelectorAll(".study-page")].map((page) => {
  const at = page.getBoundingClientRect();
  const unit = 25.4 / 96;
  return [...page.querySelectorAll(".study-cutout")].map((cell) => {
    const { left, top, right, bottom } = cell.getBoundingClientRect();
    const [name, part = ""] = [...cell.querySelectorAll(".study-cutout-line:last-child span")].map((node) => node.textContent);
    return [name ?? "", part, [left - at.left - 1, top - at.top - 1, right - at.left - 1, bottom - at.top - 1].map((value) => value * unit)];
  });
})"""


@pytest.fixture(scope="module")
def visitor(browser: Browser, demo: Site) -> Iterator[Visitor]:
    """Open pages that the tests of this file share."""
    visitor = Visitor(browser, demo)
    yield visitor
    visitor.close()


def cells(page: Page) -> list[dict[str, Box]]:
    """The cell of each card on each page, by its name and its part."""
    found: list[Any] = page.locator(".study-sheet").evaluate(CELLS)
    return [{f"{name} {part}": tuple(box) for name, part, box in sheet if name} for sheet in found]


def behind(box: Box, paper: str, flip: str) -> Box:
    """Where a place of the back lies, seen from the front, when the paper is turned over an edge."""
    width, height = SIZES[paper]
    left, top, right, bottom = box
    if flip == "long":
        return width - right, top, width - left, bottom
    return left, height - bottom, right, height - top


def misses(page: Page, paper: str, flip: str) -> list[str]:
    """The cards whose back does not lie behind their front."""
    pages = cells(page)
    found = []
    for fronts, backs in zip(pages[::2], pages[1::2], strict=True):
        assert set(fronts) == set(backs)
        for name, front in fronts.items():
            back = behind(backs[name], paper, flip)
            if max(abs(one - other) for one, other in zip(front, back, strict=True)) > WITHIN:
                found.append(name)
    return found


@pytest.mark.parametrize("paper", SIZES)
@pytest.mark.parametrize("per", ["8", "12"])
@pytest.mark.parametrize("flip", ["long", "short"])
def test_each_back_lies_behind_its_front(visitor: Visitor, flip: str, per: str, paper: str) -> None:
    """The cells of front and back are the same place of the paper; the control: turned over the other edge they are not."""
    page = open_sheet(visitor, f"{DECK}&per={per}&flip={flip}&paper={paper}")
    assert len(cells(page)[0]) == int(per)
    assert misses(page, paper, flip) == []
    assert misses(page, paper, "short" if flip == "long" else "long") != []
    page.close()


@pytest.mark.parametrize("flip", ["long", "short"])
def test_each_back_lies_behind_its_front_in_the_file(visitor: Visitor, flip: str) -> None:
    """The same holds in the file, by the names that stand on both sides in the same corner of the card."""
    page = open_sheet(visitor, f"deck=walk/types&kind=cards&flip={flip}")
    cell = cells(page)[0]["both-ways "]
    pdf = printed(page)
    names = [name.strip() for name in cells(page)[0]]
    for name in names:
        front, back = _word(pdf, 0, name), _word(pdf, 1, name)
        width, height = cell[2] - cell[0], cell[3] - cell[1]
        inside = (front.x - cell[0]) % width, (front.y - cell[1]) % height
        corner = (
            front.x - inside[0],
            front.y - inside[1],
            front.x - inside[0] + width,
            front.y - inside[1] + height,
        )
        left, top, *_ = behind(corner, "a4", flip)
        assert back.x == pytest.approx(left + inside[0], abs=WITHIN), name
        assert back.y == pytest.approx(top + inside[1], abs=WITHIN), name
    page.close()


def _word(pdf: PdfReader, number: int, text: str) -> Word:
    (found,) = [word for word in places(pdf.pages[number]) if word.text == text]
    return found


def test_folded_cards_have_both_sides_beside_each_other(visitor: Visitor) -> None:
    """On one page, the back stands right of its front at the same height, with a line to fold between them."""
    page = open_sheet(visitor, "deck=walk/types&kind=cards&flip=fold&per=12")
    for number, sheet in enumerate(page.locator(".study-page").all()):
        boxes = [
            cell.bounding_box() for cell in sheet.locator(".study-cutout:not(.study-cutout--empty)").all()
        ]
        names = sheet.locator(".study-cutout-line:last-child > :first-child").all_inner_texts()
        assert names[::2] == names[1::2], number
        for front, back in zip(boxes[::2], boxes[1::2], strict=True):
            assert front
            assert back
            assert front["y"] == pytest.approx(back["y"], abs=1)
            assert back["x"] == pytest.approx(front["x"] + front["width"], abs=1)
    page.close()


def test_both_sides_say_which_card_they_are(visitor: Visitor) -> None:
    """Front and back have the name and the level; the control: the other side has other words."""
    page = open_sheet(visitor, "deck=walk/rich&kind=cards")
    lines = page.locator(".study-cutout-side").evaluate_all(
        "all => all.map((node) => [...node.querySelectorAll('.study-cutout-line span')].map((span) => span.textContent))"
    )
    assert {line[0] for line in lines} == {"Beginner"}
    sides = [line[1] for line in lines]
    assert sides.count(say("sheets.front")) == sides.count(say("sheets.back")) == len(lines) / 2
    page.close()


def test_nothing_overflows_a_card(visitor: Visitor) -> None:
    """Text shrinks to 7 points at the least, and what does not fit goes on on another card, which is told.

    The space below the last line may stick out a little.
    """
    page = open_sheet(visitor, f"{TOPIC}&per=12")
    over = page.locator(".study-cutout-frame").evaluate_all(
        """all => all.filter((frame) => {
          const [outer, inner] = [frame.getBoundingClientRect(), frame.firstElementChild.getBoundingClientRect()];
          return inner.top < outer.top - 1 || inner.bottom > outer.bottom + 4 || inner.right > outer.right + 1;
        }).map((frame) => frame.parentElement.textContent)"""
    )
    assert over == []
    sizes = page.locator(".study-cutout-content").evaluate_all(
        "all => all.map((node) => parseFloat(getComputedStyle(node).fontSize) * 0.75)"
    )
    assert min(sizes) == pytest.approx(7, abs=0.1)
    assert max(sizes) == pytest.approx(13, abs=0.1)
    told = page.locator(".study-sheet-said").inner_text()
    split = {name.split()[0] for sheet in cells(page) for name in sheet if name.endswith("2/2")}
    assert split
    assert all(name in told for name in split)
    assert page.locator("html").get_attribute("data-warnings") == "1"
    page.close()


def test_crop_marks_stand_at_the_ends_of_the_cuts(visitor: Visitor) -> None:
    """Each cut has its marks in the margins, in line with the edges of the cells."""
    page = open_sheet(visitor, "deck=walk/types&kind=cards")
    sheet = page.locator(".study-page").first
    at = sheet.bounding_box()
    assert at
    columns = {
        round(box["x"] - at["x"])
        for cell in sheet.locator(".study-cutout").all()
        if (box := cell.bounding_box())
    }
    marks = {
        round(box["x"] - at["x"])
        for mark in sheet.locator(".study-crop--top").all()
        if (box := mark.bounding_box())
    }
    assert all(any(abs(column - mark) <= 1 for mark in marks) for column in columns)
    assert sheet.locator(".study-crop").count() == 2 * 3 + 2 * 5
    page.close()
