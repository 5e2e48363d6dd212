# Sheets in other writing: from right to left, without spaces, and what is longer than a page.

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.site.paper_stage import beyond, count, open_sheet, printed, words
from tests.site.stage import Visitor, build_little_site

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Locator

    from tests.site.conftest import ServeFolder

pytestmark = pytest.mark.browser

ARABIC = "deck=hifz/anwa"
LONG = "deck=paper/long"
JAPANESE = "deck=paper/nihongo"


@pytest.fixture(scope="module")
def visit_paper(
    browser: Browser, tmp_path_factory: pytest.TempPathFactory, serve_folder: ServeFolder
) -> Iterator[Visitor]:
    """Open pages of a site with a deck in Japanese and one whose items are longer than a page."""
    folder = tmp_path_factory.mktemp("paper")
    with serve_folder(folder / "site", "/site/") as url:
        visitor = Visitor(browser, build_little_site(folder, url, Path(__file__).parent / "paper"))
        yield visitor
        visitor.close()


def right(where: Locator) -> float:
    """The right edge, where reading begins."""
    box = where.bounding_box()
    assert box
    return box["x"] + box["width"]


def test_arabic_is_mirrored(visit_arabic: Visitor) -> None:
    """Numbers, boxes and letters stand at the right, the code at the left, and nothing leaves the margins."""
    page = open_sheet(visit_arabic, ARABIC)
    assert beyond(page, "a4") == []
    choice = page.locator('.study-paper-item[data-item="hifz/anwa#one"]')
    option = choice.locator(".study-options > li").first
    assert right(choice.locator(".study-paper-number")) > right(choice.locator(".study-paper-body"))
    places = [right(option.locator(f".study-paper-{part}")) for part in ("box", "letter", "option")]
    assert places == sorted(places, reverse=True)
    code = page.locator('.study-paper-item[data-item="hifz/anwa#loop"] pre')
    assert code.evaluate("node => getComputedStyle(node).direction") == "ltr"
    text = " ".join(words(sheet) for sheet in printed(page).pages)
    assert count(text, "print(n)") == 1


@pytest.mark.parametrize("kind", ["quiz&versions=2", "cards", "cards&flip=fold", "explain", "study&key=each"])
def test_each_kind_in_arabic(visit_arabic: Visitor, kind: str) -> None:
    """Every kind keeps its margins, and what is written on it is read from right to left."""
    page = open_sheet(visit_arabic, f"{ARABIC}&kind={kind}")
    assert beyond(page, "a4") == []
    question = page.locator(".study-paper-question").first
    assert question.evaluate("node => getComputedStyle(node).direction") == "rtl"


def test_japanese_comes_out(visit_paper: Visitor) -> None:
    """A deck in Japanese is read from the file, each text once, and its lines end within the margins."""
    page = open_sheet(visit_paper, JAPANESE)
    assert beyond(page, "a4") == []
    text = " ".join(words(sheet) for sheet in printed(page).pages)
    for part in ("想起練習とは何ですか。", "本を閉じて思い出す", "忘却曲線について説明してください。"):
        assert count(text, part) >= 1, part
    assert page.locator('.study-paper-question > [lang="ja"]').count() == 5


def test_a_long_japanese_card_goes_on(visit_paper: Visitor) -> None:
    """Text without spaces is cut between words too, and nothing of it is lost."""
    page = open_sheet(visit_paper, f"{JAPANESE}&kind=cards&per=12")
    assert page.locator("html").get_attribute("data-warnings") == "1"
    backs = page.locator(".study-cutout-side").filter(has_text="nagai").filter(has_text="Back")
    assert backs.count() == 2
    whole = "".join(backs.locator(".study-cutout-content").all_inner_texts())
    for part in ("学んだことの多くは最初の数日で失われます。", "明日の最初の問いになります。"):
        assert count(whole, part) == 1


def test_what_is_longer_than_a_page_goes_on(visit_paper: Visitor) -> None:
    """An item that no page holds is cut between lines; each line is there once, and lists go on counting."""
    page = open_sheet(visit_paper, LONG)
    assert beyond(page, "a4") == []
    sheets = [words(sheet) for sheet in printed(page).pages]
    text = " ".join(sheets)
    assert all(count(text, f'step_{number:02d} = "{number:02d}"') == 1 for number in range(1, 95))
    assert all(count(text, f"Point {number} of the long list") == 1 for number in range(1, 71))
    assert all(f"{number}. Point {number} of" in text for number in range(1, 71))
    assert sum("step_" in sheet for sheet in sheets) == 2


def test_a_broken_line_of_code_bears_a_mark(visit_paper: Visitor) -> None:
    """Code that had to be broken has a mark before what goes on, and none where a line ends by itself."""
    page = open_sheet(visit_paper, f"{LONG}&key=none")
    lines = page.locator('[data-item="paper/long#broken-line"] .study-code-line')
    heights = lines.evaluate_all("all => all.map((node) => Math.round(node.getBoundingClientRect().height))")
    assert len(heights) == 2
    assert heights[0] == 2 * heights[1]
    text = " ".join(words(sheet) for sheet in printed(page).pages)
    assert text.count("\N{DOWNWARDS ARROW WITH TIP RIGHTWARDS}") == 1


@pytest.mark.parametrize("kind", ["study&key=each", "cards"])
def test_what_is_wide_stays_within_its_place(visit_paper: Visitor, kind: str) -> None:
    """A table and a formula wider than their column are made smaller, so that nothing is cut off."""
    page = open_sheet(visit_paper, f"{LONG}&kind={kind}")
    assert beyond(page, "a4") == []
    for wide in page.locator("table, .katex-display").all():
        inner, outer = wide.bounding_box(), wide.locator("xpath=..").bounding_box()
        assert inner
        assert outer
        assert inner["x"] + inner["width"] <= outer["x"] + outer["width"] + 2
