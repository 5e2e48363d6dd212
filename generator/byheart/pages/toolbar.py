# Knows alone: what the study tools of a deck show before anything is answered, so that the page can keep their place free
# until the script brings them, and nothing moves when it does.
"""The study tools of a deck, as they are at first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any


def toolbar(views: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """The number of items, and the levels and tags that tell them apart, in the order of the page.

    `views` are those of a deck's items with `level` ("" for none) and `tags`.
    """
    views = list(views)
    levels = [[view["level"]] if view["level"] else [] for view in views]
    return {
        "n": len(views),
        "levels": _telling_apart(levels),
        "tags": _telling_apart([view["tags"] for view in views]),
    }


def _telling_apart(values: list[Any]) -> list[str]:
    """Each value that some items have and others do not."""
    found = dict.fromkeys(value for some in values for value in some)
    return [value for value in found if not all(value in some for some in values)]
