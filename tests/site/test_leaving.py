# What lasts when a page is left with an answer that is not on disk yet, and what is said when something else holds the
# database. That a page is left and comes back, by address, link and Back, is walked in three engines in test_lanes.py.

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.site.keeping_stage import rate, records
from tests.site.review_stage import MEMORY, REVIEW, SLEEP
from tests.site.stage import Visitor, item, press, saved, say

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

pytestmark = pytest.mark.browser


def test_an_answer_that_no_transaction_can_take_waits_for_the_next_page(learn: Visitor) -> None:
    """What is answered while nothing can be saved is not lost when the page is left: the next page has it, and saves it."""
    context = learn.context()
    holder = learn(MEMORY, context=context)
    rate(holder, "spacing", "good")
    saved(holder)
    _hold(holder)
    page = learn(MEMORY, context=context)
    rate(page, "recall", "again")
    page.goto(learn.site.url + SLEEP)
    assert page.evaluate("Object.keys(localStorage).filter((key) => key.includes(' waits ')).length") == 1
    holder.evaluate("globalThis.holds = false")
    expect(page.locator(".study-save-state")).to_have_text(say("save.saved"))
    assert [record["item"] for record in records(page)] == ["memory/basics#spacing", "memory/basics#recall"]
    page.goto(learn.site.url + MEMORY)
    expect(item(page, "recall")).to_have_attribute("data-state", "wrong")


def _hold(page: Page) -> None:
    """From now on the page holds the database, as a page does that was put away in the midst of writing."""
    page.evaluate(
        """async () => {
          const opened = indexedDB.open("byheart:/site/");
          await new Promise((done) => { opened.onsuccess = done; });
          const stores = ["log", "meta", "derived", "quarantine"];
          const taken = opened.result.transaction(stores, "readwrite");
          globalThis.holds = true;
          const ask = () => { if (globalThis.holds) taken.objectStore("log").get("").onsuccess = ask; };
          await new Promise((done) => { taken.objectStore("log").count().onsuccess = () => { ask(); done(); }; });
        }"""
    )


def test_a_database_that_gives_no_answer_is_told(learn: Visitor) -> None:
    """Each page says in words that the browser holds back what it stores, takes nobody for new, and goes on later."""
    context = learn.context()
    holder = learn(MEMORY, context=context)
    rate(holder, "recall", "good")
    saved(holder)
    _hold(holder)
    page = context.new_page()
    page.clock.install()
    line, failure = page.locator(".study-save-state"), page.locator(".study-failure")
    for path, place in (("decks/", line), (MEMORY, line), ("progress/", failure), (REVIEW, failure)):
        page.goto(learn.site.url + path)
        _patiently(page, place.filter(has_text=say("trouble.stuck")))
    expect(page.locator(".study-agenda")).to_have_count(0)
    holder.evaluate("globalThis.holds = false")
    agenda = page.locator(".study-agenda")
    _patiently(page, agenda)
    expect(agenda).not_to_contain_text(say("review.welcome"))


def _patiently(page: Page, wanted: Locator) -> None:
    """Let the page's clock go on, each time by as long as it waits, until something is there."""
    for _ in range(200):
        page.clock.run_for(10_000)
        if wanted.count():
            return
        again = press(page, "tool.try-again")
        if again.count():
            again.click()
    raise AssertionError(f"never there: {wanted}")
