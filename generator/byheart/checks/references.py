# What one deck or item says of another: cards to review, decks to know before. All of it must be there.
"""Rules on references."""

from __future__ import annotations

from collections.abc import Iterator

from byheart.deck import LoadedDeck
from byheart.diagnostics import Diagnostic, did_you_mean, shown
from byheart.items.explain import Explain
from byheart.load import Library
from byheart.model import Loc, Problem
from byheart.values import Status


def cards_of_concepts(library: Library) -> Iterator[Diagnostic]:
    """A concept's card that is not in the deck, or that learners do not get to see."""
    for loaded in library.decks():
        for item in loaded.all_items():
            if not isinstance(item, Explain) or item.status is Status.RETIRED:
                continue
            for index, concept in enumerate(item.concepts):
                loc = (*loaded.loc_of(item), "concepts", index, "card")
                problem = _card_problem(loaded, concept.card, item.status, loc) if concept.card else None
                if problem:
                    yield loaded.diagnose(problem)


def _card_problem(loaded: LoadedDeck, name: str, wanted: Status, loc: Loc) -> Problem | None:
    """What is wrong with naming the card `name` at `loc` in an item that is `wanted`."""
    parts = {claim: place[0] for claim, place in loaded.claims}
    if name not in parts:
        guess = did_you_mean(name, [claim for claim, part in parts.items() if part == "cards"])
        help_text = (
            f"did you mean '{guess}'?" if guess else "name the id of a card of this deck, or delete the line"
        )
        return Problem(loc, "unknown-card", f"the deck has no card {shown(name)}", help_text)
    if parts[name] != "cards":
        help_text = "name the id of a card, or delete the line"
        return Problem(loc, "unknown-card", f"{shown(name)} is not a card", help_text)
    card = next((item for item in loaded.all_items() if item.id == name), None)
    if card and card.status not in {Status.ACTIVE, wanted}:
        state = "retired" if card.status is Status.RETIRED else "a draft"
        help_text = "name a card that learners see, or delete the line"
        return Problem(loc, "unknown-card", f"the card {shown(name)} is {state}", help_text)
    return None


def unknown_prerequisites(library: Library) -> Iterator[Diagnostic]:
    """A prerequisite that is no deck, or that is named twice."""
    for loaded in library.decks():
        for index, key in enumerate(loaded.deck.prerequisites):
            if key not in library.deck_keys:
                guess = did_you_mean(key, sorted(library.deck_keys))
                help_text = (
                    f"did you mean '{guess}'?" if guess else "name a deck as topic/deck, or delete the line"
                )
                message = f"there is no deck {shown(key)}"
                yield loaded.diagnose(Problem(("prerequisites", index), "unknown-deck", message, help_text))


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
    path = [start]
    pending = [iter(graph[start].deck.prerequisites)]
    while path:
        key = next(pending[-1], None)
        if key is None:
            done.add(path.pop())
            pending.pop()
        elif key in path:
            yield tuple(path[path.index(key) :])
        elif key in graph and key not in done:
            path.append(key)
            pending.append(iter(graph[key].deck.prerequisites))
