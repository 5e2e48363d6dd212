# Knows alone: where comments and blank lines go in a text that was written anew without them.
# Each stays between the keys and dashes that it stood between.
"""Putting comments and blank lines back."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from typing import NamedTuple

from byheart.source.comments import Anchor, anchors, levels, loose

INDENT = 2
"""Columns for each list or mapping around a line."""


class _Note(NamedTuple):
    """A comment or blank line on its way to a line; `level` is how deep it belongs, None for as deep as that line."""

    text: str
    level: int | None
    beside: bool


def with_comments(written: str, original: str) -> str:
    """The text `written`, which has none, with the comments and blank lines of `original`, which has the same data.

    A comment beside a value has one space before it; one on a line of its own goes with the line below it if it
    stands in its column, else with the list or mapping that it stands in.
    """
    notes = _notes(written, original)
    out: list[str] = []
    lines = written.split("\n")
    own_lines = {anchor.line for anchor in anchors(written)}
    for number, line in enumerate(lines):
        beside = ""
        if notes[number] and notes[number][-1].beside:
            beside = f" {notes[number].pop().text}"
        out += (_line(note, line) for note in notes[number])
        out.append((line.rstrip() if number in own_lines else line) + beside)
    return "\n".join(out).strip("\n") + "\n"


def _line(note: _Note, below: str) -> str:
    if not note.text:
        return ""
    indent = len(below) - len(below.lstrip()) if note.level is None else note.level * INDENT
    return " " * indent + note.text


def _notes(written: str, original: str) -> defaultdict[int, list[_Note]]:
    """What goes above each line of `written`, and at the end of the list maybe what goes beside it."""
    old, found = anchors(original), loose(original)
    new = {anchor.loc: anchor.line for anchor in anchors(written)}
    notes: defaultdict[int, list[_Note]] = defaultdict(list)
    last = written.count("\n")
    below_of = -1
    for one, level in zip(found, levels(original, found), strict=True):
        index = bisect_left(old, one.start, key=lambda anchor: anchor.start)
        below_of = index if one.own else below_of
        beside = below_of != index and index > 0
        line = new[old[index - 1].loc] if beside else _line_of(old, index, new, last)
        notes[line].append(_Note(one.text, level, beside))
    return notes


def _line_of(old: list[Anchor], index: int, new: dict[tuple[str | int, ...], int], last: int) -> int:
    """The line of the key or dash before which something stands, or the end of the text."""
    return new[old[index].loc] if index < len(old) else last
