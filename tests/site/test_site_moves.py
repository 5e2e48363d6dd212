# A site that has moved to another path of its origin: the log of the old path is offered once, and comes in like a file;
# a neighbour's is not. Versions that share a log have one.

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.site.keeping_stage import rate
from tests.site.review_stage import DECKS, MEMORY, REVIEW, write_content
from tests.site.stage import Site, Visitor, build_little_site, press, saved, say

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

    from tests.site.conftest import ServeFolder

pytestmark = pytest.mark.browser

PROGRESS = "progress/"
SITES = {
    "old": ("forgetting", "false"),
    "new": ("forgetting", "false"),
    "neighbour": ("another", "false"),
} | dict.fromkeys(("v1", "v2"), ("shared", "true"))


@pytest.fixture(scope="module")
def origin(tmp_path_factory: pytest.TempPathFactory, serve_folder: ServeFolder) -> Iterator[str]:
    """One origin with several sites: one that is built, and copies of it with other ids."""
    folder = tmp_path_factory.mktemp("moves")
    with serve_folder(folder / "sites") as url:
        extra = "    site_id: forgetting\n"
        content = write_content(folder / "content", DECKS)
        site = build_little_site(folder / "project", f"{url}old/", content, extra=extra)
        for name, (site_id, share) in SITES.items():
            copy = folder / "sites" / name
            shutil.copytree(site.folder, copy)
            entry = copy / "assets" / "byheart" / "byheart.js"
            line = '{"id": "forgetting", "share": false}'
            text = entry.read_text(encoding="utf-8")
            assert line in text
            entry.write_text(text.replace(line, f'{{"id": "{site_id}", "share": {share}}}'), encoding="utf-8")
        yield url


@pytest.fixture
def visitor(browser: Browser, origin: str, tmp_path: Path) -> Iterator[Visitor]:
    visitor = Visitor(browser, Site(tmp_path, origin))
    yield visitor
    visitor.close()


_SIGNED = """async () => {
  const opened = indexedDB.open("byheart:/old/");
  const database = await new Promise((done) => { opened.onsuccess = () => done(opened.result); });
  const site = database.transaction("meta").objectStore("meta").get("site");
  await new Promise((done) => { site.onsuccess = done; });
  database.close();
  return site.result === "forgetting";
}"""


def _due(page: Page, origin: str, name: str) -> str:
    page.goto(f"{origin}{name}/{REVIEW}")
    return page.locator(".study-agenda-figures").inner_text()


def test_the_log_of_the_old_path_is_offered_once(visitor: Visitor, origin: str) -> None:
    """Learned at the old path, taken over at the new one: the reviews are the same; nothing is offered to a neighbour."""
    page = visitor(f"old/{MEMORY}")
    rate(page, "recall", "good")
    rate(page, "spacing", "good")
    saved(page)
    page.wait_for_function(_SIGNED)
    old = _due(page, origin, "old")
    move = page.locator(".study-move")
    page.goto(f"{origin}neighbour/{PROGRESS}")
    page.wait_for_load_state("networkidle")
    expect(move).to_have_count(0)
    assert _due(page, origin, "new") != old
    expect(move).to_contain_text(say("move.found", n=2, place="/old/"))
    press(move, "move.take").click()
    expect(page.locator(".study-agenda-figures")).to_have_text(old, use_inner_text=True)
    page.goto(f"{origin}new/{PROGRESS}")
    expect(page.locator("#study-imports")).to_be_visible()
    page.wait_for_load_state("networkidle")
    expect(move).to_have_count(0)
    page.locator("#study-imports > summary").press("Enter")
    press(page.locator("#study-imports"), "progress.take-back").click()
    expect(page.get_by_text(say("progress.empty"))).to_be_visible()
    assert _due(page, origin, "old") == old


def test_who_does_not_want_it_is_not_asked_again(visitor: Visitor, origin: str) -> None:
    """Not now is remembered, and nothing has come in."""
    page = visitor(f"old/{MEMORY}")
    rate(page, "recall", "good")
    saved(page)
    page.wait_for_function(_SIGNED)
    page.goto(f"{origin}new/{PROGRESS}")
    move = page.locator(".study-move")
    press(move, "move.not-now").click()
    expect(move).to_have_count(0)
    page.reload()
    expect(page.get_by_text(say("progress.empty"))).to_be_visible()
    page.wait_for_load_state("networkidle")
    expect(move).to_have_count(0)


def test_versions_share_one_log(visitor: Visitor, origin: str) -> None:
    """What was learned in one version is known in the other, without being asked."""
    page = visitor(f"v1/{MEMORY}")
    rate(page, "recall", "good")
    saved(page)
    first = _due(page, origin, "v1")
    assert _due(page, origin, "v2") == first
    page.goto(f"{origin}old/{REVIEW}")
    expect(page.locator(".study-agenda-figures")).not_to_have_text(first, use_inner_text=True)
