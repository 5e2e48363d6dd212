# Knows alone: how an id is made of what an item asks, and when an id is free.
"""Proposing ids."""

from __future__ import annotations

import re
from collections.abc import Container, Mapping
from itertools import chain, count
from typing import Any

from byheart.items import ITEM_TYPES
from byheart.markup import render
from byheart.model import Part
from byheart.values import as_kebab

LONGEST = 48
"""Characters of a proposed id, cut at a word: it is part of a link that people read."""

_BLANK = re.compile(r"\{\{c\d+::(.*?)(?:::.*?)?\}\}", re.DOTALL)
_NOUNS: Mapping[Part, str] = {"cards": "card", "questions": "question", "explain": "prompt"}


def propose(part: Part, data: Mapping[str, Any], taken: Container[str]) -> str:
    """An id for an item that has none: its prompt in kebab-case, or its kind where no letter a to z is in it.

    `data` is the item as the file has it.
    """
    prompts = (data.get(item_type.prompt_field) for item_type in ITEM_TYPES if item_type.part == part)
    prompt = next((text for text in prompts if isinstance(text, str)), "")
    words = render(_BLANK.sub(r"\1", prompt), media=lambda _name: None).text
    return free(_short(as_kebab(words)) or _NOUNS[part], taken)


def free(name: str, taken: Container[str]) -> str:
    """`name`, or the first of `name-2`, `name-3` … that is not taken."""
    return next(one for one in chain([name], (f"{name}-{n}" for n in count(2))) if one not in taken)


def _short(name: str) -> str:
    if len(name) <= LONGEST:
        return name
    return name[: LONGEST + 1].rpartition("-")[0] or name[:LONGEST]
