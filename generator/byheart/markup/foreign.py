# Knows alone: notation of other programs that a field does not have, so that it would be shown as it is written:
# what it looks like, and what is written here in its place. It reads what the parser took for words.
"""Foreign notation in a field."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

HIDDEN, ROUND, SQUARE = "\ue010", "\ue011", "\ue012"
"""What stands in the words for code, math, links and escaped signs; for an escaped `(` or `)`; for `[` or `]`."""


class Foreign(NamedTuple):
    """One notation where it was found: how it is written, where it starts, what it is, and the mend."""

    written: str
    start: int
    what: str
    help: str


class _Kind(NamedTuple):
    pattern: re.Pattern[str]
    what: str
    help: Callable[[re.Match[str]], str]


def _kind(pattern: str, what: str, mend: str | Callable[[re.Match[str]], str]) -> _Kind:
    told = (lambda _: mend) if isinstance(mend, str) else mend
    return _Kind(re.compile(pattern, re.MULTILINE), what, told)


_NO_LINK = r"\s<>\"" + HIDDEN
_TEX = "frac|dfrac|tfrac|binom|sqrt|sum|prod|int|oint|lim|text|mathrm|mathbf|mathbb|mathcal|vec|hat|bar|overline|begin"


_AFTER_ADDRESS = ".,;:!?)'"


def _address(found: re.Match[str]) -> str:
    address = found[0].rstrip(_AFTER_ADDRESS)
    full = address if address.startswith("http") else f"https://{address}"
    return f"write <{full}>, or [words]({full}), or put `backticks` around it if it is meant to be read"


def _picture(found: re.Match[str]) -> str:
    return f"write ![what it shows]({found[1].split('|')[0].strip()})"


_KINDS = (
    _kind(r"!\[\[([^\[\]\n]+)\]\]", "a picture of a wiki", _picture),
    _kind(
        r"(?<![!\[])\[\[(?=[^\[\]\n]*[^\W\d_])[^\[\],;\n]+\]\](?!\])",
        "a link of a wiki",
        "write [words](#item-id) for an item of this deck, or [words](https://…)",
    ),
    _kind(r"(?<![\w=])==(?=[^\s=])[^=\n]*(?<=\S)==(?![\w=])", "a highlight", "write **important**"),
    _kind(r"\[\^\d{1,3}\]", "a footnote", "write the note into the text, or into the explanation"),
    _kind(
        rf"{ROUND}(?=[^\s{ROUND}])[^{ROUND}\n]*(?<=\S){ROUND}",
        "a formula of another notation",
        "write it as $…$",
    ),
    _kind(
        rf"{SQUARE}[^{SQUARE}]*(?:\\[a-zA-Z]|=|\w[\^_])[^{SQUARE}]*{SQUARE}",
        "a formula of another notation",
        "write it as $$…$$",
    ),
    _kind(
        rf"\\(?:{_TEX})(?:\{{[^{{}}\n]*\}}|[_^])",
        "TeX outside of a formula",
        "put dollar signs around the formula, as in $\\frac{1}{2}$",
    ),
    _kind(
        rf"(?<![\w@/.=\"'-])(?:https?://[^{_NO_LINK}]+|www\.[^{_NO_LINK}.]+\.[^{_NO_LINK}]+)",
        "no link",
        _address,
    ),
    _kind(
        r"^(?:!!!|\?\?\?\+?) [a-z]+(?= |$)|^:::+ ?\{?[a-z]+",
        "a box of another notation",
        "write a quote, with '> ' before each line",
    ),
    _kind(r"\A\[![A-Za-z]+\]", "a box of another notation", "write a quote with a bold word at its start"),
    _kind(r"\[sound:[^\]\n]+\]", "a sound", "delete it: a field has no sounds"),
    _kind(r"%%[^%\n]+%%", "a remark of another notation", "write a remark of YAML, after '#'"),
    _kind(
        r"(?<=\w)(?:~\d{1,3}~|\^(?:\d{0,3}[+-]|\d{1,3})\^)(?!\w*[~^])",
        "a raised or lowered sign of another notation",
        "write a formula, as in $x^2$ or $H_2O$",
    ),
)
_TASK = re.compile(r"\[[ xX]\](?=\s)")


def foreign_in(words: str, *, in_list: bool) -> Iterator[Foreign]:
    """All foreign notation in the words of one paragraph, heading or cell; `in_list`: they are an entry of a list."""
    for kind in _KINDS:
        for found in kind.pattern.finditer(words):
            yield Foreign(_written(found[0]), found.start(), kind.what, kind.help(found))
    if in_list and (found_box := _TASK.match(words)):
        mend = "write the entry without it; a question of the type choice has boxes"
        yield Foreign(found_box[0], 0, "a box to tick", mend)


def _written(found: str) -> str:
    """What stands in the field: escaped brackets come in pairs."""
    if "://" in found or found.startswith("www."):
        return found.rstrip(_AFTER_ADDRESS)
    for mark, opening, closing in ((ROUND, r"\(", r"\)"), (SQUARE, r"\[", r"\]")):
        found = found.replace(mark, opening, 1).replace(mark, closing)
    return found
