# Only this module knows how the schedule is measured with a long log: which site and log it makes up, and that a
# browser reads both as the review page does.

"""Measure how long it takes to open a log of 200 000 records of 10 000 cards, and what comes after an answer."""

from __future__ import annotations

import functools
import http.server
import json
import os
import platform
import subprocess
import sys
import tempfile
import threading
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from playwright.sync_api import sync_playwright

from devtools.browser import VARIABLE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import BrowserContext

_DECKS, _ITEMS, _TIMES = 500, 20, 20
_INDEX = "decks/items.json"
_PAGE = '<!doctype html><title>A long log</title><script type="module" src="bench.js"></script>'


def main(bundle: list[str]) -> int:
    """Measure and print; `bundle` is the command that writes the script to the file it is given."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        _write_site(folder)
        subprocess.run([*bundle, str(folder / "bench.js")], check=True)
        with _served(folder) as address, sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path=os.environ[VARIABLE], args=["--no-sandbox", "--disable-gpu"]
            )
            for line in _measure(browser.new_context(), address):
                print(line, flush=True)
            browser.close()
    return 0


def _measure(context: BrowserContext, address: str) -> Iterator[str]:
    yield f"{platform.system()}, {platform.machine()}, {os.cpu_count()} cores"
    records = _asked(context, address, f"bench.seed({json.dumps(_INDEX)}, {_TIMES})")["result"]
    yield f"{records} records of {_DECKS * _ITEMS} cards"
    for name in ("from the whole log", "from what was kept"):
        found = _asked(context, address, f"bench.open({json.dumps(_INDEX)})")
        opening, queue, answer, read, due = found["result"].values()
        times = f"{opening:.0f} ms, {due} due in {queue:.0f} ms, next {answer:.0f} ms after an answer"
        yield f"opened {name}: {times}; {read} records and {found['bytes'] / 1e6:.0f} MB in memory"


def _asked(context: BrowserContext, address: str, expression: str) -> dict[str, Any]:
    """Evaluate in a fresh page; return the result and the bytes of script memory that are left after it."""
    page = context.new_page()
    page.goto(address)
    result = page.evaluate(expression)
    session = context.new_cdp_session(page)
    session.send("HeapProfiler.collectGarbage")
    used = session.send("Runtime.getHeapUsage")["usedSize"]
    page.close()
    return {"result": result, "bytes": used}


def _write_site(folder: Path) -> None:
    decks: list[dict[str, object]] = []
    facets: dict[str, dict[str, object]] = {}
    for number in range(_DECKS):
        key = f"topic-{number % 20}/deck-{number}"
        ids = [f"item-{place}" for place in range(_ITEMS)]
        place = {"topic": f"Topic {number % 20}", "page": f"{key}/", "items": f"{key}/items.json"}
        decks.append({"deck": key, "title": key, **place, "ids": ids, "formerly": []})
        columns = {"types": "card", "levels": "beginner", "tags": [], "fingerprints": "f"}
        facets[key] = {"formerly": {}, **{name: [value] * _ITEMS for name, value in columns.items()}}
    (folder / "decks").mkdir()
    (folder / _INDEX).write_text(json.dumps({"version": 1, "decks": decks}), encoding="utf-8")
    (folder / "decks/facets.json").write_text(json.dumps({"version": 1, "decks": facets}), encoding="utf-8")
    (folder / "index.html").write_text(_PAGE, encoding="utf-8")


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing of single requests."""


@contextmanager
def _served(folder: Path) -> Iterator[str]:
    handler = functools.partial(_Quiet, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/index.html"
        server.shutdown()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
