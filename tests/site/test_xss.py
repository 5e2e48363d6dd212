# Hostile fields in a real browser: nothing in them runs, by either of two layers alone; without both, much does.

from __future__ import annotations

import json
import re
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

import markdown
import pytest

from byheart import markup
from byheart.markup.clean import clean
from byheart.policy import csp

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page, Route

pytestmark = pytest.mark.browser
PAYLOADS = [
    row["payload"] for row in json.loads((Path(__file__).parents[1] / "data" / "xss.json").read_text())
]
# Where in a field a hostile text may stand.
SEATS = [
    "{}",
    "words {} words",
    "- {}",
    "> {}",
    "# {}",
    "| a |\n|---|\n| {} |",
    "`{}`",
    "```{}\nx\n```",
    "```html\n{}\n```",
    "${}$",
    "$$\n{}\n$$",
    "[x]({})",
    "[x](<{}>)",
    "[{}](https://example.org)",
    '[x](https://example.org "{}")',
    "![{}](net.png)",
    "![x](<{}>)",
    '![x](net.png "{}")',
    "<{}>",
    "[x][y]\n\n[y]: <{}>",
]
ADDRESS = "https://study.example/"
# Counts what runs: each payload calls alert.
COUNTER = "var ran = 0; function alert() { ran += 1; }"
HEAD = "<!doctype html><meta charset=utf-8>"
SCRIPT = '<script src="/counter.js"></script>'
# What a visitor may do to an element, done to every element, one kind of act after the other, so that the page is not laid
# out anew for each; then two frames for what runs late.
TOUCH = """async () => {
  const all = [...document.querySelectorAll("*")];
  for (const name of ["mouseover", "mouseenter", "pointerover", "pointerenter", "focus", "toggle", "keydown"])
    for (const element of all) element.dispatchEvent(new Event(name, { bubbles: true }));
  for (const element of all) element.focus?.();
  for (const element of all)
    if (element.click) element.click(); else element.dispatchEvent(new MouseEvent("click", { bubbles: true }));
  for (const _ of [1, 2]) await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
  return ran;
}"""


class Stage:
    """A page at ADDRESS that shows what it is given and goes nowhere: all else is answered with nothing."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.html: str | None = None
        page.route("**/*", self.answer)
        page.on("dialog", lambda dialog: dialog.dismiss())

    def answer(self, route: Route) -> None:
        if route.request.url == ADDRESS and self.html is not None:
            html, self.html = self.html, None
            route.fulfill(body=html, content_type="text/html")
        elif route.request.url == f"{ADDRESS}counter.js":
            route.fulfill(body=COUNTER, content_type="text/javascript")
        elif route.request.is_navigation_request():
            route.fulfill(status=204)
        else:
            route.abort()

    def run_count(self, body: str, head: str = HEAD) -> int:
        """Show a page, touch all in it, and count what ran."""
        self.html = f"{head}{SCRIPT}{body}"
        self.page.goto(ADDRESS, wait_until="load")
        count: int = self.page.evaluate(TOUCH)
        return count


@pytest.fixture
def stage(browser: Browser) -> Iterator[Stage]:
    """Open a page for hostile content."""
    context = browser.new_context()
    yield Stage(context.new_page())
    context.close()


def permissive(field: str) -> str:
    """Render as sites commonly do: HTML, attribute lists and Markdown in HTML are on, nothing is cleaned."""
    return markdown.markdown(field, extensions=["attr_list", "md_in_html", "tables", "fenced_code"])


def fragments(field: str) -> str:
    """Put all that comes of a field into the places where pages have it."""
    shown = markup.render(field, media={"net.png": "net.png"}.get)
    return (
        f"<study-card><h3>{shown.lead}</h3><div>{shown.rest}</div></study-card>{shown.html}"
        f'<p title="{escape(shown.text)}">{escape(shown.lead_text)}</p>'
    )


@pytest.mark.parametrize("seat", SEATS)
def test_no_hostile_field_runs(stage: Stage, seat: str) -> None:
    """Every payload in every seat, rendered as fields are, loaded, hovered, focused and clicked: nothing runs."""
    fields = [seat.replace("{}", payload) for payload in PAYLOADS]
    assert stage.run_count("".join(map(fragments, fields))) == 0


def test_without_any_defence_the_payloads_run(stage: Stage) -> None:
    """The corpus is alive: rendered permissively and not cleaned, most of every third payload do run."""
    sample = PAYLOADS[::3]
    alive = [payload for payload in sample if stage.run_count(permissive(payload))]
    assert len(alive) >= 40


def test_the_allow_list_alone_is_enough(stage: Stage) -> None:
    """Rendered permissively, but cleaned: nothing runs."""
    assert stage.run_count("".join(clean(permissive(payload)) for payload in PAYLOADS)) == 0


def test_the_parser_alone_is_enough(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    """Rendered as fields are, but not cleaned: nothing runs."""
    monkeypatch.setattr(markup, "clean", lambda html: html)
    fields = [seat.replace("{}", payload) for payload in PAYLOADS for seat in SEATS]
    shown = [markup._render_full(field, {}.get) for field in fields]  # type: ignore[arg-type]  # no pictures
    assert stage.run_count("".join(found.html + found.lead for found in shown)) == 0


def test_the_policy_alone_is_enough(stage: Stage) -> None:
    """With no other defence, the policy of the pages lets none of the payloads run."""
    head = f'{HEAD}<meta http-equiv="Content-Security-Policy" content="{csp.policy([])}">'
    assert [payload for payload in PAYLOADS if stage.run_count(permissive(payload), head)] == []


def test_every_kind_of_payload_is_there() -> None:
    """The corpus has at least ten payloads of each kind, all different."""
    rows = json.loads((Path(__file__).parents[1] / "data" / "xss.json").read_text())
    kinds = [row["kind"] for row in rows]
    assert len(set(PAYLOADS)) == len(PAYLOADS) >= 120
    assert all(kinds.count(kind) >= 10 for kind in set(kinds))
    assert all(re.search(r"alert|&#97;lert", payload) or "config" in payload for payload in PAYLOADS)
