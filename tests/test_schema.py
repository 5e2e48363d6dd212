"""The schema that editors use: equal to the models, and saying yes to what the reader says yes to."""

import json
from pathlib import Path

import jsonschema
import pytest
import yaml

from byheart.schema import deck_schema, deck_schema_text

ROOT = Path(__file__).parent.parent
DECKS = sorted((ROOT / "content").glob("*/*.yml"))


def test_the_committed_schema_is_that_of_the_models(update: bool) -> None:
    """Editors complete what the reader accepts; `--update` writes the file anew."""
    path = ROOT / "schema" / "deck.schema.json"
    if update:
        path.write_text(deck_schema_text(), encoding="utf-8")

    assert path.read_text(encoding="utf-8") == deck_schema_text()


def test_it_is_a_schema() -> None:
    """Editors can read it."""
    jsonschema.Draft202012Validator.check_schema(deck_schema())


@pytest.mark.parametrize(
    "path", [path for path in DECKS if path.name != "topic.yml"], ids=lambda path: path.stem
)
def test_a_good_deck_has_no_remark(path: Path) -> None:
    """An author of a good deck sees no underlined line, and the deck says where its schema is."""
    text = path.read_text(encoding="utf-8")

    jsonschema.validate(yaml.safe_load(text), deck_schema())
    assert text.startswith("# yaml-language-server: $schema=../../schema/deck.schema.json\n")


@pytest.mark.parametrize(
    "change",
    [
        {"titel": "x"},
        {"level": "expert"},
        {"cards": [{"id": "a", "front": "f"}]},
        {"questions": [{"id": "a", "stm": "f"}]},
    ],
)
def test_a_slip_is_remarked(change: dict[str, object]) -> None:
    """An unknown key, a wrong level and a missing side are underlined while typing."""
    deck = {"title": "T", "cards": [{"id": "a", "front": "f", "back": "b"}]}
    jsonschema.validate(deck, deck_schema())

    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(deck | change, deck_schema())


def test_a_text_may_look_like_a_number() -> None:
    """`1.10` and `true` as an option are texts to the reader, and no mistake to the editor."""
    option = json.loads('{"id": "q", "stem": 1, "options": [1.10, {"text": true, "correct": true}]}')

    jsonschema.validate({"title": 2001, "questions": [option]}, deck_schema())
