"""What is wrong in a Markdown field is a diagnostic with its line, and never an exception."""

import re
from pathlib import Path

import pytest

from byheart.deck import LoadedDeck, read_deck
from byheart.diagnostics import SLUGS
from byheart.fields import Fields
from byheart.markup import Media
from byheart.source import read

MARKUP = Path(__file__).parent.parent / "generator" / "byheart" / "markup"
MEDIA = {"a.png": Media("a.png", 1, 1, "png"), "b.png": Media("b.png", None, None, "")}


def found_in(front: str) -> list[tuple[int, str, str]]:
    """Line, severity and slug of what is wrong in the front of a card; the front begins on line 5."""
    block = "\n".join(f"      {line}" for line in front.split("\n"))
    raw = f"title: T\ncards:\n  - id: a\n    front: |\n{block}\n    back: B\n".encode()
    source, problems = read("content/t/d.yml", raw)
    assert source is not None
    assert problems == []
    deck: LoadedDeck = read_deck(source, "t/d")[0]
    fields = Fields(deck, MEDIA)
    fields(("cards", 0, "front"), next(deck.items()).prompt)
    return [(one.line, one.severity, one.slug) for one in fields.diagnostics]


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
        ("one\n<b>two</b>", [(6, "warning", "raw-html")]),
        ("x" * 9000, [(5, "error", "field-too-long")]),
        ("[" * 70, [(5, "error", "field-too-deep")]),
    ],
    ids=lambda value: value[:20] if isinstance(value, str) else "",
)
def test_a_defect_in_a_field_has_its_line(front: str, expected: list[tuple[int, str, str]]) -> None:
    """An author is told which line of the deck to mend, not only which field."""
    assert found_in(front) == expected


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
