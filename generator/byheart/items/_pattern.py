# Knows alone: which regular expressions an author may write: those that Python and JavaScript read alike, and that
# no text can keep busy. A small parser of that subset, and a count of the ways in which a text can be matched.
# Letters and signs that look alike are the subject here, so they are never slips:
# ruff: noqa: RUF001
"""Patterns for accepted texts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

LONGEST_TEXT = 200
"""A pattern is tried on texts of this length at most, in UTF-16 units."""

_LONGEST = 1000
_DEEPEST = 20
_MOST_WAYS = 100_000
_END = "\0"
_OTHER = "\x80"
"""Stands for all characters beyond ASCII: two of them always count as the same."""
_ALL = frozenset(map(chr, range(1, 0x81)))

# Python takes these two for capital and small letter of "i", JavaScript does not.
_NO_PAIRS = str.maketrans({"ı": "\ue000", "İ": "\ue001"})

Chars = frozenset[str]


class PatternError(ValueError):
    """The pattern cannot be used; `help` says what to write."""

    def __init__(self, message: str, help: str) -> None:
        super().__init__(message)
        self.help = help


class Unbounded(PatternError):
    """The pattern can match the same text in too many ways."""


@dataclass(frozen=True)
class Char:
    """One character out of `chars`; `source` is the same in both languages."""

    source: str
    chars: Chars


@dataclass(frozen=True)
class Repeat:
    """`body` from `least` to `most` times; `most` is None for no bound."""

    body: Node
    least: int
    most: int | None
    source: str


@dataclass(frozen=True)
class Choice:
    """One of several sequences."""

    branches: tuple[tuple[Node, ...], ...]


Node = Char | Repeat | Choice


def compile_pattern(pattern: str) -> str:
    """The pattern in the form that both languages read alike; raises PatternError."""
    if len(pattern) > _LONGEST:
        message = f"the pattern has more than {_LONGEST} characters"
        raise PatternError(message, "write a shorter one, or list the texts under 'accept'")
    tree = _Parser(pattern).parse()
    if _sequence((tree,), frozenset(_END)).ways > _MOST_WAYS:
        message = "the pattern can match the same text in too many ways"
        raise Unbounded(message, "let each repeated part begin with what cannot end the one before it")
    return "|".join(map(_written, tree.branches))


def matches(compiled: str, text: str, *, case: bool) -> bool:
    """Whether the whole text matches; `case` if capitals and small letters are different."""
    if len(text.encode("utf-16-le")) > 2 * LONGEST_TEXT:
        return False
    flags = 0 if case else re.IGNORECASE
    return re.fullmatch(compiled.translate(_NO_PAIRS), text.translate(_NO_PAIRS), flags) is not None


def _written(nodes: Sequence[Node]) -> str:
    return "".join(map(_source, nodes))


def _source(node: Node) -> str:
    if isinstance(node, Choice):
        return f"(?:{'|'.join(map(_written, node.branches))})"
    return node.source if isinstance(node, Char) else _source(node.body) + node.source


# Reading

_QUANTIFIER = re.compile(r"([*+?])|\{(\d{1,3})(?:(,)(\d{1,3})?)?\}")
_SYNTAX = "^$\\.*+?()[]{}|/"
_OUTSIDE = {
    "(?=": "look ahead",
    "(?!": "look ahead",
    "(?<": "names for groups, or look behind",
    "(?P": "names for groups",
    "(?": "what begins with '(?' other than '(?:'",
}


class _Parser:
    """Reads a pattern from left to right."""

    def __init__(self, pattern: str) -> None:
        self.text = pattern
        self.at = 0
        self.depth = 0

    def parse(self) -> Choice:
        """The whole pattern; `^` at its start and `$` at its end say what is so anyway."""
        self.text = self.text.removeprefix("^")
        if re.search(r"(?<!\\)(?:\\\\)*\$\Z", self.text):
            self.text = self.text[:-1]
        tree = self._choice()
        if self.at < len(self.text):
            raise PatternError("the pattern closes a bracket that is not open", "delete ')', or write '\\)'")
        return tree

    def _choice(self) -> Choice:
        branches = [self._sequence()]
        while self._take("|"):
            branches.append(self._sequence())
        return Choice(tuple(branches))

    def _take(self, mark: str) -> bool:
        found = self.text.startswith(mark, self.at)
        self.at += len(mark) if found else 0
        return found

    def _sequence(self) -> tuple[Node, ...]:
        nodes: list[Node] = []
        while self.at < len(self.text) and self.text[self.at] not in "|)":
            nodes.append(self._repeated(self._atom()))
        return tuple(nodes)

    def _atom(self) -> Node:
        char = self.text[self.at]
        self.at += 1
        if char == "(":
            return self._group()
        if char == "[":
            return self._class()
        if char == ".":
            return Char("[^\\n]", _ALL)
        if char == "\\":
            return self._escape()
        if char in "^$":
            raise PatternError(
                f"'{char}' stands inside the pattern", "delete it; the whole text has to match"
            )
        if char in "*+?{":
            raise PatternError(
                f"'{char}' has nothing to repeat", f"write '\\{char}' for the character itself"
            )
        if char in "]}":
            raise PatternError(f"'{char}' closes nothing", f"write '\\{char}' for the character itself")
        return _literal(char)

    def _group(self) -> Choice:
        if not self._take("?:"):
            for mark, name in _OUTSIDE.items():
                if self.text.startswith(mark, self.at - 1):
                    raise PatternError(f"the pattern uses {name}", "write plain groups, as in '(?:a|b)'")
        self.depth += 1
        if self.depth > _DEEPEST:
            raise PatternError(
                f"more than {_DEEPEST} brackets are open", "write the pattern without most of them"
            )
        inside = self._choice()
        self.depth -= 1
        if not self._take(")"):
            raise PatternError(
                "the pattern does not close a bracket", "write ')', or '\\(' for the character"
            )
        return inside

    def _escape(self) -> Char:
        char = self.text[self.at : self.at + 1]
        self.at += 1
        if char == "d":
            return Char("[0-9]", frozenset("0123456789"))
        if char == "s":
            return _literal(" ")
        if not char or char.isalnum():
            raise PatternError(
                f"the pattern uses '\\{char}', which the two languages read differently",
                "write the characters in square brackets, as in '[a-z]' or '[^,]'",
            )
        return _literal(char)

    def _class(self) -> Char:
        negated = self._take("^")
        sources: list[str] = []
        chars: set[str] = set()
        while not self._take("]"):
            if self.at >= len(self.text):
                raise PatternError("the pattern does not close '['", "write ']', or '\\[' for the character")
            first = self._member()
            last = first
            if self.text.startswith("-", self.at) and self.text[self.at + 1 : self.at + 2] not in ("]", ""):
                self.at += 1
                last = self._member()
            if len(first) > 1 or len(last) > 1:
                sources.append("0-9")
                chars |= set("0123456789")
                continue
            if last < first:
                raise PatternError(f"the range '{first}-{last}' is turned round", f"write '{last}-{first}'")
            sources.append(_in_class(first) + (f"-{_in_class(last)}" if last != first else ""))
            chars |= _seen(first, last)
        if not sources:
            raise PatternError("'[]' allows no character", "write the characters between the brackets")
        # Every negated class may hold characters beyond ASCII.
        held = (_ALL - chars) | {_OTHER} if negated else frozenset(chars)
        return Char(f"[{'^' if negated else ''}{''.join(sources)}]", held)

    def _member(self) -> str:
        """One character of a class, or "0-9" for a digit."""
        char = self.text[self.at]
        self.at += 1
        if char != "\\":
            return char
        escaped = self.text[self.at : self.at + 1]
        self.at -= 1 if not escaped else 0
        atom = self._escape()
        return "0-9" if escaped == "d" else " " if escaped == "s" else atom.source[-1]

    def _repeated(self, atom: Node) -> Node:
        found = _QUANTIFIER.match(self.text, self.at)
        if not found:
            return atom
        self.at = found.end()
        if _QUANTIFIER.match(self.text, self.at) or self.text.startswith("+", self.at):
            raise PatternError("a repetition is repeated", "write one of '*', '+', '?' and '{2,3}'")
        if found[1]:
            least, most = {"*": (0, None), "+": (1, None), "?": (0, 1)}[found[1]]
        else:
            least = int(found[2])
            most = least if not found[3] else int(found[4]) if found[4] else None
        if most is not None and most < least:
            raise PatternError(f"'{found[0]}' is turned round", "write the smaller number first")
        return Repeat(atom, least, most, found[0])


def _literal(char: str) -> Char:
    return Char(f"\\{char}" if char in _SYNTAX else char, frozenset(_seen(char, char)))


def _in_class(char: str) -> str:
    """A character between square brackets; Python warns of '&', '|' and '~' that stand there twice."""
    if char in "&|~":
        return f"\\x{ord(char):02x}"
    return f"\\{char}" if char in "\\]^-[/" else char


def _seen(first: str, last: str) -> set[str]:
    """The ASCII characters from `first` to `last`, in either case, and one for all others."""
    plain = {chr(code) for code in range(ord(first), min(ord(last), 0x7F) + 1)}
    return plain | {char.swapcase() for char in plain} | ({_OTHER} if last > "\x7f" else set())


# Counting


class _Count(NamedTuple):
    """In how many ways a part can match the same text, and what it can begin with.

    A part that can be empty can begin with what follows it.
    """

    ways: int
    first: Chars


def _sequence(nodes: Sequence[Node], follow: Chars) -> _Count:
    ways = 1
    for node in reversed(nodes):
        count = _node(node, follow)
        ways, follow = min(ways * count.ways, _MOST_WAYS + 1), count.first
    return _Count(ways, follow)


def _node(node: Node, follow: Chars) -> _Count:
    if isinstance(node, Char):
        return _Count(1, node.chars)
    return _choice(node, follow) if isinstance(node, Choice) else _repeat(node, follow)


def _choice(node: Choice, follow: Chars) -> _Count:
    """Where the next character tells which branch it is, the worst one counts; else all add up."""
    counts = [_sequence(branch, follow) for branch in node.branches]
    first = frozenset().union(*(count.first for count in counts))
    told = sum(len(count.first) for count in counts) == len(first)
    return _Count((max if told else sum)(count.ways for count in counts), first)


def _repeat(node: Repeat, follow: Chars) -> _Count:
    """Where the next character tells whether there is one more, there is one way; else one for each number.

    Nothing, matched by the body or by leaving it out, is matched in two ways.
    """
    alone = _node(node.body, frozenset(_END))
    empty = _END in alone.first
    again = alone.first - {_END}
    most = LONGEST_TEXT if node.most is None else min(node.most, LONGEST_TEXT)
    inside = _node(node.body, (again | follow) if most > 1 else follow)
    if most > 1 and (inside.ways > 1 or empty):
        message = "the pattern repeats a part that can match the same text in several ways"
        raise Unbounded(message, "repeat something simpler, as in '[a-z]+' in place of '([a-z]+)*'")
    first = again if node.least and not empty else again | follow
    if most == node.least or not (empty or again & follow):
        return _Count(inside.ways, first)
    return _Count(inside.ways * (most - node.least + 1), first)
