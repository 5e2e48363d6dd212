# Knows alone: how the decks and items of a library are found by the names that people type, slips included.
"""Finding decks and items by name."""

from __future__ import annotations

from byheart.content.deck import LoadedDeck
from byheart.content.former import Now
from byheart.content.load import Library
from byheart.diagnostics import did_you_mean, quoted
from byheart.model import ItemBase


class NotFound(Exception):
    """There is no such deck or item; `help` names the one that was meant, or says how to find it."""

    def __init__(self, message: str, help: str) -> None:
        super().__init__(message)
        self.help = help


def find_deck(library: Library, key: str) -> LoadedDeck:
    """The deck with the key "topic/deck". Raises NotFound."""
    name = _spelled(key)
    decks = {deck.key: deck for deck in library.decks()}
    if name in decks:
        return decks[name]
    if name in library.deck_keys:
        raise NotFound(
            f"the deck {quoted(name)} cannot be read", "run 'byheart check', and mend what it tells"
        )
    known = {deck_key.rpartition("/")[2]: deck_key for deck_key in decks} | {one: one for one in decks}
    help_text = _help(known, name, "write TOPIC/DECK, the names of the deck's folder and file without .yml")
    raise NotFound(f"there is no deck {quoted(name)}", Now(library).deck(name) or help_text)


def _spelled(key: str) -> str:
    """The key of a deck that may have been named by its file."""
    return key.removesuffix(".yml").removeprefix("content/")


def find_item(library: Library, full_id: str) -> tuple[LoadedDeck, ItemBase]:
    """The item with the id "topic/deck#item", a group's part and a draft included. Raises NotFound.

    The id of a face of an item, such as "topic/deck#item~reversed", finds the item.
    """
    key, sign, face = full_id.partition("#")
    name = face.partition("~")[0]
    if not sign or not name:
        raise NotFound(f"{quoted(full_id)} is not the id of an item", "write TOPIC/DECK#ITEM")
    key = _spelled(key)
    moved = Now(library).item(f"{key}#{face}")
    if key not in library.deck_keys and moved:
        raise NotFound(f"there is no item {quoted(full_id)}", moved)
    deck = find_deck(library, key)
    items = {item.id: item for item in deck.all_items()}
    if name in items:
        return deck, items[name]
    if name in {claimed for claimed, _ in deck.claims}:
        message = f"the item {quoted(name)} of {deck.key} has errors"
        raise NotFound(message, "run 'byheart check', and mend what it tells")
    known = {one: f"{deck.key}#{one}" for one in items}
    help_text = _help(known, name, f"look for its id in {deck.path}")
    raise NotFound(f"the deck {deck.key} has no item {quoted(name)}", moved or help_text)


def _help(known: dict[str, str], word: str, otherwise: str) -> str:
    guess = did_you_mean(word, known)
    return f"did you mean '{known[guess]}'?" if guess else otherwise
