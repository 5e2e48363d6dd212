"""Words lie where they belong: those of one item type in its folder, the others in the shared files; all are used."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from byheart.catalogue import catalogue, words_of_types
from byheart.items import ITEM_TYPES

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "generator" / "byheart"
CLIENT = ROOT / "generator" / "client" / "src"

_WORD = re.compile(r"""["'`]([a-z][a-z0-9.-]*)["'`]""")
_START = re.compile(r"""["'`]([a-z][a-z0-9.-]*[.-])(?:\$?\{|["'] ~|["']\))""")
"""The beginning of a key whose rest is put together at run time."""


@cache
def sources() -> Mapping[str, list[str]]:
    """The texts of all sources by the item type in whose folder they lie, "" for what lies in none."""
    files = [
        *(path for kind in ("py", "j2") for path in PACKAGE.rglob(f"*.{kind}") if "assets" not in path.parts),
        *CLIENT.rglob("*.ts"),
        *ROOT.glob("overrides/**/*.html"),
    ]
    found: dict[str, list[str]] = {}
    for path in files:
        parts = path.parts[:-1]
        of_type = "items" in parts and parts[-1] != "items"
        found.setdefault(parts[-1].replace("-", "_") if of_type else "", []).append(path.read_text("utf-8"))
    return found


@cache
def named() -> Mapping[str, set[str]]:
    """What stands in quotes in the sources of each type."""
    return {
        owner: {word for text in texts for word in _WORD.findall(text)} for owner, texts in sources().items()
    }


def users(key: str) -> set[str]:
    """The item types that name a key, "" among them where others do."""
    return {owner for owner, words in named().items() if key in words}


def is_put_together(key: str) -> bool:
    """Whether a source has the beginning of a key, and one the rest or a word of it."""
    starts = {start for texts in sources().values() for text in texts for start in _START.findall(text)}
    words = set().union(*named().values())
    rests = [key.removeprefix(start) for start in starts if key.startswith(start)]
    return any(rest in words or rest.split(".")[0] in words or rest.isdigit() for rest in rests)


def test_words_of_one_type_are_in_its_folder_and_shared_ones_are_not() -> None:
    """A word that only one type says lies with it; a word that others say too lies with none."""
    owners = {key: folder for folder, words in words_of_types().items() for key in words["en"]}
    used = {key: users(key) for key in catalogue("en")}
    foreign = {key: used[key] for key, owner in owners.items() if used[key] - {owner}}
    lonely = {
        key: said for key, said in used.items() if key not in owners and len(said) == 1 and "" not in said
    }

    assert len(owners) > 100
    assert foreign == {}
    assert lonely == {}


def test_each_word_is_used() -> None:
    """A key that no source names, as a whole or by its beginning, is left over."""
    idle = [key for key in catalogue("en") if not users(key) and not is_put_together(key)]

    assert idle == []


def test_each_type_has_a_name_for_learners() -> None:
    """The page on which a learner chooses what to practise names each type of the client."""
    named = {item.type_name for item in ITEM_TYPES if f"practice.type.{item.type_name}" in catalogue("en")}

    assert {item.type_name for item in ITEM_TYPES if item.element != "study-panel"} == named
