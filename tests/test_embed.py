"""Items on hand-written pages: the line that asks for them, what it shows, and what is said when it is wrong."""

import json
import re
from pathlib import Path

import markdown
import pytest
from markdown.treeprocessors import Treeprocessor

from byheart.content.load import load
from byheart.pages.build import build
from byheart.pages.embed import EmbedError, Selection, parse, rebased
from byheart.pages.embed_check import check_pages
from byheart.pages.gallery import gallery_page
from tests.test_pages import config

DECKS = {
    "alpha/one": """\
title: One
tags: [x]
cards:
  - id: a
    level: beginner
    front: First?
    back: A
  - {id: b, front: Second?, back: B}
questions:
  - id: q
    stem: Third?
    options: [{text: Yes, correct: true}, No]

  - id: g
    type: group
    stem: Read this.
    parts:
      - {id: p1, type: true-false, stem: Fifth?, key: true}
      - {id: p2, type: true-false, stem: Sixth?, key: true}
explain:
  - id: e
    prompt: Why?
    concepts:
      - {id: c1, text: One, card: a}
      - {id: c2, text: Two}
""",
    "beta/two": "title: Two\ncards:\n  - {id: a, front: Fourth?, back: D, tags: [y, pruning]}\n",
}


class Context(Treeprocessor):
    """Stands for MkDocs' step that knows the page and rewrites its links."""

    def __init__(self, docs: Path, page: str) -> None:
        self.config = {"docs_dir": str(docs)}
        self.file = type("File", (), {"src_uri": page})()

    def run(self, root: object) -> None:
        """Leaves the links, so that a test sees what the page asks for."""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Two decks, and the files they become below `docs/`."""
    for key, text in DECKS.items():
        path = tmp_path / "content" / f"{key}.yml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    for name, data in files(tmp_path).items():
        path = tmp_path / "docs" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(str(data), encoding="utf-8")
    return tmp_path


def files(root: Path) -> dict[str, str | bytes]:
    settings = config(root)
    return build(load(settings.content), settings).files


def converted(project: Path, text: str, page: str = "index.md") -> str:
    md = markdown.Markdown(extensions=["toc", "pymdownx.superfences", "byheart.markdown_ext"])
    md.treeprocessors.register(Context(project / "docs", page), "relpath", 0)
    return md.convert(text)


def checked(project: Path, text: str) -> list[tuple[str, int, int, str, str]]:
    (project / "docs" / "page.md").write_text(text, encoding="utf-8")
    settings = config(project)
    found = check_pages(settings, load(settings.content))
    return [(one.path, one.line, one.column, one.slug, one.help) for one in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("alpha/one#a", Selection("alpha/one", "a")),
        ("alpha/one#a~reversed", Selection("alpha/one", "a~reversed")),
        ("deck=alpha/one", Selection("alpha/one")),
        ("tag=x level=beginner n=3", Selection(facets={"tag": "x", "level": "beginner"}, n=3)),
    ],
)
def test_a_line_is_read(text: str, expected: Selection) -> None:
    """One item by its full id, or some by what they have."""
    assert parse(text) == expected


@pytest.mark.parametrize(
    "text", ["alpha/one", "tag", "tag=", "colour=red", "n=0", "n=x", "alpha/one#a tag=x"]
)
def test_a_line_that_cannot_be_read_says_how_to_write_it(text: str) -> None:
    """The author learns the form, not only that it is wrong."""
    with pytest.raises(EmbedError) as error:
        parse(text)

    assert error.value.help


def test_the_page_shows_the_item_of_the_deck(project: Path) -> None:
    """The item has its own key for progress, its heading, and a link to its place; search finds it only there."""
    page = converted(project, "# Home\n\nbyheart: alpha/one#a\n\nMore *text*.")

    assert 'data-item="alpha/one#a"' in page
    assert '<h3 id="alpha-one-a" class="study-question">First?</h3>' in page
    assert '<a href="decks/alpha/one.md#a">One</a>' in page
    assert "data-search-exclude>\n<h3" in page
    assert "<em>text</em>" in page
    assert "<p><study-panel" not in page


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ("tag=x", [f"alpha/one#{name}" for name in ("a", "b", "q", "p1", "p2", "e")]),
        ("type=card", ["alpha/one#a", "alpha/one#b", "beta/two#a"]),
        ("type=card n=2", ["alpha/one#a", "alpha/one#b"]),
        ("deck=beta/two", ["beta/two#a"]),
        ("tag=x level=beginner", ["alpha/one#a"]),
    ],
)
def test_a_selection_shows_what_it_asks_for(project: Path, line: str, shown: list[str]) -> None:
    """Items come in the order of the site."""
    page = converted(project, f"byheart: {line}")

    assert [part.split('"')[0] for part in page.split('data-item="')[1:]] == shown


def test_links_of_an_item_lead_on_from_any_page(project: Path) -> None:
    """Tags, and the card behind a concept, are found from a page in another folder."""
    page = converted(project, "byheart: alpha/one#e", "guide/deep/page.md")

    assert 'href="../../decks/alpha/one.md#a"' in page
    assert 'href="../../decks/tags.md#x"' in page


def test_only_links_are_turned() -> None:
    """Text that looks like a link stays, and so do links to other sites."""
    html = '<code>href="x.md"</code> <a href="https://example.org/">x</a> <img alt="a" src="media/p.png">'

    assert rebased(html, "t/d", "") == html.replace('"media/p.png"', '"decks/t/media/p.png"')


def test_code_that_shows_the_line_stays_code(project: Path) -> None:
    """Documentation can show how an item is asked for."""
    assert "data-item" not in converted(project, "```\nbyheart: alpha/one#a\n```")
    assert checked(project, "```\nbyheart: nope/nope#a\n```\n") == []


@pytest.mark.parametrize(
    ("line", "slug", "help_part"),
    [
        ("byheart: alpha/one#aa", "unknown-item", "did you mean 'a'?"),
        ("byheart: alpha/on#a", "unknown-deck", "did you mean 'alpha/one'?"),
        ("byheart: tag=zzz", "empty-selection", "use one of: x, y, pruning"),
        ("byheart: tag=y level=beginner", "empty-selection", "ask for less"),
        ("byheart: tag=prunning", "empty-selection", "did you mean 'pruning'?"),
        ("byheart: type=choise", "empty-selection", "did you mean 'choice'?"),
        ("byheart: tagg=x", "bad-selection", "topic/deck#item"),
    ],
)
def test_a_wrong_line_is_a_diagnostic_with_its_place(
    project: Path, line: str, slug: str, help_part: str
) -> None:
    """What a page asks for in vain is said with the page's file, line and column, before an engine runs."""
    found = checked(project, f"# Page\n\n{line}\n")

    assert [(path, row, column, name) for path, row, column, name, _ in found] == [
        ("docs/page.md", 3, 10, slug)
    ]
    assert help_part in found[0][4]


def test_an_engine_alone_stops_at_an_unknown_item(project: Path) -> None:
    """Who builds without the command gets no page with a hole in it."""
    with pytest.raises(ValueError, match=r"index.md: byheart: alpha/one#zz: there is no such item"):
        converted(project, "byheart: alpha/one#zz")


@pytest.mark.parametrize(
    ("line", "parts"),
    [
        ("alpha/one#p2", ["p2"]),
        ("alpha/one#g", ["p1", "p2"]),
        ("type=group n=1", ["p1"]),
        ("type=true-false", ["p1", "p2"]),
    ],
)
def test_parts_stand_below_the_stem_of_their_group(project: Path, line: str, parts: list[str]) -> None:
    """A part is no question without its passage, which is shown once above those that follow each other."""
    page = converted(project, f"byheart: {line}")

    assert re.findall('data-item="alpha/one#(.+?)"', page) == parts
    assert page.count("Read this.") == 1
    assert page.index("Read this.") < page.index(f'id="alpha-one-{parts[0]}"')


def test_the_gallery_has_each_type_with_its_yaml(project: Path) -> None:
    """One item of each type that occurs, from the real content, beside the lines that made it."""
    settings = config(project)
    library = load(settings.content)
    page = gallery_page(library, files(project), "en")

    for name in ("card", "choice", "group", "explain"):
        assert f'id="{name}"' in page
    assert page.count("Read this.") == 2, "above its parts, and in the YAML"
    assert page.count('data-item="alpha/one#p1"') == 1
    assert 'data-item="alpha/one#a"' in page
    assert 'href="alpha/one.md#a"' in page
    assert "Third?" in page
    assert (
        json.loads(str(files(project)["decks/alpha/one/items.json"]))["items"][0]["html"].splitlines()[0]
        in page
    )
