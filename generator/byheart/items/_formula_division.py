# Knows alone: what a slash in a line divides, so that "a/b", "(a)/(b)" and a fraction in TeX are one formula.
# The browser reads alike; tests/cases/grading/cloze.json holds both to it.
"""Fractions in a line."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

FRACTION = "\ue002"
"""Stands before each half of a fraction in TeX, which is in round brackets."""
READ = (
    "log|ln|lg|sinh|cosh|tanh|sin|cos|tan|cot|sec|csc|arcsin|arccos|arctan|exp|min|max|sup|inf|lim|gcd|det|mod|dim|ker|"
    "arg|deg|Pr"
)
"""Functions whose argument may stand behind a space."""

_CLOSING = {"(": ")", "[": "]", "{": "}", "|": "|"}
_DEEPEST = 32
# A word of three letters is a name, and dx is one thing; of other letters each is a factor, with the digits behind it.
_FACTOR = re.compile(r"[0-9]+(?:\.[0-9]+)?|(?:[^\W\d_]{3,}|[d∂Δδ][^\W\d_](?![^\W\d_])|ln|lg|[^\W\d_])[0-9]*")
_SIGN_BEHIND = re.compile("['′″!°⁺⁻\ue010-\ue014]+")  # noqa: RUF001  # primes are meant
_FUNCTION = re.compile(r"(?:ln|lg|[^\W\d_]{3,}|[fghFGPE])(?:_\([^()]*\))?['′″]*")  # noqa: RUF001  # primes are meant
_APPLIED = re.compile(r"(?:ln|lg|[^\W\d_]{3,}|[fghFPE])(?:_\([^()]*\))?['′″]*")  # noqa: RUF001  # primes are meant
_NAME = re.compile(r"(?:ln|lg|[^\W\d_]{3,})(?:_\([^()]*\))?")
# What they are said of is the whole product behind them.
_OVER_ALL = re.compile(r"(?:lim|[ΣΠ])(?=$|[_^])")
_READ_WORD = re.compile(rf"(?:{READ})[0-9]*(?=$|[_^])")


class _Piece(NamedTuple):
    """A factor, or a sign between products. What is in round brackets has its `inner` pieces."""

    text: str
    is_factor: bool = True
    is_quotient: bool = False
    inner: tuple[_Piece, ...] | None = None

    @property
    def held(self) -> _Piece | None:
        """The fraction that is all there is in the brackets."""
        return self.inner[0] if self.inner and len(self.inner) == 1 and self.inner[0].is_quotient else None


def divided(text: str) -> str:
    """The formula with both halves of each fraction in round brackets: n(n+1)/2 is (n(n+1))/(2)."""
    return _text(_Reader(text).pieces(0, len(text)))


def _text(pieces: Sequence[_Piece]) -> str:
    return "".join(piece.text for piece in pieces)


class _Reader:
    """Reads a formula, from left to right."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._pairs = _pairs(text)

    def pieces(self, at: int, end: int) -> tuple[_Piece, ...]:
        """What stands from one place to another."""
        out: list[_Piece] = []
        while at < end:
            at = self._quotient(out, at, end) or self._divided(out, at, end) or self._next(out, at, end)
        return tuple(
            piece.held if piece.held and not (index and out[index - 1].is_factor) else piece
            for index, piece in enumerate(out)
        )

    def _next(self, out: list[_Piece], at: int, end: int) -> int:
        piece, after = self._factor(at, end)
        sign = self._text[at]
        is_times = sign == "*" and bool(out) and out[-1].is_factor
        if piece and _OVER_ALL.match(piece.text):
            piece = _Piece(piece.text, is_factor=False)
        out.append(piece or _Piece(sign, is_factor=is_times))
        return after if piece else at + 1

    def _quotient(self, out: list[_Piece], at: int, limit: int) -> int | None:
        """A fraction in TeX; gives the place after it."""
        top_end = self._pairs.get(at + 1) if self._text[at] == FRACTION else None
        if top_end is None or self._text[top_end + 1 : top_end + 2] != FRACTION:
            return None
        end = self._pairs.get(top_end + 2)
        if end is None:
            return None
        top, bottom = self.pieces(at + 2, top_end), self.pieces(top_end + 3, end)
        whole = _over(top, bottom)
        scripted, after = self._with_scripts(_Piece(f"({whole.text})", inner=(whole,)), end + 1, limit)
        if after > end + 1:
            out.append(scripted)
        else:
            out += _times_quotient(_product_taken(out), top, bottom)
        return after

    def _divided(self, out: list[_Piece], at: int, end: int) -> int | None:
        """A slash between two products: all factors before it, and one after it, or a function with its argument."""
        if self._text[at] != "/" or not out or not out[-1].is_factor:
            return None
        bottom, after = self._factor(at + 1, end)
        if not bottom:
            return None
        if _FUNCTION.fullmatch(bottom.text) and self._text[after : after + 1] == "(":
            argument, behind = self._factor(after, end)
            if argument:
                bottom, after = _Piece(bottom.text + argument.text), behind
        out += _times_quotient([], _product_taken(out), (bottom,))
        return after

    def _factor(self, at: int, end: int) -> tuple[_Piece | None, int]:
        """What is taken as a whole at a place, and the place after it."""
        piece, after = self._scripted(at, end)
        if piece and _READ_WORD.match(piece.text) and self._text[after : after + 1] == " ":
            argument, behind = self._scripted(after + 1, end)
            if argument:
                return _Piece(f"{piece.text} {argument.text}"), behind
        return piece, after

    def _scripted(self, at: int, end: int) -> tuple[_Piece | None, int]:
        """A number, a letter, a group, a root, with what is high or low behind it, and the place after it."""
        piece, after = self._base(at, end)
        return self._with_scripts(piece, after, end) if piece else (None, at)

    def _with_scripts(self, piece: _Piece, after: int, end: int) -> tuple[_Piece, int]:
        while after < end:
            sign = _SIGN_BEHIND.match(self._text, after, end)
            script, next_at = self._group(after + 1) if self._text[after] in "^_" else (None, after)
            if not (script or sign):
                break
            more = f"{self._text[after]}{script.text}" if script else sign[0] if sign else ""
            piece, after = _Piece(piece.text + more), next_at if script else after + len(more)
        return piece, after

    def _base(self, at: int, end: int) -> tuple[_Piece | None, int]:
        if at >= end:
            return None, at
        if self._text[at] in "√∛∜":
            root, after = self._group(at + 1)
            return (_Piece(f"{self._text[at]}{root.text}"), after) if root else (None, at)
        group, after = self._group(at)
        if group:
            return group, after
        found = _FACTOR.match(self._text, at, end)
        return (_Piece(found[0]), found.end()) if found else (None, at)

    def _group(self, at: int) -> tuple[_Piece | None, int]:
        end = self._pairs.get(at)
        if end is None:
            return None, at
        inner = self.pieces(at + 1, end)
        opening = self._text[at]
        whole = f"{opening}{_text(inner)}{_CLOSING[opening]}"
        return _Piece(whole, inner=inner if opening == "(" else None), end + 1


def _pairs(text: str) -> dict[int, int]:
    """Where the bracket ends that begins at a place."""
    pairs: dict[int, int] = {}
    opened: list[int] = []
    for at, char in enumerate(text):
        if char in ")]}":
            while opened and text[opened[-1]] == "|":
                opened.pop()
        if opened and char == _CLOSING[text[opened[-1]]]:
            start = opened.pop()
            if len(opened) < _DEEPEST:
                pairs[start] = at
        elif char in _CLOSING:
            opened.append(at)
    return pairs


def _product_taken(pieces: list[_Piece]) -> list[_Piece]:
    """The factors at the end, which are taken away."""
    start = len(pieces)
    while start and pieces[start - 1].is_factor:
        start -= 1
    product = pieces[start:]
    del pieces[start:]
    return product


def _times_quotient(before: list[_Piece], top: Sequence[_Piece], bottom: Sequence[_Piece]) -> list[_Piece]:
    """A product times a fraction, where that can be written as one fraction."""
    top = _without_brackets(top)
    if not before:
        is_negative = len(top) > 1 and top[0].text == "-" and all(one.is_factor for one in top[1:])
        return [_Piece("-", is_factor=False), _over(top[1:], bottom)] if is_negative else [_over(top, bottom)]
    if _NAME.fullmatch(before[-1].text):
        quotient = _over(top, bottom)
        return [*before, _Piece(f"({quotient.text})", inner=(quotient,))]
    if before[-1].text[-1:].isdecimal() and _text(top)[:1].isdecimal():
        return [*before, _Piece(" ", is_factor=False), _over(top, bottom)]
    if _text(top) == "1" and before[-1].text != "*":
        return [_over(before, bottom)]
    factors = top if all(one.is_factor for one in top) else [_Piece(f"({_text(top)})")]
    return [_over([*before, *factors], bottom)]


def _over(top: Sequence[_Piece], bottom: Sequence[_Piece]) -> _Piece:
    above, below = _text(_flat(_without_brackets(top))), _text(_without_brackets(bottom))
    return _Piece(f"({above})/({below})", is_quotient=True)


def _without_brackets(pieces: Sequence[_Piece]) -> Sequence[_Piece]:
    while len(pieces) == 1 and pieces[0].inner is not None:
        pieces = pieces[0].inner
    return pieces


def _flat(product: Sequence[_Piece]) -> Sequence[_Piece]:
    """A product without the brackets around some of its factors: G(mM) is GmM, but f(xy) is f of xy."""
    out: list[_Piece] = []
    for piece in product:
        is_argument = bool(out) and _APPLIED.fullmatch(out[-1].text) is not None
        inner = piece.inner if product[0].is_factor and not is_argument else None
        is_product = inner and all(one.is_factor for one in inner)
        joins = is_product and not (
            out and out[-1].text[-1:].isdecimal() and _text(inner or ())[:1].isdecimal()
        )
        out += inner if inner and joins else [piece]
    return out
