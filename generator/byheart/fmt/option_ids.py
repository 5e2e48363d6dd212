# Knows alone: which parts of a question have no id, and the one under which learners' answers have them so far.
# It is the digest of their text, so an answer of yesterday still finds its option when the text is mended tomorrow.
"""Ids for options, steps and sides."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from byheart.model import Loc, text_id

_TEXTS = {
    "options": ("text", "id"),
    "steps": ("text", "id"),
    "pairs": ("left", "id"),
    "extra": ("text", "id"),
}
"""The lists of a question: the key of what is known by an id, and the key of that."""


def unnamed(question: Mapping[str, Any]) -> Iterator[tuple[Loc, str]]:
    """Where in a question, as the file has it, an id is missing, and the id that keeps all answers."""
    for name, (text_key, id_key) in _TEXTS.items():
        yield from _missing(question, name, text_key, id_key)
    yield from _missing(question, "pairs", "right", "right_id", again=True)


def _missing(
    question: Mapping[str, Any], name: str, text_key: str, id_key: str, *, again: bool = False
) -> Iterator[tuple[Loc, str]]:
    """The entries of a list that have a text and no id; `again` says that one id may come again.

    Steps of one text, which are tied, are told apart by a number.
    """
    entries = question.get(name)
    seen: Counter[str] = Counter()
    for index, entry in enumerate(entries if isinstance(entries, list) else ()):
        data = {text_key: entry} if isinstance(entry, str) and text_key == "text" else entry
        text = data.get(text_key) if isinstance(data, dict) else None
        if not isinstance(text, str) or not text.strip():
            continue
        own = text_id(data.get(id_key) or None, text)
        seen[own] += 1
        if not data.get(id_key) and (again or seen[own] == 1 or name == "steps"):
            numbered = seen[own] > 1 and not again
            yield (name, index, id_key), f"{own}-{seen[own]}" if numbered else own
