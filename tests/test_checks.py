"""Rules across items and decks: what is told, and what would be only a consequence."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from byheart import checks
from byheart.diagnostics import Diagnostic
from byheart.load import load

WriteContent = Callable[[Mapping[str, "str | bytes"]], Path]


def deck(*items: str, head: str = "") -> str:
    """A deck of cards given as flow mappings."""
    return f"title: A deck\n{head}cards:\n" + "".join(f"  - {item}\n" for item in items)


CARD = "{id: a, front: x, back: y}"


def found(folder: Path) -> list[Diagnostic]:
    """What the rules across items tell."""
    return checks.check(load(folder))


def test_the_same_id_in_two_decks_is_fine(write_content: WriteContent) -> None:
    """Ids are unique in a deck; the full id has the deck in it."""
    assert found(write_content({"a/one.yml": deck(CARD), "a/two.yml": deck(CARD)})) == []


def test_a_duplicate_id_names_the_line_of_the_first(write_content: WriteContent) -> None:
    """The second place is told, and where the first is."""
    (one,) = found(write_content({"a/one.yml": deck(CARD, "{id: b, front: x, back: y}", CARD)}))

    assert (one.line, one.column, one.slug) == (5, 10, "duplicate-id")
    assert "line 3" in one.help


def test_a_retired_id_stays_reserved(write_content: WriteContent) -> None:
    """Nobody's progress on a retired item falls to a new one."""
    retired = "{id: a, front: old, back: y, status: retired}"

    assert [one.slug for one in found(write_content({"a/one.yml": deck(retired, CARD)}))] == ["duplicate-id"]


def test_a_deck_may_be_renamed_into_its_own_past(write_content: WriteContent) -> None:
    """An old key that nothing uses any more is what `formerly` is for."""
    assert found(write_content({"a/one.yml": deck(CARD, head="formerly: [a/old, b/old]\n")})) == []


def test_each_circle_is_told_once(write_content: WriteContent) -> None:
    """Two circles are two diagnostics; decks that only lead into one are not to blame."""

    def after(*keys: str) -> str:
        return deck(CARD, head=f"prerequisites: [{', '.join(keys)}]\n")

    told = found(
        write_content(
            {
                "a/a.yml": after("a/b"),
                "a/b.yml": after("a/a"),
                "a/into.yml": after("a/a", "b/c"),
                "b/c.yml": after("b/d"),
                "b/d.yml": after("b/e"),
                "b/e.yml": after("b/c"),
            }
        )
    )

    assert [(one.path, one.line, one.slug) for one in told] == [
        ("content/a/a.yml", 2, "prerequisite-cycle"),
        ("content/b/c.yml", 2, "prerequisite-cycle"),
    ]
    assert told[1].message.endswith("b/c → b/d → b/e → b/c")


def test_long_chains_are_no_circles_and_no_burden(write_content: WriteContent) -> None:
    """A thousand decks in a row are walked without recursion."""
    files = {"a/d0.yml": deck(CARD)}
    files |= {f"a/d{n}.yml": deck(CARD, head=f"prerequisites: [a/d{n - 1}]\n") for n in range(1, 1200)}

    assert found(write_content(files)) == []


def test_checks_are_sorted(write_content: WriteContent) -> None:
    """The order of the rules does not show."""
    told = found(
        write_content(
            {
                "b/two.yml": deck(CARD, CARD),
                "a/one.yml": deck(CARD, CARD, head="prerequisites: [a/none]\nformerly: [b/two]\n"),
            }
        )
    )

    assert told == sorted(told)
    assert len(told) == 4
