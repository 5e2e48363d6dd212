"""Former addresses: whatever was done to decks and items, an address that was ever right leads to its item."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from byheart.config import read_config
from byheart.content.checks import check
from byheart.content.load import load
from byheart.pages import build as pages
from byheart.pages.moved import Moved
from byheart.write.paths import check_names

WriteContent = Callable[[Mapping[str, "str | bytes"]], Path]
Files = Mapping[str, "str | bytes"]

_ENTRY = r'<li id="{}">[^<]*<a href="([^"]+)">'
_ALIAS = r'### <study-heading id="([^"]+)"[^\n]*<span class="study-alias" id="{}"></span>'
_ONWARD = re.compile(r'<a href="([^"]+)" data-moved>')


def card(name: str, *formerly: str, front: str = "") -> str:
    """One card in a deck."""
    return f"- {{id: {name}, front: What is {front or name}?, back: It., formerly: {list(formerly)}}}\n"


def deck(*cards: str, head: str = "") -> str:
    """A deck of cards."""
    return f"title: A deck\n{head}cards:\n{''.join(cards)}"


def build(folder: Path, decks: Mapping[str, str], config: str = "") -> Files:
    """The files that decks become, in which nothing is wrong."""
    (folder / "mkdocs.yml").write_text(f"site_name: S\n{config}")
    for key, text in decks.items():
        path = folder / "content" / f"{key}.yml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    library = load(folder / "content")
    assert [*library.diagnostics, *check(library)] == []
    return pages.build(library, read_config(folder / "mkdocs.yml")).files


def file_at(files: Files, path: str) -> str:
    """The file that becomes the page of the site at a path."""
    stem = path.removesuffix("index.html").rstrip("/").removesuffix(".html")
    names = (path, f"{path}index.html", f"{stem}.md", f"{stem}/index.md")
    return next(name for name in names if name in files)


def text_at(files: Files, path: str) -> str:
    """The text of that file."""
    return str(files[file_at(files, path)])


def led_to(files: Files, path: str, fragment: str = "") -> tuple[str, str]:
    """Where a bookmark comes to, as `moved.ts` goes on: by links of the pages alone."""
    for _ in range(3):
        text = text_at(files, path)
        entry = re.search(_ENTRY.format(re.escape(fragment)), text) if fragment else None
        link = entry or _ONWARD.search(text)
        if link is None:
            alias = re.search(_ALIAS.format(re.escape(fragment)), text) if fragment else None
            return path, alias[1] if alias else fragment
        address, _, named = unescape(link[1]).partition("#")
        path = posixpath.normpath(posixpath.join(posixpath.dirname(file_at(files, path)), address))
        path = path if path.endswith(".html") else path.removesuffix(".md") + "/"
        fragment = named if entry else fragment
    pytest.fail(f"it goes round and round: {path}")


def test_a_deck_that_moved_leads_on_with_what_is_asked_of_it(tmp_path: Path) -> None:
    """Its page, its topic's and each item that it had; also what left it later, and what has another id now."""
    files = build(
        tmp_path,
        {
            "b/new": deck(card("stays"), card("now", "then"), head="formerly: [a/old, b/first]\n"),
            "c/other": deck(card("gone", "b/first#goes")),
        },
    )

    assert led_to(files, "decks/a/old/") == ("decks/b/new/", "")
    assert led_to(files, "decks/b/first/", "stays") == ("decks/b/new/", "stays")
    assert led_to(files, "decks/b/first/", "then") == ("decks/b/new/", "now")
    assert led_to(files, "decks/b/new/", "then") == ("decks/b/new/", "now")
    assert led_to(files, "decks/b/first/", "goes") == ("decks/c/other/", "gone")
    assert led_to(files, "decks/a/old/", "goes") == ("decks/c/other/", "gone")
    assert led_to(files, "decks/b/new/", "goes") == ("decks/c/other/", "gone")
    assert led_to(files, "decks/a/old/", "nonesuch") == ("decks/b/new/", "nonesuch")
    assert 'content="0; url=../b/"' in text_at(files, "decks/a/")


def test_two_items_of_one_id_lead_each_to_its_own(tmp_path: Path) -> None:
    """After two decks became one, where one of the two got a new id."""
    files = build(
        tmp_path,
        {"a/all": deck(card("intro"), card("intro-two", "a/two#intro"), head="formerly: [a/one, a/two]\n")},
    )

    assert led_to(files, "decks/a/one/", "intro") == ("decks/a/all/", "intro")
    assert led_to(files, "decks/a/two/", "intro") == ("decks/a/all/", "intro-two")


def test_a_deck_that_was_split_leads_to_all_that_came_of_it(tmp_path: Path) -> None:
    """Its page lists the decks with the items, and goes on by itself only where an item is asked for."""
    files = build(
        tmp_path,
        {"b/x": deck(card("one", "a/old#one")), "b/y": deck(card("two", "a/old#two", "a/old#second"))},
    )
    text = text_at(files, "decks/a/old/")

    assert "refresh" not in text
    assert "hidden" not in text
    assert [text.count(f'href="../../b/{name}/"') for name in "xy"] == [1, 1]
    assert led_to(files, "decks/a/old/", "second") == ("decks/b/y/", "two")


def test_faces_of_a_card_lead_to_the_same_face(tmp_path: Path) -> None:
    """A card in both directions has two addresses, and a cloze one for each blank beside its own."""
    both = "- {id: now, reversed: true, front: F, back: B, formerly: [a/old#then]}\n"
    cloze = "- {id: gap, type: cloze, cloze: 'A {{c1::b}} c {{c2::d}}.', formerly: [hole]}\n"
    files = build(tmp_path, {"a/b": deck(both, cloze)})

    assert led_to(files, "decks/a/old/", "then~reversed") == ("decks/a/b/", "now~reversed")
    assert led_to(files, "decks/a/b/", "hole~c2") == ("decks/a/b/", "gap~c2")
    assert led_to(files, "decks/a/b/", "hole") == ("decks/a/b/", "gap~c1")


def test_without_addresses_of_folders_files_lead_to_files(tmp_path: Path) -> None:
    """`use_directory_urls: false` gives old and new pages the names of files."""
    decks = {
        "b/new": deck(card("now", "then"), head="formerly: [a/old]\n"),
        "c/other": deck(card("gone", "a/old#goes")),
    }
    files = build(tmp_path, decks, "use_directory_urls: false\n")

    assert 'content="0; url=../b/new.html"' in text_at(files, "decks/a/old.html")
    assert 'src="../../assets/byheart/byheart-moved.js"' in text_at(files, "decks/a/old.html")
    assert led_to(files, "decks/a/old.html", "goes") == ("decks/c/other.html", "gone")
    assert 'content="0; url=../b/index.html"' in text_at(files, "decks/a/index.html")


def test_what_is_not_shown_is_no_target(tmp_path: Path) -> None:
    """A retired item has no place on any page; its old deck still leads to the new one."""
    retired = "- {id: gone, status: retired, front: F, back: B, formerly: [then]}\n"
    files = build(tmp_path, {"b/new": deck(card("stays"), retired, head="formerly: [a/old]\n")})

    assert led_to(files, "decks/a/old/", "then") == ("decks/b/new/", "then")
    assert not any(str(text).count('id="then"') for text in files.values())


def test_the_page_speaks_the_language_of_the_site(tmp_path: Path) -> None:
    """Its title is told as text, whatever is in it."""
    head = "title: '<b>&\"'\nformerly: [a/old]\n"
    files = build(
        tmp_path, {"b/new": f"{head}cards:\n{card('x')}"}, "theme: {name: material, language: ar}\n"
    )
    text = text_at(files, "decks/a/old/")

    assert text.startswith('<!doctype html>\n<html lang="ar" dir="rtl">')
    assert "<bdi>&lt;b&gt;&amp;&#34;</bdi>" in text


@pytest.mark.parametrize("folders", [True, False])
@pytest.mark.parametrize("name", ["con", "lpt1", "index", "items", "tags", "media", "gallery", "x" * 65])
def test_a_past_that_passes_the_check_has_a_page_that_can_be_written(
    tmp_path: Path, write_content: WriteContent, name: str, folders: bool
) -> None:
    """What no deck can have been named is told; whatever is not told takes no other page's place."""
    (tmp_path / "mkdocs.yml").write_text(f"site_name: S\nuse_directory_urls: {str(folders).lower()}\n")
    config = read_config(tmp_path / "mkdocs.yml")
    for key in (f"t/{name}", f"{name}/t"):
        for text in (
            deck(card("a"), head=f"formerly: [{key}]\n"),
            deck(card("a", f"{key}#b")),
        ):
            library = load(write_content({"t/d.yml": text}))
            told = {one.slug for one in [*library.diagnostics, *check(library)]}
            assert told == set() or name != "gallery"
            assert told <= {"reserved-name", "bad-reference", "bad-id"}
            if told:
                continue
            files = {**Moved(library).pages(config), "decks/gallery.md": "", "decks/t/index.md": ""}
            check_names(files)
            built = [
                path.removesuffix(".md").removesuffix("/index.html").removesuffix(".html") for path in files
            ]
            assert len(set(built)) == len(built)


def test_many_former_names_make_no_more_than_they_are(tmp_path: Path) -> None:
    """Eight times as many keys of a deck, and ids of its items, make at most nine times as much of these pages."""

    def size(n: int) -> int:
        keys = ", ".join(f"o/k{i}" for i in range(n))
        text = deck(*(card(f"c{i}", f"f{i}") for i in range(n)), head=f"formerly: [{keys}]\n")
        folder = tmp_path / str(n)
        (folder / "content" / "t").mkdir(parents=True)
        (folder / "content" / "t" / "d.yml").write_text(text)
        (folder / "mkdocs.yml").write_text("site_name: S\n")
        moved = Moved(load(folder / "content"))
        return sum(map(len, moved.pages(read_config(folder / "mkdocs.yml")).values()))

    assert size(80) <= 9 * size(10)


@dataclass
class Author:
    """Moves decks and items as the docs tell, and knows each address that an item ever had."""

    decks: dict[str, dict[str, list[str]]] = field(default_factory=dict)
    """By the key of a deck, its items by their ids with what they were formerly."""
    formerly: dict[str, list[str]] = field(default_factory=dict)
    asks: dict[tuple[str, str], int] = field(default_factory=dict)
    """What an item asks, which never changes, by its key and id."""
    addresses: dict[tuple[str, str], int] = field(default_factory=dict)
    names: int = 0

    def name(self) -> str:
        self.names += 1
        return f"n{self.names}"

    def publish(self) -> None:
        self.addresses |= self.asks

    def add(self, key: str) -> None:
        name = self.name()
        self.decks.setdefault(key, {})[name] = []
        self.formerly.setdefault(key, [])
        self.asks[key, name] = self.names

    def rename_item(self, key: str, name: str) -> None:
        self._put(key, self.name(), [*self.decks[key].pop(name), name], self.asks.pop((key, name)))

    def move_item(self, key: str, name: str, to: str) -> None:
        was = [old if "#" in old else f"{key}#{old}" for old in (*self.decks[key].pop(name), name)]
        self._put(to, self.name(), was, self.asks.pop((key, name)))
        if not self.decks[key]:
            del self.decks[key]
            if self.formerly[key]:  # the last one has left, and no item names what the deck was before
                self.formerly[to].extend([*self.formerly[key], key])

    def move_deck(self, key: str, to: str) -> None:
        """Also where `to` has items: then two decks become one."""
        self.formerly.setdefault(to, []).extend([*self.formerly[key], key])
        for name, was in self.decks.pop(key).items():
            self._put(to, name, was, self.asks.pop((key, name)))

    def _put(self, key: str, name: str, was: list[str], asks: int) -> None:
        self.decks.setdefault(key, {})[name] = was
        self.formerly.setdefault(key, [])
        self.asks[key, name] = asks

    def texts(self) -> dict[str, str]:
        return {
            key: yaml.safe_dump(
                {
                    "title": key,
                    **({"formerly": self.formerly[key]} if self.formerly[key] else {}),
                    "cards": [
                        {"id": name, "front": f"What is {self.asks[key, name]}?", "back": "It."}
                        | ({"formerly": was} if was else {})
                        for name, was in items.items()
                    ],
                }
            )
            for key, items in self.decks.items()
        }


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_an_address_that_was_ever_right_leads_to_its_item(data: st.DataObject) -> None:
    """Whatever is moved, renamed, split and merged, in whatever order, after a site was published each time."""
    author = Author()
    for key in ("a/one", "a/one", "a/two"):
        author.add(key)
    for _ in range(data.draw(st.integers(1, 6))):
        author.publish()
        key = data.draw(st.sampled_from(sorted(author.decks)))
        name = data.draw(st.sampled_from(sorted(author.decks[key])))
        others = [other for other in sorted(author.decks) if other != key]
        new = f"{data.draw(st.sampled_from('ab'))}/{author.name()}"
        step = data.draw(st.sampled_from(["rename", "move", "deck", "add"]))
        if step == "rename":
            author.rename_item(key, name)
        elif step == "move":
            author.move_item(key, name, data.draw(st.sampled_from([*others, new])))
        elif step == "deck":
            author.move_deck(key, data.draw(st.sampled_from([*others, new])))
        else:
            author.add(key)
    with TemporaryDirectory() as folder:
        files = build(Path(folder), author.texts())
    for (key, name), asks in author.addresses.items():
        path, fragment = led_to(files, f"decks/{key}/", name)
        there = path.removeprefix("decks/").rstrip("/"), fragment
        assert author.asks.get(there) == asks, (key, name, there, author)
