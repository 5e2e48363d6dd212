# Knows alone: that formatting changes no data. What comes out is read again and compared with what went in;
# where they differ in anything but ids that were proposed, the file is refused.
"""`byheart fmt`: one layout for all files of content."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from byheart.content.ids import Ids
from byheart.diagnostics import Diagnostic
from byheart.fmt.layout import with_comments
from byheart.fmt.option_ids import unnamed
from byheart.fmt.roundtrip import Loc, restyled
from byheart.model import PARTS, Part
from byheart.source import Source, read
from byheart.source.comments import bare, comments

__all__ = ["CannotFormat", "Formatted", "formatted"]


class CannotFormat(Exception):
    """A file is left as it is. `diagnostics` say what is wrong in it; if there are none, it is too unusual."""

    def __init__(self, message: str, help: str, diagnostics: tuple[Diagnostic, ...] = ()) -> None:
        super().__init__(message)
        self.help = help
        self.diagnostics = diagnostics


@dataclass(frozen=True)
class Formatted:
    """A file as it should be, and the ids that were proposed for items without one, in the file's order.

    `within` counts the ids that options, steps and sides were given.
    """

    text: str
    proposed: tuple[str, ...] = ()
    within: int = 0


def formatted(path: str, raw: bytes, *, option_ids: bool = False, language: str = "en") -> Formatted:
    """The file `raw` in the one layout; `path` is how diagnostics name it. Raises CannotFormat.

    With `option_ids`, options, steps and sides get the ids under which answers have them already. `language` is that
    of a deck that names none: ids are spelled by it.

    Two spaces for each level, lists indented below their key, a line feed between lines and at the end, no blanks
    at the ends of lines, quotes only where YAML or another reader of YAML would else see something different.
    """
    before = _readable(path, raw)
    text = "\n".join(before.lines)
    ids = dict(_proposals(before.data, language))
    within = dict(_names_within(before.data)) if option_ids else {}
    try:
        after = _settled(text, ids | within)
    except Exception as error:  # ruamel.yaml raises what it likes for files that it cannot keep
        raise _too_unusual(path) from error
    if not _says_the_same(before, after, ids | within):
        raise _too_unusual(path)
    return Formatted(after, tuple(ids.values()), len(within))


def _settled(text: str, ids: dict[Loc, str]) -> str:
    """The text after as many rounds as it takes until one more changes nothing, at most three."""
    before, text = text, _round(text, ids)
    if text == before:
        return text
    for _ in range(2):
        again = _round(text, {})
        if again == text:
            return text
        text = again
    raise ValueError("the layout does not settle")


def _round(text: str, ids: dict[Loc, str]) -> str:
    return with_comments(restyled(bare(text), ids), text)


def _readable(path: str, raw: bytes) -> Source:
    source, found = read(path, raw)
    wrong = tuple(one for one in found if one.severity == "error")
    if source is None or wrong:
        raise CannotFormat(f"{path} cannot be read", "mend what is told above, then format again", wrong)
    return source


def _too_unusual(path: str) -> CannotFormat:
    return CannotFormat(
        f"{path} is left as it is: formatting would change what it says",
        "move comments from unusual places, such as inside brackets, to lines of their own",
    )


def _says_the_same(before: Source, text: str, ids: dict[Loc, str]) -> bool:
    """Whether `text` has the data and the comments of the file, apart from the ids that were put in."""
    after, found = read(before.path, text.encode())
    if after is None or found:
        return False
    for *way, key in ids:
        del _at(after.data, tuple(way))[key]
        _as_mapping(before.data, tuple(way)).pop(str(key), None)
    return bool(after.data == before.data) and comments(text) == comments("\n".join(before.lines))


def _as_mapping(data: Any, loc: Loc) -> dict[str, Any]:
    """The entry at a place; a plain text becomes the mapping that it stands for."""
    *way, last = loc
    entries = _at(data, tuple(way))
    if isinstance(entries[last], str):
        entries[last] = {"text": entries[last]}
    entry: dict[str, Any] = entries[last]
    return entry


def _names_within(data: Any) -> Iterator[tuple[Loc, str]]:
    """Where the options, steps and sides of all items lack an id, and the id that answers have them under."""
    for loc, part, item in _items(data):
        if part == "questions":
            yield from (((*loc, *inner), name) for inner, name in unnamed(item))


def _proposals(data: Any, language: str) -> Iterator[tuple[Loc, str]]:
    """Where each item without an id lacks it, and an id that no other item of the file has or had."""
    own = data.get("lang")
    items = list(_items(data))
    ids = Ids(name for _, _, item in items for name in _names(item))
    for loc, part, item in items:
        if item.get("id") is None:
            yield (*loc, "id"), ids.propose(part, item, own if isinstance(own, str) else language)


def _names(item: dict[str, Any]) -> Iterator[str]:
    """The ids that an item has and had."""
    old = item.get("formerly")
    for name in (item.get("id"), *(old if isinstance(old, list) else ())):
        if isinstance(name, str):
            yield name


def _items(data: Any) -> Iterator[tuple[Loc, Part, dict[str, Any]]]:
    """Place, part and data of each item, those of a group after the group."""
    for part in PARTS:
        for loc, item in _mappings(data.get(part), (part,)):
            yield loc, part, item
            for inner, question in _mappings(item.get("parts"), (*loc, "parts")):
                yield inner, part, question


def _mappings(entries: Any, loc: Loc) -> Iterator[tuple[Loc, dict[str, Any]]]:
    for index, entry in enumerate(entries if isinstance(entries, list) else ()):
        if isinstance(entry, dict):
            yield (*loc, index), entry


def _at(data: Any, loc: Loc) -> Any:
    for step in loc:
        data = data[step]
    return data
