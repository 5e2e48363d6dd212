# What gives keys away without knowing the subject, across the questions of a deck: how long an option is, and whether
# statements are true. One question proves nothing; what counts is how unlikely the whole is by chance.
# Haladyna, Downing and Rodriguez (2002), A Review of Multiple-Choice Item-Writing Guidelines, numbers 18 and 24.
"""Rules on tells."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from byheart.content.load import Library
from byheart.diagnostics import Diagnostic, count
from byheart.model import Giveaway, ItemBase, Problem
from byheart.model.values import Status

RARE = 0.001
"""How unlikely by chance it has to be: of a thousand decks without a tell, one is told of in vain."""

_MOST = 1000
"""Items of a deck that are looked at: the work grows with the square of their number."""


class Tell(NamedTuple):
    """In how many (`met`) of `n` questions something is so, and how many chance would give.

    `more` is how likely chance gives that many or more, from 0 to 1, `fewer` how likely that many or fewer.
    """

    met: int
    n: int
    expected: float
    more: float
    fewer: float


def key_is_longest(items: Iterable[ItemBase]) -> Tell:
    """In how many questions of one choice the longest option is right. Where two are equally long, none counts."""
    return _tell(_outcomes(items, "longest"))


def statement_is_true(items: Iterable[ItemBase]) -> Tell:
    """In how many true-false questions the statement is true."""
    return _tell(_outcomes(items, "true"))


def _outcomes(items: Iterable[ItemBase], giveaway: Giveaway) -> list[tuple[bool, float]]:
    return [found for item in items if (found := item.giveaways().get(giveaway))]


def _tell(seen: Sequence[tuple[bool, float]]) -> Tell:
    """What a series of outcomes, each with its chance, amounts to: their number follows the Poisson binomial."""
    chances = [1.0]
    for _, chance in seen:
        without = [one * (1 - chance) for one in chances]
        chances = [rest + one * chance for rest, one in zip([*without, 0.0], [0.0, *chances], strict=True)]
    met = sum(so for so, _ in seen)
    expected = sum(chance for _, chance in seen)
    return Tell(met, len(seen), expected, sum(chances[met:]), sum(chances[: met + 1]))


def telling_keys(library: Library) -> Iterator[Diagnostic]:
    """Decks in which who knows nothing does well by the length of options, or by calling all statements alike."""
    for loaded in library.decks():
        shown = [item for item in loaded.all_items() if item.status is not Status.RETIRED]
        yield from map(loaded.diagnose, _tells_in(shown[:_MOST]))


def _tells_in(items: Sequence[ItemBase]) -> Iterator[Problem]:
    length, truth = key_is_longest(items), statement_is_true(items)
    if min(length.more, length.fewer) < RARE:
        yield _by_length(length)
    if min(truth.more, truth.fewer) < RARE:
        yield _by_truth(truth)


def _by_length(tell: Tell) -> Problem:
    message = (
        f"the longest option is right in {tell.met} of {count(tell.n, 'question')} of one choice, "
        f"and by chance it would be in about {round(tell.expected)}"
    )
    help_text = (
        "say in the explanation what makes the right options long, or make some wrong ones as exact"
        if tell.more < RARE
        else "make some wrong options shorter, so that who strikes out the longest gains nothing"
    )
    return Problem(("questions",), "key-length-tell", message, help_text, on_key=True)


def _by_truth(tell: Tell) -> Problem:
    side, other = ("true", "false") if tell.more < RARE else ("false", "true")
    met = tell.met if side == "true" else tell.n - tell.met
    message = f"{met} of {count(tell.n, 'statement')} are {side}, so that who knows nothing does well"
    help_text = f"write about half of the statements so that they are {other}, each as a new item with an id of its own"
    return Problem(("questions",), "true-false-tell", message, help_text, on_key=True)
