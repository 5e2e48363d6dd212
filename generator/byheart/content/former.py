# Knows alone: under which full ids each item of a library was known before, and what is at each of them now. An item says
# so itself, or its deck says where all of its items were; what one item says of itself, no other takes by its deck.
"""Former ids of items, and what is at each of them now."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from byheart.content.deck import LoadedDeck
from byheart.content.load import Library
from byheart.model import ItemBase

_MOST_NAMED = 3
"""Decks that are named where the items of one that is gone went to many."""


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
        if (names := _earlier_names(loaded, item, claimed)) is not None
    }


def _earlier_names(loaded: LoadedDeck, item: ItemBase, claimed: Mapping[str, str]) -> tuple[str, ...] | None:
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


class Now:
    """What came of the decks and items that are no longer where they were."""

    def __init__(self, library: Library) -> None:
        self._items = claims(library)
        self._decks: dict[str, str] = {}
        for loaded in library.decks():
            self._decks |= dict.fromkeys(loaded.deck.formerly, loaded.key)
            for item in loaded.all_items():
                for old in names_by_deck(loaded, item):
                    self._items.setdefault(old, loaded.full_id(item))
        self._split: dict[str, set[str]] = {}
        for old, new in self._items.items():
            self._split.setdefault(old.partition("#")[0], set()).add(new.partition("#")[0])

    def deck(self, key: str) -> str:
        """Help for one who names the deck that had this key; "" if none had it."""
        if key in self._decks:
            return f"write '{self._decks[key]}', which it is now"
        came = sorted(self._split.get(key, ()))
        return f"its items are now in {' and '.join(came[:_MOST_NAMED])}: name what is meant" if came else ""

    def item(self, full_id: str, *, within: str = "") -> str:
        """Help for one who names the item that had this full id, or a face of it; "" if none had it.

        Only items of the deck `within` can be named from there, by their ids alone; "" stands for everywhere.
        """
        old, tilde, face = full_id.partition("~")
        new = self._items.get(old, "")
        if not new:
            return ""
        deck, _, name = new.partition("#")
        if within and deck != within:
            return f"it is now '{new}', in another deck: name one of this deck"
        return f"write '{name if within else new}{tilde}{face}', which it is now"
