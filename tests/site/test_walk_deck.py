# Walks: what a learner does with the whole deck: filter, follow a link to an item, see how far it is, start over.

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.site.stage import STEPS, Visitor, answer, focus_item, heading, item, press, saved, say

pytestmark = pytest.mark.browser


def shown(page: Page) -> list[str]:
    """The ids of the items to be seen, in the page's order."""
    found: list[str] = page.locator(".study-item:visible").evaluate_all(
        "nodes => nodes.map((node) => node.dataset.item.split('#')[1])"
    )
    return found


def pill(page: Page, facet: str, name: str) -> Locator:
    """One value of the filter by level or tag."""
    return page.get_by_role("group", name=say(f"deck.{facet}"), exact=True).get_by_role(
        "button", name=name, exact=True
    )


def part(page: Page, name: str) -> Locator:
    """The heading of one of the three parts of a deck."""
    return page.get_by_role("heading", level=2).filter(has_text=re.compile(f"^{say(f'page.{name}')}"))


def rate(page: Page, item_id: str, key: str) -> None:
    """Reveal a card and rate it."""
    item(page, item_id).locator(".study-answer > summary").click()
    press(item(page, item_id), key).click()


def test_the_level_filter(visit: Visitor) -> None:
    """A level shows its items with their questions and hides the others and the parts left empty; All brings them back."""
    page = visit()
    pill(page, "level", say("page.level.beginner")).click()
    assert shown(page) == ["recall", "strongest"]
    expect(heading(page, "spacing")).not_to_be_visible()
    expect(part(page, "explain")).not_to_be_visible()
    expect(part(page, "recall")).to_be_visible()
    expect(page.locator(".study-shown")).to_have_text(say("deck.shown", n=2))
    expect(page.locator(".study-toolbar .study-live")).to_have_text(say("deck.shown", n=2))
    expect(pill(page, "level", say("page.level.beginner"))).to_have_attribute("aria-pressed", "true")
    pill(page, "level", say("deck.all")).click()
    assert len(shown(page)) == 7
    expect(part(page, "explain")).to_be_visible()


def test_level_and_tag_together_by_keyboard(visit: Visitor) -> None:
    """Level and tag filter together, with Tab and Space; where nothing is left the page says so."""
    page = visit()
    pill(page, "tag", "practice").focus()
    page.keyboard.press("Space")
    assert shown(page) == ["spacing", "cramming", "desirable", "why-spacing"]
    pill(page, "level", say("page.level.advanced")).focus()
    page.keyboard.press("Enter")
    assert shown(page) == ["cramming"]
    pill(page, "level", say("page.level.beginner")).focus()
    page.keyboard.press("Enter")
    assert shown(page) == []
    expect(page.locator(".study-shown")).to_have_text(say("deck.nothing-shown"))


def test_a_filter_is_in_the_address(visit: Visitor) -> None:
    """The filter stands in the address, so that a link or a reload brings it back; an unknown value shows all."""
    page = visit()
    pill(page, "tag", "memory").click()
    expect(page).to_have_url(re.compile(r"\?tag=memory$"))
    page.reload()
    expect(page.locator(".study-toolbar")).to_be_visible()
    assert shown(page) == ["recall", "strongest", "pinned"]
    page.goto(visit.site.url + STEPS + "?level=guru&tag=none")
    expect(page.locator(".study-toolbar")).to_be_visible()
    assert len(shown(page)) == 7


def test_the_filter_filters_keys_and_counts(visit: Visitor) -> None:
    """While a filter is on, J goes only to items that are shown, and the count is of these."""
    page = visit(STEPS + "?level=beginner")
    expect(page.locator(".study-toolbar .study-count")).to_have_text(say("deck.count", done=0, n=2))
    focus_item(page, "recall")
    page.keyboard.press("j")
    expect(item(page, "strongest")).to_be_focused()


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("#desirable", "desirable"),
        ("?level=beginner#desirable", "desirable"),
        ("?level=beginner#massed", "cramming"),
    ],
)
def test_a_deep_link_lands_on_its_item(visit: Visitor, address: str, name: str) -> None:
    """A link to an item, also by a former id, shows it in the window, even when the filter in the address hides it."""
    page = visit(STEPS + address)
    expect(item(page, name)).to_be_visible()
    expect(heading(page, name)).to_be_in_viewport()


def test_a_question_has_its_own_link(visit: Visitor) -> None:
    """Each question carries a link to itself."""
    page = visit()
    expect(page.locator("h3.study-question a.headerlink")).to_have_count(7)
    heading(page, "desirable").hover()
    heading(page, "desirable").locator("a.headerlink").click()
    expect(page).to_have_url(visit.site.url + STEPS + "#desirable")


def test_progress_in_words_and_segments(visit: Visitor) -> None:
    """The bar has a segment for each item and says in words how each part stands; the count is beside it."""
    page = visit()
    bar = page.locator(".study-toolbar").get_by_role("img")
    count = page.locator(".study-toolbar .study-count")
    expect(count).to_have_text("0 of 7")
    expect(bar).to_have_accessible_name("Recall: 3 open. Quiz: 3 open. Explain: 1 open")
    expect(bar.locator(".study-segment")).to_have_count(7)
    rate(page, "recall", "card.good")
    rate(page, "spacing", "card.again")
    answer(page, "strongest", "copy")
    press(item(page, "strongest"), "choice.try-again").click()
    answer(page, "strongest", "retrieve")
    expect(count).to_have_text("3 of 7")
    expect(bar).to_have_accessible_name(
        "Recall: 1 right, 1 wrong, 1 open. Quiz: 1 partly right, 2 open. Explain: 1 open"
    )
    states = bar.locator(".study-segment").evaluate_all(
        "nodes => nodes.map((node) => node.dataset.state ?? '')"
    )
    assert states == ["right", "wrong", "", "partly", "", "", ""]


def test_start_over_asks_and_can_be_undone(visit: Visitor) -> None:
    """Start over asks first; Cancel changes nothing; done, all is open again, also after a reload; Undo brings all back."""
    page = visit()
    expect(press(page, "deck.start-over")).not_to_be_visible()
    rate(page, "recall", "card.good")
    answer(page, "strongest", "retrieve")
    press(page, "deck.start-over").click()
    dialog = page.get_by_role("dialog", name=say("deck.start-over-question"))
    expect(dialog).to_contain_text(say("deck.start-over-consequence", n=2))
    press(dialog, "deck.cancel").click()
    expect(page.locator(".study-item[data-state=right]")).to_have_count(2)
    press(page, "deck.start-over").click()
    press(dialog, "deck.start-over").click()
    expect(page.locator("[data-state]:is(.study-item, .study-question)")).to_have_count(0)
    expect(page.locator(".study-toolbar .study-live")).to_have_text(say("deck.started-over"))
    expect(press(page, "deck.undo")).to_be_focused()
    saved(page)
    page.reload()
    expect(press(page, "deck.undo")).to_be_visible()
    expect(page.locator(".study-item[data-state]")).to_have_count(0)
    press(page, "deck.undo").click()
    expect(page.locator(".study-item[data-state=right]")).to_have_count(2)
    expect(page.locator(".study-toolbar .study-live")).to_have_text(say("deck.undone"))
    saved(page)
    page.reload()
    expect(page.locator(".study-item[data-state=right]")).to_have_count(2)


def test_start_over_and_undo_by_keyboard(visit: Visitor) -> None:
    """Enter opens the question, Escape leaves it with the focus back, Enter starts over, Enter undoes."""
    page = visit()
    rate(page, "recall", "card.good")
    press(page, "deck.start-over").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog", name=say("deck.start-over-question"))).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("dialog")).to_have_count(0)
    expect(press(page, "deck.start-over")).to_be_focused()
    page.keyboard.press("Enter")
    press(page.locator("dialog"), "deck.start-over").focus()
    page.keyboard.press("Enter")
    expect(press(page, "deck.undo")).to_be_focused()
    page.keyboard.press("Enter")
    expect(item(page, "recall")).to_have_attribute("data-state", "right")
    expect(press(page, "deck.start-over")).to_be_focused()


def test_after_starting_over_a_new_answer_ends_the_undo(visit: Visitor) -> None:
    """Who starts over and answers again goes on from there: there is nothing to undo any more."""
    page = visit()
    rate(page, "recall", "card.good")
    press(page, "deck.start-over").click()
    press(page.locator("dialog"), "deck.start-over").click()
    rate(page, "recall", "card.again")
    expect(press(page, "deck.undo")).not_to_be_visible()
    expect(item(page, "recall")).to_have_attribute("data-state", "wrong")


@pytest.mark.parametrize("by", ["?", "button"])
def test_the_keys_are_listed(visit: Visitor, by: str) -> None:
    """The key ? or the button shows which keys there are; Escape closes the list and the focus is back."""
    page = visit()
    if by == "?":
        focus_item(page, "recall")
        page.keyboard.press("?")
    else:
        press(page, "deck.keys").click()
    dialog = page.get_by_role("dialog", name=say("keys.title"), exact=True)
    for key in (
        "keys.next",
        "keys.reveal",
        "keys.rate",
        "keys.choose",
        "keys.check",
        "keys.judge",
        "keys.help",
    ):
        expect(dialog).to_contain_text(say(key))
    page.keyboard.press("Escape")
    expect(page.locator("dialog")).to_have_count(0)
    expect(item(page, "recall") if by == "?" else press(page, "deck.keys")).to_be_focused()


def test_nothing_jumps_when_an_answer_opens(visit: Visitor) -> None:
    """Opening a card, or checking a question, leaves the question where it is on the screen."""
    page = visit(viewport={"width": 1280, "height": 1400})
    for name in ("recall", "strongest"):
        heading(page, name).evaluate("node => node.scrollIntoView({block: 'start', behavior: 'instant'})")
        before = heading(page, name).bounding_box()
        if name == "recall":
            item(page, name).locator(".study-answer > summary").click()
        else:
            answer(page, name, "copy")
        expect(item(page, name).locator(".study-answer-body:visible, .study-verdict:visible")).to_have_count(
            1
        )
        after = heading(page, name).bounding_box()
        assert before
        assert after
        assert abs(before["x"] - after["x"]) < 1
        assert abs(before["y"] - after["y"]) < 1


def test_lists_of_decks_and_the_home_page_show_the_progress(visit: Visitor) -> None:
    """The topic's page counts what was answered, and the home page leads back to the deck that was begun."""
    page = visit()
    rate(page, "recall", "card.good")
    rate(page, "spacing", "card.again")
    saved(page)
    page.goto(visit.site.url + "decks/walk/")
    row = page.locator('.study-deck-row[data-deck="walk/steps"]')
    expect(row.locator(".study-count")).to_have_text("2 of 7")
    expect(row.get_by_role("img")).to_have_accessible_name(say("deck.answered", done=2, n=7))
    page.goto(visit.site.url)
    way = page.get_by_role("link", name=say("continue.continue", deck="The steps of a learner"))
    expect(page.locator("study-continue")).to_contain_text("2 of 7")
    way.click()
    expect(item(page, "recall")).to_have_attribute("data-state", "right")
