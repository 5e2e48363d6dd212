# Knows alone: the small site that the tests of reviews learn from, and how a learner walks through a session there.
"""A site of two topics, and hands for its reviews."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from playwright.sync_api import Locator, Page, expect

from byheart import engine
from tests.site.stage import build_little_site, press, say, write_pages

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import BrowserContext, Route

    from tests.site.stage import Site

REVIEW = "review/"
MEMORY = "decks/memory/basics/"
SLEEP = "decks/sleep/nights/"

DECKS = {
    "memory/basics": """\
title: Basics of memory
cards:
  - id: recall
    front: What is free recall?
    back: Bringing something back without a cue.
  - id: spacing
    front: What is spaced practice?
    back: Several short sessions with pauses between them.
questions:
  - id: strongest
    stem: Which of these strengthens memory most?
    options:
      - {id: reread, text: Reading the text twice more, feedback: It only feels easy.}
      - {id: retrieve, text: Retrieving it from memory, correct: true}
      - {id: mark, text: Marking it in yellow, feedback: Colour is no path back to the thought.}
    explanation: Each successful retrieval makes the next one likelier.
explain:
  - id: why
    prompt: Explain why practice is better spread over days.
    concepts:
      - {id: forgetting, text: We forget fast at first, card: recall}
      - {id: effort, text: Recall after a pause takes effort, card: spacing}
""",
    "sleep/nights": """\
title: Nights
cards:
  - id: dreams
    front: In which sleep do most dreams happen?
    back: In REM sleep.
questions:
  - id: hours
    type: numeric
    stem: How many hours does an adult need at least?
    key: 7
    explanation: Most need seven to nine.
""",
}
ITEMS = 5
"""How many items of the site are scheduled: an explain prompt is not."""


def write_content(folder: Path, decks: dict[str, str]) -> Path:
    """Write a content folder of these decks, keyed `topic/deck`."""
    for key, text in decks.items():
        path = folder / f"{key}.yml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def build(folder: Path, url: str, decks: dict[str, str]) -> Site:
    """Build a site of these decks in `folder/project`; it is served from the folder that the site names."""
    return build_little_site(folder / "project", url, write_content(folder / "content", decks))


def rebuild(folder: Path, site: Site) -> None:
    """Build the site anew after its content, in `folder/project/content`, was edited."""
    config = folder / "project" / "mkdocs.yml"
    write_pages(config)
    engine.build(config, "mkdocs", site.folder, strict=False)


def retired(context: BrowserContext, *items: str) -> None:
    """From now on the site's data comes without these items, as if their author had retired them."""

    def change(route: Route) -> None:
        response = route.fetch()
        data = response.json()
        route.fulfill(response=response, json=without(data, route.request.url.endswith("facets.json")))

    def without(data: dict[str, Any], facets: bool) -> dict[str, Any]:
        for key, _, item_id in (full.partition("#") for full in items):
            if facets:
                for column in data["decks"][key].values():
                    del column[rows[f"{key}#{item_id}"]]
            else:
                ids = next(deck["ids"] for deck in data["decks"] if deck["deck"] == key)
                rows[f"{key}#{item_id}"] = ids.index(item_id)
                ids.remove(item_id)
        return data

    rows: dict[str, int] = {}
    context.route(re.compile(r"/decks/(items|facets)\.json$"), change)


# In a session


def asked(page: Page) -> Locator:
    """The item that the session asks now."""
    return page.locator(".study-stage .study-item")


def with_focus(page: Page) -> Locator:
    """The item that is asked now, once it or the field in it has the focus."""
    return page.locator(".study-stage .study-item:focus, .study-stage .study-item:focus-within")


def asked_id(page: Page) -> str:
    """The id, within its deck, of the item that is asked now."""
    return (asked(page).get_attribute("data-item") or "").partition("#")[2]


def place(page: Page, i: int, n: int) -> None:
    """Wait until the session is at a place, and its item can be answered."""
    expect(page.locator(".study-session-place")).to_have_text(say("session.place", i=i, n=n))
    expect(with_focus(page)).to_be_visible()


def begin(page: Page) -> None:
    """Press Start on the first page."""
    press(page, "review.start").click()
    expect(with_focus(page)).to_be_visible()


def rating(page: Page, name: str) -> Locator:
    """A button that rates the card which is asked now."""
    return asked(page).locator(f'[data-rating="{name}"]')


def answer_rightly(page: Page) -> None:
    """Answer what is asked now, with the mouse, so that it is right, and go on."""
    item_id = asked_id(page)
    if item_id == "strongest":
        asked(page).locator('[data-option="retrieve"] label').click()
        press(page, "choice.check").click()
    elif item_id == "hours":
        asked(page).get_by_role("textbox").fill("7")
        press(page, "choice.check").click()
    else:
        asked(page).locator(".study-answer > summary").click()
        return rating(page, "good").click()
    return press(page, "session.next").click()


def answer_all(page: Page) -> list[str]:
    """Answer all that the session asks rightly; gives the ids in the order in which they came."""
    came: list[str] = []
    while page.locator(".study-session-end").count() == 0:
        came.append(asked_id(page))
        before = asked(page).element_handle()
        answer_rightly(page)
        page.wait_for_function(
            "node => !node.isConnected || document.querySelector('.study-session-end')", arg=before
        )
        expect(with_focus(page).or_(page.locator(".study-session-end:focus"))).to_be_visible()
    return came


def skip_to(page: Page, item_id: str) -> None:
    """Skip what comes before an item."""
    for _ in range(ITEMS):
        if asked_id(page) == item_id:
            return
        before = asked(page).element_handle()
        press(page, "session.skip").click()
        page.wait_for_function("node => !node.isConnected", arg=before)
        expect(with_focus(page)).to_be_visible()
    raise AssertionError(f"{item_id} never came")
