# Nobody else is asked: every page, and using it, makes requests to the site's own host only.

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.site.stage import PAGES, STEPS, Visitor, answer, item, press, saved

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext

pytestmark = pytest.mark.browser


def watched(visit: Visitor, **options: object) -> tuple[BrowserContext, list[str], list[str]]:
    """A browser profile that notes every request: to the own host, and to others, which are not let through."""
    context = visit.context(**options)
    own: list[str] = []
    others: list[str] = []
    host = re.match(r"\w+://[^/]+/", visit.site.url)
    assert host
    context.on(
        "request", lambda request: (own if request.url.startswith(host[0]) else others).append(request.url)
    )
    context.route(re.compile(rf"^(?!{re.escape(host[0])}|data:|blob:)"), lambda route: route.abort())
    return context, own, others


def test_every_page_asks_the_own_host_only(visit: Visitor) -> None:
    """Each kind of page, loaded and scrolled to its end, asks nobody but its own host."""
    context, own, others = watched(visit)
    for path in PAGES.values():
        page = visit(path, context=context)
        page.evaluate("scrollTo(0, document.body.scrollHeight)")
        page.wait_for_load_state("networkidle")
        page.close()
    assert [url for url in others if not url.startswith(("data:", "blob:"))] == []
    assert len(own) > 4 * len(PAGES)


def test_studying_asks_the_own_host_only(visit: Visitor) -> None:
    """Answering, searching and going to another page ask nobody else, and send nothing of what was answered."""
    context, own, others = watched(visit, extra_http_headers={})
    sent: list[str] = []
    context.on("request", lambda request: sent.append(request.url) if request.post_data else None)
    page = visit(STEPS, context=context)
    answer(page, "strongest", "retrieve")
    item(page, "recall").locator(".study-answer > summary").click()
    press(item(page, "recall"), "card.good").click()
    item(page, "why-spacing").get_by_role("textbox").fill("my own words")
    press(item(page, "why-spacing"), "explain.done").click()
    saved(page)
    page.locator(".study-lead").click()
    page.keyboard.press("/")
    page.locator(".md-search__input").press_sequentially("plate")
    page.locator(".md-search-result__link").first.click()
    expect(item(page, "plate")).to_be_visible()
    page.wait_for_load_state("networkidle")
    assert [url for url in others if not url.startswith(("data:", "blob:"))] == []
    assert sent == []
    assert not any("retrieve" in url or "words" in url for url in own)


def test_the_watch_sees_a_picture_from_elsewhere(visit: Visitor) -> None:
    """The control: a page that loads a picture of another host is noticed."""
    context, _, others = watched(visit)
    page = visit("", context=context)
    # The page's own policy would stop it before it became a request.
    page.set_content('<img src="https://elsewhere.example/pixel.png">')
    page.wait_for_load_state("networkidle")
    assert others == ["https://elsewhere.example/pixel.png"]


def test_the_policy_of_the_page_stops_it_too(visit: Visitor) -> None:
    """Each page carries a policy by which the browser itself refuses what comes from elsewhere."""
    page = visit("")
    refused = page.evaluate(
        """() => new Promise((done) => {
          addEventListener("securitypolicyviolation", (event) => done(event.blockedURI));
          const picture = document.createElement("img");
          picture.src = "https://elsewhere.example/pixel.png";
          document.body.append(picture);
        })"""
    )
    assert refused == "https://elsewhere.example/pixel.png"
