# The policy in a real browser: the theme works under it, and a script that came in with the content does not run.

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from byheart import engine

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

    from tests.site.conftest import ServeFolder, SmallSite

pytestmark = [pytest.mark.engine, pytest.mark.browser]
THEMED = ["mkdocs", "zensical"]


@contextmanager
def visit(browser: Browser, url: str) -> Iterator[tuple[Page, list[str]]]:
    """Open a page; gives it with the list of what its console complains about."""
    context = browser.new_context()
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(url)
    yield page, complaints
    context.close()


@pytest.mark.parametrize("name", THEMED)
def test_search_palette_and_instant_navigation_work(
    tmp_path: Path, browser: Browser, serve_folder: ServeFolder, small_site: SmallSite, name: str
) -> None:
    """Under the policy, a visitor can search, change the colours, and go to another page without a reload."""
    with serve_folder(tmp_path / "site", base="/repo/") as url:
        engine.build(small_site(tmp_path, url), name, tmp_path / "site")
        with visit(browser, url) as (page, complaints):
            page.locator("label[for=__palette_1]:visible, label[for=__palette_0]:visible").first.click()
            expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")

            page.evaluate("window.stays = true")
            page.locator(".md-content a", has_text="zebra").click()
            expect(page.locator("h1")).to_contain_text("Zebras")
            page.locator(".md-content a", has_text="way back").click()
            expect(page.locator("h1")).to_contain_text("Home")
            assert page.evaluate("window.stays") is True

            if name == "mkdocs":
                page.locator(".md-search__input").click()
                expect(page.locator(".md-search-result__meta")).to_have_text("Type to start searching")
                page.locator(".md-search__input").press_sequentially("stripes")
                expect(page.locator(".md-search-result__item").first).to_contain_text("Zebras")
            assert complaints == []


STORED = "<img src=x.png onerror='document.title += \" ran\"'><script>document.title += ' ran'</script>"


@pytest.mark.parametrize("protected", [True, False], ids=["with", "without"])
def test_a_script_that_came_in_with_the_content_does_not_run(
    tmp_path: Path,
    browser: Browser,
    serve_folder: ServeFolder,
    small_site: SmallSite,
    protected: bool,
) -> None:
    """A stored script runs without the policy and not with it, also when reached by instant navigation."""
    with serve_folder(tmp_path / "site") as url:
        config = small_site(tmp_path, url)
        (tmp_path / "docs/sub/zebra.md").write_text(f"# Zebras\n\n{STORED}\n")
        engine.build(config, "mkdocs", tmp_path / "site")
        if not protected:
            for path in (tmp_path / "site").rglob("*.html"):
                path.write_text(path.read_text().replace("Content-Security-Policy", "x-nothing"))
        for start in ("sub/zebra/", ""):
            with visit(browser, url + start) as (page, complaints):
                if start == "":
                    page.locator(".md-content a", has_text="zebra").click()
                expect(page.locator("h1")).to_contain_text("Zebras")
                page.wait_for_load_state("networkidle")
                assert ("ran" in page.title()) is not protected
                assert any("Content Security Policy" in complaint for complaint in complaints) is protected
