# Mixed directions: code and formulas run from left to right in any text, each field as its own words do, and the
# interface's words as the site does; on the screen, in the table of contents, in sessions, and on paper.

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.site.layout_stage import faults, open_slowly
from tests.site.paper_stage import beyond, open_sheet
from tests.site.stage import heading, item, option, say

if TYPE_CHECKING:
    from playwright.sync_api import Locator

    from tests.site.stage import Visitor

pytestmark = pytest.mark.browser

PERSIAN, WORDS = "decks/wissen/persisch/", "decks/wissen/vokabeln/"

# Where a piece of text stands, in px from the left edge of the page.
_PLACES = """(node, pieces) => pieces.map((piece) => {
  const texts = document.createTreeWalker(node, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const at = texts.currentNode.data.indexOf(piece);
    if (at < 0) continue;
    const range = document.createRange();
    range.setStart(texts.currentNode, at);
    range.setEnd(texts.currentNode, at + piece.length);
    return range.getBoundingClientRect().left;
  }
  return NaN;
})"""


def places(where: Locator, *pieces: str) -> list[float]:
    """Where these pieces of the text stand, from the left."""
    found: list[float] = where.first.evaluate(_PLACES, list(pieces))
    return found


def reads(where: Locator, *pieces: str) -> bool:
    """Whether the pieces stand one after the other from left to right."""
    found = places(where, *pieces)
    return found == sorted(found)


def speech(where: Locator) -> list[str]:
    """The language and the direction that hold at a node."""
    found: list[str] = where.first.evaluate(
        "node => [node.closest('[lang]').lang, getComputedStyle(node).direction]"
    )
    return found


def test_code_and_formulas_run_from_left_to_right_anywhere(german_visit: Visitor) -> None:
    """In a Persian deck of a German site: inline code, formulas, and what the table of contents says of them."""
    page = german_visit(PERSIAN, viewport={"width": 1280, "height": 900})
    card = item(page, "bereich")
    card.locator(".study-answer > summary").click()
    question = heading(page, "bereich")
    assert speech(question.locator("span").first) == ["fa", "rtl"]
    assert reads(question.locator("code"), "0", "1", "2")
    assert reads(card.locator(".study-answer-body code"), "range", "3")
    expect(card.locator(".katex-html")).to_be_visible()
    assert reads(card.locator(".katex-html"), "x", "=", "1")
    entry = page.locator('.md-sidebar--secondary a[href$="#bereich"] .md-ellipsis')
    assert reads(entry, "0", "1", "2")
    assert reads(entry, "؟", "خروجی"), "the question mark ends the line at its left"
    name = heading(page, "namen").locator("span").first
    assert reads(name, "؟", "React"), "a Latin name at its beginning turns no Persian question"


def test_the_words_of_the_interface_keep_theirs(german_visit: Visitor) -> None:
    """In a Persian card the German words are German, and their marks stand at their right; the card runs as Persian does."""
    page = german_visit(PERSIAN, viewport={"width": 1280, "height": 900})
    card = item(page, "bereich")
    card.locator(".study-answer > summary").click()
    asked = card.locator(".study-rating-question")
    assert speech(asked) == ["de", "ltr"]
    assert reads(asked, "Hast", "?")
    assert speech(card.locator(".study-level")) == ["de", "ltr"]
    assert speech(card.locator(".study-answer-body > p")) == ["fa", "rtl"]
    letter, text = (
        option(page, "frage", "ja").locator(f".study-{part}") for part in ("letter", "option-text")
    )
    boxes = letter.bounding_box(), text.bounding_box()
    assert boxes[0]
    assert boxes[1]
    assert boxes[0]["x"] > boxes[1]["x"], "the letter stands where reading begins"
    option(page, "frage", "nein").locator("label").click()
    item(page, "frage").get_by_role("button", name=say("choice.check", "de")).click()
    verdict = item(page, "frage").locator(".study-verdict-line")
    assert speech(verdict) == ["de", "ltr"]
    assert speech(option(page, "frage", "nein").locator(".study-option-feedback p")) == ["fa", "rtl"]


def test_each_field_runs_as_its_words_do(german_visit: Visitor) -> None:
    """Sides of a card in two languages, an item in a third one, and a German question with a Hebrew word in it."""
    page = german_visit(WORDS, viewport={"width": 1280, "height": 900})
    front = heading(page, "buch").locator("span").first
    assert speech(front) == ["ar", "rtl"]
    assert reads(front, "!", "ما")
    item(page, "buch").locator(".study-answer > summary").click()
    assert speech(item(page, "buch").locator(".study-answer-body > p")) == ["de", "ltr"]
    assert speech(item(page, "buch~reversed").locator(".study-answer-body p")) == ["ar", "rtl"]
    assert speech(heading(page, "haus").locator("span").first) == ["en", "ltr"]
    assert speech(heading(page, "hebraeisch").locator("span").first) == ["he", "rtl"]
    assert reads(heading(page, "hebraeisch").locator("span").first, "?", "מה")
    assert speech(option(page, "hebraeisch", "a").locator("p")) == ["he", "rtl"]
    assert speech(heading(page, "gemischt")) == ["de", "ltr"]
    assert speech(option(page, "gemischt", "a").locator("p")) == ["de", "ltr"]
    assert reads(option(page, "gemischt", "b").locator("p"), "!", "לא")


@pytest.mark.parametrize("width", [390, 1280])
def test_letters_of_pairs_begin_where_their_words_do(german_visit: Visitor, width: int) -> None:
    """In a Persian item of a German site, the letters of a match have their room at the right, within the card."""
    page = german_visit(PERSIAN, viewport={"width": width, "height": 844})
    card = item(page, "paare")
    rows = card.locator(".study-rights > li")
    expect(card.get_by_role("combobox")).to_have_count(2)
    assert rows.count() == 2
    for row in rows.all():
        room = row.evaluate(
            """node => {
              const list = node.parentElement.parentElement.getBoundingClientRect();
              const own = node.getBoundingClientRect();
              return { right: list.right - own.right, left: own.left - list.left };
            }"""
        )
        assert room["right"] >= 20, room
        assert room["left"] < 1, room


def test_a_session_says_the_same(german_visit: Visitor) -> None:
    """An item that is asked on another page has the same languages and directions there, and its words fit."""
    page = german_visit.context(viewport={"width": 390, "height": 844}).new_page()
    open_slowly(
        page,
        f"{german_visit.site.url}practice/?item=wissen/persisch%23bereich&deck=wissen/persisch&n=1&seed=1",
    )
    page.get_by_role("button", name=say("practice.start", "de")).click()
    mounted = page.locator(".study-mounted")
    expect(mounted.locator(".study-item")).to_be_visible()
    assert speech(mounted.locator(".study-question > span")) == ["fa", "rtl"]
    assert speech(mounted.locator(".study-level")) == ["de", "ltr"]
    assert faults(page) == []


@pytest.mark.parametrize("form", ["study", "quiz", "cards"])
def test_paper_keeps_its_size_and_directions(german_visit: Visitor, form: str) -> None:
    """A formula in a Persian deck shrinks no sheet; code on paper runs from left to right, and so does German."""
    page = german_visit(f"sheets/?deck=wissen/persisch&kind={form}", viewport={"width": 1280, "height": 900})
    sheet = page.locator(".study-sheet")
    expect(sheet.locator(".study-page").first).to_be_visible()
    expect(sheet.locator(".study-page .katex").first).to_be_attached()
    assert reads(sheet.locator(".study-page code").first, "0", "1", "2")
    assert reads(sheet.locator(".study-page .katex-html").first, "x", "=", "1")
    sizes = sheet.locator(".study-page, .study-cutout-content").evaluate_all(
        "nodes => nodes.map((node) => node.style.getPropertyValue('--study-type')).filter(Boolean)"
    )
    assert all(float(size.removesuffix("pt")) >= 9 for size in sizes), sizes
    assert not sheet.locator(".katex[style], .katex-display[style]").count()


@pytest.mark.parametrize("kind", ["study", "quiz", "cards"])
def test_text_without_spaces_stays_on_its_paper(german_visit: Visitor, kind: str) -> None:
    """What has no place to break is broken where the paper ends; a marked line and a title of code show there."""
    page = open_sheet(german_visit, f"deck=wissen/arten&kind={kind}")
    assert beyond(page, "a4") == []
    if kind != "quiz":
        expect(page.locator(".study-page .filename").first).to_have_text("schleife.py")
        expect(page.locator(".study-page .study-code-line:has(.hll)").first).to_have_text("    print(n)\n")


def test_an_arabic_site_runs_as_it_did(visit_arabic: Visitor) -> None:
    """In an Arabic site fields need no attributes; formulas and code run from left to right."""
    page = visit_arabic("decks/hifz/riyada/", viewport={"width": 1280, "height": 900})
    question = heading(page, "sigmoid")
    assert speech(question) == ["ar", "rtl"]
    expect(question.locator(".katex-html")).to_be_visible()
    assert reads(question.locator(".katex-html"), "σ", "=")  # noqa: RUF001 (the letter of the formula)
    assert reads(heading(page, "range").locator("code"), "0", "1", "2")
