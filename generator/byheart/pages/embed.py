# Knows alone: the line by which a hand-written page shows items, and which items it means.
# The generator checks these lines against the library; the Markdown extension fills them from `items.json`.
"""`byheart: topic/deck#item`, or `byheart: deck=… tag=… level=… type=… n=…`, on a line of its own."""

from __future__ import annotations

import json
import posixpath
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from html import escape
from pathlib import Path
from typing import Any

_SIGN = "byheart:"
FACETS = ("deck", "tag", "level", "type", "n")
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_FULL_ID = re.compile(r"([a-z0-9-]+/[a-z0-9-]+)#([a-z0-9~-]+)")


class EmbedError(ValueError):
    """The line cannot be read; `help` says how to write it."""

    def __init__(self, message: str, help: str) -> None:
        super().__init__(message)
        self.help = help


@dataclass(frozen=True)
class Selection:
    """Which items a line asks for: one by `deck` and `item`, or all that have what `facets` say, `n` at most.

    A group stands for its parts.
    """

    deck: str = ""
    item: str = ""
    facets: dict[str, str] = field(default_factory=dict)
    n: int | None = None

    def takes(self, deck: str, item: dict[str, Any]) -> bool:
        """Whether the item, as `items.json` has it, is asked for."""
        if self.deck and deck != self.deck:
            return False
        group = item.get("group", "")
        if self.item and self.item not in (item["id"], group):
            return False
        wanted = self.facets
        return (
            wanted.get("tag", "") in ("", *item["tags"])
            and wanted.get("level", "") in ("", item["level"])
            and wanted.get("type", "") in ("", item["type"], "group" if group else "")
        )


def asked_in(line: str) -> tuple[int, str] | None:
    """What stands behind `byheart:` on a line of its own, and at which character, from 0; None for other lines."""
    if not line.startswith(_SIGN):
        return None
    text = line[len(_SIGN) :].lstrip(" ")
    return (len(line) - len(text), text.rstrip(" ")) if text and not text[0].isspace() else None


def parse(text: str) -> Selection:
    """What stands behind `byheart:`; raises EmbedError."""
    one = _FULL_ID.fullmatch(text)
    if one:
        return Selection(deck=one[1], item=one[2])
    facets = dict(_pairs(text))
    n = facets.pop("n", None)
    if n is not None and not re.fullmatch(r"[1-9][0-9]{0,3}", n):
        raise EmbedError(f"n is '{n}'", "write a whole number from 1 on, as in 'n=5'")
    return Selection(deck=facets.pop("deck", ""), facets=facets, n=int(n) if n else None)


def _pairs(text: str) -> Iterator[tuple[str, str]]:
    for word in text.split():
        name, sign, value = word.partition("=")
        if not sign or name not in FACETS or not value:
            raise EmbedError(
                f"'{word}' is no part of a selection",
                f"write topic/deck#item, or some of {', '.join(f'{facet}=…' for facet in FACETS)}",
            )
        yield name, value


def select(
    selection: Selection, items: Iterable[tuple[str, dict[str, Any]]]
) -> list[tuple[str, dict[str, Any]]]:
    """The items asked for, in the order they come in, as (deck key, item of `items.json`)."""
    found = [(deck, item) for deck, item in items if selection.takes(deck, item)]
    return found[: selection.n]


def read_items(docs: Path, only: str) -> list[tuple[str, str, dict[str, Any]]]:
    """The items below `docs/decks/`, as (deck key, deck title, item), in the order of the site.

    A part of a group has that as its `stem`. `only` names the one deck that is wanted; "" wants all.
    Raises OSError and ValueError.
    """
    index = json.loads((docs / "decks" / "items.json").read_text(encoding="utf-8"))
    found: list[tuple[str, str, dict[str, Any]]] = []
    for deck in index["decks"]:
        if only not in ("", deck["deck"]):
            continue
        data = json.loads((docs / "decks" / deck["items"]).read_text(encoding="utf-8"))
        stems = {group["id"]: group for group in data["groups"]}
        found.extend(
            (deck["deck"], deck["title"], item | {"stem": stems.get(item.get("group"))})
            for item in data["items"]
        )
    return found


def lines_outside_code(lines: Iterable[str]) -> Iterator[tuple[int, str]]:
    """Each line with its index, without fenced code and the fences."""
    fence = ""
    for index, line in enumerate(lines):
        before, fence = fence, after_fence(line, fence)
        if not before and not fence:
            yield index, line


def after_fence(line: str, fence: str) -> str:
    """The code fence that is open after this line, or an empty string."""
    match = _FENCE.match(line)
    if not match:
        return fence
    if not fence:
        return match[1]
    closes = match[1].startswith(fence) and not line.strip(" `~")
    return "" if closes else fence


# A link in an <a> or <img> start tag. Text cannot match: there `<` is always escaped.
LINK = re.compile(r"(<(a|img)(?:\s+[\w-]+(?:=\"[^\"]*\")?)*?\s+(?:href|src)=\")([^\"]*)(?=\")")
ABSOLUTE = re.compile(r"[a-z][a-z0-9+.-]*:|/|$", re.IGNORECASE)


def rebased(html: str, deck: str, folder: str) -> str:
    """The HTML of an item of `deck` with links that lead on from a page in `folder`, both below `docs/`.

    Links in `items.json` are relative to the deck's own page; `#id` there leads back to that page.
    """
    own = f"decks/{deck}.md"

    def turned(match: re.Match[str]) -> str:
        link = match[3]
        if ABSOLUTE.match(link):
            return match[0]
        path, sign, fragment = link.partition("#")
        target = posixpath.normpath(posixpath.join(posixpath.dirname(own), path)) if path else own
        return match[1] + posixpath.relpath(target, folder or ".") + sign + fragment

    return LINK.sub(turned, html)


def embedded(deck: str, title: str, item: dict[str, Any], folder: str, *, stem: bool = True) -> str:
    """An item as a page in `folder` shows it, with a link to its place. It is in search there, so not here.

    A part comes below the `stem` of its group, unless that stands above it already.
    """
    place = posixpath.relpath(f"decks/{deck}.md", folder or ".")
    group = item["stem"]
    return (
        '<study-panel class="study-embed" data-search-exclude>\n'
        f"{_headed(deck, group, folder, 3) if group and stem else ''}"
        f"{_headed(deck, item, folder, 4 if group else 3)}"
        f'<p class="study-embed-source"><a href="{place}#{item["id"]}">{escape(title)}</a></p>\n'
        "</study-panel>"
    )


def _headed(deck: str, entry: dict[str, Any], folder: str, level: int) -> str:
    """An entry of `items.json` below its heading, which has an id of its own on a page with items of many decks."""
    name = f"{deck.replace('/', '-')}-{entry['id']}"
    return (
        f'<h{level} id="{name}" class="study-question">{rebased(entry["heading"], deck, folder)}</h{level}>\n'
        f"{rebased(entry['html'], deck, folder)}\n"
    )
