# Where things stand in a file: how places are counted, and how a place is kept for every node at little cost.
"""Places in files."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

Loc = tuple[str | int, ...]
"""The way from the root of a file to a value: keys and positions in lists, `("cards", 0, "front")`."""

BREAK = re.compile("\r\n|\r|\n")
"""What ends a line."""

_COLUMN_BITS = 24


class Place(NamedTuple):
    """A place in a file: line and column, both from 1, columns in characters."""

    line: int
    column: int


START = Place(1, 1)


def pack(mark: Any) -> int:
    """The place of a mark of the parser, whose lines and columns count from 0, as one number."""
    line, column = mark.line + 1, mark.column + 1
    return int(line << _COLUMN_BITS | column)


def unpack(mark: int) -> Place:
    """The place that `pack` made a number of."""
    return Place(mark >> _COLUMN_BITS, mark & ((1 << _COLUMN_BITS) - 1))


def end_of(text: str) -> Place:
    """The place after the last character of `text`."""
    lines = BREAK.split(text)
    return Place(len(lines), len(lines[-1]) + 1)
