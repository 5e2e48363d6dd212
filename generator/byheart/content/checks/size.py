# What is too much for one page: a learner who opens a deck sees all of it.
"""Rules on sizes."""

from __future__ import annotations

from collections.abc import Iterator

from byheart.content.deck import LoadedDeck
from byheart.content.load import Library
from byheart.diagnostics import Diagnostic, count
from byheart.model import Problem

MOST_ITEMS = 200
"""More items than these make a page that nobody works through, and that a phone is slow to draw."""
_GOOD = 100


def long_decks(library: Library) -> Iterator[Diagnostic]:
    """A deck whose page shows too many items; each way in which one is asked counts."""
    for loaded in library.decks():
        n = sum(1 for _ in loaded.faces())
        if n > MOST_ITEMS:
            yield loaded.diagnose(_too_long(loaded, n))


def _too_long(loaded: LoadedDeck, n: int) -> Problem:
    decks = -(-n // _GOOD)
    message = f"the page of the deck shows {count(n, 'item')}, more than {MOST_ITEMS}"
    help_text = (
        f"make {count(decks, 'deck')} of it, by what belongs together: move items into new files of the topic, "
        f"and say in each where it was, as in 'formerly: [{loaded.key}#the-id]'"
    )
    return Problem(("title",), "long-deck", message, help_text)
