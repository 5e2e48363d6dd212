# Search: an item is found by the words of its question and of its answer, and by nothing that a widget says.

from __future__ import annotations

import html
import json
import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from byheart.engine import ENGINES
from tests.site.stage import STEPS, Site, Visitor, heading, say

if TYPE_CHECKING:
    from collections.abc import Mapping

# Words that only a widget says, and words that only a verdict says.
WIDGETS = [
    *("card.reveal", "card.did-you-know", "card.again", "card.good", "choice.check", "choice.try-again"),
    *(
        "choice.show-answer",
        "explain.done",
        "explain.aloud",
        "explain.judge",
        "deck.reveal-all",
        "deck.hide-all",
    ),
    *("deck.again-wrong", "deck.start-over", "page.answer", "page.hint", "page.key", "page.sources"),
    *("page.concepts-and-model-answer", "page.model-answer", "page.counts-if", "page.review-card"),
]
VERDICTS = [
    "status.right",
    "status.partly",
    "status.wrong",
    "status.recalled",
    "choice.right",
    "choice.wrong",
]
ITEMS = re.compile(r"decks/[\w-]+/[\w-]+/#")


def entries(site: Site) -> dict[str, str]:
    """The index of a built site: by location, title and text without tags."""
    for name, key in (("search/search_index.json", "docs"), ("search.json", "items")):
        path = site.folder / name
        if path.is_file():
            found = json.loads(path.read_text("utf-8"))[key]
            return {entry["location"]: _plain(f"{entry['title']}\n{entry['text']}") for entry in found}
    raise AssertionError("the site has no search index")


def _plain(text: str) -> str:
    # What stood in an element of its own becomes a line of its own.
    lines = (" ".join(line.split()) for line in html.unescape(re.sub(r"<[^>]+>", "\n", text)).splitlines())
    return "\n".join(filter(None, lines))


@pytest.mark.browser
@pytest.mark.parametrize(
    ("typed", "item_id"),
    [
        ("free recall", "recall"),
        ("blank sheet", "recall"),
        ("hippocampus", "pinned"),
        ("successful retrieval likelier", "strongest"),
        ("effortful strengthens", "why-spacing"),
    ],
    ids=["question", "answer of a card", "option", "explanation", "concept"],
)
def test_words_of_an_item_find_it(visit: Visitor, typed: str, item_id: str) -> None:
    """Typing words of a question or of an answer finds the item, and the result leads to it."""
    page = visit("", extra_http_headers={})
    page.keyboard.press("/")
    page.locator(".md-search__input").press_sequentially(typed)
    result = page.locator(f'.md-search-result__link[href*="{STEPS}"][href*="#{item_id}"]').first
    # A page's further results are folded below its first one.
    more = page.locator(".md-search-result__more > summary")
    expect(result).to_be_attached()
    if not result.is_visible():
        more.first.click()
    result.click()
    expect(page).to_have_url(re.compile(rf"{STEPS}(\?h=[^#]*)?#{item_id}$"))
    expect(heading(page, item_id)).to_be_in_viewport()


@pytest.mark.engine
@pytest.mark.parametrize("engine", ENGINES)
def test_the_index_has_the_items_and_no_word_of_a_widget(
    engine_sites: Mapping[str, Site], engine: str
) -> None:
    """The index has one entry for each item with its question and answer, and no label, button, letter or verdict."""
    found = entries(engine_sites[engine])
    steps = {location.partition("#")[2]: text for location, text in found.items() if STEPS in location}
    for item_id, words in (
        ("recall", ["What is free recall?", "without a cue", "no list to pick from"]),
        (
            "strongest",
            [
                "Which of these strengthens",
                "Retrieving it from memory",
                "A second reading",
                "Each successful",
            ],
        ),
        (
            "why-spacing",
            ["Explain why practice", "We forget fast", "most is lost within days", "Much is forgotten"],
        ),
    ):
        for word in words:
            assert word in steps[item_id]
    items = {location: text for location, text in found.items() if ITEMS.search(location)}
    assert len(items) > 60
    for location, text in items.items():
        lines = set(text.splitlines())
        page, _, name = location.partition("#")
        heading_of_part = name.startswith("_") or f'<h1 id="{name}"' in engine_sites[engine].html(page)
        for key in (*WIDGETS, *VERDICTS):
            assert say(key) not in lines, f"{location}: {say(key)}"
        assert not re.search(r"(?m)^[A-F]$", text), location
        assert heading_of_part or len(text) > 20


@pytest.mark.engine
def test_the_three_indexes_agree(engine_sites: Mapping[str, Site]) -> None:
    """Each engine's index has the same items with the same words."""
    words = {
        name: {
            location.split("/#")[-1]: re.findall(r"\w+", text)
            for location, text in entries(site).items()
            if STEPS in location
        }
        for name, site in engine_sites.items()
    }
    for name in ENGINES:
        assert words[name] == words["mkdocs"], name
