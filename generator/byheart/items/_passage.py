# Knows alone: what can be marked in a passage that is HTML by now: the parts that the author set apart, and words.
# The generator alone cuts words, by the categories of Unicode, so that no browser has a say in which there are.
"""The pieces of a passage."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from html import escape, unescape
from typing import NamedTuple


class Piece(NamedTuple):
    """A piece of the HTML of a passage; `words` is what it says where it can be marked, else "".

    `place` is that of a part which the author set apart, among these.
    """

    html: str
    words: str = ""
    place: int | None = None


# A place is a number between two characters of private use, which the text itself is cleared of.
_PRIVATE = dict.fromkeys((0xE000, 0xE001))
_PLACE = re.compile("\ue000(\\d+)\ue001")
_TOKEN = re.compile(
    "(?P<tag><(?:[^\"'>]|\"[^\"]*\"|'[^']*')*>)|\ue000(?P<place>\\d+)\ue001|(?P<text>[^<\ue000]+|.)",
    re.DOTALL,
)
_TAG = re.compile(r"<(/?)(\w+)")
_VOID = frozenset({"br", "hr", "img"})
_WHOLE = frozenset({"a", "code", "pre"})
_LINE_ENDS = frozenset({"p", "li", "blockquote", "tr", "div", "table", "ul", "ol"})


def cleared(text: str) -> str:
    """The text without the characters that hold places."""
    return text.translate(_PRIVATE)


def place_of(index: int) -> str:
    """What stands in the Markdown in place of a part."""
    return f"\ue000{index}\ue001"


def pieces(html: str, parts: Sequence[Piece], *, by_word: bool) -> Iterator[Piece]:
    """The passage cut into what can be marked and what is between.

    Nothing inside a link, code or a formula can be marked by itself, for it is one thing.
    """
    closing: list[str] = []
    for token in _TOKEN.finditer(html):
        if tag := token["tag"]:
            _follow(tag, closing)
            yield Piece(_PLACE.sub("", tag))
        elif token["place"]:
            part = parts[int(token["place"])]
            yield Piece(part.html) if closing else part._replace(place=int(token["place"]))
        elif closing or not by_word:
            yield Piece(token["text"])
        else:
            yield from _words(unescape(token["text"]))


def _follow(tag: str, closing: list[str]) -> None:
    """Keep which elements are open from one on that is a whole."""
    found = _TAG.match(tag)
    if not found or found[2] in _VOID:
        return
    if found[1]:
        if closing:
            closing.pop()
    elif closing or found[2] in _WHOLE or "study-math" in tag:
        closing.append(found[2])


# Words

_JOINERS = frozenset("'\u2019-\u2010\u2011\xb7\u200c\u200d\xad\u2060")
_UNSPACED = (
    *((0x0E00, 0x0FFF), (0x1000, 0x109F), (0x1780, 0x17FF), (0x1950, 0x19FF), (0x1A20, 0x1AAF)),
    *((0x3005, 0x3007), (0x3040, 0x312F), (0x31A0, 0x31FF), (0x3400, 0x4DBF), (0x4E00, 0x9FFF)),
    *((0xA9E0, 0xA9FF), (0xAA60, 0xAADF), (0xF900, 0xFAFF), (0xFF66, 0xFF9F), (0x1AFF0, 0x1B16F)),
    (0x20000, 0x3FFFF),
)
"""Scripts that have no spaces between words: Thai, Lao, Tibetan, Burmese, Khmer, Japanese, Chinese."""
_WORD = re.compile("[wdu]+(?:j[wdu]+|(?<=d)p(?=d)[wdu]+)*")


def _kind(char: str) -> str:
    """One letter for each character: w and d make words, u is of a script without spaces, j and p join."""
    if char in _JOINERS:
        return "j"
    category = unicodedata.category(char)
    if category[0] == "N":
        return "d"
    if char == "_" or category[0] in "LM":
        return "u" if any(low <= ord(char) <= high for low, high in _UNSPACED) else "w"
    return "p" if char in ".,\u066b\u066c" else " "


def has_words(text: str) -> bool:
    """Whether most letters of a text are of scripts that have spaces between words."""
    kinds = Counter(map(_kind, text))
    return kinds["w"] + kinds["d"] >= kinds["u"]


def _words(text: str) -> Iterator[Piece]:
    """The words of a text and what is between them. What is written without spaces has no words by itself."""
    kinds, end = "".join(map(_kind, text)), 0
    for found in _WORD.finditer(kinds):
        if "u" in found[0]:
            continue
        yield Piece(escape(text[end : found.start()], quote=False))
        word = text[found.start() : found.end()]
        yield Piece(escape(word, quote=False), word)
        end = found.end()
    yield Piece(escape(text[end:], quote=False))


# Lines


def lines_of(html: str, count: int) -> tuple[str, list[str], str]:
    """The HTML of a code block: what is before its lines, the lines, what is after them; no lines if there are others."""
    found = re.fullmatch("(.*<code>)(.*)(</code>.*)", html, re.DOTALL)
    if not found:
        return "", [], ""
    lines = found[2].removesuffix("\n").split("\n")
    return found[1], lines if len(lines) == count else [], found[3]


def plain_lines(told: Iterator[Piece]) -> list[str]:
    """The pieces as lines of plain text, one for each block."""
    out = ""
    for piece in told:
        found = _TAG.match(piece.html) if not piece.words else None
        if found:
            ends = found[2] in {"br", "hr"} or (found[1] and found[2] in _LINE_ENDS)
            out += "\n" if ends else "- " if found[2] == "li" and not found[1] else ""
        else:
            out += piece.words or re.sub(r"\s+", " ", unescape(piece.html))
    return [line.strip() for line in out.split("\n") if line.strip()]
