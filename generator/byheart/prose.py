# Knows alone: how hand-written pages are searched for the items they show.
"""Checks of the lines that show items on hand-written pages."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from byheart.config import Config
from byheart.diagnostics import Diagnostic, diagnose, use_one_of
from byheart.embed import LINE, EmbedError, Selection, lines_outside_code, parse, select

Items = list[tuple[str, dict[str, Any]]]


def check_pages(config: Config, files: Mapping[str, str | bytes]) -> list[Diagnostic]:
    """What is wrong in the `byheart:` lines of the pages below `docs/`, given the files that decks become."""
    items = items_of(files)
    found: list[Diagnostic] = []
    for path in sorted(config.docs.rglob("*.md")):
        if path.is_relative_to(config.docs / "decks") or path.is_symlink():
            continue
        shown = path.relative_to(config.root).as_posix()
        found.extend(_check_page(shown, path, items))
    return found


def items_of(files: Mapping[str, str | bytes]) -> Items:
    """All items with their deck's key, in the order of the site."""
    index = json.loads(files["decks/items.json"])
    return [
        (deck["deck"], item)
        for deck in index["decks"]
        for item in json.loads(files[f"decks/{deck['items']}"])["items"]
    ]


def _check_page(shown: str, path: Path, items: Items) -> Iterator[Diagnostic]:
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return  # the engine says what is wrong with a page that is not ours
    for index, line in lines_outside_code(lines):
        match = LINE.fullmatch(line)
        if not match:
            continue
        place = (index + 1, match.start(1) + 1)
        try:
            selection = parse(match[1])
        except EmbedError as error:
            yield diagnose(shown, place, "bad-selection", str(error), error.help)
            continue
        if not select(selection, items):
            yield _nothing(shown, place, selection, items)


def _nothing(shown: str, place: tuple[int, int], selection: Selection, items: Items) -> Diagnostic:
    """The diagnostic of a line that shows no item."""
    decks = dict.fromkeys(deck for deck, _ in items)
    if selection.deck and selection.deck not in decks:
        help_text = use_one_of(selection.deck, decks, "delete the line: there are no decks yet")
        return diagnose(shown, place, "unknown-deck", f"there is no deck '{selection.deck}'", help_text)
    if selection.item:
        ids = [item["id"] for deck, item in items if deck == selection.deck]
        message = f"{selection.deck} has no item '{selection.item}'"
        return diagnose(shown, place, "unknown-item", message, use_one_of(selection.item, ids))
    for facet, value in selection.facets.items():
        known = _known(facet, items)
        if value not in known:
            message = f"no item has the {facet} '{value}'"
            return diagnose(shown, place, "empty-selection", message, use_one_of(value, known))
    return diagnose(shown, place, "empty-selection", "no item is selected", "ask for less, or mend the names")


def _known(facet: str, items: Items) -> dict[str, None]:
    """Every value of a facet that some item has."""
    if facet == "tag":
        return dict.fromkeys(tag for _, item in items for tag in item["tags"])
    return dict.fromkeys(item[facet] for _, item in items if item.get(facet))
