# Sites of more decks than the navigation lists, with the shipped mkdocs.yml: they build strictly on all engines, and
# each deck has a way up.

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urljoin

import html5lib
import pytest

from byheart import engine
from byheart.engine import ENGINES
from tests.site.many_stage import many_decks

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from tests.site.stage import Site

pytestmark = pytest.mark.engine


@pytest.fixture(scope="module")
def of_160(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write the pages of 160 decks; gives their `mkdocs.yml`."""
    return many_decks(tmp_path_factory.mktemp("many"), 160)


@pytest.fixture(scope="module")
def of_1000(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write the pages of a thousand decks; gives their `mkdocs.yml`."""
    return many_decks(tmp_path_factory.mktemp("more"), 1000)


PATH = re.compile(r'<div class="?study-path"?[^>]*>.*?</div>', re.DOTALL)


def ways_up(site: Path, deck: str) -> list[str]:
    """Where the links below the title of a deck's page lead to, below the root of the site."""
    # The whole of the page needs no parser: that the panel is there once is counted, and it has no panel in it.
    panels = PATH.findall((site / "decks" / deck / "index.html").read_text("utf-8"))
    assert len(panels) == 1, deck
    here = f"https://x.example/decks/{deck}/"
    links = html5lib.parse(panels[0], namespaceHTMLElements=False).iter("a")
    return [urljoin(here, link.get("href", "")).removeprefix("https://x.example/") for link in links]


def decks_of(site: Path) -> list[str]:
    """The keys of all decks that have a page."""
    return [
        path.parent.relative_to(site / "decks").as_posix() for path in (site / "decks").glob("*/*/items.json")
    ]


@pytest.mark.parametrize("name", ENGINES)
def test_160_decks_build_strictly(of_160: Path, name: str) -> None:
    """Each engine builds them without a warning, and from each deck a link leads to its topic."""
    site = of_160.with_name(f"site-{name}")
    result = engine.build(of_160, name, site)
    assert result.messages == ()
    decks = decks_of(site)
    assert len(decks) == 160
    for deck in decks:
        topic = deck.split("/")[0]
        assert ways_up(site, deck) == ["decks/", f"decks/{topic}/"]
    assert (site / "decks/many-3/index.html").is_file()


@pytest.mark.parametrize("name", ENGINES)
def test_1000_decks_build_strictly(of_1000: Path, name: str) -> None:
    """A thousand decks are no reason to stop, and the last one has a way up too."""
    site = of_1000.with_name(f"site-{name}")
    result = engine.build(of_1000, name, site, at_least=1000)
    assert result.messages == ()
    decks = decks_of(site)
    assert len(decks) == 1000
    assert ways_up(site, max(decks)) == ["decks/", f"decks/{max(decks).split('/')[0]}/"]


def test_a_few_decks_have_a_way_up_too(engine_sites: Mapping[str, Site]) -> None:
    """The path below the title does not hang on the size of the site."""
    assert ways_up(engine_sites["mkdocs"].folder, "walk/steps") == ["decks/", "decks/walk/"]


def test_without_the_rule_for_the_navigation_no_strict_build(of_160: Path) -> None:
    """The control: the engine does stop at pages that are in no navigation, and says so first."""
    nav = of_160.parent / ".byheart" / "nav.yml"
    kept = nav.read_text("utf-8")
    nav.write_text(kept.replace("/decks/\\n", ""), "utf-8")
    try:
        with pytest.raises(engine.EngineError, match="not included in the") as caught:
            engine.build(of_160, "mkdocs", of_160.with_name("site-none"))
    finally:
        nav.write_text(kept, "utf-8")
    assert len(str(caught.value).splitlines()) < 20
