# The page that prints and the dialog that leads to it: by mouse, by keyboard, on a phone, without a script.

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import expect

from tests.site.paper_stage import READY, open_sheet, printed, words
from tests.site.stage import STEPS, Visitor, item, press, saved, say
from tests.site.test_access import DESKTOP, PHONE, findings

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

pytestmark = pytest.mark.browser

NOTE_PRINTS = "globalThis.prints = 0; globalThis.print = () => { globalThis.prints += 1; };"


def asked(page: Page) -> dict[str, str]:
    """The query of the page's address."""
    return {name: values[0] for name, values in parse_qs(urlsplit(page.url).query).items()}


def control(where: Locator, key: str) -> Locator:
    """A control by its label."""
    label = where.locator(".study-sheet-label").filter(has=where.page.get_by_text(say(key), exact=True))
    return label.locator(".study-sheet-control")


def test_the_controls_make_the_address(visit: Visitor) -> None:
    """What is chosen is laid out at once and stands in the address, which opens as the same sheet."""
    page = visit("sheets/", **DESKTOP)
    expect(page.locator("html")).to_have_attribute("data-sheet", "none")
    expect(page.get_by_role("button", name=say("sheets.print"), exact=True)).to_be_disabled()
    control(page.locator("article"), "sheets.what").select_option(label="All the other types")
    page.wait_for_selector(READY)
    control(page.locator("article"), "sheets.kind").select_option("cards")
    control(page.locator("article"), "sheets.per").select_option("12")
    control(page.locator("article"), "sheets.paper").select_option("letter")
    expect(page.locator(".study-sheet")).to_have_attribute("data-paper", "letter")
    page.wait_for_selector(READY)
    assert asked(page) == {
        "deck": "walk/types",
        "kind": "cards",
        "paper": "letter",
        "per": "12",
        "flip": "long",
    }
    shown = page.locator(".study-sheet").evaluate("node => node.shadowRoot.textContent")
    page.reload()
    page.wait_for_selector(READY)
    assert page.locator(".study-sheet").evaluate("node => node.shadowRoot.textContent") == shown
    assert control(page.locator("article"), "sheets.kind").input_value() == "cards"


@pytest.mark.parametrize("kind", ["study", "quiz"])
def test_results_are_entered_where_the_sheet_is_shown(visit: Visitor, kind: str) -> None:
    """Without a telephone or a mouse: Tab comes to the code, shows that it is there, and Enter opens the page of the marks."""
    page = open_sheet(visit, f"deck=walk/types&kind={kind}")
    page.locator(".study-sheet").focus()
    page.keyboard.press("Tab")
    code = page.get_by_role("link", name=say("sheets.code"))
    expect(code).to_be_focused()
    assert code.evaluate("node => getComputedStyle(node).outlineStyle") != "none"
    page.keyboard.press("Enter")
    expect(page.locator(".study-tally > li").first).to_be_visible()
    assert urlsplit(page.url).path.endswith("/s/")


def test_only_what_a_kind_needs_is_asked(visit: Visitor) -> None:
    """Versions and seed are there for quiz forms alone, and so on."""
    page = open_sheet(visit, "deck=walk/types&kind=quiz")
    for key in ("versions", "seed", "key"):
        expect(control(page.locator("article"), f"sheets.{key}")).to_be_visible()
    for key in ("per", "flip", "lines"):
        expect(control(page.locator("article"), f"sheets.{key}")).to_be_hidden()


def test_an_explain_sheet_has_the_lines_that_are_asked_for(visit: Visitor) -> None:
    """Each prompt has so many lines, and boxes for its concepts in the key."""
    page = open_sheet(visit, "deck=walk/types&kind=explain&lines=9")
    prompts = page.locator(".study-paper-item")
    assert prompts.count() == 2
    assert prompts.first.locator(".study-line").count() == 9
    assert page.locator(".study-key-concepts > li > .study-paper-box").count() == 4


def test_what_was_missed_can_be_printed(visit: Visitor) -> None:
    """The sheet follows the learner's log where the link asks how items stand."""
    page = visit(STEPS, **DESKTOP)
    item(page, "recall").locator(".study-answer > summary").click()
    press(item(page, "recall"), "card.again").click()
    saved(page)
    page.goto(visit.site.url + "sheets/?deck=walk/steps&is=missed")
    page.wait_for_selector(READY)
    assert page.locator(".study-paper-item").evaluate_all("all => all.map((node) => node.dataset.item)") == [
        "walk/steps#recall"
    ]


def test_nothing_is_said_where_nothing_fits(visit: Visitor) -> None:
    """A selection without prompts has no explain sheet, which the page says; nothing can be printed then."""
    page = visit("sheets/?deck=walk/types&type=card&kind=explain", **DESKTOP)
    expect(page.locator(".study-sheet-said")).to_contain_text(say("sheets.nothing"))
    expect(page.get_by_role("button", name=say("sheets.print"), exact=True)).to_be_disabled()


def test_the_deck_asks_how_to_print(visit: Visitor) -> None:
    """Print on a deck page opens a dialog with a preview; its sheet holds what the filter shows."""
    context = visit.context(**DESKTOP)
    context.add_init_script(NOTE_PRINTS)
    page = visit(STEPS + "?level=beginner", context=context)
    press(page, "deck.print").click()
    dialog = page.locator(".study-print-dialog")
    expect(dialog.locator(".study-page").first).to_be_visible()
    expect(dialog.locator(".study-sheet-said")).not_to_be_empty()
    assert findings(page) == []
    control(dialog, "sheets.kind").select_option("cards")
    expect(dialog.locator(".study-cutout").first).to_be_attached()
    expect(dialog.locator(".study-paper-head")).to_have_count(0)
    press(dialog, "sheets.print").click()
    page.wait_for_url("**/sheets/?*")
    page.wait_for_selector(READY)
    assert asked(page)["deck"] == "walk/steps"
    assert asked(page)["level"] == "beginner"
    assert asked(page)["kind"] == "cards"
    page.wait_for_function("() => globalThis.prints === 1")


def test_the_dialog_by_keyboard(visit: Visitor) -> None:
    """Opened with Enter and closed with Escape, the focus is back on the button, and the page prints as before."""
    page = visit(STEPS, **DESKTOP)
    button = press(page, "deck.print")
    button.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".study-print-dialog")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(".study-print-dialog")).to_have_count(0)
    expect(button).to_be_focused()
    assert "What is free recall?" in " ".join(words(sheet) for sheet in printed(page).pages)


def test_the_topic_leads_to_practice_and_print(visit: Visitor) -> None:
    """A topic's page links to practice of its items, and prints them by the same dialog."""
    page = visit("decks/model-optimization/", **DESKTOP)
    practice = page.locator("article").get_by_role("link", name=say("page.practice.title"), exact=True)
    assert (practice.get_attribute("href") or "").endswith("practice/?topic=model-optimization")
    # Before the script is there, the link leads to the sheets by itself.
    page.evaluate("customElements.whenDefined('study-decks').then(() => true)")
    page.locator("article").get_by_role("link", name=say("page.sheets.title"), exact=True).click()
    dialog = page.locator(".study-print-dialog")
    expect(dialog.locator(".study-page").first).to_be_visible()
    press(dialog, "sheets.open").click()
    page.wait_for_selector(READY)
    assert asked(page)["topic"] == "model-optimization"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_axe_finds_nothing(visit: Visitor, size: dict[str, Any], scheme: str) -> None:
    """Neither on a sheet nor on a page that waits for a choice."""
    for query in ("", "?deck=walk/types&kind=quiz"):
        page = visit(f"sheets/{query}", color_scheme=scheme, **size)
        page.wait_for_selector("html[data-sheet]:not([data-sheet=making])")
        assert findings(page) == [], query


def test_pages_fit_on_a_phone(visit: Visitor) -> None:
    """The preview is made as small as the screen, and the file is not."""
    page = open_sheet(visit, "deck=walk/types", **PHONE)
    box = page.locator(".study-page").first.bounding_box()
    assert box
    assert 300 < box["width"] <= 390
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    pdf = printed(page)
    assert float(pdf.pages[0].mediabox.width) == pytest.approx(595, abs=1)
    assert len(pdf.pages) == page.locator(".study-page").count()


def test_leaving_the_page_leaves_nothing_behind(visit: Visitor) -> None:
    """After instant navigation to another page, title and paper are that page's, as when it is opened by itself."""
    page = open_sheet(visit, "deck=walk/types&paper=letter")
    page.get_by_role("link", name="Byheart", exact=True).first.click()
    expect(page.locator("study-continue")).to_be_attached()
    expect(page.locator("html:not([data-sheet])")).to_be_attached()
    left = printed(page)
    straight = visit("", **DESKTOP)
    assert page.title() == straight.title()
    assert left.pages[0].mediabox == printed(straight).pages[0].mediabox
    assert [words(sheet) for sheet in left.pages] == [words(sheet) for sheet in printed(straight).pages]


def test_without_a_script_the_page_says_so(visit: Visitor) -> None:
    """Without JavaScript there is the way to the decks, which print by themselves."""
    page = visit("sheets/?deck=walk/types", java_script_enabled=False)
    expect(page.get_by_text(say("page.needs-script"))).to_be_visible()
