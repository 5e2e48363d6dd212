# Knows alone: where the parts of a passage stand that its author sets apart, and what can go wrong in writing them.
# Code and math are passed over: brackets there are the subject, not the syntax.
"""`[[what is to be marked]]` and `{{what may be marked as well}}`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from byheart.items._blanks import PASSED_OVER


class Span(NamedTuple):
    """One part that is set apart: its Markdown, whether it is to be marked, and where it stands in the text."""

    text: str
    right: bool
    start: int
    end: int


class Slip(NamedTuple):
    """One mistake in setting parts apart: what is wrong, and what to do."""

    message: str
    help: str


_TOKEN = re.compile(
    PASSED_OVER
    + r"""
    | (?P<open> \[\[ | \{\{ )
    | (?P<close> \]\](?!\]) | \}\}(?!\}) )
    """,
    re.VERBOSE | re.DOTALL | re.MULTILINE,
)
_ENDS = {"[[": "]]", "{{": "}}"}


def spans_of(text: str) -> tuple[list[Span], list[Slip]]:
    """The parts of a text in their order, and the slips that keep others from being parts."""
    spans: list[Span] = []
    slips: list[Slip] = []
    opened: re.Match[str] | None = None
    for token in _TOKEN.finditer(text):
        if token["open"] and opened:
            message = f"a part begins with '{token[0]}' before the one before it ends"
            return spans, [*slips, Slip(message, f"close the first one with '{_ENDS[opened[0]]}'")]
        if token["open"]:
            opened = token
        elif token["close"] and opened and token[0] == _ENDS[opened[0]]:
            spans.append(
                Span(
                    text[opened.end() : token.start()].strip(), opened[0] == "[[", opened.start(), token.end()
                )
            )
            opened = None
    if opened:
        end = _ENDS[opened[0]]
        slips.append(Slip(f"the part after '{opened[0]}' does not end", f"write '{end}' after it"))
    return spans, [*slips, *_of_content(spans)]


def _of_content(spans: list[Span]) -> Iterator[Slip]:
    for span in spans:
        if not span.text:
            yield Slip("a part is empty", "write what is to be marked between the brackets")
        elif re.search(r"\n[ \t]*\n", span.text):
            yield Slip("a part holds more than one paragraph", "set each of them apart by itself")
