# What lasts when several tabs write at once, and when the browser is killed as soon as the page says "saved".

from __future__ import annotations

import os
import signal
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Error, expect

from devtools.browser import find
from tests.site.keeping_stage import rate, records, with_log
from tests.site.stage import PATIENCE, STEPS, Site, Visitor, item, saved

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext

pytestmark = pytest.mark.browser

REVIEWS = 300
QUIET = "offline/"
"""A page that shows nothing of the log."""

REVIEW = """([tab, reviews]) => {
  const run = async () => {
    for (let n = 0; n < reviews; n++) {
      log.append({ item: "walk/elsewhere#card", kind: "response", response: [tab, n] });
      if (n % 3 === 0) await log.flush();
    }
    await log.flush();
    return log.saveState;
  };
  globalThis.running = run();
}"""

# What a page would do that keeps a list: read it, add to it, write it back.
REWRITE = """([tab, reviews]) => {
  const run = async () => {
    for (let n = 0; n < reviews; n++) {
      const list = JSON.parse(localStorage.getItem("list") ?? "[]");
      await new Promise((done) => setTimeout(done));
      localStorage.setItem("list", JSON.stringify([...list, [tab, n]]));
    }
  };
  globalThis.running = run();
}"""


@pytest.mark.parametrize("tabs", [2, 5])
def test_tabs_write_at_once_and_nothing_is_lost_or_double(visit: Visitor, tabs: int) -> None:
    """Each of several tabs notes 300 reviews at once: all are on disk once, numbered without a gap, and seen by all."""
    context = visit.context()
    # Where there are many tabs, two show a deck: the others would draw for each review of each tab, and show the same.
    pages = [with_log(visit(path, context=context)) for path in (STEPS, STEPS, *[QUIET] * (tabs - 2))]
    for tab, page in enumerate(pages):
        page.evaluate(REVIEW, [tab, REVIEWS])
    assert [page.evaluate("globalThis.running") for page in pages] == ["saved"] * tabs
    kept = records(pages[0])
    noted = {(tab, n) for tab in range(tabs) for n in range(REVIEWS)}
    assert len(kept) == len(noted)
    assert {tuple(record["response"]) for record in kept} == noted
    assert sorted(record["seq"] for record in kept) == list(range(1, len(noted) + 1))
    assert len({record["device"] for record in kept}) == 1
    for page in pages:
        page.wait_for_function("(n) => log.records.length === n", arg=len(noted))


def test_a_list_that_is_read_and_written_back_loses_by_two_tabs(visit: Visitor) -> None:
    """The control: two tabs that keep a list in another way do lose, so the test above would see it."""
    context = visit.context()
    pages = [visit(context=context) for _ in range(2)]
    for tab, page in enumerate(pages):
        page.evaluate(REWRITE, [tab, REVIEWS])
    for page in pages:
        page.evaluate("globalThis.running")
    assert pages[0].evaluate("JSON.parse(localStorage.getItem('list')).length") < 2 * REVIEWS


def _launch(browser: Browser, profile: Path) -> BrowserContext:
    """A browser of its own with a profile on disk."""
    context = browser.browser_type.launch_persistent_context(
        profile, executable_path=find(), args=["--no-sandbox", "--disable-gpu"]
    )
    context.set_default_timeout(PATIENCE)
    return context


def _kill(profile: Path) -> None:
    """Kill every process of the browser with this profile at once; nothing of it can tidy up."""
    groups = set()
    for folder in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            if f"--user-data-dir={profile}" in (folder / "cmdline").read_text(errors="replace").split("\0"):
                groups.add(os.getpgid(int(folder.name)))
    assert groups
    assert os.getpgrp() not in groups
    for group in groups:
        os.killpg(group, signal.SIGKILL)


@pytest.mark.parametrize("milliseconds", [0, 50, 300])
def test_what_the_page_calls_saved_survives_the_death_of_the_browser(
    browser: Browser, demo: Site, tmp_path: Path, milliseconds: int
) -> None:
    """The browser is killed so long after "saved" was shown: every response is there when it starts anew."""
    context = _launch(browser, tmp_path)
    page = context.new_page()
    page.goto(demo.url + STEPS)
    for item_id, rating in (("recall", "good"), ("spacing", "again"), ("cramming", "good")):
        rate(page, item_id, rating)
        saved(page)
    time.sleep(milliseconds / 1000)  # the time between "saved" and the kill is what this test is about
    # The control: what the browser was told in a way that it writes down half a minute later is gone.
    page.evaluate("document.cookie = 'told=yes; max-age=86400'")
    assert page.evaluate("document.cookie") == "told=yes"
    _kill(tmp_path)
    with suppress(Error):
        context.close()
    context = _launch(browser, tmp_path)
    page = context.new_page()
    page.goto(demo.url + STEPS)
    for item_id, state in (("recall", "right"), ("spacing", "wrong"), ("cramming", "right")):
        expect(item(page, item_id)).to_have_attribute("data-state", state)
    assert page.evaluate("document.cookie") == ""
    assert [record["seq"] for record in records(page)] == [1, 2, 3]
    context.close()
