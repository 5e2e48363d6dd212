# The only package that knows YAML: bytes in, plain data and the place of every node out.
"""Reading YAML with places."""

from __future__ import annotations

from collections import deque
from functools import cached_property
from typing import TYPE_CHECKING, Any

import yaml

from byheart.diagnostics import Diagnostic, diagnose, quoted
from byheart.source import compose, slips
from byheart.source.compose import Composer, StoppedError
from byheart.source.inherit import InheritError, SiteFile, read_site_file
from byheart.source.places import BREAK, START, Loc, Place, end_of, unpack
from byheart.source.regular import MAX_BYTES, read_regular
from byheart.source.site import read_site_config
from byheart.source.unseen import unseen

if TYPE_CHECKING:
    from array import array
    from collections.abc import Iterator

__all__ = [
    "MAX_BYTES",
    "START",
    "InheritError",
    "Loc",
    "Place",
    "SiteFile",
    "Source",
    "read",
    "read_regular",
    "read_site_config",
    "read_site_file",
]

_FOLDED = 20
"""Lines below its start in which something is looked for in a text that is no block."""
_FOREIGN_MARKS = {b"\xff\xfe": "UTF-16", b"\xfe\xff": "UTF-16", b"\x00\x00\xfe\xff": "UTF-32"}


class Source:
    """One file that was read: its plain data, and where each part of it stands.

    `data` is made of dict, list, str and None. Every scalar is a str exactly as typed (`No`, `1:30`, `null`);
    only a value that is not there at all (`hint:`) is None.
    """

    def __init__(self, path: str, text: str, data: Any, marks: array[int]) -> None:
        self.path = path
        self.data = data
        self._text = text
        self._marks = marks
        self._places: dict[Loc, tuple[int, int]] | None = None

    def place(self, loc: Loc, *, key: bool = False) -> Place:
        """Where the value at `loc` stands, or its key; its nearest parent where there is nothing at `loc`."""
        if self._places is None:
            self._places = dict(_walk(self.data, (), iter(self._marks), 0))
        while loc and loc not in self._places:
            loc, key = loc[:-1], False
        key_mark, value_mark = self._places[loc]
        return unpack(key_mark if key else value_mark)

    def place_in(self, loc: Loc, line_offset: int) -> Place:
        """Where line `line_offset` (from 0) of the text at `loc` starts.

        Exact for block text (`|`); the start of the text for others, whose lines are folded.
        """
        start = self.place(loc)
        lines = self.lines
        opening = lines[start.line - 1][start.column - 1 : start.column]
        if opening not in {"|", ">"}:
            return start
        number = start.line + 1 + (line_offset if opening == "|" else 0)
        if number > len(lines):
            return start
        line = lines[number - 1]
        return Place(number, len(line) - len(line.lstrip()) + 1)

    def place_near(
        self, loc: Loc, line_offset: int, written: str, position: int = 0, *, within: int = 0
    ) -> Place:
        """Where a character of `written` stands, which is on line `line_offset` of the text at `loc`.

        It may be up to `within` lines further down; and anywhere in a text that is no block, whose lines are folded.
        The start of the line where it is not found, as in double quotes, where a backslash is typed twice.
        """
        start = self.place_in(loc, line_offset)
        first = self.place(loc)
        if start == first:
            within = _FOLDED
        for number in range(start.line, min(start.line + within, len(self.lines)) + 1):
            column = start.column - 1 if number == start.line else 0
            found = self.lines[number - 1].find(written, column) if written else -1
            if found >= 0:
                return Place(number, found + position + 1)
        return start

    @cached_property
    def lines(self) -> list[str]:
        """The lines of the file, without their breaks."""
        return BREAK.split(self._text)


def _walk(value: Any, loc: Loc, marks: Iterator[int], key_mark: int) -> Iterator[tuple[Loc, tuple[int, int]]]:
    """Pair every node with its marks, which the composer noted in the same order."""
    mark = next(marks)
    yield loc, (key_mark or mark, mark)
    if isinstance(value, dict):
        for key, child in value.items():
            yield from _walk(child, (*loc, key), marks, next(marks))
    elif isinstance(value, list):
        for index, child in enumerate(value):
            yield from _walk(child, (*loc, index), marks, 0)


def read(path: str, raw: bytes) -> tuple[Source | None, list[Diagnostic]]:
    """Read one YAML file; `path` is how diagnostics name it, with "/" between its parts.

    The Source is None where nothing sensible can be said about the content; never raises for content.
    """
    text, found = _decode(path, raw)
    if text is None:
        return None, found
    composer = Composer(path, text)
    try:
        data = composer.document()
    except StoppedError:
        return None, [*found, *composer.found]
    except yaml.YAMLError as error:
        return None, [*found, _explained(path, text, error)]
    found += composer.found
    if not isinstance(data, dict):
        found.append(_no_mapping(path, data, composer))
        return None, found
    return Source(path, text, data, composer.marks), found


def _decode(path: str, raw: bytes) -> tuple[str | None, list[Diagnostic]]:
    if len(raw) > MAX_BYTES:
        message = "the file is larger than 1 MiB"
        return None, [diagnose(path, START, "file-too-large", message, "split it into several decks")]
    for mark, name in _FOREIGN_MARKS.items():
        if raw.startswith(mark):
            help_text = "save the file with the encoding UTF-8"
            return None, [diagnose(path, START, "not-utf8", f"the file is encoded as {name}", help_text)]
    if b"\0" in raw[:4]:
        message, help_text = "the file is not encoded as UTF-8", "save the file with the encoding UTF-8"
        return None, [diagnose(path, START, "not-utf8", message, help_text)]
    found: list[Diagnostic] = []
    if raw.startswith(b"\xef\xbb\xbf"):
        raw = raw[3:]
        message, help_text = "the file starts with a byte order mark", "save it as UTF-8 without BOM"
        found.append(diagnose(path, START, "byte-order-mark", message, help_text))
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        before = raw[: error.start].decode("utf-8")
        message = f"byte 0x{raw[error.start]:02x} is not UTF-8"
        help_text = "save the file with the encoding UTF-8, and type the character again if it looks wrong"
        return None, [*found, diagnose(path, end_of(before), "not-utf8", message, help_text)]
    hidden = list(unseen(path, text))
    return (None if hidden else text), found + hidden


def _no_mapping(path: str, data: object, composer: Composer) -> Diagnostic:
    if data is None:
        message, help_text = "the file has no content", "start with 'title:' or delete the file"
        return diagnose(path, START, "empty-file", message, help_text)
    what = "a list" if isinstance(data, list) else f"the text {quoted(str(data))}"
    help_text = "start with keys, 'title: …' on the first line"
    return diagnose(
        path, unpack(composer.marks[0]), "not-a-mapping", f"the file consists of {what}", help_text
    )


def _explained(path: str, text: str, error: yaml.YAMLError) -> Diagnostic:
    mark = getattr(error, "problem_mark", None)
    context = getattr(error, "context_mark", None) or mark
    error_at = Place(mark.line + 1, mark.column + 1) if mark else START
    began_at = Place(context.line + 1, context.column + 1) if context else START
    problem = getattr(error, "problem", None) or str(error)
    tokens = _tokens_before(text, error_at)
    slip = slips.explain(BREAK.split(text), problem, error_at, began_at, tokens)
    return diagnose(path, slip.place, slip.slug, slip.message, slip.help)


def _tokens_before(text: str, error_at: Place) -> list[slips.Token]:
    """The last few tokens that end before `error_at`."""
    tokens: deque[slips.Token] = deque(maxlen=4)
    try:
        for token in yaml.scan(text, Loader=compose.Loader):
            start, end = token.start_mark, token.end_mark
            if (end.line + 1, end.column + 1) > error_at:
                break
            style = getattr(token, "style", None) or ""
            tokens.append(
                slips.Token(
                    style, Place(start.line + 1, start.column + 1), Place(end.line + 1, end.column + 1)
                )
            )
    except yaml.YAMLError:
        pass
    return list(tokens)
