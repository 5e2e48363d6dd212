# Without JavaScript: everything that a page teaches is there and can be read, and nothing pretends to judge.

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.site.stage import DEMO, PAGES, STEPS, Visitor, heading, item, say

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

    from tests.site.stage import Site

pytestmark = pytest.mark.browser


def bare(visit: Visitor, path: str = STEPS) -> Page:
    """A page in a browser that runs no script."""
    return visit(path, java_script_enabled=False)


def reads(page: Page, item_id: str, *texts: str) -> None:
    """The texts can be read in an item."""
    for text in texts:
        expect(item(page, item_id).get_by_text(text, exact=False).first).to_be_visible()


def open_all(page: Page, item_id: str) -> None:
    """Open all that can be opened in an item, with the mouse."""
    for summary in item(page, item_id).locator("summary").all():
        summary.click()


def test_a_card_can_be_read(visit: Visitor) -> None:
    """A card shows its question and level; the hint and the answer open with a click."""
    page = bare(visit)
    expect(heading(page, "recall")).to_contain_text("What is free recall?")
    reads(page, "recall", say("page.level.beginner"))
    expect(item(page, "recall").get_by_text("without a cue")).not_to_be_visible()
    open_all(page, "recall")
    reads(page, "recall", "There is no list to pick from.", "without a cue")


def test_a_question_can_be_read(visit: Visitor) -> None:
    """A question shows its options with letters; the key, why it is right, and the remarks open with a click."""
    page = bare(visit)
    options = item(page, "strongest").locator("ol.study-options")
    expect(options).to_have_attribute("type", "A")
    expect(options.get_by_text("Retrieving it from memory")).to_be_visible()
    expect(item(page, "strongest").get_by_text("Each successful retrieval")).not_to_be_visible()
    open_all(page, "strongest")
    reads(
        page, "strongest", "Each successful retrieval", "A second reading feels easy", "A handbook of memory"
    )
    expect(item(page, "strongest").locator(".study-key")).to_have_text(
        re.compile("Retrieving it from memory")
    )


def test_a_prompt_can_be_read(visit: Visitor) -> None:
    """An explain prompt shows its hint, and its concepts and model answer open with a click and lead to the cards."""
    page = bare(visit)
    open_all(page, "why-spacing")
    reads(page, "why-spacing", "Think of what is lost in between.", "We forget fast at first")
    reads(page, "why-spacing", "you said that most is lost within days", "Much is forgotten within days")
    item(page, "why-spacing").get_by_role("link", name=say("page.review-card")).first.click()
    expect(page).to_have_url(re.compile("#cramming$"))


def test_nothing_opens_by_itself_and_no_dead_control_is_shown(visit: Visitor) -> None:
    """All answers are closed at first, and no button, field or progress is shown that nothing would come of."""
    page = bare(visit)
    expect(page.locator(".study-item details[open]")).to_have_count(0)
    expect(page.locator("article :is(button, input, textarea, .study-toolbar)")).to_have_count(0)
    text = page.locator("article").text_content() or ""
    assert not re.search(r"\b(Right|Wrong|Correct|Not quite|Partly right|You got|Saved|saved)\b", text)


def test_by_keyboard_alone(visit: Visitor) -> None:
    """Tab and Enter open an answer."""
    page = bare(visit)
    item(page, "recall").locator(".study-hint > summary").focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    reads(page, "recall", "without a cue")


def test_math_and_pictures_can_be_read(visit: Visitor) -> None:
    """Mathematics stands there as TeX, pictures have their text, tables and code are there."""
    page = bare(visit, "decks/walk/rich/")
    open_all(page, "plate")
    reads(page, "plate", r"\sum_{i=1}^n i", "name", 'print("<study-card>")')
    pictures = page.locator("article .study-item img")
    assert pictures.count() >= 5
    assert all(pictures.evaluate_all("nodes => nodes.map((node) => node.alt)"))


def test_links_lead_from_home_to_a_deck(visit: Visitor) -> None:
    """From the home page links lead to the topics, from a topic to its decks, from a tag to its items."""
    page = bare(visit, PAGES["home"])
    page.locator("article").get_by_role("link", name="Model optimization").click()
    expect(page).to_have_url(visit.site.url + PAGES["topic"])
    page.locator(".study-deck-row").get_by_role("link", name="Pruning and quantization").click()
    expect(page).to_have_url(visit.site.url + DEMO)
    page.goto(visit.site.url + PAGES["tags"])
    page.locator("article").get_by_role("link", name="What is free recall?").click()
    expect(page).to_have_url(visit.site.url + STEPS + "#recall")
    expect(heading(page, "recall")).to_be_in_viewport()


def test_a_deck_says_why_nothing_is_checked(visit: Visitor, browser: Browser, demo: Site) -> None:
    """Without JavaScript, and opened as a file, the page says so; where its script runs, it does not."""
    words = say("page.no-script")
    expect(bare(visit).get_by_text(words)).to_be_visible()
    context = browser.new_context()
    page = context.new_page()
    page.goto((demo.folder / STEPS / "index.html").as_uri())
    expect(page.get_by_text(words)).to_be_visible()
    page.goto((demo.folder / "review" / "index.html").as_uri())
    expect(page.get_by_text(say("page.needs-script"))).to_be_visible()
    context.close()
    page = visit(STEPS)
    expect(page.locator(".study-toolbar").first).to_be_visible()
    assert page.get_by_text(words).evaluate("node => getComputedStyle(node).animationName") == "none"
    expect(page.get_by_text(words)).not_to_be_visible()
