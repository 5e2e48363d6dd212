# Knows alone: how hand-written pages are searched for the items they show.
"""Checks of the lines that show items on hand-written pages."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import Any

from byheart.config import Config
from byheart.content.deck import LoadedDeck
from byheart.content.former import Now
from byheart.content.load import Library
from byheart.diagnostics import Diagnostic, diagnose, use_one_of
from byheart.pages.embed import EmbedError, Selection, asked_in, lines_outside_code, parse, select
from byheart.source import START, read_regular


class Items:
    """What the lines of pages choose from: each face of the site's items with its deck's key, in the site's order."""

    def __init__(self, library: Library, *, drafts: bool) -> None:
        self._library = library
        self._drafts = drafts

    @cached_property
    def now(self) -> Now:
        """Where what was elsewhere before is now."""
        return Now(self._library)

    @cached_property
    def all(self) -> list[tuple[str, dict[str, Any]]]:
        """The items of the site, each as `items.json` has it, as far as lines choose by it."""
        return [(deck, item) for deck, items in self.decks.items() for item in items]

    @cached_property
    def decks(self) -> dict[str, list[dict[str, Any]]]:
        """The items of each deck."""
        return {loaded.key: list(self._items(loaded)) for loaded in self._library.decks()}

    def _items(self, loaded: LoadedDeck) -> Iterator[dict[str, Any]]:
        for item, face in loaded.faces(drafts=self._drafts):
            level, group = loaded.level_of(item), loaded.group_of(item)
            yield {
                "id": f"{item.id}{face.suffix}",
                "type": item.listed_as,
                "level": level.value if level else "",
                "tags": loaded.tags_of(item),
                "group": group.id if group else "",
            }

    def chosen(self, selection: Selection) -> list[tuple[str, dict[str, Any]]]:
        """The items that a line asks for."""
        if selection.deck:
            return select(selection, ((selection.deck, item) for item in self.decks.get(selection.deck, ())))
        return select(selection, self.all)


def check_pages(config: Config, library: Library, *, drafts: bool = False) -> list[Diagnostic]:
    """What is wrong in the `byheart:` lines of the pages below `docs/`; `drafts` are shown, or are not there."""
    items = Items(library, drafts=drafts)
    found: list[Diagnostic] = []
    for path in sorted(config.docs.rglob("*.md")):
        if path.is_relative_to(config.docs / "decks") or path.is_symlink():
            continue
        shown = path.relative_to(config.root).as_posix()
        found.extend(_check_page(shown, path, items))
    return found


def _check_page(shown: str, path: Path, items: Items) -> Iterator[Diagnostic]:
    try:
        lines = read_regular(path).decode("utf-8").splitlines()
    except UnicodeDecodeError:
        return  # the engine says what is wrong with a page that is not ours
    except OSError as error:
        message = f"the page cannot be read: {error.strerror}"
        yield diagnose(shown, START, "unreadable", message, "give read permission, or put a file there")
        return
    for index, line in lines_outside_code(lines):
        asked = asked_in(line)
        if not asked:
            continue
        place = (index + 1, asked[0] + 1)
        try:
            selection = parse(asked[1])
        except EmbedError as error:
            yield diagnose(shown, place, "bad-selection", str(error), error.help)
            continue
        if not items.chosen(selection):
            yield _nothing(shown, place, selection, items)


def _nothing(shown: str, place: tuple[int, int], selection: Selection, items: Items) -> Diagnostic:
    """The diagnostic of a line that shows no item."""
    decks = items.decks
    moved = items.now.item(f"{selection.deck}#{selection.item}") if selection.item else ""
    if selection.deck and selection.deck not in decks:
        moved = moved or items.now.deck(selection.deck)
        help_text = use_one_of(selection.deck, decks, "delete the line: there are no decks yet")
        return diagnose(
            shown, place, "unknown-deck", f"there is no deck '{selection.deck}'", moved or help_text
        )
    if selection.item:
        ids = [item["id"] for item in decks[selection.deck]]
        message = f"{selection.deck} has no item '{selection.item}'"
        return diagnose(shown, place, "unknown-item", message, moved or use_one_of(selection.item, ids))
    for facet, value in selection.facets.items():
        known = _known(facet, items)
        if value not in known:
            message = f"no item has the {facet} '{value}'"
            return diagnose(shown, place, "empty-selection", message, use_one_of(value, known))
    return diagnose(shown, place, "empty-selection", "no item is selected", "ask for less, or mend the names")


def _known(facet: str, items: Items) -> dict[str, None]:
    """Every value of a facet that some item has."""
    if facet == "tag":
        return dict.fromkeys(tag for _, item in items.all for tag in item["tags"])
    return dict.fromkeys(item[facet] for _, item in items.all if item.get(facet))
