"""Rules across items and decks: what is told, and what would be only a consequence."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from byheart.content import checks
from byheart.content.former import former_ids
from byheart.content.load import load
from byheart.diagnostics import Diagnostic

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


def test_an_id_of_another_deck_clashes_with_what_lives_there_or_is_claimed_there(
    write_content: WriteContent,
) -> None:
    """A copy is no move, and one past goes to one item; what moved away is free."""
    told = found(
        write_content(
            {
                "a/one.yml": deck(CARD, "{id: b, front: x, back: y, formerly: [gone]}"),
                "a/two.yml": deck(
                    "{id: a, front: x, back: y, formerly: [a/one#a]}",
                    "{id: c, front: x, back: y, formerly: [a/one#gone]}",
                    "{id: d, front: x, back: y, formerly: [a/one#d, b/old#d, a/two#e]}",
                ),
            }
        )
    )

    assert [(one.path.rpartition("/")[2], one.line, one.slug) for one in told] == [
        ("two.yml", 3, "formerly-clash"),
        ("two.yml", 4, "formerly-clash"),
    ]
    assert "one.yml" in told[0].message
    assert "delete the item that was left behind, a/one#a;" in told[0].help
    assert "a/one#b" in told[1].message


def test_the_help_of_a_clash_is_what_mends_it(write_content: WriteContent) -> None:
    """What was left behind goes; what names itself needs no past; of two claims one goes."""
    own = deck("{id: a, front: x, back: y, formerly: [a]}", head="formerly: [a/one, a/two, b/gone]\n")
    told = found(
        write_content(
            {"a/one.yml": own, "a/two.yml": deck(CARD), "b/x.yml": deck(CARD, head="formerly: [b/gone]\n")}
        )
    )

    left = "if it moved here, delete the file that was left behind, a/two; if that is another one, delete the name here"
    assert [(one.line, one.slug, one.help) for one in told] == [
        (2, "formerly-clash", "delete it: that is what it is called now"),
        (2, "formerly-clash", left),
        (4, "formerly-clash", "delete it: that is what it is called now"),
        (2, "formerly-clash", "delete it at all but the one that came of it"),
    ]


def test_what_an_item_says_of_its_past_no_other_has_by_its_deck(write_content: WriteContent) -> None:
    """Two decks with equal ids became one: each item has the past that it names, and no two pasts meet."""
    library = load(
        write_content(
            {
                "a/all.yml": deck(
                    "{id: a, front: of one, back: y}",
                    "{id: a-2, front: of two, back: y, formerly: [a/two#a]}",
                    "{id: b, front: of two, back: y}",
                    "{id: c, front: from afar, back: y, formerly: [x/y#z, old-c]}",
                    head="formerly: [a/one, a/two]\n",
                )
            }
        )
    )

    assert checks.check(library) == []
    assert former_ids(library) == {
        "a/all#a": ("a/one#a",),
        "a/all#a-2": ("a/two#a", "a/one#a-2", "a/two#a-2"),
        "a/all#c": ("x/y#z", "a/all#old-c", "a/one#c", "a/one#old-c", "a/two#c", "a/two#old-c"),
    }


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
