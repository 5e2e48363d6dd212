# Knows alone: how the tests reach the page's own log and its database, past what is on the page.
"""The log of a page, for tests."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from playwright.sync_api import expect

from tests.site.stage import STEPS, item, press

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, Page, Route

DATABASE = "byheart:/site/"

_RECORDS = """async ([name, store]) => {
  const opened = indexedDB.open(name);
  const database = await new Promise((done) => { opened.onsuccess = () => done(opened.result); });
  const found = database.transaction(store).objectStore(store).getAll();
  await new Promise((done) => { found.onsuccess = done; });
  database.close();
  return found.result;
}"""

# The function of the bundle that gives the log is known by the channel that it opens.
_LOG = """async () => {
  const entry = document.querySelector('script[src*="byheart.js"]').src;
  const name = /byheart-chunk-\\w+\\.js/.exec(await (await fetch(entry)).text())[0];
  const found = Object.values(await import(new URL(name, entry)));
  globalThis.log = found.find((value) => /BroadcastChannel/.test(value) && !/^class/.test(value))();
}"""

_CHUNK = """async (name) => {
  const entry = document.querySelector('script[src*="byheart.js"]').src;
  globalThis[name.split("-")[1]] = await import(new URL(name, entry));
}"""


def records(page: Page, store: str = "log") -> list[dict[str, Any]]:
    """What a store of the site's database holds."""
    found: list[dict[str, Any]] = page.evaluate(_RECORDS, [DATABASE, store])
    return found


def rate(page: Page, item_id: str, rating: str) -> None:
    """Rate a card, again or good; its answer may be open already."""
    details = item(page, item_id).locator("details.study-answer")
    if details.get_attribute("open") is None:
        details.locator("summary").click()
    press(item(page, item_id), f"card.{rating}").click()


def with_log(page: Page) -> Page:
    """The page, whose own log is `globalThis.log` from now on."""
    page.evaluate(_LOG)
    return page


def with_keep(page: Page, assets: list[str]) -> Page:
    """The page, whose own module for files is `globalThis.keep` from now on; `assets` are the names of the scripts."""
    (name,) = (name for name in assets if name.startswith("byheart-keep-"))
    page.evaluate(_CHUNK, name)
    return page


def state(page: Page, item_id: str, value: str | None) -> None:
    """Wait until an item is in a state; None stands for unanswered."""
    if value:
        expect(item(page, item_id)).to_have_attribute("data-state", value)
    else:
        expect(item(page, item_id)).not_to_have_attribute("data-state", re.compile("."))


def rewritten(context: BrowserContext, *changes: tuple[str, str], path: str = STEPS) -> None:
    """From now on a deck's page comes with these texts replaced, as if its author had edited it."""

    def change(route: Route) -> None:
        response = route.fetch()
        text = response.text()
        for before, after in changes:
            assert before in text
            text = text.replace(before, after)
        route.fulfill(response=response, body=text)

    context.route(f"**/{path}", change)
