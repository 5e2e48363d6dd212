# Knows alone: how the models become the JSON Schema that editors use for completion and remarks while typing.
# An editor sees YAML's types, we see text: so a text may look like a number or a truth value to an editor.
"""The JSON Schema of a deck."""

from __future__ import annotations

import json
from typing import Any

from pydantic.json_schema import GenerateJsonSchema

from byheart.deck import Deck
from byheart.items import ITEM_TYPES
from byheart.model import PARTS, ItemBase

DIALECT = "https://json-schema.org/draft/2020-12/schema"
_AS_TYPED = ["string", "number", "boolean"]


class _Generator(GenerateJsonSchema):
    """Leaves items to be filled in: a deck's model only knows that they are items."""

    def is_instance_schema(self, _schema: Any) -> dict[str, Any]:
        return {}


def deck_schema() -> dict[str, Any]:
    """The schema of one deck file, JSON Schema 2020-12; every item type is a definition of its own."""
    deck = Deck.model_json_schema(schema_generator=_Generator)
    definitions: dict[str, Any] = deck.pop("$defs", {})
    for part in PARTS:
        choices = [{"$ref": f"#/$defs/{item.__name__}"} for item in ITEM_TYPES if item.part == part]
        deck["properties"][part] = {
            "description": deck["properties"][part].get("description", f"The items of the part '{part}'."),
            "type": "array",
            "items": choices[0] if len(choices) == 1 else {"anyOf": choices},
        }
    for item in ITEM_TYPES:
        definitions |= _definitions(item)
    tidy: dict[str, Any] = _tidy(deck | {"$defs": dict(sorted(definitions.items()))})
    return {"$schema": DIALECT, "title": "A Byheart deck"} | tidy


def deck_schema_text() -> str:
    """The schema as the file `schema/deck.schema.json` holds it."""
    return json.dumps(deck_schema(), ensure_ascii=False, indent=2) + "\n"


def _definitions(item: type[ItemBase]) -> dict[str, Any]:
    """An item type's own definition, which also allows to name the type, and those it refers to."""
    schema = item.model_json_schema(by_alias=True)
    definitions: dict[str, Any] = schema.pop("$defs", {})
    schema["properties"] = {
        "type": {"const": item.type_name, "description": "The type of the item."}
    } | schema["properties"]
    return definitions | {item.__name__: schema}


def _tidy(value: Any) -> Any:
    """The schema without generated titles and nulls, and with texts as editors see them."""
    if isinstance(value, list):
        return [_tidy(entry) for entry in value]
    if not isinstance(value, dict):
        return value
    if "anyOf" in value:
        kept = [entry for entry in value["anyOf"] if entry != {"type": "null"}]
        if len(kept) == 1:
            return _tidy(
                {name: entry for name, entry in value.items() if name not in ("anyOf", "default")} | kept[0]
            )
    tidied = {name: _tidy(entry) for name, entry in value.items() if not _is_noise(name, entry)}
    if tidied.get("type") == "string" and not {"enum", "const", "pattern"} & tidied.keys():
        tidied["type"] = _AS_TYPED
    return tidied


def _is_noise(name: str, entry: Any) -> bool:
    generated_title = name == "title" and isinstance(entry, str)
    return generated_title or (name == "default" and entry in (None, []))
