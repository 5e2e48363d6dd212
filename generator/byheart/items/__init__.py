# The registry: which types of items there are, and how the type of one item is told.
# A new type is a module beside this file and one name in ITEM_TYPES.
"""Types of items."""

from __future__ import annotations

from typing import Any

from byheart.diagnostics import did_you_mean, shown
from byheart.items.card import Card
from byheart.items.choice import Choice
from byheart.items.explain import Explain
from byheart.model import ItemBase, Part, Problem

ITEM_TYPES: tuple[type[ItemBase], ...] = (Card, Choice, Explain)
"""All types; the first of a part is the one that an item has if it names none."""

_NAMING_KEYS = ("cloze", "reversed")
"""Keys that tell an item's type by being there."""


def type_of(part: Part, data: dict[str, Any]) -> type[ItemBase] | Problem:
    """The type of an item in `part` of a deck, or what is wrong with the type that it names."""
    known = {item_type.type_name: item_type for item_type in ITEM_TYPES if item_type.part == part}
    key = "type" if "type" in data else next((key for key in _NAMING_KEYS if key in data), None)
    if key is None:
        return next(iter(known.values()))
    name = data["type"] if key == "type" else key
    if name is None:
        return Problem(
            ("type",), "empty-value", "there is no value", "write a type, or delete the line", on_key=True
        )
    if not isinstance(name, str):
        return Problem(("type",), "wrong-type", "the type is no text", "write one word, as in 'type: choice'")
    if name in known:
        return known[name]
    help_text = f"the types in '{part}' are: {', '.join(known)}"
    guess = did_you_mean(name, known)
    if guess:
        help_text = f"did you mean '{guess}'?"
    return Problem((key,), "unknown-type", f"unknown type {shown(name)}", help_text, on_key=key != "type")
