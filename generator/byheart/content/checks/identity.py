# Ids are for ever, so they are told apart for ever: in a deck, and from old ids that live on in `formerly`.
"""Rules on ids."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice

from byheart.content.deck import LoadedDeck
from byheart.content.former import claims
from byheart.content.load import Library, why_reserved
from byheart.diagnostics import Diagnostic, quoted
from byheart.model import MOST_PROBLEMS, Loc, Problem

_LEFT = (
    "if it moved here, delete the {0} that was left behind, {1}; if that is another one, delete the name here"
)
_ITSELF = "delete it: that is what it is called now"
_TWICE = "delete it at all but the one that came of it"


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
        message = f"the id {quoted(name)} is taken by an earlier item"
        help_text = f"give this item another id; the first {quoted(name)} is on line {line}"
        if loaded.deck.formerly:
            help_text += ", and if it came from another deck, say so, as in 'formerly: [topic/deck#item]'"
        yield Problem((*loc, "id"), "duplicate-id", message, help_text)


def reserved_pasts(library: Library) -> Iterator[Diagnostic]:
    """A former place of a deck or an item that none can have had, and where no page can be."""
    for loaded in library.decks():
        yield from map(loaded.diagnose, islice(_reserved(loaded), MOST_PROBLEMS))


def _reserved(loaded: LoadedDeck) -> Iterator[Problem]:
    places: list[tuple[Loc, str]] = [
        (("formerly", index), key) for index, key in enumerate(loaded.deck.formerly)
    ]
    for item in loaded.all_items():
        where = loaded.loc_of(item)
        places += [
            ((*where, "formerly", index), old) for index, old in enumerate(item.formerly) if "#" in old
        ]
    for loc, old in places:
        names = old.partition("#")[0].split("/")
        name = next(filter(why_reserved, names), None)
        if name:
            what = "topic" if name == names[0] else "deck"
            message = f"no {what} was ever named {quoted(name)}: {why_reserved(name)}"
            yield Problem(loc, "reserved-name", message, "write where it was, or delete the name")


def formerly_clashes(library: Library) -> Iterator[Diagnostic]:
    """An old id or key that is still in use, or that two claim."""
    decks = {loaded.key: loaded for loaded in library.decks()}
    yield from _clashes_of_decks(library, decks)
    living = {f"{loaded.key}#{name}": loaded for loaded in decks.values() for name, _ in loaded.claims}
    claimed = claims(library)
    for loaded in decks.values():
        yield from map(loaded.diagnose, islice(_clashes_of_items(loaded, living, claimed), MOST_PROBLEMS))


def _clashes_of_decks(library: Library, decks: Mapping[str, LoadedDeck]) -> Iterator[Diagnostic]:
    claimed: dict[str, str] = {}
    for loaded in decks.values():
        for index, old in enumerate(loaded.deck.formerly):
            if old in library.deck_keys:
                where = f"the deck {decks[old].path if old in decks else old}"
                help_text = _ITSELF if old == loaded.key else _LEFT.format("file", old)
                yield loaded.diagnose(
                    _clash(("formerly", index), old, f"is still the key of {where}", help_text)
                )
            elif claimed.setdefault(old, loaded.path) != loaded.path:
                yield loaded.diagnose(
                    _clash(("formerly", index), old, f"is claimed by {claimed[old]} too", _TWICE)
                )


def _clashes_of_items(
    loaded: LoadedDeck, living: Mapping[str, LoadedDeck], claimed: Mapping[str, str]
) -> Iterator[Problem]:
    own = dict(loaded.claims)
    for item in loaded.all_items():
        for index, (old, full) in enumerate(zip(item.formerly, loaded.former_ids(item), strict=True)):
            loc = (*loaded.loc_of(item), "formerly", index)
            if living.get(full) is loaded:
                line = loaded.source.place((*own[full.partition("#")[2]], "id")).line
                itself = full == loaded.full_id(item)
                help_text = _ITSELF if itself else _LEFT.format("item", full)
                yield _clash(loc, old, f"is still the id of the item on line {line}", help_text)
            elif full in living:
                why = f"is still the id of an item in {living[full].path}"
                yield _clash(loc, old, why, _LEFT.format("item", full))
            elif claimed[full] != loaded.full_id(item):
                deck, _, name = claimed[full].partition("#")
                other = name if deck == loaded.key else claimed[full]
                yield _clash(loc, old, f"is claimed by the item {quoted(other)} too", _TWICE)


def _clash(loc: Loc, old: str, why: str, help_text: str) -> Problem:
    return Problem(loc, "formerly-clash", f"the old name {quoted(old)} {why}", help_text)
