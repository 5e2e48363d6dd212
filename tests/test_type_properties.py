"""What holds for any text in any type of item: pages stay whole, and keys leave the page as they were written."""

from __future__ import annotations

import json
import re
from html import unescape
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from byheart.content.deck import LoadedDeck, read_deck
from byheart.items import ITEM_TYPES
from byheart.items._blanks import blanks_of
from byheart.items._pattern import PatternError, compile_pattern, matches
from byheart.model import ItemBase
from byheart.model.complaints import validate
from byheart.source import read
from byheart.terminal.show import shown_item
from tests.of_types import deck_of
from tests.test_properties import converted, field, filled, outline, page_of

TEMPLATE = f"title: T\n{deck_of('wild')}".encode()
TEXTS = st.tuples(
    field,
    field,
    field.map(lambda text: f"a {{{{c1::{text}}}}} b {{{{c2::x::{text}}}}} {text}"),
    field,
    field,
    field.map(lambda text: f"a [[{text}]] b {{{{{text}}}}} {text}"),
)
KEY = re.compile(r' data-(?:key|accept)="([^"]*)"')


def loaded(texts: list[str]) -> LoadedDeck:
    """A deck of all types with these texts in its fields."""
    source, _ = read("content/t/d.yml", TEMPLATE)
    assert source is not None
    source.data = filled(source.data, texts)
    return read_deck(source, "t/d")[0]


@settings(max_examples=120, deadline=None)
@given(TEXTS)
def test_no_text_breaks_a_page_of_any_type(texts: tuple[str, ...]) -> None:
    """Whatever stands in the fields of whatever type, tags close what they open and nothing runs."""
    deck = loaded(list(texts))
    seen = outline(converted(page_of(deck)))
    shown = [item.element for item, _ in deck.faces()]

    assert seen.wrong == []
    assert seen.open == []
    assert [name for name in seen.ours if name not in ("study-deck", "study-panel")] == shown
    assert not {name for name in seen.attributes if name.startswith("on")}


@settings(max_examples=50, deadline=None)
@given(TEXTS)
def test_the_browser_gets_whole_keys(texts: tuple[str, ...]) -> None:
    """A key with quotes, tags or signs of any language is still JSON in its attribute."""
    page = page_of(loaded(list(texts)))

    for found in KEY.findall(page):
        key = unescape(found)
        if key.startswith(("{", "[")):
            json.loads(key)


def test_a_page_of_all_types_is_whole() -> None:
    """The control: with plain texts every item of the template is on the page, and no type is left out."""
    deck = loaded(["one", "two", "a {{c1::blank}}", "three", "four", "a [[part]] of"])

    assert {item.type_name for item in deck.all_items()} == {item.type_name for item in ITEM_TYPES}
    assert len(list(deck.faces())) == 17
    assert len(KEY.findall(page_of(deck))) >= 8


@settings(max_examples=300, deadline=None)
@given(st.text("{}c1:$`\\ ab\n", max_size=40))
def test_no_text_of_a_cloze_is_too_odd(text: str) -> None:
    """Blanks lie in the text one after another, whatever braces, code and math are around them."""
    blanks, _ = blanks_of(text)
    places = [place for blank in blanks for place in (blank.start, blank.end)]

    assert places == sorted(places)
    assert all(text[blank.start :].startswith("{{c") and text[: blank.end].endswith("}}") for blank in blanks)


# Python's own reading of `[[]` warns of what sets may come to mean; ours writes it so that it does not.
@pytest.mark.filterwarnings("ignore:Possible:FutureWarning")
@settings(max_examples=300, deadline=None)
@given(st.text("ab()[]{}|*+?^$\\.-d,1 ", max_size=16), st.text("ab1 -,", max_size=12))
def test_a_pattern_that_is_let_through_means_what_python_means(pattern: str, text: str) -> None:
    """Rewriting a pattern so that both languages read it alike does not change what it matches."""
    try:
        compiled = compile_pattern(pattern)
    except PatternError:
        return
    inner = pattern.removeprefix("^")
    wanted = (
        re.fullmatch(f"(?:{inner.removesuffix('$')})", text, re.ASCII) if not inner.endswith("\\$") else None
    )

    assert inner.endswith("\\$") or matches(compiled, text, case=True) == (wanted is not None)


WORDS = ["id", "stem", "key", "tolerance", "between", "unit", "foreseen", "value", "match", "accept", "pattern", "compare",
         "case", "steps", "ties", "pairs", "left", "right", "extra", "code", "language", "output", "raises", "parts", "cloze",
         "typed", "fails_to_compile", "text", "true", "false", "1", "2%", "1/3", "a", "{{c1::a}}", "{{c1::a", "(a+)+"]  # fmt: skip
SCALARS = st.none() | st.sampled_from(WORDS) | st.text(max_size=8)
TREES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(WORDS), inner, max_size=5),
    max_leaves=8,
)


class Plain:
    """A field rendered to its own text."""

    def __init__(self, text: str) -> None:
        self.html = self.text = self.lead = text
        self.rest = ""


@pytest.mark.parametrize("item_type", ITEM_TYPES)
@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_whatever_is_in_an_item_it_can_be_shown(item_type: type[ItemBase], data: Any) -> None:
    """An item with mistakes is told of and still rendered, so that mistakes in its fields are told as well."""
    keys = {field.alias or name: field for name, field in item_type.model_fields.items()}
    values = {name: data.draw(TREES) for name in keys if name not in {"reviewed", "refs", "level", "status"}}
    kept = {name: value for name, value in values.items() if value is not None}
    item, problems = validate(item_type, kept)

    assert all(problem.slug and problem.message and problem.help for problem in problems)
    if item is not None:
        assert all(problem.help and "\n" not in problem.message + problem.help for problem in item.check())
        for face in item.faces():
            face.view(lambda _loc, text: Plain(text))


@pytest.mark.parametrize("item_type", ITEM_TYPES)
@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_whatever_is_in_an_item_its_deck_is_read_and_shown(item_type: type[ItemBase], data: Any) -> None:
    """From the tree of a file to problems, page and terminal, nothing raises; the item beside it is on the page."""
    keys = {field.alias or name for name, field in item_type.model_fields.items()} - {"id"}
    drawn = data.draw(st.dictionaries(st.sampled_from(sorted(keys)), st.one_of(TREES, field), max_size=6))
    odd = {"id": "odd", "type": item_type.type_name} | drawn
    tree: dict[str, Any] = {"title": "T", "cards": [{"id": "plain", "front": "Front?", "back": "B"}]}
    tree[item_type.part] = [odd, *tree.get(item_type.part, [])]
    source, refused = read("content/t/d.yml", json.dumps(tree, ensure_ascii=False).encode("utf-8", "replace"))
    if source is None:
        assert refused
        return
    deck, problems = read_deck(source, "t/d")
    shown = [shown_item(deck, item, 60, answer=True) for item in deck.all_items()]

    assert all(problem.slug and problem.help for problem in problems)
    assert "t/d#plain" in page_of(deck)
    assert any(text.startswith("t/d#plain\n") for text in shown)
