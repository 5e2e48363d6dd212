# The registry: which types of items there are, and how the type of one item is told.
# A new type is a module beside this file and one name in ITEM_TYPES.
"""Types of items."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from byheart.diagnostics import SHARED_SLUGS, SlugInfo, did_you_mean, quoted
from byheart.items.card import Card, OpenCard
from byheart.items.choice import Choice
from byheart.items.cloze import Cloze
from byheart.items.explain import Explain
from byheart.items.group import Group
from byheart.items.label import Label
from byheart.items.mark import Mark
from byheart.items.match import Match
from byheart.items.numeric import Numeric
from byheart.items.order import Order
from byheart.items.predict import Predict
from byheart.items.text import Text
from byheart.items.true_false import TrueFalse
from byheart.model import ItemBase, Part, Problem

ITEM_TYPES: tuple[type[ItemBase], ...] = (
    Card,
    Cloze,
    Label,
    Choice,
    TrueFalse,
    Numeric,
    Text,
    Order,
    Match,
    Mark,
    Predict,
    Group,
    Explain,
)
"""All types; the first of a part is the one that an item has if it names none."""


OTHER_FORMS: tuple[type[ItemBase], ...] = (OpenCard,)
"""Items of a type that have other keys than its usual form."""

SLUGS: Mapping[str, SlugInfo] = SHARED_SLUGS | {
    slug: info for item_type in ITEM_TYPES for slug, info in item_type.slugs.items()
}
"""All slugs: those that no type has alone, and those of each type."""


def types_in(part: Part) -> dict[str, type[ItemBase]]:
    """The types of a part by their names."""
    return {item_type.type_name: item_type for item_type in ITEM_TYPES if item_type.part == part}


def type_of(part: Part, data: dict[str, Any]) -> type[ItemBase] | Problem:
    """The type of an item in `part` of a deck, or what is wrong with the type that it names."""
    known = types_in(part)
    if "type" not in data:
        return _misspelt(part, data) or _unnamed(part, data)
    name = data["type"]
    if name is None:
        return Problem(
            ("type",), "empty-value", "there is no value", "write a type, or delete the line", on_key=True
        )
    if not isinstance(name, str):
        return Problem(("type",), "wrong-type", "the type is no text", "write one word, as in 'type: choice'")
    if name in known:
        return _form_of(known[name], data)
    meant = _called(name)
    if meant and meant.part != part:
        message = f"{quoted(name)} is a type of '{meant.part}', and stands below '{part}'"
        return Problem(("type",), "misplaced-item", message, f"move the item below '{meant.part}'")
    help_text = f"the types in '{part}' are: {', '.join(known)}"
    guess = meant.type_name if meant else did_you_mean(name, known)
    if guess:
        help_text = f"did you mean '{guess}'?"
    return Problem(("type",), "unknown-type", f"unknown type {quoted(name)}", help_text)


def _misspelt(part: Part, data: dict[str, Any]) -> Problem | None:
    """The key that was meant as `type`: it is no key of the part, and a type stands behind it."""
    known = types_in(part).values()
    for key, value in data.items():
        strange = not any(key in item_type.model_fields for item_type in known)
        if strange and isinstance(value, str) and _called(value) and did_you_mean(key, ["type"]):
            return Problem(
                (key,), "unknown-key", f"unknown key {quoted(key)}", "did you mean 'type'?", on_key=True
            )
    return None


def _called(name: str) -> type[ItemBase] | None:
    """The type of this name, or of one by which it is known elsewhere."""
    word = name.strip().lower().replace("_", "-").replace(" ", "-")
    names = ((item_type, {item_type.type_name, *item_type.also_called}) for item_type in ITEM_TYPES)
    return next((item_type for item_type, called in names if word in called), None)


def _unnamed(part: Part, data: dict[str, Any]) -> type[ItemBase] | Problem:
    """The type of an item that names none: the usual one of the part, unless its keys are those of another."""
    known = types_in(part)
    usual = next(iter(known.values()))
    by_keys = next(
        (one for one in (*known.values(), *OTHER_FORMS) if one.part == part and one.is_meant(data)), None
    )
    if by_keys:
        return by_keys.clash(data) or by_keys
    meant = _meant_elsewhere(part, data)
    if meant:
        message = f"the item has the keys of '{meant.type_name}', and stands below '{part}'"
        return Problem((), "misplaced-item", message, f"move the item below '{meant.part}'")
    if set(data) & _required(usual) - {usual.prompt_field}:
        return usual
    for name, item_type in known.items():
        key = next((key for key in item_type.signature_keys if key in data), None)
        if key:
            return _missing_type(key, name)
    text = data.get("key")
    keyed = (name for name, item_type in known.items() if isinstance(text, str) and item_type.is_key(text))
    by_key = next(keyed, None)
    return _missing_type("key", by_key) if by_key else usual


def _form_of(usual: type[ItemBase], data: dict[str, Any]) -> type[ItemBase]:
    """The form of a type that an item has by its keys."""
    forms = (form for form in OTHER_FORMS if form.type_name == usual.type_name and form.is_meant(data))
    return next(forms, usual)


def _required(item_type: type[ItemBase]) -> set[str]:
    """The keys that an item of the type must have, besides its id."""
    fields = item_type.model_fields.items()
    return {field.alias or name for name, field in fields if field.is_required()} - {"id"}


def _meant_elsewhere(part: Part, data: dict[str, Any]) -> type[ItemBase] | None:
    """The type of another part whose keys the item has, where it has none of this part's."""
    common = ItemBase.model_fields.keys() | {"hints"}
    own = data.keys() - common
    if any(own & item_type.model_fields.keys() for item_type in types_in(part).values()):
        return None
    others = (item_type for item_type in ITEM_TYPES if item_type.part != part)
    return next((one for one in others if _required(one) <= own and (len(own) > 1 or one.known_by)), None)


def _missing_type(key: str, name: str) -> Problem:
    message = f"'{key}' is a key of the type '{name}', which the question does not name"
    return Problem((key,), "missing-type", message, f"add 'type: {name}'", on_key=True)
