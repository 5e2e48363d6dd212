# Knows alone: which language and direction a deck, an item and each of its fields has beside the site's.
"""What decks and items say of their language."""

from __future__ import annotations

from byheart.config import Config
from byheart.content.deck import LoadedDeck
from byheart.markup import Speech, runs_rtl
from byheart.model import ItemBase, Loc


def speech(loaded: LoadedDeck, config: Config, item: ItemBase | None = None, place: Loc = ()) -> Speech:
    """That of the field at a place of an item, or of a text of the deck."""
    site = config.language
    own = (loaded.lang_of(item, place) if item else loaded.deck.lang) or site
    around = _around(loaded, config, item)
    return Speech("" if own == site else own, runs_rtl(own), (around, runs_rtl(site)))


def spoken(loaded: LoadedDeck, config: Config, item: ItemBase | None = None) -> dict[str, str]:
    """`lang` and `dir` of a plain text of a deck or an item, where its language is not the site's."""
    own = (loaded.lang_of(item) if item else loaded.deck.lang) or config.language
    if own == config.language:
        return {}
    return {"lang": own, "dir": "rtl" if runs_rtl(own) else "ltr"}


def direction(loaded: LoadedDeck, config: Config, item: ItemBase) -> dict[str, str]:
    """`dir` of an item whose language runs the other way than the site's.

    Its language its fields say: the interface's words in it keep theirs.
    """
    rtl = _around(loaded, config, item)
    return {} if rtl == runs_rtl(config.language) else {"dir": "rtl" if rtl else "ltr"}


def _around(loaded: LoadedDeck, config: Config, item: ItemBase | None) -> bool:
    """Whether an item runs from right to left."""
    return runs_rtl((loaded.lang_of(item) if item else loaded.deck.lang) or config.language)
