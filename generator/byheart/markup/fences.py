# Knows alone: what stands behind the marks of a code fence: language, title, line numbers and marked lines, in the form
# in which PyMdown Extensions read it, so that fields and a site's own pages are written alike.
"""The first line of a code fence."""

from __future__ import annotations

import re
from typing import NamedTuple

_WORD = re.compile(
    r"""(?:(?P<name>[\w-]+)\s*=\s*(?P<quote>["']?)(?P<value>(?:(?!(?P=quote)).)*?)(?P=quote)(?=\s|$)|(?P<plain>\S+))"""
)
_RANGE = re.compile(r"(\d{1,5})(?:-(\d{1,5}))?")


class Fence(NamedTuple):
    """What a fence says: `first` is the number of its first line (None for no numbers), `marked` counts from 1.

    `faults` are the options that cannot be read, as (name, value).
    """

    language: str = ""
    title: str = ""
    first: int | None = None
    marked: frozenset[int] = frozenset()
    faults: tuple[tuple[str, str], ...] = ()


BARE = Fence()
"""Code without anything behind its fence."""


def read_fence(info: str, lines: int) -> Fence:
    """What the info string of a fence of so many lines says; words that mean nothing here are passed over."""
    info = info.strip()
    if info.startswith("{") and info.endswith("}"):
        info = info[1:-1].strip().removeprefix(".")
    language, options = "", {}
    for found in _WORD.finditer(info):
        if found["name"]:
            options[found["name"]] = found["value"]
        elif not language and not options:
            language = found["plain"].lower()
    first, marked = options.get("linenums"), _lines(options.get("hl_lines", ""), lines)
    wrong = [
        name
        for name, bad in (
            ("linenums", first is not None and not _is_number(first)),
            ("hl_lines", marked is None),
        )
        if bad
    ]
    return Fence(
        language,
        options.get("title", ""),
        int(first) if first and "linenums" not in wrong else None,
        marked or frozenset(),
        tuple((name, options[name]) for name in wrong),
    )


def _is_number(text: str) -> bool:
    return bool(re.fullmatch(r"[0-9]{1,5}", text))


def _lines(text: str, lines: int) -> frozenset[int] | None:
    """The numbers in `2 4-5`; None if there is something else, or a line that is not there."""
    marked: set[int] = set()
    for word in text.split():
        found = _RANGE.fullmatch(word)
        if not found:
            return None
        first, last = int(found[1]), int(found[2] or found[1])
        if not 1 <= first <= last <= lines:
            return None
        marked.update(range(first, last + 1))
    return frozenset(marked)
