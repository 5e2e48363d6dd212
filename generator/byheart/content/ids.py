# Knows alone: how an id is made of what an item asks, and when an id is free.
"""Proposing ids."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from hashlib import sha256
from typing import Any

from byheart.items import ITEM_TYPES
from byheart.markup import render
from byheart.model import Part
from byheart.model.values import as_kebab

LONGEST = 48
"""Characters of a proposed id, cut at a word: it is part of a link that people read."""

_BLANK = re.compile(r"\{\{c\d+::(.*?)(?:::.*?)?\}\}", re.DOTALL)
_NOUNS: Mapping[Part, str] = {"cards": "card", "questions": "question", "explain": "prompt"}
_PROMPTS: Mapping[Part, tuple[str, ...]] = {
    part: tuple(dict.fromkeys(one.prompt_field for one in ITEM_TYPES if one.part == part)) for part in _NOUNS
}


class Ids:
    """The ids of a file, those that are proposed included."""

    def __init__(self, taken: Iterable[str]) -> None:
        self._taken = set(taken)
        self._numbers: dict[str, int] = {}

    def propose(self, part: Part, data: Mapping[str, Any], language: str = "en") -> str:
        """An id for an item that has none; it is taken from now on.

        `data` is the item as the file has it, in `language` if it names none. The id is the prompt in kebab-case and
        in letters a to z, without its blanks, whose words are the answer; where no letters are in it, the kind of
        item and a digest of the prompt.
        """
        field, prompt = next(
            ((field, data[field]) for field in _PROMPTS[part] if isinstance(data.get(field), str)), ("", "")
        )
        own = (data.get(f"{field}_lang"), data.get("lang"), language)
        language = next(one for one in own if isinstance(one, str))
        name = _short(as_kebab(_text(_BLANK.sub(" … ", prompt)), language))
        if not re.search("[a-z]", name):
            words = _text(_BLANK.sub(r"\1", prompt))
            name = f"{_NOUNS[part]}-{_digest(words)}" if words else _NOUNS[part]
        return self._free(name)

    def _free(self, name: str) -> str:
        """`name`, or the first of `name-2`, `name-3` … that is not taken."""
        found = name
        while found in self._taken:
            number = self._numbers[name] = self._numbers.get(name, 1) + 1
            found = f"{name}-{number}"
        self._taken.add(found)
        return found


def _text(markdown: str) -> str:
    return render(markdown, media=lambda _name: None).text.strip()


def _digest(words: str) -> str:
    """Six hexadecimal digits, so that the same prompt gets the same id in any place of any file."""
    return sha256(" ".join(words.split()).encode()).hexdigest()[:6]


def _short(name: str) -> str:
    if len(name) <= LONGEST:
        return name
    return name[: LONGEST + 1].rpartition("-")[0] or name[:LONGEST]
