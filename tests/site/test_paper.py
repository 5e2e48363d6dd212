"""From a printed sheet back into the reviews: the code on the paper, the page that it opens, the log."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pypdfium2
import pytest
from playwright.sync_api import Locator, Page, expect

from byheart.project import open_project
from byheart.sheets import print_sheets, sheet_of
from tests.site.paper_stage import open_sheet
from tests.site.practice_stage import begin, key_of, read_code, records
from tests.site.stage import Site, Visitor, press, say
from tests.site.test_access import findings

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext

pytestmark = [pytest.mark.browser, pytest.mark.engine]

DECK = "walk/steps"
TYPES_DECK = "walk/types"
ITEMS = ["recall", "spacing", "cramming", "strongest", "desirable", "pinned", "why-spacing"]


@pytest.fixture(scope="module")
def link(demo: Site) -> str:
    """What a telephone reads off the first page of a study sheet of the deck."""
    project = open_project(demo.folder.parent / "mkdocs.yml")
    form = {"kind": "study", "paper": "a4", "key": "none", "date": "2026-11-20"}
    (pdf,) = print_sheets(project, [sheet_of(project, DECK, form)])
    picture = pypdfium2.PdfDocument(pdf.data)[0].render(scale=3, rev_byteorder=True, prefer_bgrx=True)
    size = {"width": picture.width, "height": picture.height}
    return read_code(size | {"data": list(bytes(picture.buffer))})


def opened(visit: Visitor, link: str, context: BrowserContext | None = None, **options: Any) -> Page:
    """The page that a link leads to."""
    assert link.startswith(visit.site.url)
    page = visit(link.removeprefix(visit.site.url), context=context, **options)
    page.locator(".study-tally, .study-tally-none").or_(press(page, "tally.enter-again")).first.wait_for()
    return page


def line(page: Page, item: str) -> Locator:
    return page.locator(f'.study-tally > li[data-item="{DECK}#{item}"]')


def mark(page: Page, item: str, word: str) -> None:
    line(page, item).get_by_role("radio", name=say(f"tally.{word}"), exact=True).check()


def test_results_come_back_from_paper(visit: Visitor, link: str) -> None:
    """Scanned, marked, added with the day on which it was done: the reviews ask for what was wrong."""
    context = visit.context()
    page = opened(visit, link, context)
    assert [node.get_attribute("data-item") for node in page.locator(".study-tally > li").all()] == [
        f"{DECK}#{item}" for item in ITEMS
    ]
    expect(page.locator(".study-facts")).to_contain_text("2026")
    mark(page, "recall", "wrong")
    mark(page, "strongest", "partly")
    mark(page, "spacing", "skip")
    page.locator("input[type=date]").fill((datetime.now(UTC).date() - timedelta(days=2)).isoformat())
    press(page, "tally.add").click()
    expect(page.locator(".study-tally-done")).to_contain_text(say("tally.added", n=2))

    entered, *ratings = records(page, 3)
    assert entered["kind"] == "setting"
    assert [(one["item"], one["kind"], one["rating"], one["mode"]) for one in ratings] == [
        (f"{DECK}#recall", "rating", "again", "paper"),
        (f"{DECK}#strongest", "rating", "hard", "paper"),
    ]
    due = begin(visit, f"?deck={DECK}&is=due", context=context)
    assert key_of(due) in {f"{DECK}#recall", f"{DECK}#strongest"}


def test_what_was_entered_can_be_taken_back(visit: Visitor, link: str) -> None:
    """A sheet that is entered already is told, and not entered by mistake; taken back, it is as if it never was."""
    context = visit.context()
    page = opened(visit, link, context)
    press(page, "tally.rest-right").click()
    press(page, "tally.add").click()
    n = (
        len(ITEMS) - 1 + 1
    )  # a rating for each but the prompt, whose cards are rated themselves; and the sheet
    records(page, n)

    again = opened(visit, link, context)
    expect(again.locator(".study-tally")).to_have_count(0)
    press(again, "tally.enter-again").click()
    expect(again.locator(".study-tally")).to_be_visible()
    again.close()

    press(page, "tally.undo").click()
    expect(page.locator(".study-tally")).to_be_visible()
    assert [one["kind"] for one in records(page, 2 * n)[n:]] == ["retract"] * n
    expect(opened(visit, link, context).locator(".study-tally")).to_be_visible()
    fresh = begin(visit, f"?deck={DECK}&is=new", context=context)
    assert key_of(fresh).startswith(DECK)


def test_a_prompt_rates_the_cards_of_its_concepts(visit: Visitor, link: str) -> None:
    """Marked alone, it rates the three cards that its concepts name."""
    page = opened(visit, link)
    mark(page, "why-spacing", "partly")
    press(page, "tally.add").click()

    ratings = records(page, 4)[1:]
    assert {(one["item"], one["rating"], one["from"]) for one in ratings} == {
        (f"{DECK}#{card}", "hard", f"{DECK}#why-spacing") for card in ("cramming", "spacing", "recall")
    }


def test_boxes_of_a_picture_come_back_from_paper(visit: Visitor) -> None:
    """A sheet has a picture once, its names by number in the key, and a tally has a line for each box."""
    context = visit.context()
    sheet = open_sheet(visit, f"deck={TYPES_DECK}&type=label", context=context)
    questions = sheet.locator(".study-paper-item")
    expect(questions.locator("img")).to_have_count(2)
    expect(questions.first.locator(".study-nth-line")).to_have_count(2)
    expect(questions.first.locator(".study-box-number")).to_have_text(["1?", "2"], use_inner_text=False)
    keys = sheet.locator(".study-paper-key-entry")
    assert [" ".join(key.inner_text().split()) for key in keys.all()] == [
        "1. [1] Axon [2] Cell body",
        "2. Dendrites",
    ]
    way = sheet.locator(".study-paper-way a").get_attribute("href") or ""
    page = opened(visit, way, context)
    lines = page.locator(".study-tally > li legend")
    expect(lines).to_have_text(
        [
            "1. Which part of a nerve cell is this? [1]",
            "1. Which part of a nerve cell is this? [2]",
            "2. What is it called?",
        ]
    )
    for item, word in (("neuron~axon", "right"), ("neuron~body", "wrong")):
        node = page.locator(f'.study-tally > li[data-item="{TYPES_DECK}#{item}"]')
        node.get_by_role("radio", name=say(f"tally.{word}"), exact=True).check()
    press(page, "tally.add").click()

    ratings = records(page, 3)[1:]
    assert [(one["item"], one["rating"], one["mode"]) for one in ratings] == [
        (f"{TYPES_DECK}#neuron~axon", "good", "paper"),
        (f"{TYPES_DECK}#neuron~body", "again", "paper"),
    ]


def test_one_box_alone_keeps_its_number(visit: Visitor) -> None:
    """Where one of several boxes is asked, the question says which, and only its line is there."""
    sheet = open_sheet(visit, f"deck={TYPES_DECK}&type=label&n=1")
    question = sheet.locator(".study-paper-item")
    expect(question.locator("h2")).to_have_text("1. Which part of a nerve cell is this? [1]")
    expect(question.locator(".study-nth-line")).to_have_attribute("data-nth", "1")


def test_a_tally_is_made_with_the_keyboard_alone(visit: Visitor, link: str) -> None:
    """A digit marks a line and goes to the next; after the last comes the button that adds."""
    page = opened(visit, link)
    line(page, "recall").get_by_role("radio").last.focus()
    for key in "1230123":
        page.keyboard.press(key)
    expect(press(page, "tally.add")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(".study-tally-done")).to_be_focused()

    ratings = [(one["item"].split("#")[1], one["rating"]) for one in records(page, 6)[1:]]
    words = ["good", "hard", "again", "", "good", "hard"]
    assert ratings == [(item, word) for item, word in zip(ITEMS, words, strict=False) if word]


def test_days_to_come_and_empty_tallies_are_refused(visit: Visitor, link: str) -> None:
    """Nothing is written; the page says why."""
    page = opened(visit, link)
    press(page, "tally.add").click()
    expect(page.get_by_role("alert").filter(has_text=say("tally.nothing-marked"))).to_be_visible()
    mark(page, "recall", "right")
    page.locator("input[type=date]").fill((datetime.now(UTC).date() + timedelta(days=2)).isoformat())
    press(page, "tally.add").click()
    expect(page.get_by_role("alert").filter(has_text=say("tally.not-yet"))).to_be_visible()
    records(page, 0)


@pytest.mark.parametrize(("end", "key"), [(-4, "tally.damaged"), (0, "tally.none")])
def test_a_damaged_link_is_told_in_words(visit: Visitor, link: str, end: int, key: str) -> None:
    """A link that was cut short lists nothing rather than something else; the page alone says what to do."""
    path, _, query = link.partition("?")
    query = query.split("&on=")[0]
    page = opened(visit, f"{path}?{query[:end]}" if end else path)

    expect(page.locator(".study-tally-none")).to_have_text(say(key))


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_passes_axe(visit: Visitor, link: str, scheme: str) -> None:
    """No rule of axe is broken, before and after the results are added."""
    page = opened(visit, link, color_scheme=scheme)
    assert findings(page) == []
    press(page, "tally.rest-right").click()
    press(page, "tally.add").click()
    assert findings(page) == []


def test_what_changed_after_printing_is_left_out(visit: Visitor, link: str) -> None:
    """An item that asks something else today, and one that is gone, are told by their number and cannot be marked."""
    context = visit.context()
    context.route("**/decks/facets.json", lambda route: route.fulfill(json=edited(route.fetch().json())))
    page = opened(visit, link, context)

    expect(line(page, "recall")).to_contain_text(say("tally.changed"))
    expect(line(page, "recall").get_by_role("radio")).to_have_count(0)
    expect(line(page, "spacing").get_by_role("radio")).to_have_count(4)


def edited(facets: dict[str, Any]) -> dict[str, Any]:
    """Facets in which the first item of the deck has other words."""
    facets["decks"][DECK]["fingerprints"][0] = "0123456789abcdef"
    return facets
