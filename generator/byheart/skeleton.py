# Knows alone: what a new deck or item looks like before its author has written a word, and where in a deck's file
# a new item goes: after the last one of its list, with nothing else in the file touched.
"""`byheart new`: decks and items with remarks that pass `check`."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Any

from byheart.config import read_config
from byheart.content.deck import LoadedDeck, read_deck
from byheart.fmt.roundtrip import is_text_to_all
from byheart.model import Part
from byheart.model.values import KEBAB, MAX_ID
from byheart.pages.templating import environment, of_type
from byheart.source import Source, read
from byheart.write.files import create, rewrite
from byheart.write.files import read as raw


class SkeletonError(Exception):
    """The file cannot be written; `help` says why not and what to do."""

    def __init__(self, message: str, help: str) -> None:
        super().__init__(message)
        self.help = help


def new_deck(config_path: Path, key: str, title: str | None) -> Path:
    """Writes `content/<topic>/<deck>.yml` and gives its path.

    Raises SkeletonError for a key that is not `topic/deck` in kebab-case, and when the file is there already.
    """
    parts = key.removesuffix(".yml").split("/")
    if len(parts) != 2 or not all(KEBAB.fullmatch(part) for part in parts):
        raise SkeletonError(
            f"'{key}' is not TOPIC/DECK",
            "use lower-case letters, digits and hyphens, as in 'biology/cell-structure'",
        )
    config = read_config(config_path)
    path = config.content / parts[0] / f"{parts[1]}.yml"
    name = " ".join((title or parts[1].replace("-", " ").capitalize()).split())
    schema = _schema_from(config.root, path.parent)
    text = (
        environment("en")
        .get_template("new-deck.yml.j2")
        .render(title=name if is_text_to_all(name) else json.dumps(name, ensure_ascii=False), schema=schema)
    )
    if not create(config.root, path, text.encode()):
        raise SkeletonError(f"{path.name} is there already", "edit it, or choose another name")
    return path


def _schema_from(root: Path, folder: Path) -> str:
    """The way from a folder to the site's schema for editors, "" where the site has none."""
    schema = root / "schema" / "deck.schema.json"
    return os.path.relpath(schema, folder).replace(os.sep, "/") if schema.is_file() else ""


def new_item(kind: str, deck: LoadedDeck, name: str | None) -> tuple[str, str]:
    """The id and the text of a new item as an entry of a list, with no indentation and one line break at the end.

    `kind` is the name of a type, or "open" for a card without an answer. `name` is the id to use; without it, a free
    one is proposed. Raises SkeletonError.
    """
    taken = set(_taken(deck))
    example = "items/card/open.yml.j2" if kind == "open" else of_type(kind, "example.yml.j2")
    template = environment("en").get_template(example)
    free = next(
        one for one in _names(name or f"new-{kind}") if not _uses(one, template.render(id=one), taken)
    )
    if name is None:
        name = free
    elif not KEBAB.fullmatch(name) or len(name) > MAX_ID:
        raise SkeletonError(
            f"'{name}' is no id", "use small letters, digits and single hyphens, as in 'first-card'"
        )
    elif name != free:
        raise SkeletonError(
            f"the deck {deck.key} has or had an item '{name}'", f"choose another id, as in '{free}'"
        )
    return name, template.render(id=name)


def _names(name: str) -> Iterator[str]:
    """`name`, `name-2`, `name-3` …."""
    yield name
    yield from (f"{name}-{number}" for number in count(2))


def _uses(name: str, entry: str, taken: set[str]) -> bool:
    """Whether the item or one of its parts, whose ids begin with the item's, has an id that is taken."""
    return not taken.isdisjoint(re.findall(rf"\bid: ({re.escape(name)}[a-z0-9-]*)$", entry, re.MULTILINE))


def _taken(deck: LoadedDeck) -> Iterator[str]:
    """Every id that an item of the deck has or had."""
    yield from (name for name, _ in deck.claims)
    for item in deck.all_items():
        yield item.id
        yield from item.formerly


def append_item(path: Path, deck: LoadedDeck, part: Part, entry: str) -> int:
    """Puts an item at the end of its list in the deck's file; gives the line it starts on.

    Raises SkeletonError, and writes nothing, where the file would not say the same as before and the item more.
    """
    lines = deck.source.lines
    at, added = _place_of(deck.source, part, entry)
    text = "\n".join([*lines[:at], *added, *lines[at:]])
    new, found = read(deck.path, text.encode())
    if new is None or found or not _is_longer_by_one(deck.source.data, new.data, part):
        raise SkeletonError(
            f"an item cannot be put into '{part}' of {deck.path}",
            "run 'byheart check' and 'byheart fmt' first, or paste the item by hand",
        )
    _, problems = read_deck(new, deck.key)
    start = new.place((part, len(new.data[part]) - 1)).line
    if any(start <= one.line <= start + len(added) for one in problems):
        raise SkeletonError("the item would not pass 'byheart check'", "paste it by hand, and mend it")
    ends = "\r\n" if b"\r\n" in (raw(path) or b"") else "\n"
    rewrite(path, text.replace("\n", ends).encode())
    return start


def _is_longer_by_one(before: dict[str, Any], after: dict[str, Any], part: Part) -> bool:
    old, new = dict(before), dict(after)
    entries, more = old.pop(part, None) or [], new.pop(part, None)
    return old == new and isinstance(more, list) and len(more) == len(entries) + 1 and more[:-1] == entries


def _place_of(source: Source, part: Part, entry: str) -> tuple[int, list[str]]:
    """How many lines of the file come before a new item, and the item's lines."""
    lines = source.lines
    entries = source.data.get(part)
    if part in source.data and not isinstance(entries, list | None):
        return len(lines), []
    if part not in source.data:
        at = _after(lines, len(lines))
        return at, ["", f"{part}:", *_indented(entry, 2)]
    starts = [source.place((name,), key=True).line for name in source.data]
    own = source.place((part,), key=True).line
    at = _after(lines, min((line - 1 for line in starts if line > own), default=len(lines)))
    if not entries:
        return at, _indented(entry, 2)
    first = lines[source.place((part, 0)).line - 1]
    last = source.place((part, len(entries) - 1)).line - 1
    while lines[last - 1].lstrip().startswith("#"):
        last -= 1
    gap = [""] if len(entries) == 1 or not lines[last - 1].strip() else []
    return at, [*gap, *_indented(entry, len(first) - len(first.lstrip()))]


def _after(lines: list[str], end: int) -> int:
    """The number of lines up to `end` without the blank lines and the comments at the left edge before it."""
    while end and (not lines[end - 1].strip() or lines[end - 1].startswith("#")):
        end -= 1
    return end


def _indented(entry: str, columns: int) -> list[str]:
    return [re.sub(r"^(?=.)", " " * columns, line) for line in entry.rstrip("\n").split("\n")]
