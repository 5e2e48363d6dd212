# Knows alone: where the blanks of a cloze stand in its text, and what an author can get wrong in writing them.
# Code and math are passed over: braces there are the subject, not the syntax.
"""`{{c1::what is blank::hint}}`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from byheart.diagnostics import quoted


class Blank(NamedTuple):
    """One blank: its number, what fills it and its hint as Markdown, and where it stands in the text."""

    number: int
    answer: str
    hint: str
    start: int
    end: int


class Slip(NamedTuple):
    """One mistake in writing blanks."""

    slug: str
    message: str
    help: str


PASSED_OVER = r"""
      (?P<fence> ^[ ]{0,3}(?P<mark>`{3,}|~{3,}).*?(?:^[ ]{0,3}(?P=mark)[`~]*[ ]*$|\Z) )
    | (?P<code> (?P<ticks>`+)(?!`).*?(?<!`)(?P=ticks)(?!`) )
    | (?P<math> \$\$[^$]+\$\$ | (?<![\w\\$])\$(?![\s$])[^$\n]*?(?<![\s\\])\$(?!\w) )
    | (?P<escape> \\. )
"""
"""What of a text holds no blanks and no parts, as a verbose pattern: code, math, and characters after a backslash."""
_TOKEN = re.compile(
    PASSED_OVER
    + r"""
    | (?P<open> \{\{c(?P<number>[1-9]\d?):: )
    | (?P<almost> \{\{ )
    | (?P<close> \}\}(?!\}(?!\})) )
    | (?P<hint> :: )
    """,
    re.VERBOSE | re.DOTALL | re.MULTILINE,
)
_INSIDE_CODE = re.compile(r"\{\{c\d+::")


def blanks_of(text: str) -> tuple[list[Blank], list[Slip]]:
    """The blanks of a text in their order, and the slips that keep others from being blanks."""
    blanks: list[Blank] = []
    slips: list[Slip] = []
    opened: re.Match[str] | None = None
    hint: int | None = None
    for token in _TOKEN.finditer(text):
        kind = token.lastgroup if token.lastgroup not in {"mark", "ticks", "number"} else _outer(token)
        if kind in {"open", "almost"} and opened:
            slips.append(_nested(opened))
            return blanks, slips
        if kind == "open":
            opened, hint = token, None
        elif kind == "almost":
            slips.append(_almost(text[token.start() : token.start() + 200]))
        elif kind == "hint" and opened and hint is None:
            hint = token.start()
        elif kind == "close" and opened:
            blanks.append(_blank(text, opened, hint, token))
            opened = None
        elif kind in {"fence", "code", "math"} and _INSIDE_CODE.search(token[0]):
            slips.append(_in_code())
    if opened:
        slips.append(_unclosed(opened))
    return blanks, [*slips, *_of_content(blanks)]


def _outer(token: re.Match[str]) -> str:
    """The name of the token, where a group inside it matched last."""
    return next(name for name in ("fence", "code", "open") if token[name] is not None)


def _blank(text: str, opened: re.Match[str], hint: int | None, close: re.Match[str]) -> Blank:
    answer = text[opened.end() : hint if hint is not None else close.start()]
    told = text[hint + 2 : close.start()] if hint is not None else ""
    return Blank(int(opened["number"]), answer.strip(), told.strip(), opened.start(), close.end())


def _nested(opened: re.Match[str]) -> Slip:
    message = f"a blank begins inside the blank {opened[0]!r}"
    return Slip("nested-blank", message, "close the first one with '}}' before the next begins")


def _unclosed(opened: re.Match[str]) -> Slip:
    return Slip("unclosed-blank", f"the blank {opened[0]!r} does not end", "write '}}' after what is blank")


def _almost(begin: str) -> Slip:
    inside, close, _ = begin.partition("}}")
    message = f"{quoted(inside + close)} begins like a blank, and is none"
    return Slip(
        "bad-blank", message, "write '{{c1::what is blank}}', or backticks around braces that are meant"
    )


def _in_code() -> Slip:
    message = "there is a blank inside code or math, where braces stay as they are"
    return Slip("blank-in-code", message, "end the code or math before the blank, and begin it anew inside")


def _of_content(blanks: list[Blank]) -> Iterator[Slip]:
    for blank in blanks:
        if not blank.answer:
            message = f"the blank c{blank.number} is empty"
            yield Slip("empty-blank", message, f"write '{{{{c{blank.number}::what is blank}}}}'")
        elif re.search(r"\n[ \t]*\n", blank.answer):
            message = f"the blank c{blank.number} holds more than one paragraph"
            yield Slip("long-blank", message, "make a blank of each of them, or a card of the whole")
    numbers = {blank.number for blank in blanks}
    gaps = [number for number in range(1, max(numbers, default=0)) if number not in numbers]
    if gaps:
        message = f"there is no blank c{gaps[0]}, but one with a greater number"
        yield Slip(
            "blank-numbers", message, "number the blanks from c1 on; an id of a face has its number in it"
        )
