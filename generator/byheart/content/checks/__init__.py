# The list of rules that need to see more than one item: each is a module that yields diagnostics.
# Rules on one item are the item's own; rules on files are byheart.load's.
"""Checks across items and decks."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from byheart.content.checks.identity import duplicate_ids, formerly_clashes, reserved_pasts
from byheart.content.checks.references import cards_to_review, prerequisite_cycles, unknown_prerequisites
from byheart.content.checks.size import long_decks
from byheart.content.checks.tells import telling_keys
from byheart.content.load import Library
from byheart.diagnostics import Diagnostic

Check = Callable[[Library], Iterator[Diagnostic]]

CHECKS: tuple[Check, ...] = (
    duplicate_ids,
    formerly_clashes,
    reserved_pasts,
    cards_to_review,
    unknown_prerequisites,
    prerequisite_cycles,
    long_decks,
    telling_keys,
)


def check(library: Library) -> list[Diagnostic]:
    """All that the rules across items and decks find, sorted. What was wrong on reading is not told again."""
    return sorted(found for rule in CHECKS for found in rule(library))
