# Knows alone: how the models become the JSON Schema that editors use for completion and remarks while typing.
# An editor sees YAML's types, we see text: so a text may look like a number or a truth value to an editor.
# What an editor says of a key is the docstring below its field.
"""The JSON Schema of a deck."""

from __future__ import annotations

import ast
import inspect
import json
import sys
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from typing import Any

from pydantic.json_schema import GenerateJsonSchema

from byheart.content.deck import Deck
from byheart.items import ITEM_TYPES, OTHER_FORMS, types_in
from byheart.items.group import Group
from byheart.model import PARTS, ItemBase, Strict

DIALECT = "https://json-schema.org/draft/2020-12/schema"
_AS_TYPED = ["string", "number", "boolean"]
_EXAMPLES: dict[str, list[Any]] = {
    "id": ["what-is-pruning"],
    "tags": [["model-optimization"]],
    "refs": [["https://example.org/page", "A book, 1999, p. 3"]],
    "lang": ["en", "de-CH"],
    "prerequisites": [["neural-networks/basics"]],
}
for _type in ITEM_TYPES:
    _EXAMPLES.update(_type.examples)


class _Generator(GenerateJsonSchema):
    """Leaves items to be filled in: decks and groups only know that they are items."""

    def is_instance_schema(self, _schema: Any) -> dict[str, Any]:
        return {}


def deck_schema() -> dict[str, Any]:
    """The schema of one deck file, JSON Schema 2020-12; every item type is a definition of its own."""
    deck = Deck.model_json_schema(schema_generator=_Generator)
    definitions: dict[str, Any] = deck.pop("$defs", {})
    for item in (*ITEM_TYPES, *OTHER_FORMS):
        definitions |= _definitions(item)
    said = {model.__name__: dict(_said(model)) for model in _models(Strict)}
    for name, definition in [("Deck", deck), *definitions.items()]:
        _describe(definition.get("properties", {}), said.get(name, {}))
        definition.update(_truths(definition.get("properties", {})))
    for part in PARTS:
        others = [item for item in OTHER_FORMS if item.part == part]
        deck["properties"][part] |= _list_of([*types_in(part).values(), *others])
    parts = [item for item in types_in("questions").values() if item is not Group]
    definitions[Group.__name__]["properties"]["parts"] |= _list_of(parts)
    tidy: dict[str, Any] = _tidy(deck | {"$defs": dict(sorted(definitions.items()))})
    return {"$schema": DIALECT, "title": "A Byheart deck"} | tidy


def deck_schema_text() -> str:
    """The schema as the file `schema/deck.schema.json` holds it."""
    return json.dumps(deck_schema(), ensure_ascii=False, indent=2) + "\n"


def _list_of(types: list[type[ItemBase]]) -> dict[str, Any]:
    choices = [{"$ref": f"#/$defs/{item.__name__}"} for item in types]
    return {"type": "array", "items": choices[0] if len(choices) == 1 else {"anyOf": choices}}


def _definitions(item: type[ItemBase]) -> dict[str, Any]:
    """An item type's own definition, which also tells when to name the type, and those it refers to."""
    schema = item.model_json_schema(by_alias=True, schema_generator=_Generator)
    definitions: dict[str, Any] = schema.pop("$defs", {})
    named = {"const": item.type_name, "description": f"The type of the item: {item.type_name}."}
    schema["properties"] = {"type": named} | schema["properties"]
    usual = next(iter(types_in(item.part).values()))
    if item.type_name != usual.type_name and not item.known_by:
        schema["required"] = [*schema["required"], "type"]
    return definitions | {item.__name__: schema}


def _models(base: type[Strict]) -> Iterator[type[Strict]]:
    for model in base.__subclasses__():
        yield model
        yield from _models(model)


def _said(model: type[Strict]) -> Iterator[tuple[str, str]]:
    """The keys of a model with the docstrings below their fields, inherited ones first."""
    for owner in reversed([owner for owner in model.__mro__ if issubclass(owner, Strict)]):
        for name, words in _docstrings(owner.__module__).get(owner.__name__, {}).items():
            known = model.model_fields.get(name)
            if known:
                yield known.alias or name, words


@cache
def _docstrings(module: str) -> dict[str, dict[str, str]]:
    """The docstrings below the fields of each class of a module."""
    tree = ast.parse(inspect.getsource(sys.modules[module]))
    return {node.name: dict(_below(node)) for node in tree.body if isinstance(node, ast.ClassDef)}


def _below(node: ast.ClassDef) -> Iterator[tuple[str, str]]:
    for field, below in pairwise(node.body):
        words = below.value if isinstance(below, ast.Expr) else None
        if isinstance(field, ast.AnnAssign) and isinstance(words, ast.Constant):
            yield ast.unparse(field.target), str(words.value)


def _describe(properties: dict[str, Any], said: dict[str, str]) -> None:
    for name, schema in properties.items():
        if name in said:
            schema["description"] = said[name]
        if name in _EXAMPLES:
            schema["examples"] = _EXAMPLES[name]


def _truths(properties: dict[str, Any]) -> dict[str, Any]:
    """Keys that YAML takes for truth values, by pattern: by name alone, editors' language server finds none."""
    named = {f"^{name}$": schema for name, schema in properties.items() if name in ("true", "false")}
    return {"patternProperties": named} if named else {}


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
    tidied = {
        name: entry if name == "examples" else _tidy(entry)
        for name, entry in value.items()
        if not _is_noise(name, entry)
    }
    if tidied.get("type") == "string" and not {"enum", "const", "pattern"} & tidied.keys():
        tidied["type"] = _AS_TYPED
    return tidied


def _is_noise(name: str, entry: Any) -> bool:
    generated_title = name == "title" and isinstance(entry, str)
    return generated_title or (name == "default" and entry in (None, []))
