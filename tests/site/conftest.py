# What the tests with real engines and a real browser share: Chromium, a quiet web server, a small site.
"""Fixtures for built sites."""

from __future__ import annotations

import shutil
import socket
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import pytest
from playwright.sync_api import Browser, Playwright, sync_playwright

from byheart.engine import ENGINES
from devtools.browser import find, find_other, how_to_install, how_to_install_others
from tests.lacking import left_out
from tests.shared import SERVED
from tests.site import review_stage
from tests.site.serving import serve
from tests.site.stage import ENGINES_URL, Site, Visitor, build_little_site, build_strictly, write_demo

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager

    from tests.shared import Shared

_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    # No test asks a host beyond this machine, not even for a name.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
]


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


@pytest.fixture(scope="session")
def serve_folder() -> ServeFolder:
    """Serve folders over HTTP on free ports."""
    return serve


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


def _visited(shared: Shared, name: str, build: Callable[[Path, str], tuple[str, ...]]) -> Site:
    """A shared site that is served; the first process that asks for it builds it."""
    url = shared.urls[name]
    folder, messages = shared.once(name, lambda folder: build(folder, url))
    return Site(folder / SERVED[name], url, messages)


@pytest.fixture(scope="session")
def demo(shared: Shared) -> Site:
    """Build the demo site and the tests' own decks once, and serve them below a path, as GitHub Pages does."""

    def build(folder: Path, url: str) -> tuple[str, ...]:
        return build_strictly(write_demo(folder, url), "mkdocs", folder / SERVED["demo"])

    return _visited(shared, "demo", build)


@pytest.fixture(scope="session")
def engine_sites(shared: Shared) -> dict[str, Site]:
    """Build the demo site and the tests' own decks once with each engine; they are not served."""

    def write(folder: Path) -> tuple[str, ...]:
        write_demo(folder, ENGINES_URL)
        return ()

    config = shared.once("pages", write)[0] / "mkdocs.yml"

    def by(name: str) -> Site:
        # Zensical builds inside of the project alone.
        site = config.with_name(f"site-{name}")
        _, messages = shared.once(f"by-{name}", lambda _folder: build_strictly(config, name, site))
        return Site(site, ENGINES_URL, messages)

    return {name: by(name) for name in ENGINES}


@pytest.fixture
def visit(browser: Browser, demo: Site) -> Iterator[Visitor]:
    """Open pages of the demo site, each in a browser profile of its own unless one is given."""
    visitor = Visitor(browser, demo)
    yield visitor
    visitor.close()


@pytest.fixture(scope="session")
def arabic(shared: Shared) -> Site:
    """Build a site in Arabic with decks in Arabic once, and serve it."""

    def build(folder: Path, url: str) -> tuple[str, ...]:
        return build_little_site(folder, url, Path(__file__).parent / "rtl", language="ar").messages

    return _visited(shared, "arabic", build)


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
def german(shared: Shared) -> Site:
    """Build a site in German with long words, a deck in Persian and a long one once, and serve it."""

    def build(folder: Path, url: str) -> tuple[str, ...]:
        shutil.copytree(Path(__file__).parent / "german", folder / "source")
        (folder / "source" / "wissen" / "viele.yml").write_text(_many(200), encoding="utf-8")
        return build_little_site(folder / "project", url, folder / "source", language="de").messages

    return _visited(shared, "german", build)


@pytest.fixture
def german_visit(browser: Browser, german: Site) -> Iterator[Visitor]:
    """Open pages of the German site."""
    visitor = Visitor(browser, german)
    yield visitor
    visitor.close()


@pytest.fixture(scope="session")
def little(shared: Shared) -> Site:
    """Build the small site once, and serve it."""
    return _visited(
        shared, "little", lambda folder, url: review_stage.build(folder, url, review_stage.DECKS).messages
    )


@pytest.fixture
def learn(browser: Browser, little: Site) -> Iterator[Visitor]:
    """Open pages of the small site."""
    visitor = Visitor(browser, little)
    yield visitor
    visitor.close()
