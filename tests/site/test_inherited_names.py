# Names that each object of a script inherits are good names for a topic, a deck, an item, an option, a concept and a tag.

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.site import practice_stage
from tests.site.review_stage import REVIEW, asked, build
from tests.site.session_walk import MOUSE, respond, to_the_end
from tests.site.stage import Visitor, item, press, saved, say
from tests.site.test_progress import PROGRESS, figure

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser

    from tests.site.conftest import ServeFolder

pytestmark = pytest.mark.browser

NAME = "constructor"
DECK = """\
title: Inherited
tags: [constructor]
cards:
  - id: constructor
    front: What makes an object?
    back: A constructor.
questions:
  - id: made
    stem: Which of these makes an object?
    options:
      - {id: constructor, text: A constructor, correct: true}
      - {id: destructor, text: A destructor, misconception: constructor}
      - {id: getter, text: A getter}
  - id: steps
    type: order
    stem: What comes first?
    steps:
      - {id: constructor, text: Making}
      - {id: use, text: Using}
explain:
  - id: why
    prompt: Why is there one?
    concepts:
      - {id: constructor, text: Something has to make the object, card: constructor}
      - {id: other, text: It begins with sound values}
"""


def test_names_that_objects_inherit_are_walked_to_the_end(
    browser: Browser, tmp_path: Path, serve_folder: ServeFolder
) -> None:
    """Its deck's page, a practice, the reviews, Progress and the lists of decks work as for any other name."""
    with serve_folder(tmp_path / "project" / "site", "/site/") as url:
        visitor = Visitor(browser, build(tmp_path, url, {f"{NAME}/{NAME}": DECK}))
        context = visitor.context()
        page = visitor(f"decks/{NAME}/{NAME}/", context=context)
        expect(page.locator(".study-toolbar")).to_be_visible()
        for name in (NAME, "made", "steps", "why"):
            respond(page, MOUSE, item(page, name), rightly=False)
            expect(item(page, name)).to_have_attribute("data-state", "wrong")
        saved(page)
        page.goto(visitor.site.url + PROGRESS)
        expect(figure(page, "progress.shaky")).to_have_text("4")
        expect(page.get_by_role("link", name=say("progress.review-card")).first).to_be_visible()
        page.goto(visitor.site.url + f"decks/{NAME}/")
        expect(page.locator(".study-deck-progress .study-count")).to_have_text(say("deck.count", done=4, n=4))
        practice = practice_stage.begin(visitor, f"?deck={NAME}/{NAME}", context=context)
        assert to_the_end(practice, MOUSE, wrong_at=0).keys() == {NAME, "made", "steps", "why"}
        fresh = visitor(REVIEW)
        press(fresh, "review.start").click()
        expect(asked(fresh)).to_be_visible()
        assert to_the_end(fresh, MOUSE, wrong_at=1).keys() == {NAME, "made", "steps"}
        visitor.close()
