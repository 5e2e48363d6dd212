# Ids are for ever, so they are told apart for ever: in a deck, and from old ids that live on in `formerly`.
"""Rules on ids."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from byheart.deck import LoadedDeck
from byheart.diagnostics import Diagnostic, shown
from byheart.load import Library
from byheart.model import MOST_PROBLEMS, Loc, Problem


def duplicate_ids(library: Library) -> Iterator[Diagnostic]:
    """An id that an earlier item of the deck has, also one that is retired."""
    for loaded in library.decks():
        yield from map(loaded.diagnose, islice(_duplicates(loaded), MOST_PROBLEMS))


def _duplicates(loaded: LoadedDeck) -> Iterator[Problem]:
    first: dict[str, Loc] = {}
    for name, loc in loaded.claims:
        if name not in first:
            first[name] = (*loc, "id")
            continue
        line = loaded.source.place(first[name]).line
        message = f"the id {shown(name)} is taken by an earlier item"
        help_text = f"give this item another id; the first {shown(name)} is on line {line}"
        yield Problem((*loc, "id"), "duplicate-id", message, help_text)


def formerly_clashes(library: Library) -> Iterator[Diagnostic]:
    """An old id or key that is still in use, or that two claim."""
    decks = {loaded.key: loaded.path for loaded in library.decks()}
    yield from _clashes_of_decks(library, decks)
    for loaded in library.decks():
        yield from map(loaded.diagnose, islice(_clashes_of_items(loaded), MOST_PROBLEMS))


def _clashes_of_decks(library: Library, decks: dict[str, str]) -> Iterator[Diagnostic]:
    claimed: dict[str, str] = {}
    for loaded in library.decks():
        for index, old in enumerate(loaded.deck.formerly):
            if old in library.deck_keys:
                where = f"the deck {decks.get(old, old)}"
                yield loaded.diagnose(_clash(("formerly", index), old, f"is still the key of {where}"))
            elif claimed.setdefault(old, loaded.path) != loaded.path:
                yield loaded.diagnose(_clash(("formerly", index), old, f"is claimed by {claimed[old]} too"))


def _clashes_of_items(loaded: LoadedDeck) -> Iterator[Problem]:
    living = dict(loaded.claims)
    claimed: dict[str, str] = {}
    for item in loaded.all_items():
        for index, old in enumerate(item.formerly):
            loc = (*loaded.loc_of(item), "formerly", index)
            if old in living:
                line = loaded.source.place((*living[old], "id")).line
                yield _clash(loc, old, f"is still the id of the item on line {line}")
            elif claimed.setdefault(old, item.id) != item.id:
                yield _clash(loc, old, f"is claimed by the item {shown(claimed[old])} too")


def _clash(loc: Loc, old: str, why: str) -> Problem:
    help_text = "delete it here, or give the other one a new name"
    return Problem(loc, "formerly-clash", f"the old name {shown(old)} {why}", help_text)
