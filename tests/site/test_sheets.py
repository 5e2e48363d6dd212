# Sheets as the printer gets them: each kind on each paper, opened as a file and measured.

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest

from tests.site.paper_stage import SIZES, beyond, count, file_of, open_sheet, places, printed, words
from tests.site.stage import TYPES, Visitor, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser
    from pypdf import PdfReader

    from tests.site.stage import Site

pytestmark = pytest.mark.browser

DECK = "deck=walk/types"
KINDS = {
    "study": "kind=study",
    "folded study": "kind=study&key=each",
    "8 cards": "kind=cards",
    "12 cards": "kind=cards&per=12&flip=short",
    "folded cards": "kind=cards&flip=fold",
    "quiz": "kind=quiz&versions=2&seed=42",
    "explain": "kind=explain&lines=9",
}


@pytest.fixture(scope="module")
def visitor(browser: Browser, demo: Site) -> Iterator[Visitor]:
    """Open pages that the tests of this file share."""
    visitor = Visitor(browser, demo)
    yield visitor
    visitor.close()


@pytest.mark.parametrize("paper", SIZES)
@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_each_kind_on_each_paper(visitor: Visitor, kind: str, paper: str) -> None:
    """The file has the size of the paper, as many pages as the preview, each with its number, and keeps the margins."""
    page = open_sheet(visitor, f"{DECK}&{kind}&paper={paper}")
    pdf = printed(page)
    shown = page.locator(".study-page").count()
    assert len(pdf.pages) == shown
    for sheet in pdf.pages:
        size = (float(sheet.mediabox.width) * 25.4 / 72, float(sheet.mediabox.height) * 25.4 / 72)
        assert size == pytest.approx(SIZES[paper], abs=0.3)
        assert re.search(r"\d of \d", words(sheet))
    assert beyond(page, paper) == []
    page.close()


def test_the_control_of_the_margins(visitor: Visitor) -> None:
    """What sticks out is found."""
    page = open_sheet(visitor, DECK)
    page.locator(".study-paper-head h1").evaluate("node => { node.style.marginInlineStart = '-14mm'; }")
    assert beyond(page, "a4") != []
    page.close()


# The text


def _texts(site: Site, path: str) -> list[dict[str, Any]]:
    data = json.loads((site.folder / path / "items.json").read_text(encoding="utf-8"))
    items: list[dict[str, Any]] = data["items"]
    return items


@pytest.mark.parametrize("kind", ["kind=study", "kind=study&key=each", "kind=study&key=none"])
def test_each_item_is_asked_once(visitor: Visitor, demo: Site, kind: str) -> None:
    """Each question stands on the sheet once, with a number that counts on, and the text can be read from the file."""
    page = open_sheet(visitor, f"{DECK}&{kind}")
    headings = page.locator(".study-paper-question").evaluate_all(
        "all => all.map((node) => node.textContent)"
    )
    text = " ".join(words(sheet) for sheet in printed(page).pages)
    asked = [item for item in _texts(demo, TYPES) if item["type"] != "cloze"]
    # A card that is also asked the other way round has its question in the key.
    both = {"both-ways", "both-ways~reversed"}
    for item in asked:
        question = re.sub(
            r" \[\d\]$", "", item["text"]
        )  # a picture is asked once, with the numbers of its boxes
        assert count(text, question) == (2 if item["id"] in both and "none" not in kind else 1), item
    numbers = [re.match(r"([\d.]+)\. ", heading)[1] for heading in headings]  # type: ignore[index]  # it has one
    assert numbers == [*map(str, range(1, 20)), "19.1", "20", "21"]
    page.close()


def test_no_key_is_printed_where_none_is_asked_for(visitor: Visitor) -> None:
    """Without a key nothing of it is on the sheet; with it, it begins on a page of its own."""
    alone = printed(open_sheet(visitor, f"{DECK}&key=none"))
    both = printed(open_sheet(visitor, f"{DECK}&key=end"))
    key = "There is no cue"
    assert [key in words(sheet) for sheet in alone.pages] == [False] * len(alone.pages)
    with_key = [words(sheet) for sheet in both.pages if key in words(sheet)]
    assert len(with_key) == 1
    assert with_key[0].startswith(say("sheets.key"))


def test_what_the_screen_adds_is_not_on_paper(visitor: Visitor) -> None:
    """No control, no navigation and nothing of the page around the sheet is in the file."""
    page = open_sheet(visitor, DECK)
    around = page.locator("body").inner_text()
    text = " ".join(words(sheet) for sheet in printed(page).pages)
    for part in (say("page.sheets.lead"), say("sheets.key.each"), say("sheets.kind.cards")):
        assert part in around, "the control: it is on the screen"
        assert part not in text
    page.close()


# The file


def test_the_file_is_tagged_and_has_an_outline(visitor: Visitor) -> None:
    """The file has a title, a language, a structure, an outline of its questions, and brings its typefaces."""
    page = open_sheet(visitor, f"{DECK}&kind=study")
    pdf = printed(page)
    root: Any = pdf.trailer["/Root"]
    assert pdf.metadata
    assert pdf.metadata.title == "All the other types"
    assert root["/MarkInfo"]["/Marked"]
    assert root["/StructTreeRoot"]
    assert root["/Lang"] == "en"
    outline = json.dumps([str(getattr(entry, "title", entry)) for entry in _flat(pdf.outline)])
    for part in ("All the other types", "Which of these is recall?", say("sheets.key")):
        assert part in outline
    page.close()


def _flat(outline: Any) -> list[Any]:
    return [entry for part in outline for entry in (_flat(part) if isinstance(part, list) else [part])]


def test_all_typefaces_are_in_the_file(visitor: Visitor) -> None:
    """Each font of the file is embedded, those of math too."""
    page = open_sheet(visitor, "deck=walk/rich&kind=study")
    fonts: set[str] = set()
    for sheet in printed(page).pages:
        resources: Any = sheet["/Resources"]
        for font in resources.get("/Font", {}).values():
            inner = font.get_object()
            for descendant in inner.get("/DescendantFonts", [inner]):
                descriptor = descendant.get_object().get("/FontDescriptor")
                fonts.add(str(inner["/BaseFont"]))
                assert inner["/Subtype"] == "/Type3" or any("/FontFile" in name for name in descriptor)
    assert any("KaTeX" in name for name in fonts)
    page.close()


def test_the_same_query_gives_the_same_bytes(visitor: Visitor) -> None:
    """Two visitors get the same file, but for the time at which it was made."""
    query = "deck=walk/rich&kind=quiz&versions=2&seed=7&date=2026-11-25"

    def made() -> bytes:
        page = open_sheet(visitor, query)
        raw = file_of(page)
        page.close()
        return re.sub(rb"/(Creation|Mod)Date \(D:[^)]*\)", b"", raw)

    assert made() == made()


# What a page holds


def test_no_item_is_divided_that_fits_on_a_page(visitor: Visitor) -> None:
    """Of a whole topic, every question and every key stands on one page, a group with its parts, no heading alone."""
    page = open_sheet(visitor, "topic=neural-networks&kind=study")
    assert page.locator("[data-continued]").count() == 0
    keys = page.locator(".study-paper-item[data-item]").evaluate_all(
        "all => all.map((node) => node.dataset.item)"
    )
    assert len(keys) == len(set(keys))
    last = page.locator(".study-page-content > :last-child")
    classes = last.evaluate_all("all => all.map((node) => node.className)")
    assert not any(name in {"study-paper-head", "study-paper-title"} or "group" in name for name in classes)
    assert beyond(page, "a4") == []
    page.close()


def test_pictures_tables_code_and_math_come_out(visitor: Visitor) -> None:
    """Everything that a field may hold is on the sheet: pictures in the file, math typeset, tables with their cells."""
    page = open_sheet(visitor, "deck=walk/rich&kind=study")
    pdf = printed(page)
    # A picture that comes twice on a page is in the file once.
    assert [len(sheet.images) for sheet in pdf.pages] == [1, 0, 1, 1]
    assert page.locator(".study-math:not([data-typeset])").count() == 0
    text = " ".join(words(sheet) for sheet in pdf.pages)
    for part in ("name value", 'print("<study-card>")', "a quotation with weight", "https://example.org/ref"):
        assert count(text, part) >= 1, part
    assert page.locator("study-card, study-choice, details").count() == 0
    page.close()


def test_each_sheet_says_what_it_is(visitor: Visitor) -> None:
    """The head has the title, what all items share, an id that comes again, and a code with a link in it."""
    page = open_sheet(visitor, "deck=walk/rich&date=2026-11-25")
    head = page.locator(".study-paper-head")
    assert "Everything a field may hold" in head.inner_text()
    assert "Beginner" in head.inner_text()
    assert "2026-11-25" in head.inner_text()
    shown = page.locator(".study-paper-id").inner_text()
    assert re.fullmatch(r"Sheet [0-9A-Z]{6}", shown)
    way = head.get_by_role("link", name=say("sheets.code"))
    assert way.count() == 1
    assert way.evaluate("node => node.href") in _links(printed(page)), "the file has the link too"
    again = open_sheet(visitor, "deck=walk/rich&date=2027-01-01")
    assert again.locator(".study-paper-id").inner_text() == shown
    other = open_sheet(visitor, "deck=walk/rich&n=2")
    assert other.locator(".study-paper-id").inner_text() != shown
    for each in (page, again, other):
        each.close()


def _links(pdf: PdfReader) -> set[str]:
    """Where the links of the first page lead."""
    notes = [note.get_object() for note in pdf.pages[0].get("/Annots", [])]
    return {note["/A"]["/URI"] for note in notes if note["/Subtype"] == "/Link"}


def test_places_are_read_from_the_file(visitor: Visitor) -> None:
    """The file's text begins where the page shows it: numbers of questions in one line, within the margins."""
    page = open_sheet(visitor, DECK)
    words = [word for sheet in printed(page).pages[:2] for word in places(sheet)]
    found = [word for word in words if re.fullmatch(r"\d+\.", word.text)]
    assert len(found) >= 8
    assert max(word.x for word in found) - min(word.x for word in found) < 0.5
    page.close()
