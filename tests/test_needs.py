"""What a site lacks for its decks is told once, with its place and the line to write."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from byheart.config import ConfigError, read_config
from byheart.diagnostics.report import render_text
from byheart.items import SLUGS
from byheart.project import check_project
from tests.parts import whole

DECK = "title: Good\ncards:\n  - {id: a, front: Why?, back: So.}\n"
JS, CSS = "assets/byheart/byheart.js", "assets/byheart/byheart.css"


def told(folder: Path, text: str) -> list[tuple[int, str, str]]:
    """Line, severity and slug of what is told of a configuration."""
    (folder / "mkdocs.yml").write_text(text, encoding="utf-8")
    return sorted((one.line, one.severity, one.slug) for one in read_config(folder / "mkdocs.yml").told)


def block(*entries: str) -> str:
    return "extra:\n  byheart:\n    nav:\n" + "".join(f"      - {entry}\n" for entry in entries)


CASES: dict[str, tuple[str, tuple[int, str, str]]] = {
    "no script": (whole(without="extra_javascript"), (1, "error", "no-script")),
    "another script": (
        f"extra_javascript: [a.js]\n{whole(without='extra_javascript')}",
        (1, "error", "no-script"),
    ),
    "no module": (
        f"extra_javascript: [{JS}]\n{whole(without='extra_javascript')}",
        (1, "error", "no-script"),
    ),
    "no list": (f"extra_javascript: {JS}\n{whole(without='extra_javascript')}", (1, "error", "no-script")),
    "no extension": (whole(without="markdown_extensions"), (1, "error", "no-extension")),
    "other extensions": (whole("markdown_extensions: {tables: {}}\n"), (6, "error", "no-extension")),
    "no style sheet": (whole("extra_css:\n- a.css\n"), (6, "warning", "no-style-sheet")),
    "no theme": (whole(without="theme"), (1, "error", "other-theme")),
    "the engine's theme": (whole("theme: readthedocs\n"), (6, "error", "other-theme")),
    "the engine's theme, named": (whole("theme:\n  name: mkdocs\n"), (7, "error", "other-theme")),
    "a foreign theme": (whole("theme: {name: terminal}\n"), (6, "warning", "other-theme")),
    "no INHERIT": (whole(without="INHERIT"), (1, "warning", "no-inherit")),
    "a nav without decks": (whole("nav: [index.md]\n"), (7, "warning", "decks-not-in-nav")),
    "a nav with our entry": (whole("nav: [index.md, byheart: decks]\n"), (7, "warning", "decks-not-in-nav")),
    "two navs": (whole(block("byheart: decks") + "nav: [index.md]\n"), (11, "warning", "two-navs")),
    "no entry for decks": (whole(block("index.md", "decks/index.md")), (9, "warning", "decks-not-in-nav")),
    "another entry": (whole(block("byheart: deck")), (9, "warning", "decks-not-in-nav")),
    "decks twice": (
        whole(block("byheart: decks", "A: [byheart: decks]")),
        (9, "warning", "decks-twice-in-nav"),
    ),
    "a slip": (whole("extra:\n  byhart: {}\n"), (8, "warning", "misspelt-block")),
    "a capital": (whole("extra:\n  ByHeart: {}\n"), (8, "warning", "misspelt-block")),
    "the block on top": (whole("byheart: {}\n"), (7, "warning", "misspelt-block")),
}


@pytest.mark.parametrize("name", CASES)
def test_what_is_missing_is_told_once(tmp_path: Path, name: str) -> None:
    """One message for one part, at its key, or at the start of the file where there is none."""
    text, wanted = CASES[name]

    assert told(tmp_path, text) == [wanted]


WHOLE = {
    "as it is": whole(),
    "a mapping of extensions": whole("markdown_extensions: {tables: {}, byheart.markdown_ext: {}}\n"),
    "an extension with settings": whole("markdown_extensions: [byheart.markdown_ext: {}]\n"),
    "paths with a point": whole(
        f"extra_css: [./{CSS}]\nextra_javascript: [{{path: ./{JS}, type: module}}]\n"
    ),
    "a theme's name": whole("theme: material\n"),
    "a theme of one's own": whole("theme: {name: null, custom_dir: look}\n"),
    "a nav that leads to decks": whole("nav: [index.md, {Decks: [decks/index.md]}]\n"),
    "decks below a title": whole(block("index.md", "Learn: [byheart: decks]")),
    "the entry as a text": whole(block("'byheart: decks'")),
    "topics by hand": whole(block("decks/biology/index.md")),
    "other keys of extra": whole("extra: {social: [], search: x, charts: x, byheart: {}, analytics: x}\n"),
}


@pytest.mark.parametrize("name", WHOLE)
def test_what_is_there_is_not_told(tmp_path: Path, name: str) -> None:
    """The control: however it is written."""
    assert told(tmp_path, WHOLE[name]) == []


def test_a_key_that_stands_twice_is_told(tmp_path: Path) -> None:
    """Who pastes a block below one of the same name would lose the first; an alias and a merge are no second time."""
    text = whole("a: &a {x: 1}\nb: {<<: *a, y: *a}\nx: 2\nplugins: [search]\n")
    assert told(tmp_path, text) == []
    line = text.count("\n") + 1
    assert told(tmp_path, text + "plugins: [tags]\n") == [(line, "error", "duplicate-key")]
    assert told(tmp_path, text + "c: [{d: {e: 1,\n e: 2}}]\n") == [(line + 1, "error", "duplicate-key")]


def test_every_slug_of_the_site_has_a_case() -> None:
    """A slug without a case is one that nobody has seen."""
    assert {case[2] for _, case in CASES.values()} == {
        slug for slug, info in SLUGS.items() if info.stage == "site"
    }


def test_what_is_inherited_counts(tmp_path: Path) -> None:
    """Parts, folders and settings of the files that mkdocs.yml names with INHERIT, at any distance."""
    (tmp_path / "base").mkdir()
    (tmp_path / "pages").mkdir()
    (tmp_path / "base" / "all.yml").write_text(
        whole(
            "docs_dir: pages\nextra: {byheart: {decks_in_nav: 3, pdf: true}}\nINHERIT: ../.byheart/nav.yml\n"
        )
    )
    (tmp_path / "base" / "some.yml").write_text("INHERIT: all.yml\nextra: {byheart: {pdf: false}}\n")

    assert told(tmp_path, "INHERIT: base/some.yml\n") == []
    config = read_config(tmp_path / "mkdocs.yml")
    assert (config.docs.name, config.decks_in_nav, config.pdf) == ("pages", 3, False)
    assert told(tmp_path, "INHERIT: base/some.yml\nextra_css: [a.css]\n") == [
        (2, "warning", "no-style-sheet")
    ]


def test_a_way_with_steps_back_leads_to_the_same_site(tmp_path: Path) -> None:
    """The configuration may be named from a folder beside it."""
    (tmp_path / "beside").mkdir()
    (tmp_path / "mkdocs.yml").write_text(whole())

    assert read_config(tmp_path / "beside" / ".." / "mkdocs.yml").told == ()


def test_keys_without_a_value_are_as_if_they_were_not_there(tmp_path: Path) -> None:
    """As engines read them; and no value of another kind ends in a traceback."""
    assert told(tmp_path, whole("docs_dir:\nsite_dir:\nnav:\nplugins:\nhooks:\nextra:\n")) == []
    odd = "theme: [x]\nplugins: 3\nmarkdown_extensions: x\nextra_css: {a: b}\nextra_javascript: [[x], 3, null]\nnav: 5\n"
    assert {slug for _, _, slug in told(tmp_path, whole(odd))} == {
        "other-theme",
        "no-extension",
        "no-style-sheet",
        "no-script",
        "decks-not-in-nav",
    }


def test_the_line_to_inherit_fits_the_file_it_is_for(tmp_path: Path) -> None:
    """Where another file is inherited, that one is named, with the way from its folder."""
    (tmp_path / "base").mkdir()
    (tmp_path / "base" / "all.yml").write_text(whole(without="INHERIT"))
    (tmp_path / "mkdocs.yml").write_text("INHERIT: base/all.yml\n")
    (one,) = read_config(tmp_path / "mkdocs.yml").told

    assert one.help == "write 'INHERIT: ../.byheart/nav.yml' as the first line of all.yml"


@pytest.mark.parametrize(
    ("base", "said"),
    [
        (None, "inherits 'base.yml', and there is no such file"),
        ("INHERIT: mkdocs.yml\n", "inherits from more than 15 files"),
        ("a: [", "base.yml: line "),
    ],
)
def test_a_chain_that_cannot_be_read_is_told(tmp_path: Path, base: str | None, said: str) -> None:
    """A file that is not there, a circle, and what is no YAML."""
    if base is not None:
        (tmp_path / "base.yml").write_text(base)
    with pytest.raises(ConfigError, match=said):
        told(tmp_path, "INHERIT: base.yml\n")


def test_a_hook_may_add_parts(tmp_path: Path) -> None:
    """What it may add is told, and stops nothing."""
    text = whole("hooks: [add.py]\n", without="extra_javascript")

    assert told(tmp_path, text) == [(1, "warning", "no-script")]


def test_a_site_with_nothing_is_told_all(tmp_path: Path, matches_golden: Callable[[Path, str], None]) -> None:
    """Word for word, as whoever adds Byheart to a site sees it; nothing may be written then."""
    (tmp_path / "content" / "t").mkdir(parents=True)
    (tmp_path / "content" / "t" / "d.yml").write_text(DECK)
    (tmp_path / "mkdocs.yml").write_text("site_name: Mine\nnav:\n  - index.md\nextra:\n  byhart: {}\n")
    checked = check_project(tmp_path / "mkdocs.yml")

    assert checked.failed
    golden = Path(__file__).parent / "cases" / "needs" / "nothing.txt"
    matches_golden(golden, render_text(checked.diagnostics, 1) + "\n")
