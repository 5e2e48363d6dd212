# Knows alone: what the parser passes over in a YAML text, comments and blank lines, and which keys and dashes of
# block lists and mappings they stand between. Only what is passed over may be moved without changing the data.
"""Comments and blank lines of a YAML text."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

import yaml

from byheart.source.compose import Loader
from byheart.source.places import Loc

_EMPTY_END = re.compile(r"(?<!\n\n)(?<=\n)\n+\Z")
_HEADER_COMMENT = re.compile(r"(?<![ \t])[ \t]+(#[^\n]*)")


class Loose(NamedTuple):
    """A comment, or a blank line if `text` is empty.

    `start` is its place in the text, in characters from 0; `own` tells whether it has a line of its own.
    """

    start: int
    text: str
    own: bool


class Anchor(NamedTuple):
    """A key of a mapping or the dash of a list entry, not in brackets: its place, its line from 0, what it leads to."""

    start: int
    line: int
    loc: Loc


def loose(text: str) -> list[Loose]:
    """All comments and blank lines, in order. The text must be readable YAML with a line feed between lines."""
    return [
        found
        for start, end, block in _passed_over(text)
        for found in _loose_in(text, start, end, block=block)
    ]


def comments(text: str) -> list[str]:
    """All comments of such a text, in order."""
    return [found.text for found in loose(text) if found.text]


def bare(text: str) -> str:
    """Such a text with the same data, and neither comments nor blank lines."""
    out: list[str] = []
    at = 0
    for start, end, block in _passed_over(text):
        out.append(text[at:start])
        piece, at = text[start:end], end
        if block:
            header, feed, rest = piece.partition("\n")
            keeps = "+" in _HEADER_COMMENT.sub("", header)
            out.append(_HEADER_COMMENT.sub("", header) + feed + (rest if keeps else _EMPTY_END.sub("", rest)))
        elif "\n" in piece:
            fresh = start == 0 or text[start - 1] == "\n"
            out.append(("" if fresh else "\n") + piece.rpartition("\n")[2])
        else:
            out.append(piece if end < len(text) else "")
    return "".join([*out, text[at:]])


def _passed_over(text: str) -> Iterator[tuple[int, int, bool]]:
    """Stretches between tokens (start, end, False), and whole block texts (start, end, True)."""
    at = 0
    for token in yaml.scan(text, Loader=Loader):
        start, end = token.start_mark.index, token.end_mark.index
        if start > at:
            yield at, start, False
        if getattr(token, "style", None) in {"|", ">"}:
            end = start + len(text[start:end].rstrip(" ")) if end < len(text) else end
            yield start, end, True
        at = max(at, end)
    if at < len(text):
        yield at, len(text), False


def _loose_in(text: str, start: int, end: int, *, block: bool) -> Iterator[Loose]:
    piece = text[start:end]
    if block:
        header = piece.partition("\n")[0]
        if found := _HEADER_COMMENT.search(header):
            yield Loose(start + found.start(1), found[1].rstrip(), own=False)
        if "+" not in header.partition("#")[0] and (empty := _EMPTY_END.search(piece)):
            yield from (Loose(start + at, "", own=True) for at in range(empty.start(), empty.end()))
        return
    own = start == 0 or text[start - 1] == "\n"
    lines = piece.split("\n")
    for number, line in enumerate(lines):
        if line.strip():
            yield Loose(start + len(line) - len(line.lstrip()), line.strip(), own)
        elif own and number < len(lines) - 1:
            yield Loose(start, "", own)
        own, start = True, start + len(line) + 1


def anchors(text: str) -> list[Anchor]:
    """All keys and dashes of a text, in order."""
    dashes = (
        one.start_mark for one in yaml.scan(text, Loader=Loader) if isinstance(one, yaml.BlockEntryToken)
    )
    around: list[_Around] = []
    out: list[Anchor] = []
    for event in yaml.parse(text, Loader=Loader):
        if isinstance(event, yaml.CollectionEndEvent):
            around.pop()
        elif isinstance(event, yaml.NodeEvent):
            loc: Loc = ()
            if around:
                loc, is_anchor = around[-1].enter(event)
                if is_anchor:
                    mark: Any = next(dashes) if around[-1].is_list else event.start_mark
                    out.append(Anchor(mark.index, mark.line, loc))
            if isinstance(event, yaml.CollectionStartEvent):
                around.append(
                    _Around(loc, isinstance(event, yaml.SequenceStartEvent), bool(event.flow_style))
                )
    return out


@dataclass
class _Around:
    """A list or mapping whose entries are being read."""

    loc: Loc
    is_list: bool
    flow: bool
    count: int = 0
    key: str | None = None

    def enter(self, event: Any) -> tuple[Loc, bool]:
        """The place of the next node in it, and whether a key or a dash in block style starts there."""
        if self.is_list:
            self.count += 1
            return (*self.loc, self.count - 1), not self.flow
        if self.key is None:
            self.key = str(event.value)
            return (*self.loc, self.key), not self.flow
        key, self.key = self.key, None
        return (*self.loc, key), False


def levels(text: str, found: list[Loose]) -> list[int | None]:
    """How deep each comment on a line of its own belongs: 0 at the root, one more for each list or mapping around.

    None for one that stands in the column of the next line with a value: it goes with that line.
    """
    blocks = _blocks(text)[::-1]
    starts = [0, *(match.end() for match in re.finditer("\n", text))]
    below = _columns_below(text, {bisect_right(starts, one.start) - 1 for one in found if one.own})
    around: list[_Block] = []
    out: list[int | None] = []
    for one in found:
        while blocks and blocks[-1].start < one.start:
            around = [block for block in around if block.end > blocks[-1].start] + [blocks.pop()]
        around = [block for block in around if block.end >= one.start]
        line = bisect_right(starts, one.start) - 1
        column = one.start - starts[line]
        fitting = [level for level, block in enumerate(around) if block.column <= column]
        out.append(fitting[-1] if one.own and below[line] != column and fitting else None)
    return out


def _columns_below(text: str, loose_lines: set[int]) -> dict[int, int]:
    """For each of the lines, the column in which the next line with a value starts."""
    out: dict[int, int] = {}
    column = -1
    lines = text.split("\n")
    for number in range(len(lines) - 1, -1, -1):
        if number in loose_lines:
            out[number] = column
        elif lines[number].strip():
            column = len(lines[number]) - len(lines[number].lstrip())
    return out


class _Block(NamedTuple):
    """A list or mapping that is not in brackets: where it starts and ends, and its column."""

    start: int
    end: int
    column: int


def _blocks(text: str) -> list[_Block]:
    """The blocks in the order in which they start, outer ones first."""
    waiting: list[tuple[int, int] | None] = []
    done: list[_Block] = []
    for event in yaml.parse(text, Loader=Loader):
        if isinstance(event, yaml.CollectionStartEvent):
            start: Any = event.start_mark
            waiting.append(None if event.flow_style else (start.index, start.column))
        elif isinstance(event, yaml.CollectionEndEvent):
            end: Any = event.end_mark
            if opened := waiting.pop():
                done.append(_Block(opened[0], end.index, opened[1]))
    return sorted(done, key=lambda block: (block.start, -block.end))
