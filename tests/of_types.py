# Knows alone: what the tests of all types want to know of each, and that it lies in tests/types/, a file for each type.
"""Each type of item as the tests see it."""

from __future__ import annotations

import importlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from byheart.items import ITEM_TYPES
from byheart.model import PARTS

FOLDER = Path(__file__).parent / "types"


@dataclass(frozen=True)
class OfType:
    """What a file of tests/types/ says of its type."""

    studied: str
    """Entries of a deck, as YAML, that are asked in a terminal."""
    wild: str
    """Entries in which `T0`, `T1`, `T3` and `T4` stand for any text, `T2` for one with blanks, `T5` for one with parts."""
    printed: Mapping[str, tuple[str, str]]
    """What stands on paper of the items in tests/site/content/walk/types.yml, and what in the key, by names for people."""
    right: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """What a learner types to answer what is `studied`, by ids; `=` stands for the letter before a text."""
    wrong: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """What is wrong."""
    judges: Mapping[str, str] = field(default_factory=dict)
    """The functions that judge, by their modules; none beside a module whose functions the vectors of another type name."""


def name_of(type_name: str) -> str:
    """The name of a type's file."""
    return type_name.replace("-", "_")


def of_types() -> dict[str, OfType]:
    """What the tests know of each type, in the order of the types; one that has no file is left out."""
    names = [item.type_name for item in ITEM_TYPES if (FOLDER / f"{name_of(item.type_name)}.py").is_file()]
    return {name: importlib.import_module(f"tests.types.{name_of(name)}").OF_TYPE for name in names}


def deck_of(kind: str) -> str:
    """The entries of all types, below the lists of a deck that they belong to."""
    known = of_types()
    lists = []
    for part in PARTS:
        names = [item.type_name for item in ITEM_TYPES if item.part == part and item.type_name in known]
        lists.append(f"{part}:\n" + "".join(getattr(known[name], kind) for name in names))
    return "".join(lists)


def merged(kind: str) -> dict[str, tuple[str, ...]]:
    """A mapping of all types as one."""
    return {key: value for told in of_types().values() for key, value in getattr(told, kind).items()}


def judges() -> Iterator[tuple[str, str, str]]:
    """The modules that judge, their functions, and the types whose vectors have to show a fault in them."""
    told = [(module, names, name) for name, one in of_types().items() for module, names in one.judges.items()]
    for module in dict.fromkeys(module for module, _, _ in told):
        own = [(names, name) for other, names, name in told if other == module]
        yield module, " ".join(filter(None, (names for names, _ in own))), " ".join(name for _, name in own)
