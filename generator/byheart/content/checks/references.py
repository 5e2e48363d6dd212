# What one deck or item says of another: cards to review, decks to know before. All of it must be there.
"""Rules on references."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice

from byheart.content.deck import LoadedDeck
from byheart.content.former import Now
from byheart.content.load import Library
from byheart.diagnostics import Diagnostic, did_you_mean, quoted
from byheart.model import MOST_PROBLEMS, ItemBase, Problem
from byheart.model.values import Status


def cards_to_review(library: Library) -> Iterator[Diagnostic]:
    """The card of a concept or a wrong option that is not in the deck, or that learners do not get to see."""
    now = Now(library)
    for loaded in library.decks():
        yield from map(loaded.diagnose, islice(_wrong_cards(loaded, now), MOST_PROBLEMS))


def _wrong_cards(loaded: LoadedDeck, now: Now) -> Iterator[Problem]:
    parts = {claim: str(place[0]) for claim, place in loaded.claims}
    states = {item.id: item.status for item in loaded.all_items()}
    no_cards = {item.id: why for item in loaded.all_items() if (why := item.review_fault)}
    for item in loaded.all_items():
        wanted = _shown_as(loaded, item)
        if wanted is Status.RETIRED:
            continue
        for loc, card in item.named_cards():
            fault = _card_fault(card, parts, states, wanted)
            if why := no_cards.get(card):
                fault = (f"{quoted(card)} is {why[0]}", why[1])
            if fault and card not in parts and (moved := now.item(f"{loaded.key}#{card}", within=loaded.key)):
                fault = (fault[0], moved)
            if fault:
                yield Problem((*loaded.loc_of(item), *loc), "unknown-card", *fault)


def _shown_as(loaded: LoadedDeck, item: ItemBase) -> Status:
    """The status of an item, or of its group where that is no longer or not yet shown."""
    group = loaded.group_of(item)
    return group.status if group and group.status is not Status.ACTIVE else item.status


def _card_fault(
    name: str, parts: Mapping[str, str], states: Mapping[str, Status], wanted: Status
) -> tuple[str, str] | None:
    """Message and help for naming the card `name` in an item that is `wanted`; None if that is fine."""
    if name not in parts:
        guess = did_you_mean(name, (claim for claim, part in parts.items() if part == "cards"))
        help_text = (
            f"did you mean '{guess}'?" if guess else "name the id of a card of this deck, or delete the line"
        )
        return f"the deck has no card {quoted(name)}", help_text
    if parts[name] != "cards":
        return f"{quoted(name)} is not a card", "name the id of a card, or delete the line"
    if states.get(name, wanted) not in {Status.ACTIVE, wanted}:
        state = "retired" if states[name] is Status.RETIRED else "a draft"
        return f"the card {quoted(name)} is {state}", "name a card that learners see, or delete the line"
    return None


def unknown_prerequisites(library: Library) -> Iterator[Diagnostic]:
    """A prerequisite that is no deck."""
    now = Now(library)
    for loaded in library.decks():
        unknown = _unknown_decks(loaded, library.deck_keys, now)
        yield from map(loaded.diagnose, islice(unknown, MOST_PROBLEMS))


def _unknown_decks(loaded: LoadedDeck, known: frozenset[str], now: Now) -> Iterator[Problem]:
    for index, key in enumerate(loaded.deck.prerequisites):
        if key not in known:
            guess = did_you_mean(key, sorted(known))
            help_text = (
                f"did you mean '{guess}'?" if guess else "name a deck as topic/deck, or delete the line"
            )
            message = f"there is no deck {quoted(key)}"
            yield Problem(("prerequisites", index), "unknown-deck", message, now.deck(key) or help_text)


def prerequisite_cycles(library: Library) -> Iterator[Diagnostic]:
    """Decks that require each other: one diagnostic for each circle, at its first deck in the alphabet."""
    graph = {loaded.key: loaded for loaded in library.decks()}
    done: set[str] = set()
    for start in sorted(graph):
        for cycle in _cycles_from(start, graph, done):
            yield _cycle(cycle, graph)


def _cycle(cycle: tuple[str, ...], graph: dict[str, LoadedDeck]) -> Diagnostic:
    first = cycle.index(min(cycle))
    circle = (*cycle[first:], *cycle[:first], cycle[first])
    loaded = graph[circle[0]]
    loc = ("prerequisites", loaded.deck.prerequisites.index(circle[1]))
    message = f"decks require each other in a circle: {' → '.join(circle)}"
    if len(cycle) == 1:
        message = "the deck requires itself"
    return loaded.diagnose(Problem(loc, "prerequisite-cycle", message, "delete one of these prerequisites"))


def _cycles_from(start: str, graph: dict[str, LoadedDeck], done: set[str]) -> Iterator[tuple[str, ...]]:
    """Walk depth first over decks that are not in `done`; each way back into the path is a cycle."""
    if start in done:
        return
    path = {start: 0}
    pending = [iter(graph[start].deck.prerequisites)]
    while path:
        key = next(pending[-1], None)
        if key is None:
            done.add(path.popitem()[0])
            pending.pop()
        elif key in path:
            yield tuple(islice(path, path[key], None))
        elif key in graph and key not in done:
            path[key] = len(path)
            pending.append(iter(graph[key].deck.prerequisites))
