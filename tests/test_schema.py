"""The schema that editors use: equal to the models, and saying yes to what the reader says yes to."""

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from byheart.content.schema import deck_schema, deck_schema_text

ROOT = Path(__file__).parent.parent
DECKS = sorted((ROOT / "content").glob("*/*.yml"))
CASES = sorted((ROOT / "tests" / "cases" / "pages").glob("*/deck.yml"))


def test_the_committed_schema_is_that_of_the_models(update: bool) -> None:
    """Editors complete what the reader accepts; `--update` writes the file anew."""
    path = ROOT / "schema" / "deck.schema.json"
    if update:
        path.write_text(deck_schema_text(), encoding="utf-8")

    assert path.read_text(encoding="utf-8") == deck_schema_text()


def test_it_is_a_schema() -> None:
    """Editors can read it."""
    jsonschema.Draft202012Validator.check_schema(deck_schema())


@cache
def validator() -> Any:
    """What says of a deck what an editor says."""
    return jsonschema.Draft202012Validator(deck_schema())


def as_editors_see(data: Any) -> Any:
    """The data of a deck with keys as they are typed: an editor takes `true:` for a word."""
    if isinstance(data, dict):
        words = {True: "true", False: "false"}
        return {words.get(key, key): as_editors_see(value) for key, value in data.items()}
    return [as_editors_see(entry) for entry in data] if isinstance(data, list) else data


@pytest.mark.parametrize(
    "path", [path for path in DECKS if path.name != "topic.yml"], ids=lambda path: path.stem
)
def test_a_good_deck_has_no_remark(path: Path) -> None:
    """An author of a good deck sees no underlined line, and the deck says where its schema is."""
    text = path.read_text(encoding="utf-8")

    validator().validate(as_editors_see(yaml.safe_load(text)))
    assert text.startswith("# yaml-language-server: $schema=../../schema/deck.schema.json\n")


@pytest.mark.parametrize(
    "change",
    [
        {"titel": "x"},
        {"level": "expert"},
        {"cards": [{"id": "a", "front": "f"}]},
        {"questions": [{"id": "a", "stm": "f"}]},
        {"cards": [{"id": "a", "cloze": "{{c1::x}}", "back": "b"}]},
        {"questions": [{"id": "a", "stem": "f", "key": 4}]},
        {"questions": [{"id": "a", "type": "numeric", "stem": "f", "key": 4, "accept": "x"}]},
        {"questions": [{"id": "a", "type": "group", "stem": "f", "parts": [{"id": "b", "type": "group"}]}]},
    ],
)
def test_a_slip_is_remarked(change: dict[str, object]) -> None:
    """An unknown key, a wrong level and a missing side are underlined while typing."""
    deck = {"title": "T", "cards": [{"id": "a", "front": "f", "back": "b"}]}
    validator().validate(deck)

    with pytest.raises(jsonschema.ValidationError):
        validator().validate(deck | change)


def test_a_text_may_look_like_a_number() -> None:
    """`1.10` and `true` as an option are texts to the reader, and no mistake to the editor."""
    option = json.loads('{"id": "q", "stem": 1, "options": [1.10, {"text": true, "correct": true}]}')

    validator().validate({"title": 2001, "questions": [option]})


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.parent.name)
def test_every_type_is_part_of_the_schema(path: Path) -> None:
    """All that the pages' cases use is no mistake to the editor."""
    validator().validate(as_editors_see(yaml.safe_load(path.read_text(encoding="utf-8"))))


def properties(schema: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every key that the schema knows, with what it says of it."""
    for name, definition in [("", schema), *schema.get("$defs", {}).items()]:
        for key, value in definition.get("properties", {}).items():
            yield f"{name}.{key}", value


def test_every_key_is_explained() -> None:
    """Whoever points at a key in an editor reads what it is for."""
    assert [name for name, value in properties(deck_schema()) if not value.get("description")] == []
    assert len(list(properties(deck_schema()))) > 80
