# What the tests with real engines and a real browser share: Chromium, a quiet web server, a small site.
"""Fixtures for built sites."""

from __future__ import annotations

import json
import shutil
import socket
import threading
from contextlib import contextmanager
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import pytest
from playwright.sync_api import Browser, Playwright, sync_playwright

from byheart.engine import ENGINES
from devtools.browser import find, find_other, how_to_install, how_to_install_others
from tests.lacking import left_out
from tests.site import review_stage
from tests.site.stage import ENGINES_URL, UNSEARCHED, Site, Visitor, build_little_site, build_sites

if TYPE_CHECKING:
    from collections.abc import Iterator
    from contextlib import AbstractContextManager

_ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]


class ServeFolder(Protocol):
    """`with serve_folder(path, base="/repo/") as url:` serves a folder, which need not exist yet."""

    def __call__(self, folder: Path, base: str = "/") -> AbstractContextManager[str]: ...


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    """Start what drives Chromium and Firefox."""
    with sync_playwright() as driver:
        yield driver


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    """Start the one Chromium of this run; a missing one is an error, since a skipped test proves nothing."""
    executable = find()
    if executable is None:
        pytest.fail(f"no browser found: {how_to_install()}")
    chromium = playwright.chromium.launch(executable_path=executable, args=_ARGUMENTS)
    yield chromium
    chromium.close()


def other_engine(name: str) -> str:
    """The program of Firefox or WebKit; where there is none, its tests are left out, but in CI they fail."""
    found = find_other(name)
    if found is None:
        left_out(f"no {name} found: {how_to_install_others()}")
    return found


def _without_pages(index: Path) -> bytes:
    """The search index of a site, with nothing in it."""
    return json.dumps(json.loads(index.read_bytes()) | {"docs": []}).encode()


class _Quiet(SimpleHTTPRequestHandler):
    """Serves a folder below a base path, with the site's own 404 page, and says nothing.

    Who says that it does not search gets an index without pages: on each page the theme indexes all others, which
    takes a third of the time that the page needs.
    """

    def __init__(self, *args: object, base: str, folder: Path) -> None:
        self._base = base
        super().__init__(*args, directory=str(folder))  # type: ignore[arg-type]  # the server's three arguments

    def translate_path(self, path: str) -> str:
        if not path.startswith(self._base):
            return str(Path(self.directory) / "nothing here")
        return super().translate_path("/" + path.removeprefix(self._base))

    def do_GET(self) -> None:
        if self.path.endswith("/search_index.json") and UNSEARCHED.items() <= dict(self.headers).items():
            self.send_response(HTTPStatus.OK)
            self.send_header("Content-Type", "application/json")
            self.end_headers()
            self.wfile.write(_without_pages(Path(self.translate_path(self.path))))
        else:
            super().do_GET()

    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def _serve(folder: Path, base: str = "/") -> Iterator[str]:
    handler = partial(_Quiet, base=base, folder=folder)
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        server.daemon_threads = True
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}{base}"
        server.shutdown()
        thread.join()


@pytest.fixture(scope="session")
def serve_folder() -> ServeFolder:
    """Serve folders over HTTP on free ports."""
    return _serve


SMALL_CONFIG = """\
INHERIT: .byheart/nav.yml
site_name: Small
site_url: {url}
theme:
  name: material
  font: false
  features: [navigation.instant, content.code.copy]
  palette:
    - scheme: default
      toggle: {{icon: material/weather-night, name: Dark}}
    - scheme: slate
      toggle: {{icon: material/weather-sunny, name: Light}}
plugins: [search]
markdown_extensions: [attr_list, tables]
"""
SMALL_NAV = """\
nav:
  - Home: index.md
  - Zebras: sub/zebra.md
  - Deep: sub/deep/below.md
"""
SMALL_PAGES = {
    "index.md": "# Home\n\nHello [zebra](sub/zebra.md).\n",
    "sub/zebra.md": "# Zebras\n\nStripes, and a [way back](../index.md).\n\n| a | b |\n|---|:-:|\n| c | d |\n",
    "sub/deep/below.md": "# Below\n\n```python\nx = 1\n```\n",
}


class SmallSite(Protocol):
    """`small_site(root, url=…)` writes the sources of a site of three pages; gives its `mkdocs.yml`."""

    def __call__(self, root: Path, url: str = ...) -> Path: ...


def _small_site(root: Path, url: str = "http://127.0.0.1:8000/") -> Path:
    for name, text in SMALL_PAGES.items():
        (root / "docs" / name).parent.mkdir(parents=True, exist_ok=True)
        (root / "docs" / name).write_text(text)
    (root / ".byheart").mkdir(exist_ok=True)
    (root / ".byheart" / "nav.yml").write_text(SMALL_NAV)
    config = root / "mkdocs.yml"
    config.write_text(SMALL_CONFIG.format(url=url))
    return config


@pytest.fixture(scope="session")
def small_site() -> SmallSite:
    """Write the sources of a small site."""
    return _small_site


@pytest.fixture
def unused_port() -> int:
    """Give a port that nobody listens on."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory, serve_folder: ServeFolder) -> Iterator[Site]:
    """Build the demo site and the tests' own decks once, and serve them below a path, as GitHub Pages does."""
    folder = tmp_path_factory.mktemp("demo")
    with serve_folder(folder / "site-mkdocs", "/site/") as url:
        yield build_sites(folder, url, "mkdocs")["mkdocs"]


@pytest.fixture(scope="session")
def engine_sites(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Site]:
    """Build the demo site and the tests' own decks once with each engine; they are not served."""
    return build_sites(tmp_path_factory.mktemp("engines"), ENGINES_URL, *ENGINES)


@pytest.fixture
def visit(browser: Browser, demo: Site) -> Iterator[Visitor]:
    """Open pages of the demo site, each in a browser profile of its own unless one is given."""
    visitor = Visitor(browser, demo)
    yield visitor
    visitor.close()


@pytest.fixture(scope="session")
def arabic(tmp_path_factory: pytest.TempPathFactory, serve_folder: ServeFolder) -> Iterator[Site]:
    """Build a site in Arabic with decks in Arabic once, and serve it."""
    folder = tmp_path_factory.mktemp("arabic")
    with serve_folder(folder / "site", "/site/") as url:
        yield build_little_site(folder, url, Path(__file__).parent / "rtl", language="ar")


@pytest.fixture
def visit_arabic(browser: Browser, arabic: Site) -> Iterator[Visitor]:
    """Open pages of the Arabic site."""
    visitor = Visitor(browser, arabic)
    yield visitor
    visitor.close()


def _many(n: int) -> str:
    """A deck of so many cards."""
    cards = "".join(
        f"  - {{id: zahl-{i}, front: Was ist das Quadrat von {i}?, back: '{i * i}'}}\n" for i in range(n)
    )
    return f"title: Viele Karten\ndescription: Ein Stapel, so lang wie einer höchstens ist\ncards:\n{cards}"


@pytest.fixture(scope="session")
def german(tmp_path_factory: pytest.TempPathFactory, serve_folder: ServeFolder) -> Iterator[Site]:
    """Build a site in German with long words, a deck in Persian and a long one once, and serve it."""
    folder = tmp_path_factory.mktemp("german")
    shutil.copytree(Path(__file__).parent / "german", folder / "source")
    (folder / "source" / "wissen" / "viele.yml").write_text(_many(200), encoding="utf-8")
    with serve_folder(folder / "project" / "site", "/site/") as url:
        yield build_little_site(folder / "project", url, folder / "source", language="de")


@pytest.fixture
def german_visit(browser: Browser, german: Site) -> Iterator[Visitor]:
    """Open pages of the German site."""
    visitor = Visitor(browser, german)
    yield visitor
    visitor.close()


@pytest.fixture(scope="session")
def little(tmp_path_factory: pytest.TempPathFactory, serve_folder: ServeFolder) -> Iterator[Site]:
    """Build the small site once, and serve it."""
    folder = tmp_path_factory.mktemp("review")
    with serve_folder(folder / "project" / "site", "/site/") as url:
        yield review_stage.build(folder, url, review_stage.DECKS)


@pytest.fixture
def learn(browser: Browser, little: Site) -> Iterator[Visitor]:
    """Open pages of the small site."""
    visitor = Visitor(browser, little)
    yield visitor
    visitor.close()
