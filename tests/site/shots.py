# Knows alone: which pages and states are worth a look, and at which sizes: `python3 dev.py shots`.
"""Screenshots of every kind of page of the demo site: desktop and phone, light and dark, and paper."""

from __future__ import annotations

import functools
import http.server
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

from playwright.sync_api import Browser, Locator, Page, ViewportSize, sync_playwright

from devtools.browser import find

ROOT = Path(__file__).parents[2]
DECK = "decks/model-optimization/pruning-and-quantization/"
PAGES = {
    "home": "",
    "decks": "decks/",
    "topic": "decks/model-optimization/",
    "deck": DECK,
    "deck-used": DECK,
    "deck-rich": "decks/neural-networks/evaluation/",
    "gallery": "decks/gallery/",
    "review": "review/",
    "practice": "practice/",
    "progress": "progress/",
    "settings": "settings/",
    "sheets": "sheets/?deck=model-optimization/pruning-and-quantization",
    "offline": "offline/",
    "tags": "decks/tags/",
    "reference": "reference/format/",
    "missing": "404.html",
}
SIZES = {"desktop": ViewportSize(width=1280, height=900), "phone": ViewportSize(width=390, height=844)}
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]


def main(out: Path) -> None:
    """Builds the demo site and writes one PNG for each page, size and scheme, and one PDF for each deck page."""
    subprocess.run([sys.executable, "-m", "byheart", "build"], cwd=ROOT, check=True)
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir(parents=True)
    with served(ROOT / "site") as base, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find(), args=ARGUMENTS)
        for scheme in SCHEMES:
            for size in SIZES:
                shoot(browser, base, out, scheme, size)
        on_paper(browser, base, out)
        browser.close()


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serves a folder on a free port of this machine; gives its address."""
    handler = functools.partial(Quiet, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


class Quiet(http.server.SimpleHTTPRequestHandler):
    """Serves without a line for each request."""

    def log_message(self, *_: object) -> None:
        """Says nothing."""


def shoot(browser: Browser, base: str, out: Path, scheme: Literal["light", "dark"], size: str) -> None:
    """All pages in one size and scheme, each with a fresh past."""
    for name, path in PAGES.items():
        touch = size == "phone"
        context = browser.new_context(
            viewport=SIZES[size], color_scheme=scheme, has_touch=touch, is_mobile=touch
        )
        page = context.new_page()
        page.goto(base + path, wait_until="networkidle")
        if name == "deck-used":
            use(page)
        page.evaluate("scrollTo(0, 0)")
        page.screenshot(path=out / f"{name}-{size}-{scheme}.png", full_page=True)
        context.close()


def use(page: Page) -> None:
    """Answers some items, so that each state is to be seen: right, partly, wrong, retry, revealed, chosen."""
    cards = page.locator("study-card")
    for index, button in enumerate(("Good", "Again")):
        cards.nth(index).locator("details.study-answer > summary").click()
        cards.nth(index).get_by_role("button", name=button).click()
    cards.nth(2).locator("details.study-answer > summary").click()
    choices = page.locator("study-choice")
    for index, answers in enumerate((("wrong", "wrong"), ("key",), ("wrong",))):
        for answer in answers:
            respond(choices.nth(index), answer)
    choices.nth(3).locator(".study-option").nth(1).click()
    explain = page.locator("study-explain").first
    explain.locator("textarea").fill("They make the model take less memory, and fewer operations are needed.")
    explain.get_by_role("button", name="Done").click()
    for answer in ("Yes", "Partly", "No"):
        explain.locator(".study-concept:visible").last.get_by_role("button", name=answer).click()
    page.mouse.move(0, 0)


def respond(choice: Locator, answer: str) -> None:
    """Chooses the key or a wrong option, and checks it; tries again where that is offered."""
    again = choice.get_by_role("button", name="Try again")
    if again.count():
        again.click()
    key = choice.get_attribute("data-key")
    selector = (
        f'[data-option="{key}"]'
        if answer == "key"
        else f'[data-option]:not([data-option="{key}"]):not([data-mark])'
    )
    choice.locator(f".study-options > {selector} .study-option").first.click()
    choice.get_by_role("button", name="Check").click()


def on_paper(browser: Browser, base: str, out: Path) -> None:
    """The deck page as PDF, fresh and used, and its pages as pictures where pdftoppm is there."""
    for name in ("deck", "deck-used", "deck-rich"):
        page = browser.new_page()
        page.goto(base + PAGES[name], wait_until="networkidle")
        if name == "deck-used":
            use(page)
        path = out / f"{name}-print.pdf"
        page.pdf(path=path, format="A4", prefer_css_page_size=True)
        if tool := shutil.which("pdftoppm"):
            subprocess.run([tool, "-r", "60", "-png", str(path), str(path.with_suffix(""))], check=True)
        page.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
