# Knows alone: under which full ids each item of a library was known before. An item says so itself, or its deck says
# where all of its items were; what one item says of itself, no other takes by its deck.
"""Former ids of items."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from byheart.deck import LoadedDeck
from byheart.load import Library
from byheart.model import ItemBase


def claims(library: Library) -> dict[str, str]:
    """Each full id that an item itself names as a former one, and the full id of the first item that does."""
    claimed: dict[str, str] = {}
    for loaded in library.decks():
        for item in loaded.all_items():
            for old in loaded.former_ids(item):
                claimed.setdefault(old, loaded.full_id(item))
    return claimed


def former_ids(library: Library) -> dict[str, tuple[str, ...]]:
    """All former full ids of the items that name some, or do not have all that their deck's former keys would give.

    For every other item these are its own id in each of the places where its deck was before.
    """
    claimed = claims(library)
    return {
        loaded.full_id(item): names
        for loaded in library.decks()
        for item in loaded.all_items()
        if (names := _told(loaded, item, claimed)) is not None
    }


def _told(loaded: LoadedDeck, item: ItemBase, claimed: Mapping[str, str]) -> tuple[str, ...] | None:
    full_id = loaded.full_id(item)
    moved = list(names_by_deck(loaded, item))
    kept = [name for name in moved if claimed.get(name, full_id) == full_id]
    if not item.formerly and len(kept) == len(moved):
        return None
    return tuple(dict.fromkeys((*loaded.former_ids(item), *kept)))


def names_by_deck(loaded: LoadedDeck, item: ItemBase) -> Iterator[str]:
    """The full ids that an item had if all of its deck was in the places that the deck names."""
    here = [
        full_id.partition("#")[2]
        for full_id in (loaded.full_id(item), *loaded.former_ids(item))
        if full_id.startswith(f"{loaded.key}#")
    ]
    return (f"{key}#{name}" for key in loaded.deck.formerly for name in here)
