"""Types of items: groups and faces, blanks, how lists are shuffled, and which type goes without saying."""

from __future__ import annotations

from typing import Any

import pytest

from byheart.items import type_of
from byheart.items._blanks import blanks_of
from byheart.items.cloze import Cloze
from byheart.items.match import Match
from byheart.items.order import Order
from byheart.items.predict import Predict
from byheart.model import Part, Problem
from byheart.model.values import Level
from tests.test_model import Plain, card, deck_of

GROUP = """\
title: A deck
level: beginner
tags: [deck]
questions:
  - id: g
    type: group
    level: advanced
    tags: [group]
    stem: Read this.
    parts:
      - {id: p, type: true-false, stem: x, key: true}
      - {id: bad, type: true-false, stem: x}
      - {id: q, type: numeric, stem: x, key: 4, level: intermediate, tags: [own, deck]}
      - {id: d, type: numeric, stem: x, key: 4, status: draft}
  - id: hidden
    type: group
    status: draft
    stem: Read that.
    parts:
      - {id: r, type: numeric, stem: x, key: 4}
cards:
  - {id: two, front: x, back: y, reversed: true, hint: h}
  - {id: blanks, cloze: "{{c2::a}} {{c1::b}} {{c2::c}}"}
"""


def test_each_side_of_a_card_has_the_language_that_is_said_of_it() -> None:
    """The card says it, or else its deck; the front of an open question is a front."""
    deck = deck_of(
        "title: T\nlang: de\nfront_lang: ar\ncards:\n"
        "  - {id: a, front: x, back: y}\n"
        "  - {id: b, front: x, front_lang: fa, back: y}\n"
        "  - {id: c, front: x, open: true}\n"
        "  - {id: d, cloze: 'x {{c1::y}}'}\n"
    )
    cards = deck.all_items()

    assert [deck.lang_of(one, (place,)) for one in cards for place in ("front", "back")] == [
        *("ar", "de", "fa", "de", "ar", "de", "de", "de")
    ]


def test_a_group_gives_its_parts_what_it_has() -> None:
    """Parts are items of the deck, with level, tags and status of their group where they have none of their own."""
    deck = deck_of(GROUP)
    by_id = {item.id: item for item in deck.all_items()}

    assert [item.id for item in deck.items()] == ["two", "blanks", "g", "p", "q"]
    assert [item.id for item in deck.items(drafts=True)] == [
        "two",
        "blanks",
        "g",
        "p",
        "q",
        "d",
        "hidden",
        "r",
    ]
    assert (deck.level_of(by_id["p"]), deck.level_of(by_id["q"])) == (Level.ADVANCED, Level.INTERMEDIATE)
    assert deck.tags_of(by_id["q"]) == ("deck", "group", "own")
    assert deck.loc_of(by_id["q"]) == ("questions", 0, "parts", 2)
    assert deck.group_of(by_id["q"]) is by_id["g"]
    assert deck.group_of(by_id["two"]) is None
    assert [name for name, _ in deck.claims] == ["two", "blanks", "g", "p", "bad", "q", "d", "hidden", "r"]


def test_what_a_learner_is_asked_are_faces() -> None:
    """A reversed card is asked twice, a cloze once for each number, a group not at all."""
    faces = [(item.id, face.suffix) for item, face in deck_of(GROUP).faces()]

    assert faces == [
        ("two", ""), ("blanks", "~c1"), ("two", "~reversed"), ("blanks", "~c2"), ("p", ""), ("q", ""),
    ]  # fmt: skip


def test_a_reversed_card_is_asked_from_its_back() -> None:
    """The back is the prompt, the front the answer; hints were written for the front."""
    there, back = card(reversed="true", hint="h").faces()

    assert (there.prompt, there.hinted) == ("Front?", True)
    assert (back.prompt, back.loc, back.hinted) == ("Back", ("back",), False)
    assert back.view(lambda _loc, text: Plain(text))["back"] == "<p>Front?</p>"
    assert len({card().fingerprint(there), card().fingerprint(back)}) == 2
    assert card(reversed="true").fingerprint(there) == card().fingerprint()


def test_what_a_group_asks_about_is_part_of_what_its_questions_ask() -> None:
    """Another passage makes the answer about it old; a question that has none stays as it was."""
    deck, other = (deck_of(GROUP.replace("stem: ", f"stem: {more}", 1)) for more in ("", "Another "))
    (item, group), (_, changed) = (
        next((one, found) for one, _ in each.faces() if (found := each.group_of(one)))
        for each in (deck, other)
    )

    assert item.fingerprint(group=group) != item.fingerprint(group=changed)
    assert item.fingerprint(group=None) == item.fingerprint()


def test_a_formula_in_a_blank_is_typed_as_it_is_seen_or_as_it_is_written() -> None:
    """Who types has no small letters below the line; names with such a line in them stay as they are."""
    formula, name = cloze("{{c1::$\\mathrm{H_2O}$}}"), cloze("{{c1::`snake_case`}}")

    assert formula.accepted("~c1") == [["\ue000H2O"]]
    assert [formula.grade([typed], "~c1").score for typed in ("H2O", "H₂O", "H_2O", "HO")] == [1, 1, 1, 0]
    assert name.accepted("~c1") == [["snake_case"]]
    assert [cloze(f"{{{{c1::${tex}$}}}}").accepted("~c1") for tex in ("10^3", "10_2")] == [
        [["\ue00010^(3)"]],
        [["\ue00010_(2)"]],
    ]


def cloze(text: str, **changes: Any) -> Cloze:
    """A cloze."""
    return Cloze.model_validate({"id": "c", "cloze": text, **changes})


def test_a_face_of_a_cloze_hides_its_own_blanks_alone() -> None:
    """The others are told, hints stand in the blank, and blanks of one number go together."""
    one, two = cloze("A {{c1::cat}} and a {{c2::dog::it barks}}, {{c1::black}}.").faces()

    assert one.prompt == "A \\[…\\] and a dog, \\[…\\]."
    assert two.prompt == "A cat and a \\[it barks\\], black."
    assert one.loc == two.loc == ("cloze",)


def test_a_face_of_a_cloze_is_new_when_its_answer_is() -> None:
    """Another answer makes the learner's old one void; another hint does not."""
    before, hinted, after = (
        cloze(f"A {{{{c1::{words}}}}} sleeps.").faces()[0] for words in ("cat", "cat::it purrs", "dog")
    )

    assert card().fingerprint(before) == card().fingerprint(hinted)
    assert card().fingerprint(before) != card().fingerprint(after)


@pytest.mark.parametrize(
    ("text", "answers"),
    [
        ("{{c1::a}}", ["a"]),
        ("{{c1::{a}}}", ["{a}"]),
        ("{{c1::`}}`}} x", ["`}}`"]),
        ("`{{x}}` {{c1::a}}", ["a"]),
        ("$x^{a^{b}}$ {{c1::$x^{a^{b}}$}}", ["$x^{a^{b}}$"]),
        ("costs $5 and {{c1::$6}}", ["$6"]),
        ("```\n{{x}}\n```\n\n{{c1::a}}", ["a"]),
        ("\\{{c1::no}} {{c1::a}}", ["a"]),
        ("{{c12::a :: b}}", ["a"]),
        ("}} {{c1::a}} }}", ["a"]),
    ],
)
def test_blanks_are_found_outside_code_and_math(text: str, answers: list[str]) -> None:
    """Braces that belong to code, formulas or the text itself are left alone."""
    blanks, _ = blanks_of(text)

    assert [blank.answer for blank in blanks] == answers


def test_an_order_starts_unsolved() -> None:
    """The page never lists the steps in an order that would be right, and always in the same one."""
    for number in range(40):
        steps = [f"step {n}" for n in range(2 + number % 4)]
        item = Order.model_validate(
            {"id": f"q{number}", "stem": "x", "steps": steps, "ties": [steps[1:]] * (number % 2)}
        )
        start = item.start()

        assert sorted(start) == sorted(item.step_ids)
        assert item.grade(start).score < 1
        assert item.start() == start


def test_a_match_does_not_list_both_sides_in_the_same_order() -> None:
    """Reading across is no way to solve it."""
    for number in range(20):
        pairs = [{"left": f"l{n}", "right": f"r{n}"} for n in range(2 + number % 3)]
        item = Match.model_validate({"id": f"q{number}", "stem": "x", "pairs": pairs})

        assert item.start() != list(item.rights)


@pytest.mark.parametrize(
    ("part", "data", "name"),
    [
        ("cards", {"cloze": "x"}, "cloze"),
        ("cards", {"front": "x", "back": "y"}, "card"),
        ("cards", {"front": "x"}, "card"),
        ("questions", {"stem": "x"}, "choice"),
        ("questions", {"options": [], "code": "x"}, "choice"),
        ("questions", {"type": "order"}, "order"),
        ("explain", {}, "explain"),
    ],
)
def test_the_usual_type_of_a_part_goes_without_saying(part: Part, data: dict[str, Any], name: str) -> None:
    """Cards, clozes, choices and prompts need no type."""
    found = type_of(part, data)

    assert not isinstance(found, Problem)
    assert found.type_name == name


@pytest.mark.parametrize(
    ("language", "happens", "offered"),
    [
        ("python", {"output": "1"}, ["prints", "raises", "fails-to-compile"]),
        ("javascript", {"output": "1"}, ["prints", "raises"]),
        ("Ruby 3", {"fails_to_compile": "true"}, ["prints", "raises", "fails-to-compile"]),
        ("c", {"output": "1"}, ["prints", "fails-to-compile"]),
        ("rust", {"output": "1"}, ["prints", "raises", "fails-to-compile"]),
    ],
)
def test_a_learner_may_predict_what_the_language_can_do(
    language: str, happens: dict[str, str], offered: list[str]
) -> None:
    """Python is compiled before it runs; of other scripts nobody is asked that, unless it is the point."""
    item = Predict.model_validate({"id": "q", "stem": "x", "code": "x", "language": language, **happens})

    assert item.outcomes() == offered
