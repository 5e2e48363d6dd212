# Knows alone: where code stands in the Markdown of a field, as far as two texts are told apart by it: there, spaces
# and line breaks are part of what is said.
"""Code in a field."""

from __future__ import annotations

import re
from collections.abc import Iterator

_MAY_BE_CODE = re.compile(r"`|~~~|^(?: {4}|\t)", re.MULTILINE)
_CODE = re.compile(
    r"""
      (?P<fence> ^[ ]{0,3}(?P<mark>`{3,}|~{3,}).*?(?:^[ ]{0,3}(?P=mark)[`~]*[ ]*$|\Z) )
    | (?P<span> (?P<ticks>`+)(?!`).*?(?<!`)(?P=ticks)(?!`) )
    | (?P<indented> ^(?:[ ]{4}|\t)[^\n]* )
    """,
    re.VERBOSE | re.DOTALL | re.MULTILINE,
)


def pieces(text: str) -> Iterator[tuple[bool, str]]:
    """The text in its parts, each with whether it is code; a line break inside a code span is a space."""
    if not _MAY_BE_CODE.search(text):
        yield False, text
        return
    end = 0
    for found in _CODE.finditer(text):
        yield False, text[end : found.start()]
        yield True, found[0].replace("\n", " ") if found["span"] else found[0]
        end = found.end()
    yield False, text[end:]


def single_spaced(text: str) -> str:
    """The text with each run of white space as one space, but in code, where only blanks at the ends of lines go."""
    return "".join(_lines(part) if code else _collapsed(part) for code, part in pieces(text)).strip()


def _collapsed(part: str) -> str:
    return re.sub(r"\s+", " ", part)


def _lines(code: str) -> str:
    return "\n".join(line.rstrip() for line in code.split("\n"))


def margins(text: str) -> tuple[int, ...]:
    """How far each line of the code of a text is indented; none for a text whose code is of one line."""
    code = (part for is_code, part in pieces(text) if is_code and "\n" in part)
    return tuple(len(line) - len(line.lstrip()) for part in code for line in part.split("\n"))
