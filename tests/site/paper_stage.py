# Knows alone: how a sheet is opened, printed and measured. Lengths are in millimetres from the upper left corner of the
# paper, in the page as it is laid out and in the file that comes of it.
"""Sheets for the browser tests."""

from __future__ import annotations

import io
import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pypdf import PdfReader

if TYPE_CHECKING:
    from playwright.sync_api import Page
    from pypdf import PageObject

    from tests.site.stage import Visitor

DESKTOP: dict[str, Any] = {"viewport": {"width": 1280, "height": 900}}
SIZES = {"a4": (210.0, 297.0), "letter": (215.9, 279.4)}
POINT = 25.4 / 72
WHOLE_TOPIC = 40_000
"""Milliseconds after which a sheet of dozens of items counts as never laid out."""
READY = "html[data-sheet=ready]"


def open_sheet(visit: Visitor, query: str, **options: Any) -> Page:
    """The page of a sheet, laid out; wide enough that its pages are shown in their size."""
    page = visit(f"sheets/?{query}", **(DESKTOP | options))
    page.wait_for_selector(READY, timeout=WHOLE_TOPIC)
    return page


def file_of(page: Page) -> bytes:
    """The file that the browser makes of the page, in the size that the page asks for."""
    return page.pdf(prefer_css_page_size=True, tagged=True, outline=True, print_background=True)


def printed(page: Page) -> PdfReader:
    """That file, to be read."""
    return PdfReader(io.BytesIO(file_of(page)))


def words(sheet: PageObject) -> str:
    """The text of a page as it is read: ligatures as letters, spaces collapsed."""
    return " ".join(unicodedata.normalize("NFKC", sheet.extract_text()).split())


@dataclass(frozen=True)
class Word:
    """A piece of text of a file, and where it begins."""

    text: str
    x: float
    y: float


def places(sheet: PageObject) -> list[Word]:
    """Each piece of text with its place on the paper."""
    height = float(sheet.mediabox.height)
    found: list[Word] = []

    def note(text: str, cm: list[float], tm: list[float], *_: object) -> None:
        if not text.strip():
            return
        x = tm[4] * cm[0] + tm[5] * cm[2] + cm[4]
        y = tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
        found.append(Word(text.strip(), x * POINT, (height - y) * POINT))

    sheet.extract_text(visitor_text=note)
    return found


PIECES = """(sheet) => [...sheet.shadowRoot.querySelectorAll(".study-page")].map((page) => {
  const at = page.getBoundingClientRect();
  const unit = 25.4 / 96;
  const place = ({ left, top, right, bottom }) =>
    [left - at.left - 1, top - at.top - 1, right - at.left - 1, bottom - at.top - 1].map((value) => value * unit);
  const pieces = [];
  const texts = document.createTreeWalker(page, NodeFilter.SHOW_TEXT);
  for (let node = texts.nextNode(); node; node = texts.nextNode()) {
    // What is there for screen readers alone is no ink.
    if (!node.data.trim() || node.parentElement.closest(".katex-mathml, .study-visually-hidden")) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    for (const box of range.getClientRects()) pieces.push([node.data.trim().slice(0, 40), ...place(box)]);
  }
  for (const image of page.querySelectorAll("img, svg.study-qr")) {
    pieces.push([image.localName, ...place(image.getBoundingClientRect())]);
  }
  return pieces;
})"""


def beyond(page: Page, paper: str, margin: float = 4.5) -> list[str]:
    """What stands nearer to the edge of the paper than the margin, in the page as it is laid out."""
    width, height = SIZES[paper]
    found = []
    for number, pieces in enumerate(page.locator(".study-sheet").evaluate(PIECES), 1):
        for text, left, top, right, bottom in pieces:
            outside = left < margin or top < margin or right > width - margin or bottom > height - margin
            if outside:
                found.append(f"page {number}: {text!r} at {left:.1f} {top:.1f} {right:.1f} {bottom:.1f}")
    return found


def count(text: str, part: str) -> int:
    """How often a part stands in a text, however the lines are broken."""

    def bare(words: str) -> str:
        return re.sub(r"\s+", "", unicodedata.normalize("NFKC", words))

    return bare(text).count(bare(part))
