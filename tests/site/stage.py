# Knows alone: where the tests' site comes from and how a page of it is opened: the demo's project is copied, the decks
# of tests/site/content are added, the site is built under a path of its own for the address at which it is served.
# (Material's instant navigation is silently off where site_url names another port than the one in the address.)
"""The stage of the browser tests: a site and a visitor."""

from __future__ import annotations

import re
import shutil
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from byheart import engine
from byheart.catalogue import catalogue
from byheart.pages.loop_pages import TOOLS
from byheart.pages.offline import AT_ROOT
from byheart.project import open_project, write_project
from tests.site.serving import UNSEARCHED

ROOT = Path(__file__).parents[2]
COURSE = Path(__file__).parent / "content"
PATIENCE = 8_000
"""Milliseconds after which a condition counts as never met."""

ENGINES_URL = "https://study.example/site/"
"""Where the sites that no browser visits say that they are."""

STEPS = "decks/walk/steps/"
RICH = "decks/walk/rich/"
TYPES = "decks/walk/types/"
DEMO = "decks/model-optimization/pruning-and-quantization/"
PAGES = {
    "home": "",
    "all decks": "decks/",
    "topic": "decks/model-optimization/",
    "deck": DEMO,
    "rich deck": RICH,
    "all types": TYPES,
    "gallery": "decks/gallery/",
    "tags": "decks/tags/",
    "reference": "reference/format/",
    "offline": "offline/",
    "missing": "404.html",
}


# The site


def copy_project(folder: Path, site_url: str) -> Path:
    """Copy the demo's sources and the tests' own decks; gives the path of the copy's mkdocs.yml."""
    for name in ("docs", "overrides", "content"):
        shutil.copytree(ROOT / name, folder / name)
    # What an earlier build generated belongs to the project it was built in.
    for generated in ("decks", "assets/byheart"):
        shutil.rmtree(folder / "docs" / generated, ignore_errors=True)
    for generated in (*(tool.path for tool in TOOLS), *AT_ROOT):
        (folder / "docs" / generated).unlink(missing_ok=True)
    shutil.copytree(COURSE, folder / "content", dirs_exist_ok=True)
    config = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    (folder / "mkdocs.yml").write_text(
        re.sub(r"(?m)^site_url: .*$", f"site_url: {site_url}", config), encoding="utf-8"
    )
    return folder / "mkdocs.yml"


def write_pages(config: Path) -> None:
    """Write the Markdown pages, the client and the navigation of a project that has no errors."""
    project = open_project(config)
    assert not project.diagnostics, project.diagnostics
    write_project(project)


@dataclass(frozen=True)
class Site:
    """A built site: its folder, the address of its root, and what the engine had to say."""

    folder: Path
    url: str
    messages: tuple[str, ...] = ()

    def html(self, path: str) -> str:
        """The page at a path below the root as the server sends it."""
        return (self.folder / path / "index.html").read_text(encoding="utf-8")


def write_demo(folder: Path, url: str) -> Path:
    """Write the pages of the demo with the tests' decks, to be served at `url`; gives the path of their mkdocs.yml."""
    config = copy_project(folder, url)
    write_pages(config)
    return config


def build_strictly(config: Path, by: str, site: Path) -> tuple[str, ...]:
    """Build a site with an engine, strictly; gives what the engine had to say."""
    return engine.build(config, by, site, strict=True).messages


_NAV = "    nav: [index.md, 'byheart: decks', decks/index.md, decks/tags.md]\n"


def build_little_site(
    folder: Path,
    url: str,
    content: Path,
    *,
    language: str = "en",
    extra: str = "",
    top: str = "",
    by: str = "mkdocs",
) -> Site:
    """Build a site of a content folder alone, with the demo's configuration.

    `extra` are lines of `extra: byheart:`, `top` such of the whole, `by` is the engine.
    """
    shutil.copytree(ROOT / "overrides", folder / "overrides")
    shutil.copytree(content, folder / "content")
    (folder / "docs" / "assets").mkdir(parents=True)
    shutil.copy(ROOT / "docs" / "assets" / "site.css", folder / "docs" / "assets")
    (folder / "docs" / "index.md").write_text("# Byheart\n\n[Decks](decks/index.md)\n", encoding="utf-8")
    config = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    for pattern, words in (
        (r"^site_url: .*$", f"site_url: {url}"),
        (r"^  language: en$", f"  language: {language}"),
        (r"^    nav:\n(?:      .*\n)+", _NAV + extra),
        (r"^    topics: .*\n(?:      .*\n)*", ""),
    ):
        config = re.sub(f"(?m){pattern}", words, config)
    (folder / "mkdocs.yml").write_text(f"{config}\n{top}", encoding="utf-8")
    write_pages(folder / "mkdocs.yml")
    messages = engine.build(folder / "mkdocs.yml", by, folder / "site", strict=False).messages
    return Site(folder / "site", url, messages)


# The visitor


@dataclass
class Visitor:
    """Opens pages of a site, each in a context of its own unless one is given, and notes what went wrong there."""

    browser: Browser
    site: Site
    faults: list[str] = field(default_factory=list)
    contexts: list[BrowserContext] = field(default_factory=list)

    def context(self, **options: Any) -> BrowserContext:
        """A browser profile without a past; `options` are those of Playwright's `new_context`.

        The service worker is kept out unless a test asks for it: what it answers no test could see or change.
        Who wants to search says `extra_http_headers={}`.
        """
        usual = {"service_workers": "block", "extra_http_headers": UNSEARCHED}
        context = self.browser.new_context(**{**usual, **options})
        context.set_default_timeout(PATIENCE)
        context.on(
            "weberror", lambda error: self.faults.append(f"{error.page and error.page.url}: {error.error}")
        )
        self.contexts.append(context)
        return context

    def __call__(self, path: str = STEPS, *, context: BrowserContext | None = None, **options: Any) -> Page:
        """Open the page at a path below the site's root."""
        page = (context or self.context(**options)).new_page()
        page.goto(self.site.url + path)
        return page

    def close(self) -> None:
        """Leave all pages; an error that a script did not catch fails the test."""
        for context in self.contexts:
            context.close()
        assert not self.faults, self.faults


# What is on a page


def say(key: str, language: str = "en", **values: object) -> str:
    """The visible text for a key of the catalogue, with its `{holes}` filled; English plural rules."""
    text = catalogue(language)[key]
    if isinstance(text, dict):
        text = text["one" if str(values.get("n")) == "1" and "one" in text else "other"]
    return str(text).format(**values)


def item(page: Page, item_id: str) -> Locator:
    """The element of the item with an id."""
    return page.locator(f'.study-item[data-item$="#{item_id}"]')


def heading(page: Page, item_id: str) -> Locator:
    """The heading that asks the item."""
    return page.locator(f"h3#{item_id}")


def press(where: Locator | Page, key: str) -> Locator:
    """The button with the words of a catalogue key, by its accessible name; leading key hints do not count."""
    return where.get_by_role("button", name=say(key), exact=True)


def option(page: Page, item_id: str, option_id: str) -> Locator:
    """One option of a choice."""
    return item(page, item_id).locator(f'.study-options > li[data-option="{option_id}"]')


def live(page: Page, item_id: str) -> Locator:
    """What a screen reader is told about an item."""
    return item(page, item_id).locator(".study-live")


def saved(page: Page) -> None:
    """Wait until the page says that everything is on disk."""
    expect(page.locator(".study-save-state")).to_have_attribute("data-save-state", "saved")


def focus_item(page: Page, item_id: str) -> None:
    """Walk to an item with the keys that learners have: Tab into the study tools, then J."""
    tools = page.locator(".study-toolbar button:visible").first
    tools.focus()
    target = item(page, item_id)
    for _ in range(page.locator(".study-item").count()):
        page.keyboard.press("j")
        if target.evaluate("node => node === document.activeElement"):
            return
    raise AssertionError(f"J never came to {item_id}")


def answer(page: Page, item_id: str, *options: str) -> None:
    """Choose these options of a choice with the mouse, and press Check."""
    for option_id in options:
        option(page, item_id, option_id).locator("label").click()
    press(item(page, item_id), "choice.check").click()


def order(page: Page, item_id: str) -> list[str]:
    """The ids of a choice's options as they are shown."""
    shown: list[str] = (
        item(page, item_id)
        .locator(".study-options > li")
        .evaluate_all("nodes => nodes.map((node) => node.dataset.option)")
    )
    return shown
