# The same project under MkDocs, ProperDocs and Zensical: strict builds, and pages that teach the same.

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

import html5lib
import pytest

from byheart.engine import ENGINES
from tests.site.stage import ENGINES_URL as URL
from tests.site.stage import ROOT, Site

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path
    from xml.etree.ElementTree import Element

pytestmark = pytest.mark.engine

LINKS = {"href", "src"}
# What an engine may do as it likes: Zensical drops the attribute that keeps text out of the search, which it does
# by itself, and the three name and place the link of a heading to itself differently.
OWN = {"data-search-exclude"}
TAKEN = re.compile("h[1-3]|study-.*")
FOREIGN = re.compile(r"(?:https?:)?//(?!study\.example/)", re.IGNORECASE)
LOADED = {
    "script": "src",
    "link": "href",
    "img": "src",
    "source": "src",
    "iframe": "src",
    "audio": "src",
    "video": "src",
}
IN_CSS = re.compile(r"(?:url\(|@import)\s*[\"']?([^\"')\s]+)")


def deck_pages(site: Site) -> list[str]:
    """The paths of all deck pages, as the first engine has them."""
    found = (
        path.parent.relative_to(site.folder).as_posix() for path in site.folder.glob("decks/*/*/items.json")
    )
    return sorted(f"{path}/" for path in found)


def tree(site: Site, path: str) -> Element:
    """A page as a browser would parse it."""
    return parsed(site.folder / path / "index.html")


@functools.cache
def parsed(file: Path) -> Element:
    """A file of a site as a browser would parse it; several tests look at the same ones."""
    found: Element = html5lib.parse(file.read_text("utf-8"), namespaceHTMLElements=False)
    return found


def article(page: Element) -> Element:
    """What stands between navigation and footer."""
    found = page.find(".//article")
    assert found is not None
    return found


def canonical(node: Element, base: str) -> Iterator[str]:
    """An element line by line: tags with sorted attributes, addresses made absolute, white space as one space."""
    if not _is_element(node) or "headerlink" in node.get("class", ""):
        return
    attributes = {name: value for name, value in node.items() if name not in OWN}
    for name in LINKS & attributes.keys():
        attributes[name] = urljoin(base, attributes[name])
    yield f"<{node.tag} {sorted(attributes.items())}>"
    if words := " ".join((node.text or "").split()):
        yield words
    for child in node:
        yield from canonical(child, base)
        if words := " ".join((child.tail or "").split()):
            yield words
    yield f"</{node.tag}>"


def _is_element(node: Element) -> bool:
    # html5lib's tree has comments in it, whose tag is a function.
    return not str(node.tag).startswith("<")


def items(site: Site, path: str) -> list[str]:
    """All headings and study elements of a page, line by line."""
    children = [node for node in article(tree(site, path)) if TAKEN.fullmatch(str(node.tag))]
    return [line for node in children for line in canonical(node, URL + path)]


def target(site: Site, address: str) -> Path:
    """The file that an address of the site is served from."""
    path = unquote(urlsplit(address).path).removeprefix("/site/")
    found = site.folder / path
    return found / "index.html" if address.endswith("/") or not path else found


@pytest.mark.parametrize("name", ENGINES)
def test_a_strict_build_has_nothing_to_say(engine_sites: Mapping[str, Site], name: str) -> None:
    """Each engine builds the demo strictly and without a warning."""
    assert engine_sites[name].messages == ()


@pytest.mark.parametrize("name", [name for name in ENGINES if name != "mkdocs"])
def test_the_items_are_the_same(engine_sites: Mapping[str, Site], name: str) -> None:
    """On every deck page the items come out the same as with MkDocs: text, structure, ids, links and pictures."""
    pages = deck_pages(engine_sites["mkdocs"])
    assert len(pages) >= 8
    for path in pages:
        assert len(items(engine_sites["mkdocs"], path)) > 100
        assert items(engine_sites[name], path) == items(engine_sites["mkdocs"], path), path


@pytest.mark.parametrize("name", ENGINES)
def test_every_picture_and_link_of_an_item_leads_somewhere(
    engine_sites: Mapping[str, Site], name: str
) -> None:
    """Each picture is a file of the site; each link into the site leads to a page, and to an id that the page has."""
    site = engine_sites[name]
    ids: dict[Path, set[str]] = {}
    pictures = 0
    for path in [*deck_pages(site), "", "decks/", "decks/tags/", "decks/walk/"]:
        for node in article(tree(site, path)).iter():
            address = urljoin(URL + path, node.get("src") or node.get("href") or "")
            if not address.startswith(URL):
                continue
            # A query chooses what the script of a page shows; the page is the same.
            file = target(site, urldefrag(address).url.partition("?")[0])
            assert file.is_file(), f"{path}: {address}"
            pictures += node.tag == "img"
            fragment = unquote(urldefrag(address).fragment)
            if fragment:
                if file not in ids:
                    ids[file] = {found.get("id", "") for found in parsed(file).iter()}
                assert fragment in ids[file], f"{path}: {address}"
    assert pictures > 10


@pytest.mark.parametrize("name", ENGINES)
def test_the_edit_link_leads_to_the_decks_file(engine_sites: Mapping[str, Site], name: str) -> None:
    """Edit on a deck page leads to the deck's own file, on a topic's page to the topic's."""
    for path in deck_pages(engine_sites[name]):
        edit = [
            node.get("href", "")
            for node in tree(engine_sites[name], path).iter("a")
            if "/edit/" in node.get("href", "")
        ]
        assert edit, f"{path} has no edit link"
        source = f"content/{path.removeprefix('decks/').rstrip('/')}.yml"
        assert all(address.endswith(f"/main/{source}") for address in edit), edit
        assert (ROOT / source).is_file() or (ROOT / "tests" / "site" / source).is_file()


@pytest.mark.parametrize("name", ENGINES)
def test_former_addresses_lead_on(engine_sites: Mapping[str, Site], name: str) -> None:
    """A page stands in the place of a deck that moved; it has a policy, and neither lists nor the search know of it."""
    site = engine_sites[name]
    for path, to in {
        "decks/walk/older-steps/": "../steps/",
        "decks/strolls/steps/": "../../walk/steps/",
        "decks/strolls/": "../walk/",
    }.items():
        page = site.html(path)
        assert f'content="0; url={to}"' in page
        assert "Content-Security-Policy" in page
        assert target(site, urljoin(URL + path, to)).is_file()
    away = next(
        node for node in tree(site, "decks/walk/steps/").iter("li") if node.get("id") == "enumeration"
    )
    assert urljoin(URL + "decks/walk/steps/", away[0].get("href", "")) == URL + "decks/walk/rich/#list"
    assert 'href="strolls/' not in site.html("decks/")
    found = [site.folder / name for name in ("sitemap.xml", "search/search_index.json", "search.json")]
    for listed in (path.read_text("utf-8") for path in found if path.is_file()):
        assert "decks/walk/steps" in listed
        assert "strolls" not in listed


@pytest.mark.parametrize("name", ENGINES)
def test_the_navigation_lists_the_decks(engine_sites: Mapping[str, Site], name: str) -> None:
    """On a deck page the navigation has the topic's decks, in its order, and a way to the other topics."""
    page = tree(engine_sites[name], "decks/walk/steps/")
    primary = next(node for node in page.iter("nav") if "md-nav--primary" in node.get("class", ""))
    links = [urljoin(URL + "decks/walk/steps/", node.get("href", "")) for node in primary.iter("a")]
    links = [urldefrag(link).url.removeprefix(URL) for link in links]
    assert links.index("decks/walk/steps/") < links.index("decks/walk/rich/")
    assert any(link.startswith("decks/model-optimization/") for link in links)
    assert any(link.startswith("decks/deployment/") for link in links)


@pytest.mark.parametrize("name", ENGINES)
def test_no_page_loads_anything_from_elsewhere(engine_sites: Mapping[str, Site], name: str) -> None:
    """No script, style, picture, font or frame of any page comes from another host."""
    site = engine_sites[name]
    pages = 0
    for path in site.folder.rglob("*.html"):
        pages += 1
        for node in parsed(path).iter():
            address = node.get(LOADED.get(str(node.tag), ""))
            assert not FOREIGN.match(address or ""), f"{path}: {address}"
    assert pages > 15
    for path in site.folder.rglob("*.css"):
        for address in IN_CSS.findall(path.read_text("utf-8")):
            assert not FOREIGN.match(address), f"{path}: {address}"


def test_the_look_for_other_hosts_finds_one() -> None:
    """The control: addresses of other hosts are seen as such, the site's own and relative ones are not."""
    for address in ("https://cdn.example/x.js", "//cdn.example/x.css", "HTTP://study.example.org/"):
        assert FOREIGN.match(address)
    for address in ("../x.js", "/x.js", URL + "x.js", "data:image/png;base64,", "#x"):
        assert not FOREIGN.match(address)
    assert IN_CSS.findall("@import 'https://x.example/a.css'; b{src:url(//y.example/f)}") == [
        "https://x.example/a.css",
        "//y.example/f",
    ]
