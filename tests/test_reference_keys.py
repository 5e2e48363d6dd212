"""The reference names each key that decks, topics and `mkdocs.yml` may have, and no other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pytest

from byheart import config
from byheart.content.deck import Deck
from byheart.content.load import Topic
from byheart.items import ITEM_TYPES
from byheart.items.card import OpenCard
from byheart.model import ItemBase, Reviewed, Strict
from byheart.policy.blocked import DIRECTIVES

REFERENCE = Path(__file__).parents[1] / "docs" / "reference"
FORMAT = (REFERENCE / "format.md").read_text(encoding="utf-8")
CONFIGURATION = (REFERENCE / "configuration.md").read_text(encoding="utf-8")

Keys = set[str]


def section(page: str, title: str) -> str:
    """What stands below a heading, up to the next one that is not below it, without examples."""
    page = re.sub(r"^```.*?^```$", "", page, flags=re.MULTILINE | re.DOTALL)
    level, _, _ = title.partition(" ")
    _, found, rest = f"\n{page}".partition(f"\n{title}\n")
    assert found, title
    return re.split(rf"\n#{{1,{len(level)}}} ", rest)[0]


def rows(text: str) -> Keys:
    """The keys in the first column of tables whose head begins with "key"; `hint` or `hints` are two."""
    tables = re.findall(r"^\| key\b.*\n\|[ -|]+\n((?:\|.*\n)+)", text + "\n", re.MULTILINE)
    firsts = [line.split("|")[1] for table in tables for line in table.splitlines()]
    return {key for first in firsts for key in re.findall(r"`([a-z_]+)`", first)}


def said(text: str) -> Keys:
    """All that stands in backticks."""
    return set(re.findall(r"`([a-z_]+)`", text))


def own_keys(model: type[Strict]) -> Keys:
    """The keys of a mapping."""
    return {field.alias or name for name, field in model.model_fields.items()}


def nested(model: type[Strict]) -> Iterator[type[Strict]]:
    """The mappings inside a mapping."""
    for field in model.model_fields.values():
        yield from _models(field.annotation)


def _models(annotation: object) -> Iterator[type[Strict]]:
    if isinstance(annotation, type) and not get_args(annotation) and issubclass(annotation, Strict):
        yield annotation
    for part in get_args(annotation):
        yield from _models(part)


COMMON = own_keys(ItemBase)
OF_QUESTIONS = {"stem", "explanation"}
TYPES = {one.type_name: one for one in ITEM_TYPES}


def differences(name: str, page: str) -> tuple[Keys, Keys]:
    """Keys of a type that its section does not name, and keys in tables there that it does not have."""
    text = section(page, f"## {name}")
    models = (TYPES[name], OpenCard) if name == "card" else (TYPES[name],)
    keys = {key for model in models for key in own_keys(model)} - COMMON
    inner = {one for model in models for one in nested(model) if not issubclass(one, ItemBase | Reviewed)}
    keys |= {key for one in inner for key in own_keys(one)}
    shared = OF_QUESTIONS if TYPES[name].part == "questions" else set()
    return keys - shared - rows(text) - said(text), rows(text) - keys


@pytest.mark.parametrize("name", sorted(TYPES))
def test_each_key_of_a_type_is_in_its_section(name: str) -> None:
    """And each key of a table there is one of the type."""
    assert differences(name, FORMAT) == (set(), set())


@pytest.mark.parametrize(
    ("title", "keys"),
    [
        ("### Keys of topic.yml", own_keys(Topic)),
        ("### Keys of a deck", own_keys(Deck)),
        ("## Keys of every item", COMMON),
        ("### Keys of every question", OF_QUESTIONS),
    ],
)
def test_tables_have_the_keys_that_are_read(title: str, keys: Keys) -> None:
    """Neither more nor less."""
    table = section(FORMAT, title).partition("\n### ")[0]

    assert rows(table) == keys


def test_each_key_of_the_configuration_is_in_its_table() -> None:
    """Those of `extra.byheart`, and what pages may load."""
    assert rows(section(CONFIGURATION, "## extra.byheart").partition("\n### ")[0]) == set(config.KEYS)
    kinds = section(CONFIGURATION, "## What pages may load").replace("| kind |", "| key |")
    assert rows(kinds) == set(DIRECTIVES)


def test_a_key_that_is_missing_or_gone_is_seen() -> None:
    """The control: without the row of one key, and with a row of another."""
    page = FORMAT.replace("| `scoring` |", "| `scorn` |").replace("`scoring: all`", "")

    assert differences("choice", page) == ({"scoring"}, {"scorn"})
