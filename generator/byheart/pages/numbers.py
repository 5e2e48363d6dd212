# Knows alone: how what stands on a deck's page is numbered for paper.
"""The numbers of items on paper."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from byheart.content.deck import LoadedDeck
from byheart.items.group import Group
from byheart.model import Face, ItemBase


def numbered(loaded: LoadedDeck, *, drafts: bool = False) -> Iterator[tuple[ItemBase, Face | None, str]]:
    """Each group and each face with its number, in the order of the page.

    A group and what stands by itself are numbered from 1 on, the parts of the group 2 are 2.1 and so on.
    The faces of what is printed once have one number.
    """
    count = within = 0
    given: dict[str, str] = {}
    for item, face in loaded.places(drafts=drafts):
        if item.id in given:
            yield item, face, given[item.id]
            continue
        if not isinstance(item, Group) and loaded.group_of(item):
            within += 1
            number = f"{count}.{within}"
        else:
            count, within = count + 1, 0
            number = str(count)
        if item.printed_once:
            given[item.id] = number
        yield item, face, number


def by_number(views: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """What has a key, in the order of the numbers: faces that have one number stand together."""
    asked = [view for view in views if not view["is_group"]]
    places: dict[str, int] = {}
    for view in asked:
        places.setdefault(view["number"], len(places))
    return sorted(asked, key=lambda view: places[view["number"]])
