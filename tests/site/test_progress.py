# The page "Progress": its figures are those of the log, its charts can be read by everyone, and the log goes and comes.

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from tests.site.log_stage import DAY, MINUTE, firm, learned, rated, responded
from tests.site.stage import STEPS, Visitor, answer, item, live, press, saved, say
from tests.site.test_access import DESKTOP, PHONE, findings

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

pytestmark = pytest.mark.browser

PROGRESS = "progress/"
DECK = "walk/steps"
NOON = "2026-03-04T12:00:00"
"""Far from the hour at which a day begins, whenever the tests run."""


def a_past() -> list[dict[str, Any]]:
    """One card known, one that was forgotten today, a question and a prompt with something to mend."""
    return [
        *firm(f"{DECK}#cramming"),
        *[rated(f"{DECK}#spacing", ago) for ago in (9 * DAY, 9 * DAY - 15 * MINUTE, 3 * DAY)],
        rated(f"{DECK}#spacing", 20 * MINUTE, "again"),
        responded(f"{DECK}#strongest", 2 * DAY, ["reread"], rating="again", confidence=3),
        responded(f"{DECK}#pinned", 2 * DAY, ["none"], rating="good", confidence=3),
        responded(
            f"{DECK}#why-spacing",
            DAY,
            {"text": "mine", "judged": {"forgetting": "yes", "effort": "yes", "stronger": "no"}},
        ),
    ]


def with_past(visit: Visitor, **options: Any) -> Page:
    """The page of a learner who has one, at noon."""
    context = visit.context(**options)
    context.clock.install(time=NOON)
    page = visit(STEPS, context=context)
    expect(page.locator(".study-toolbar")).to_be_visible()
    learned(page, *a_past())
    page.goto(visit.site.url + PROGRESS)
    expect(page.locator(".study-figures")).to_be_visible()
    return page


def figure(page: Page, key: str) -> Locator:
    """The large number below which the words of a key stand."""
    return page.locator(".study-figures > div", has=page.get_by_text(say(key), exact=True)).locator("dd")


def section(page: Page, key: str) -> Locator:
    """The part of the page under a heading."""
    return page.get_by_role("region", name=say(key), exact=True)


def count_of_items(visit: Visitor) -> int:
    """How many items the site has."""
    decks = json.loads((visit.site.folder / "decks/items.json").read_text("utf-8"))["decks"]
    return sum(len(deck["ids"]) for deck in decks)


# Figures


def test_figures_are_those_of_the_log(visit: Visitor) -> None:
    """Known, shaky, new and due are counted from what was answered; retention from what came back on a later day."""
    page = with_past(visit)
    expect(figure(page, "progress.known")).to_have_text("1")
    expect(figure(page, "progress.shaky")).to_have_text("4")
    expect(figure(page, "progress.new")).to_have_text(str(count_of_items(visit) - 5))
    # cramming came back 3 times, spacing twice, and was forgotten once.
    expect(figure(page, "progress.recalled-month")).to_have_text("80%")
    expect(section(page, "progress.retention")).to_contain_text("80%")
    expect(section(page, "progress.retention")).to_contain_text("4 of 5")
    row = page.get_by_role("row", name=re.compile("The steps of a learner"))
    topic = page.locator(".study-topic-row", has=row)
    expect(topic).to_have_attribute("open", "")
    expect(row.get_by_role("cell").nth(0)).to_have_text("1")
    expect(row.get_by_role("cell").nth(1)).to_have_text("4")
    expect(row.get_by_role("cell").nth(2)).to_have_text("2")
    due = figure(page, "progress.due-today").inner_text()
    expect(row.get_by_role("cell").nth(3)).to_have_text(due)
    expect(section(page, "progress.year")).to_contain_text(
        say("progress.year-words", answers="12 answers", days="8 days", streak=4)
    )


def test_what_was_learned_on_a_day_stays_that_days(visit: Visitor) -> None:
    """An item that was retired, or deleted, is counted among the items no more; its answers stay in the year."""
    page = with_past(visit)
    shaky = figure(page, "progress.shaky").inner_text()
    learned(page, rated(f"{DECK}#retired-since", 3 * DAY), rated("walk/dissolved#card", 40 * DAY))
    expect(section(page, "progress.year")).to_contain_text(
        say("progress.year-words", answers="14 answers", days="9 days", streak=4)
    )
    expect(figure(page, "progress.shaky")).to_have_text(shaky)


def test_known_has_one_meaning(visit: Visitor) -> None:
    """Over one log: what a deck's page, a practice and the lists call recalled or answered, only Progress calls known."""
    context = visit.context()
    page = visit(STEPS, context=context)

    def never_said(*paths: str) -> None:
        word = re.compile(rf"\b{say('progress.known')}\b", re.IGNORECASE)
        for path in paths:
            page.goto(visit.site.url + path)
            expect(
                page.locator(
                    ".study-status:visible, .study-deck-progress, .study-continue-line:visible"
                ).first
            ).to_be_visible()
            told = page.locator(".study-controls, .study-deck-progress, study-continue").all_inner_texts()
            names = page.locator("[aria-label]").evaluate_all("all => all.map((node) => node.ariaLabel)")
            assert [text for text in (*told, *names) if word.search(text)] == [], path

    item(page, "recall").locator(".study-answer > summary").click()
    press(item(page, "recall"), "card.good").click()
    expect(item(page, "recall").locator(".study-status")).to_contain_text(say("status.recalled"))
    expect(live(page, "recall")).to_have_text(say("card.rated-good"))
    saved(page)
    never_said(STEPS, "decks/walk/", "decks/", "")
    page.goto(visit.site.url + PROGRESS)
    expect(figure(page, "progress.known")).to_have_text("0")
    expect(figure(page, "progress.shaky")).to_have_text("1")
    learned(page, *firm(f"{DECK}#spacing"))
    expect(figure(page, "progress.known")).to_have_text("1")
    expect(figure(page, "progress.shaky")).to_have_text("1")
    page.goto(visit.site.url + STEPS)
    for name in ("recall", "spacing"):
        expect(item(page, name).locator(".study-status")).to_contain_text(say("status.recalled"))
    never_said(STEPS)


def test_what_is_due_leads_to_the_review(visit: Visitor) -> None:
    """The number of what is due is a link to the reviews, on this page and on the home page."""
    page = with_past(visit)
    link = page.get_by_role("link", name=re.compile("due today: Review"))
    expect(link).to_have_attribute("href", visit.site.url + "review/")
    words = link.inner_text()
    page.goto(visit.site.url)
    expect(page.locator("study-continue").get_by_role("link", name=words)).to_have_attribute(
        "href", visit.site.url + "review/"
    )


def test_the_home_page_loads_no_schedule_without_a_log(visit: Visitor) -> None:
    """Who has answered nothing is not asked to load what counts what is due; who has, is."""
    page = visit("")
    fetched: list[str] = []
    page.on("request", lambda request: fetched.append(request.url))
    page.reload()
    page.wait_for_load_state("networkidle")
    assert not [url for url in fetched if "facets.json" in url]
    page.goto(visit.site.url + STEPS)
    expect(page.locator(".study-toolbar")).to_be_visible()
    learned(page, *a_past())
    with page.expect_request(re.compile("facets.json")):
        page.goto(visit.site.url)


def test_without_a_past_it_leads_to_a_deck(visit: Visitor) -> None:
    """Who has answered nothing sees one sentence and the way to a deck, no empty charts."""
    page = visit(PROGRESS)
    expect(page.get_by_text(say("progress.empty"))).to_be_visible()
    expect(page.locator("svg.study-chart")).to_have_count(0)
    page.locator(".study-empty a").first.click()
    expect(page.locator(".study-toolbar")).to_be_visible()


def test_another_tab_is_followed(visit: Visitor) -> None:
    """What is answered in another tab is counted without a reload."""
    context = visit.context()
    deck = visit(STEPS, context=context)
    page = visit(PROGRESS, context=context)
    expect(page.get_by_text(say("progress.empty"))).to_be_visible()
    answer(deck, "pinned", "none")
    saved(deck)
    expect(figure(page, "progress.shaky")).to_have_text("1")


# To mend


def test_what_was_missed_comes_with_its_card(visit: Visitor) -> None:
    """A concept that was not there and the mistake behind a wrong option link to their card, and go when it is recalled."""
    page = with_past(visit)
    mend = section(page, "progress.to-mend")
    concept = mend.get_by_role("listitem").filter(has_text="Effortful recall strengthens memory")
    mistake = mend.get_by_role("listitem").filter(has_text="familiar is learned")
    expect(mend.get_by_role("listitem")).to_have_count(2)
    expect(mistake).to_contain_text("Reading the text twice more")
    for entry in (concept, mistake):
        expect(entry.get_by_role("link", name=say("progress.review-card"))).to_have_attribute(
            "href", f"{visit.site.url}{STEPS}#recall"
        )
    concept.get_by_role("link", name=say("progress.review-card")).click()
    item(page, "recall").locator(".study-answer > summary").click()
    press(item(page, "recall"), "card.good").click()
    saved(page)
    page.goto(visit.site.url + PROGRESS)
    expect(page.locator(".study-figures")).to_be_visible()
    expect(section(page, "progress.to-mend")).to_have_count(0)


# Charts


def test_every_chart_has_its_table_and_its_words(visit: Visitor) -> None:
    """A chart has a name and a description, and the table below it has the numbers that it draws."""
    page = with_past(visit)
    charts = page.locator("svg.study-chart")
    expect(charts).to_have_count(3)
    for chart in charts.all():
        expect(chart).to_have_role("img")
        expect(chart).to_have_accessible_name(re.compile("."))
        expect(chart).to_have_accessible_description(re.compile("."))
    for key, n in (("progress.retention", 12), ("progress.forecast", 30), ("progress.year", 8)):
        part = section(page, key)
        part.get_by_text(say("progress.as-table")).click()
        expect(part.get_by_role("table").locator("tbody tr")).to_have_count(n)
    forecast = section(page, "progress.forecast").locator("tbody td").all_inner_texts()
    said = section(page, "progress.forecast").locator(".study-figure-summary").inner_text()
    assert said.startswith(f"{sum(map(int, forecast))} ")
    sure = section(page, "progress.calibration").get_by_role("row").filter(has_text=say("progress.sure-3"))
    expect(sure).to_contain_text("50%: 1 of 2")


def test_charts_are_seen_in_forced_colours(visit: Visitor) -> None:
    """Where the browser forces its colours, bars differ from their ground."""
    page = with_past(visit)
    page.emulate_media(forced_colors="active")
    colours = page.locator(".study-columns rect").first.evaluate(
        "(bar) => [getComputedStyle(bar).fill, getComputedStyle(document.body).backgroundColor]"
    )
    assert colours[0] != colours[1]
    part = page.locator(".study-share").first.evaluate(
        "(part) => [getComputedStyle(part).backgroundColor, getComputedStyle(document.body).backgroundColor]"
    )
    assert part[0] != part[1]


def test_by_keyboard_alone(visit: Visitor) -> None:
    """Topics and tables open with Enter, and focus is where it was pressed."""
    page = with_past(visit)
    summary = page.locator(".study-topic-row:not([open]) > summary").first
    summary.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".study-topic-row[open] .study-figures-table")).to_have_count(2)
    page.keyboard.press("Tab")
    expect(page.locator(".study-figures-table a:focus")).to_have_count(1)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_axe_finds_nothing(visit: Visitor, size: dict[str, Any], scheme: str) -> None:
    """Full and empty, axe finds nothing, and nothing is wider than the screen."""
    empty = visit(PROGRESS, context=visit.context(color_scheme=scheme, **size))
    expect(empty.locator(".study-empty")).to_be_visible()
    assert findings(empty) == []
    page = with_past(visit, color_scheme=scheme, **size)
    for fold in page.locator(".study-figures-page details > summary").all():
        fold.click()
    assert findings(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_from_right_to_left(visit_arabic: Visitor) -> None:
    """Time runs from right to left in Arabic: today's column is the rightmost; nothing is wider than a phone."""
    page = visit_arabic("decks/hifz/anwa/", **PHONE)
    deck = page.locator("study-deck").get_attribute("data-deck")
    expect(page.locator(".study-toolbar")).to_be_visible()
    learned(page, *firm(f"{deck}#both-ways"))
    page.goto(visit_arabic.site.url + PROGRESS)
    expect(page.locator(".study-figures")).to_be_visible()
    bars = page.locator(".study-columns").nth(1).locator("rect")
    assert float(bars.first.get_attribute("x") or 0) > float(bars.last.get_attribute("x") or 0)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert findings(page) == []


def test_without_javascript(visit: Visitor) -> None:
    """Without a script the page says so and leads to the decks."""
    page = visit(PROGRESS, java_script_enabled=False)
    expect(page.get_by_text(say("page.needs-script"))).to_be_visible()
    page.locator(".study-needs-script a").click()
    expect(page.get_by_role("heading", name=say("page.all-decks"))).to_be_visible()
