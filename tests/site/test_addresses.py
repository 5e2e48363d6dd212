# A site whose pages are addressed by files, `review.html`: what the script leads to is there, by each engine; it is read
# without a connection, and paper leads back to it.

from __future__ import annotations

import functools
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

import pytest
from playwright.sync_api import expect

from byheart.engine import ENGINES
from tests.site.keeping_stage import rate
from tests.site.review_stage import DECKS, answer_all, begin, write_content
from tests.site.stage import Site, Visitor, build_little_site, press, saved, say
from tests.site.test_offline import controlled

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

    from tests.site.conftest import ServeFolder

pytestmark = [pytest.mark.browser, pytest.mark.engine]

MEMORY = "decks/memory/basics.html"
TOOLS = ("review", "practice", "progress", "sheets", "settings", "s", "offline")
LINKS = """() => [...document.querySelectorAll("a[href], link[rel=canonical]")]
  .map(({ href }) => href.split("#")[0])
  .filter((href) => href.startsWith("http"))"""


@pytest.fixture(scope="module", params=ENGINES)
def site(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, serve_folder: ServeFolder
) -> Iterator[Site]:
    """A site below a path, by each engine; a page of its own name would be another's."""
    folder = tmp_path_factory.mktemp("files")
    with serve_folder(folder / "project" / "site", base="/repo/") as url:
        content = write_content(folder / "content", DECKS)
        top = "use_directory_urls: false\n"
        yield build_little_site(folder / "project", url, content, top=top, by=str(request.param))


@pytest.fixture
def visit(browser: Browser, site: Site) -> Iterator[Visitor]:
    visitor = Visitor(browser, site)
    yield visitor
    visitor.close()


@functools.cache
def _file(site: Site, link: str) -> Path:
    """The file of the site that a link leads to."""
    path = site.folder / unquote(urlsplit(link).path).removeprefix("/repo/")
    return path / "index.html" if path.is_dir() else path


def lead_somewhere(page: Page, site: Site) -> None:
    """Every link of the page that stays in the site leads to a file of it, which is what the server would send."""
    own = sorted({link for link in page.evaluate(LINKS) if link.startswith(site.url)})
    assert own, page.url
    for link in own:
        assert _file(site, link).is_file(), f"{page.url} leads to {link}"


def test_what_is_learned_on_a_deck_is_reviewed_to_the_end(visit: Visitor, site: Site) -> None:
    """From the deck to practice, to a review, to its end and to progress, all by links; nothing on the way is missing."""
    missing: list[str] = []
    page = visit(MEMORY)
    page.on("response", lambda one: missing.append(one.url) if one.status >= 400 else None)
    rate(page, "recall", "good")
    saved(page)
    lead_somewhere(page, site)
    page.get_by_role("link", name=say("deck.practice"), exact=True).click()
    expect(page.locator(".study-panel-title")).to_be_visible()
    lead_somewhere(page, site)
    page.goto(f"{site.url}review.html")
    begin(page)
    answer_all(page)
    expect(page.locator(".study-session-end")).to_be_visible()
    lead_somewhere(page, site)
    page.get_by_role("link", name=say("review.progress"), exact=True).click()
    expect(page.locator(".study-figures")).to_be_visible()
    lead_somewhere(page, site)
    assert not [link for link in missing if not link.endswith(("sitemap.xml", "versions.json"))]


def test_each_tool_is_there(visit: Visitor, site: Site) -> None:
    """It opens its data, and what it offers is there."""
    page = visit(f"{TOOLS[0]}.html")
    for name in TOOLS:
        page.goto(f"{site.url}{name}.html")
        expect(page.locator(".study-needs-script")).to_be_hidden()
        expect(page.locator(".study-failure")).to_have_count(0)
        page.wait_for_load_state("networkidle")
        lead_somewhere(page, site)


def test_paper_leads_back(visit: Visitor, site: Site) -> None:
    """The code of a sheet is the address at which its results are entered."""
    page = visit("sheets.html?deck=memory/basics&kind=quiz")
    code = page.locator(f'.study-page a[href^="{site.url}s.html?"]').first
    expect(code).to_be_visible()
    page.goto(code.get_attribute("href") or "")
    expect(page.locator("study-tool fieldset").first).to_be_visible()


def test_what_a_session_asks_leads_to_its_deck(visit: Visitor, site: Site) -> None:
    """A link in an item, and the item's own place, are those of the deck's page."""
    page = visit("review.html")
    begin(page)
    place = page.get_by_role("link", name=say("session.on-page")).get_attribute("href") or ""
    assert place.startswith(f"{site.url}decks/memory/basics.html#")
    lead_somewhere(page, site)


def test_a_kept_topic_is_read_without_a_connection(visit: Visitor) -> None:
    """Its page by the name that links have, and for one that is not kept the page that says so."""
    context = visit.context(service_workers="allow")
    page = controlled(visit("decks/memory/index.html", context=context))
    press(page, "offline.keep").click()
    expect(press(page, "offline.drop")).to_be_visible()
    context.set_offline(offline=True)
    page.goto(page.url.replace("memory/index.html", "memory/basics.html"))
    expect(page.locator("study-deck")).to_be_visible()
    page.goto(page.url.replace("memory/basics.html", "sleep/nights.html"))
    expect(page.get_by_role("heading", level=1)).to_contain_text(say("page.offline.title"))
