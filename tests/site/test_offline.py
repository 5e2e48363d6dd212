# Without a connection: what was visited or kept is there and alive, the rest is told; an update waits until it is asked
# for. The site lies below a path, as on GitHub Pages.

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Error, Page, expect

from byheart.engine import ENGINES
from tests.site.keeping_stage import rate, state
from tests.site.stage import DEMO, ROOT, Site, Visitor, build_little_site, item, press, saved, say

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, BrowserContext

    from tests.site.conftest import ServeFolder

pytestmark = pytest.mark.browser

_READY = "navigator.serviceWorker.ready.then(({ active, scope }) => scope)"
_KEPT = "(address) => caches.match(address).then(Boolean)"
_CONTROLLED = """async () => {
  const workers = navigator.serviceWorker;
  if (!workers.controller) await new Promise((done) => workers.addEventListener("controllerchange", done, { once: true }));
}"""


def with_worker(visit: Visitor) -> BrowserContext:
    """A profile in which the service worker may run."""
    return visit.context(service_workers="allow")


def controlled(page: Page) -> Page:
    """Wait until the worker answers for this page."""
    page.evaluate(_CONTROLLED)
    return page


def test_a_visited_deck_is_alive_without_a_connection(visit: Visitor) -> None:
    """A deck that was visited opens offline, takes an answer and keeps it."""
    context = with_worker(visit)
    page = controlled(visit(context=context))
    assert page.evaluate(_READY) == visit.site.url
    page.reload()
    context.set_offline(offline=True)
    page.reload()
    rate(page, "recall", "good")
    state(page, "recall", "right")
    saved(page)
    page.reload()
    state(page, "recall", "right")


def test_what_was_visited_is_reviewed_and_practised_without_a_connection(visit: Visitor) -> None:
    """A visited deck is offered and asked to the end; what is not kept is left out and told."""
    context = with_worker(visit)
    page = controlled(visit(context=context))
    data = f"{visit.site.url}decks/walk/steps/items.json"
    page.wait_for_function(_KEPT, arg=data)
    page.goto(f"{visit.site.url}practice/")
    all_of_them = page.locator(".study-practice-count").inner_text()
    context.set_offline(offline=True)
    page.goto(f"{visit.site.url}practice/")
    away = page.locator(".study-practice-note")
    expect(away).to_contain_text(say("tool.away", n=2).partition("2 ")[2])
    assert page.locator(".study-practice-count").inner_text() != all_of_them
    press(page, "practice.start").click()
    while not page.locator(".study-session-end").count():
        expect(page.locator(".study-stage .study-item")).to_be_visible()
        press(page, "session.skip").click()
        settled = page.locator(
            ".study-session-end, .study-stage .study-item:focus-within, .study-stage .study-item:focus"
        )
        expect(settled.first).to_be_visible()
    expect(page.locator(".study-results > li").first).to_be_visible()
    page.goto(f"{visit.site.url}review/")
    press(page, "review.start").click()
    expect(page.locator(".study-stage .study-item")).to_be_visible()


def test_where_nothing_is_kept_nothing_is_offered(visit: Visitor) -> None:
    """Review and practice say that the decks are not here, and begin nothing that cannot be asked."""
    context = with_worker(visit)
    page = controlled(visit("review/", context=context))
    press(page, "review.start").wait_for()
    context.set_offline(offline=True)
    page.goto(f"{visit.site.url}review/")
    expect(page.locator(".study-agenda-note").first).to_contain_text(say("tool.away", n=2).partition("2 ")[2])
    expect(press(page, "review.start")).to_have_count(0)
    page.goto(f"{visit.site.url}practice/?topic=walk")
    expect(page.get_by_text(say("tool.away", n=2).partition("2 ")[2])).to_be_visible()
    expect(press(page, "practice.start")).to_have_count(0)


def test_without_the_worker_there_is_nothing(visit: Visitor) -> None:
    """The control: the same reload fails where no worker runs."""
    context = visit.context()
    page = visit(context=context)
    context.set_offline(offline=True)
    with pytest.raises(Error, match="ERR_INTERNET_DISCONNECTED"):
        page.reload()


def test_a_page_that_is_not_kept_is_told(visit: Visitor) -> None:
    """The offline page names the page that is missing, and leads there once there is a connection."""
    context = with_worker(visit)
    page = controlled(visit(context=context))
    context.set_offline(offline=True)
    page.goto(visit.site.url + DEMO)
    expect(page.get_by_role("heading", level=1)).to_contain_text(say("page.offline.title"))
    expect(page.locator("study-tool code")).to_have_text(f"/site/{DEMO}")
    expect(page.get_by_text(say("offline.nothing-kept"))).to_be_visible()
    context.set_offline(offline=False)
    page.get_by_role("button", name=say("offline.try-again")).click()
    expect(page.locator("study-deck")).to_be_visible()


def test_a_foreign_address_is_not_followed(visit: Visitor) -> None:
    """The offline page leads to no other site, however its address is written; one of the site is the control."""
    page = visit("offline/")
    ways = (
        "//evil.example/",
        "/%5Cevil.example/x",
        "/%09/evil.example",
        "https://evil.example/",
        "javascript:0",
    )
    for wanted in (*ways, "/elsewhere/", "%5C%5Cevil.example/site/", "/site/../elsewhere/"):
        page.goto(f"{visit.site.url}offline/?for={wanted}")
        expect(page.get_by_role("button", name=say("offline.try-again"))).to_be_visible()
        expect(page.locator("study-tool code")).to_have_count(0)
        page.get_by_role("button", name=say("offline.try-again")).click()
        expect(page).to_have_url(visit.site.url + "offline/")
    page.goto(f"{visit.site.url}offline/?for=/site/decks/")
    expect(page.locator("study-tool code")).to_have_text("/site/decks/")


def test_a_topic_is_kept_and_dropped(visit: Visitor) -> None:
    """After the button on its page, all decks of a topic open offline with their pictures; after the other, none."""
    context = with_worker(visit)
    page = controlled(visit("decks/walk/", context=context))
    page.get_by_role("button", name=say("offline.keep")).click()
    expect(page.locator(".study-offline-words")).to_contain_text("MB")
    context.set_offline(offline=True)
    page.goto(visit.site.url + "decks/walk/rich/")
    expect(item(page, "plate")).to_have_attribute("role", "group")
    pictures = page.locator(".md-content img")
    assert pictures.count()
    # Those in closed answers wait until they are seen; a copy does not, and rejects where there is none.
    pictures.evaluate_all(
        "all => Promise.all(all.map(({ src }) => Object.assign(new Image(), { src }).decode()))"
    )
    page.goto(visit.site.url + "offline/")
    page.locator("study-tool ul a").click()
    # What the browser's own cache still has nobody can say; what we keep, we can.
    deck = visit.site.url + "decks/walk/types/"
    assert page.evaluate(_KEPT, deck)
    page.get_by_role("button", name=say("offline.drop")).click()
    expect(page.get_by_role("button", name=say("offline.keep"))).to_be_focused()
    assert not page.evaluate(_KEPT, deck)


def test_a_topic_that_cannot_be_had_leaves_nothing_behind(visit: Visitor) -> None:
    """Where the connection gives out in the middle, that is said, and no half of a topic is kept."""
    context = with_worker(visit)
    page = controlled(visit("decks/walk/", context=context))
    context.set_offline(offline=True)
    page.get_by_role("button", name=say("offline.keep")).click()
    expect(page.locator(".study-offline-words")).to_have_text(say("offline.not-kept"))
    names = page.evaluate("caches.keys()")
    assert names
    assert not [name for name in names if " kept " in name]


def test_instant_navigation_without_a_connection(visit: Visitor) -> None:
    """A link to a kept page works as usual; one to another leads to the offline page."""
    context = with_worker(visit)
    page = controlled(visit("decks/walk/", context=context))
    page.get_by_role("button", name=say("offline.keep")).click()
    expect(page.locator(".study-offline-words")).to_contain_text("MB")
    context.set_offline(offline=True)
    page.locator('.md-content a[href$="/rich/"]').first.click()
    expect(item(page, "plate")).to_have_attribute("role", "group")
    page.goto(visit.site.url + "decks/")
    page.locator(".md-content a", has_text="Pruning and quantization").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(say("page.offline.title"))


def test_it_can_be_installed(visit: Visitor) -> None:
    """The browser finds nothing that keeps the site from being installed."""
    context = with_worker(visit)
    page = controlled(visit("", context=context))
    expect(page.locator('link[rel="manifest"]')).to_have_count(1)
    tools = context.new_cdp_session(page)
    manifest = tools.send("Page.getAppManifest")
    assert manifest["errors"] == []
    assert json.loads(manifest["data"])["scope"] == "./"
    errors = {
        error["errorId"] for error in tools.send("Page.getInstallabilityErrors")["installabilityErrors"]
    }
    # A profile that leaves no traces can install nothing, whatever the site is like.
    assert errors <= {"in-incognito"}


@pytest.fixture
def growing(browser: Browser, tmp_path: Path, serve_folder: ServeFolder) -> Iterator[tuple[Visitor, Path]]:
    """A site of its own that a test may publish anew, with a visitor."""
    content = tmp_path / "decks" / "t"
    content.mkdir(parents=True)
    (content / "one.yml").write_text("title: One\ncards:\n  - {id: a, front: Old words?, back: B}\n")
    project = tmp_path / "project"
    project.mkdir()
    with serve_folder(project / "site", "/site/") as url:
        visitor = Visitor(browser, build_little_site(project, url, tmp_path / "decks"))
        yield visitor, project / "site"
        visitor.close()


def test_an_update_waits_until_it_is_asked_for(growing: tuple[Visitor, Path]) -> None:
    """A newer worker is announced and changes nothing; "Later" leaves it at that, "Load it" lets it take over."""
    visit, site = growing
    context = with_worker(visit)
    page = controlled(visit("decks/t/one/", context=context))
    page.evaluate("globalThis.stillHere = true")
    worker = site / "sw.js"
    worker.write_text(re.sub(r'"version":"\w+"', '"version":"newer"', worker.read_text()))
    page.evaluate("navigator.serviceWorker.getRegistration().then((one) => one.update())")
    banner = page.locator(".study-update")
    expect(banner).to_contain_text(say("offline.update-there"))
    assert page.evaluate("globalThis.stillHere")
    press(banner, "offline.later").click()
    expect(banner).to_have_count(0)
    page.reload()
    expect(banner).to_be_visible()
    with page.expect_navigation():
        press(banner, "offline.update").click()
    expect(item(page, "a")).to_be_visible()
    page.evaluate(_READY)
    names = page.evaluate("caches.keys()")
    assert [name.rpartition(" ")[2] for name in names if " core " in name] == ["newer"]


_IS_GONE = """async () => {
  for (let tries = 0; tries < 200; tries += 1) {
    if ((await navigator.serviceWorker.getRegistrations()).length === 0) return true;
    await new Promise((done) => setTimeout(done, 50));
  }
  return false;
}"""


def test_the_last_worker_lets_the_browser_go(growing: tuple[Visitor, Path]) -> None:
    """The `sw.js` of the docs ends the worker and deletes its caches; those of a neighbour and the answers stay."""
    visit, site = growing
    page = controlled(visit("decks/t/one/", context=with_worker(visit)))
    page.evaluate("Promise.all(['byheart /elsewhere/ seen', 'other'].map((name) => caches.open(name)))")
    before = page.evaluate("indexedDB.databases().then((all) => all.length)")
    docs = (ROOT / "docs" / "reference" / "configuration.md").read_text("utf-8")
    (site / "sw.js").write_text(docs.partition("```js\n// docs/sw.js\n")[2].partition("```")[0])
    (site / "decks" / "t" / "one" / "index.html").write_text("<!doctype html><p>A site without decks</p>")
    page.reload()

    assert page.evaluate(_IS_GONE)
    assert sorted(page.evaluate("caches.keys()")) == ["byheart /elsewhere/ seen", "other"]
    assert page.evaluate("indexedDB.databases().then((all) => all.length)") == before > 0


def test_pages_come_from_the_network_while_there_is_one(growing: tuple[Visitor, Path]) -> None:
    """What an author mends is seen at the next visit, although the page was kept."""
    visit, site = growing
    page = controlled(visit("decks/t/one/", context=with_worker(visit)))
    page.reload()
    path = site / "decks" / "t" / "one" / "index.html"
    path.write_text(path.read_text().replace("Old words?", "New words?"))
    page.reload()
    expect(page.get_by_role("heading", level=3)).to_contain_text("New words?")


@pytest.mark.parametrize("engine", ENGINES)
def test_each_engine_publishes_what_the_worker_fetches(engine_sites: dict[str, Site], engine: str) -> None:
    """Every address that the worker begins with is a file of the site, whichever engine built it."""
    folder = engine_sites[engine].folder
    build = json.loads(re.match(r"const byheartBuild=(.*);\n", (folder / "sw.js").read_text())[1])  # type: ignore[index]  # a missing line fails here
    assert any((folder / path).is_file() for path in build["perhaps"])
    missing = [
        path
        for path in build["core"]
        if not (folder / path / "index.html" if path.endswith("/") or not path else folder / path).is_file()
    ]
    assert missing == []
    assert (folder / "manifest.webmanifest").is_file()


def test_steps_stay_in_reach_of_the_keyboard(visit: Visitor) -> None:
    """The button that keeps a topic is reached by Tab and works with Enter."""
    page = controlled(visit("decks/walk/", context=with_worker(visit)))
    keep = page.get_by_role("button", name=say("offline.keep"))
    keep.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name=say("offline.drop"))).to_be_focused()


_SPOILT = """async () => {
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const { url } of await cache.keys()) {
      if (!/-[A-Z0-9]{8}\\.js$/.test(url)) continue;
      const headers = { "Content-Type": "text/javascript" };
      await cache.put(url, new Response("globalThis.spoilt = true;", { headers }));
    }
  }
}"""


def test_a_script_that_a_neighbour_put_into_the_cache_does_not_run(visit: Visitor) -> None:
    """Online and offline: what is not what was built is fetched, or fails; the deck is alive with what was."""
    context = with_worker(visit)
    page = controlled(visit(context=context))
    page.reload()
    expect(item(page, "recall")).to_have_attribute("role", "group")
    page.evaluate(_SPOILT)
    spoilt = "(url) => caches.match(url).then((found) => found.text())"
    script = page.evaluate(
        "performance.getEntriesByType('resource').map(({ name }) => name).find((name) => /-[A-Z0-9]{8}\\.js$/.test(name))"
    )
    assert "spoilt" in page.evaluate(spoilt, script)
    page.reload()
    expect(item(page, "recall")).to_have_attribute("role", "group")
    assert page.evaluate("globalThis.spoilt") is None
