"""What is wrong in a Markdown field is a diagnostic with its line, and never an exception."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from byheart.content.load import Library, load
from byheart.content.schema import deck_schema
from byheart.items import SLUGS
from byheart.markup import RenderedField, Speech
from byheart.model import Loc
from byheart.pages.build import build
from byheart.pages.fields import MOST, Fields, check_fields
from tests.test_pages import PNG, config

MARKUP = Path(__file__).parent.parent / "generator" / "byheart" / "markup"
MEDIA = {"a.png": PNG, "b.png": b"no picture"}


def library_of(root: Path, deck: str) -> Library:
    """A library of one deck, with the pictures of MEDIA beside it."""
    topic = root / "content" / "t"
    topic.mkdir(parents=True)
    (topic / "d.yml").write_text(deck, encoding="utf-8")
    for name, data in MEDIA.items():
        (topic / name).write_bytes(data)
    return load(root / "content")


def found_in(root: Path, front: str) -> list[tuple[int, str, str]]:
    """Line, severity and slug of what is wrong in the front of a card; the front begins on line 5."""
    block = "\n".join(f"      {line}" for line in front.split("\n"))
    library = library_of(root, f"title: T\ncards:\n  - id: a\n    front: |\n{block}\n    back: B\n")
    assert library.diagnostics == []
    return [(one.line, one.severity, one.slug) for one in check_fields(library)]


def test_a_link_leads_to_an_item_that_the_page_has(tmp_path: Path) -> None:
    """Items, groups and faces that learners see; a draft may name a draft, what is retired nobody may send to."""
    deck = """\
title: T
cards:
  - {id: a, front: "[1](#b~reversed) [2](#g) [3](#p) [4](#draft) [5](#old)", back: B}
  - {id: b, reversed: true, front: F, back: B}
  - {id: draft, status: draft, front: "[6](#draft) [7](#a)", back: B}
  - {id: old, status: retired, front: G, back: B}
questions:
  - {id: g, type: group, stem: S, parts: [{id: p, type: true-false, stem: U, key: true}]}
"""
    library = library_of(tmp_path, deck)
    assert library.diagnostics == []
    found = [(one.line, one.message) for one in check_fields(library)]
    assert found == [
        (3, "the item 'draft' of a link is not shown to learners"),
        (3, "the item 'old' of a link is not shown to learners"),
    ]


@pytest.mark.parametrize(
    ("front", "expected"),
    [
        ("fine ![a](a.png)", []),
        ("one\n\n![a map](map.png)", [(7, "error", "missing-image")]),
        ("![a](https://example.org/a.png)", [(5, "error", "image-outside")]),
        ("![a](../../a.png)", [(5, "error", "image-outside")]),
        ("![a](b.png)", [(5, "error", "media-type")]),
        ("![](a.png)", [(5, "warning", "no-alt")]),
        ("[a](javascript:alert(1))", [(5, "error", "bad-link")]),
        ("one\n[b](#b), [a](#a)", [(6, "error", "bad-link")]),
        ("`[b](#b)`", []),
        ("one\n<b>two</b>", [(6, "warning", "raw-html")]),
        ("x" * 9000, [(5, "error", "field-too-long")]),
        ("[" * 70, [(5, "error", "field-too-deep")]),
    ],
    ids=lambda value: value[:20] if isinstance(value, str) else "",
)
def test_a_defect_in_a_field_has_its_line(
    front: str, expected: list[tuple[int, str, str]], tmp_path: Path
) -> None:
    """An author is told which line of the deck to mend, not only which field."""
    assert found_in(tmp_path, front) == expected


def test_each_slug_of_a_field_is_known() -> None:
    """No defect that the renderer can name is missing from the table of slugs."""
    named = {
        slug
        for path in MARKUP.glob("*.py")
        for slug in re.findall(r'"((?:[a-z]+-)+[a-z]+)"', path.read_text("utf-8"))
        if slug in {name for name, info in SLUGS.items() if info.stage == "field"}
        or slug.startswith(("image-", "field-", "bad-"))
    }

    assert named <= SLUGS.keys()
    assert "image-outside" in named


# Every key that holds Markdown, in every type of item; BAD is HTML, which is shown as text.
BAD = "<b>"
EVERYWHERE = """\
title: T
intro: BAD
cards:
  - {id: a, front: BAD 1, back: BAD 2, hint: BAD 3}
  - id: b
    hints: [BAD 4, BAD 5]
    cloze: 'BAD {{c1::one::<i>}}'
  - id: m
    label: BAD 39
    image: a.png
    alt: A net
    boxes: [{id: x, at: [0, 0, 9, 9], name: BAD 40}]
questions:
  - id: c
    stem: BAD 6
    options:
      - {text: BAD 7, feedback: BAD 8}
      - BAD 9
      - {text: right, correct: true}
    explanation: BAD 10
  - {id: d, type: true-false, stem: BAD 11, key: true, explanation: BAD 12}
  - id: e
    type: numeric
    stem: BAD 13
    key: 3
    foreseen: [{value: 4, feedback: BAD 14}]
    explanation: BAD 15
  - id: f
    type: text
    stem: BAD 16
    accept: x
    foreseen: [{match: y, feedback: BAD 17}]
    explanation: BAD 18
  - {id: g, type: order, stem: BAD 19, steps: [BAD 20, BAD 21], explanation: BAD 22}
  - id: h
    type: match
    stem: BAD 23
    pairs: [{left: BAD 24, right: BAD 25}, {left: BAD 26, right: BAD 27}]
    extra: [BAD 28]
    explanation: BAD 29
  - {id: i, type: predict, stem: BAD 30, code: f(), language: python, output: "", explanation: BAD 31}
  - id: j
    type: group
    stem: BAD 32
    parts: [{id: k, type: true-false, stem: BAD 33, key: true}]
explain:
  - id: l
    prompt: BAD 34
    concepts: [{id: x, text: BAD 35, counts_if: BAD 36}, {id: y, text: BAD 37}]
    model_answer: BAD 38
""".replace("BAD", BAD)


@pytest.mark.parametrize("status", ["active", "draft", "retired"])
def test_every_field_is_checked_whatever_its_item_is(status: str, tmp_path: Path) -> None:
    """What learners do not see yet, or see no longer, is told as well: each defect once, at its place."""
    deck = re.sub(r"^( +- (?:\{)?)(id: \w)", rf"\1status: {status}, \2", EVERYWHERE, flags=re.MULTILINE)
    deck = re.sub(r"^( +)- status: (\w+), id", r"\1- status: \2\n\1  id", deck, flags=re.MULTILINE)
    library = library_of(tmp_path, deck)
    found = [(one.line, one.slug) for one in check_fields(library)]
    lines = [line for line, text in enumerate(deck.split("\n"), 1) for _ in re.findall("<[bi]>", text)]

    assert library.diagnostics == []
    assert status == "active" or {item.status for item in library.topics[0].decks[0].all_items()} >= {status}
    assert sorted(found) == [(line, "raw-html") for line in lines]


def test_the_deck_above_has_every_key_that_holds_markdown() -> None:
    """A new key of Markdown joins it, or this fails; `hints` are several of `hint`."""
    keys = set(_markdown_keys(deck_schema()))

    assert keys > {"front", "feedback"}
    assert {key for key in keys if not re.search(rf"\b{key}\b", EVERYWHERE)} == set()


def _markdown_keys(schema: object) -> Iterator[str]:
    """The keys that a schema describes as Markdown."""
    if isinstance(schema, dict):
        for name, value in schema.get("properties", {}).items():
            if "(Markdown)" in value.get("description", ""):
                yield name
        for value in schema.values():
            yield from _markdown_keys(value)
    elif isinstance(schema, list):
        for value in schema:
            yield from _markdown_keys(value)


def test_pages_show_no_field_that_is_not_checked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The check needs no pages, for it walks all that they render: each place that a page asks for is one of its own."""
    library = library_of(tmp_path, EVERYWHERE)
    asked: set[Loc] = set()

    def ask(fields: Fields, loc: Loc, text: str, speech: Speech) -> RenderedField:
        asked.add(loc)
        return render(fields, loc, text, speech)

    render = Fields.__call__
    monkeypatch.setattr(Fields, "__call__", ask)
    build(library, config(tmp_path))

    assert asked <= {loc for deck in library.decks() for loc, _ in deck.fields()}
    assert len(asked) > 30


def test_a_hostile_file_is_not_told_of_without_end(tmp_path: Path) -> None:
    """The first are told, and that there are more."""
    cards = "".join(f"  - {{id: c{n}, front: '{BAD} {n}', back: B}}\n" for n in range(MOST + 5))
    found = list(check_fields(library_of(tmp_path, f"title: T\ncards:\n{cards}")))

    assert len(found) == MOST + 1
    assert found[-1].slug == "too-many-problems"
