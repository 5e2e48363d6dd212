"""Items and decks as models: what is read from text, what is told, what a fingerprint minds."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from byheart.content.deck import LoadedDeck, read_deck
from byheart.items import ITEM_TYPES
from byheart.items.card import Card
from byheart.items.choice import Choice
from byheart.items.explain import Explain
from byheart.items.numeric import Numeric
from byheart.model import PARTS, ItemBase
from byheart.model.complaints import validate
from byheart.model.values import Level, Status
from byheart.source import read


def card(**changes: Any) -> Card:
    """A card, with changes."""
    return Card.model_validate({"id": "a", "front": "Front?", "back": "Back", **changes})


def choice(*options: Any, **changes: Any) -> Choice:
    """A choice question with these options."""
    return Choice.model_validate({"id": "q", "stem": "Which?", "options": list(options), **changes})


def explain(**changes: Any) -> Explain:
    """An explain prompt with two concepts."""
    concepts = [{"id": "one", "text": "First"}, {"id": "two", "text": "Second", "counts_if": "said"}]
    return Explain.model_validate({"id": "e", "prompt": "Why?", "concepts": concepts, **changes})


def numeric(**changes: Any) -> Numeric:
    """A numeric question."""
    return Numeric.model_validate({"id": "n", "stem": "How much?", "key": "2", **changes})


def right(text: str, **changes: Any) -> dict[str, Any]:
    """A correct option."""
    return {"text": text, "correct": "true", **changes}


def deck_of(text: str) -> LoadedDeck:
    """The deck that a text without YAML mistakes makes, as far as it can be read."""
    source, found = read("content/a/b.yml", text.encode())
    assert found == []
    assert source is not None
    return read_deck(source, "a/b")[0]


def test_texts_become_numbers_and_truth_values_only_where_these_are_wanted() -> None:
    """`correct` and `choose` are typed; options and texts stay what was typed."""
    question = choice(right("1.10"), right("0x1F"), "No", "1:30", choose="2")

    assert [option.text for option in question.options] == ["1.10", "0x1F", "No", "1:30"]
    assert [option.correct for option in question.options] == [True, True, False, False]
    assert question.choose == 2


@pytest.mark.parametrize(
    ("correct", "select", "selects"),
    [(1, None, "one"), (2, None, "many"), (1, "many", "many"), (2, "one", "one")],
)
def test_how_many_are_to_be_chosen_follows_from_the_key(
    correct: int, select: str | None, selects: str
) -> None:
    """One correct option makes a single choice, several a multiple one, unless the author says else."""
    options = [right(f"right {number}") for number in range(correct)]
    told = {"select": select} if select else {}

    assert choice(*options, "wrong", "wrong too", **told).selects == selects


def test_an_option_is_known_by_its_id_or_its_text_never_by_its_position() -> None:
    """Turning options round keeps their ids; white space and composed accents make no difference."""
    one = choice(right("caf\u00e9 au lait"), "tea", {"text": "water", "id": "h2o"})
    two = choice({"text": "water", "id": "h2o"}, "tea", right("cafe\u0301  au\nlait"))

    assert set(one.option_ids) == set(two.option_ids)
    assert "h2o" in one.option_ids
    assert all(len(name) == 8 for name in one.option_ids if name != "h2o")
    assert one.key == two.key


def test_hint_and_hints_are_one_list_with_places() -> None:
    """A template sees hints; a diagnostic still finds where each was written."""
    assert card(hint="Think.").hints == ("Think.",)
    assert list(card(hints=["One.", "Two."]).hint_fields()) == [
        (("hints", 0), "One."),
        (("hints", 1), "Two."),
    ]
    assert card().hints == ()


@pytest.mark.parametrize(
    "item",
    [
        card(hint="h"),
        choice(right("a", feedback="f"), "b", explanation="e", hints=["h"]),
        explain(model_answer="m", hint="h"),
    ],
)
def test_fields_are_all_the_markdown_and_where_it_stands(item: ItemBase) -> None:
    """The prompt comes first, every field is there once, and its place leads to it."""
    fields = list(item.fields())

    assert fields[0] == ((item.prompt_field,), item.prompt)
    assert len({loc for loc, _ in fields}) == len(fields)
    told = {text for _, text in fields}
    assert told >= {"h"}
    assert (told >= {"e", "f", "a", "b"}) or (told >= {"First", "Second", "said", "m"}) or told >= {"Back"}


class Plain:
    """A field rendered to its own text."""

    def __init__(self, text: str) -> None:
        self.html, self.text, self.lead, self.rest = f"<p>{text}</p>", text, text, ""


@pytest.mark.parametrize("item", [card(), choice(right("a"), {"text": "b", "feedback": "f"}), explain()])
def test_a_view_renders_every_field_but_prompt_and_hints_at_its_place(item: ItemBase) -> None:
    """What a template shows is what the item says its fields are."""
    rendered: dict[tuple[str | int, ...], str] = {}

    def render(loc: tuple[str | int, ...], text: str) -> Plain:
        rendered[loc] = text
        return Plain(text)

    item.view(render)

    assert rendered == dict(item.answer_fields())


def test_the_view_of_a_choice_has_what_the_browser_judges_by() -> None:
    """Key, number of options to choose and scoring are attributes; feedback lists only options that have it."""
    question = choice(
        right("a", id="a"), right("b", id="b"), {"text": "c", "id": "c", "feedback": "f", "pin": "last"},
        choose="2", scoring="all",
    )  # fmt: skip
    view = question.view(lambda _loc, text: Plain(text))

    assert view["attributes"] == {
        "data-select": "many",
        "data-key": "a b",
        "data-choose": "2",
        "data-scoring": "all",
    }
    assert [option["id"] for option in view["feedback"]] == ["c"]
    assert [option["pin"] for option in view["options"]] == [None, None, "last"]


@pytest.mark.parametrize(
    ("text", "pin"),
    [
        ("None of these", "last"),
        ("All of the above.", "last"),
        ("Keine der genannten Antworten", "last"),
        ("لا شيء مما سبق", "last"),
        ("Both A and B", "position"),
        ("A, B and C", "position"),
        ("nur 1 und 3", "position"),
        ("None", None),
        ("All weights of the network", None),
        ("Both keep the accuracy", None),
        ("A network and a table", None),
    ],
)
def test_options_that_speak_of_others_keep_their_place(text: str, pin: str | None) -> None:
    """Shuffling never puts "none of these" first or makes "both A and B" false."""
    question = choice(right("a"), text)

    assert question.pin_of(question.options[1]) == pin


FINGERPRINTS = [
    (card(), card(front=" front ", back="BACK."), True),
    (card(), card(back="Back two"), False),
    (card(), card(hint="A hint", level="beginner", tags=["x"], id="other"), True),
    (card(back="a + b"), card(back="a = b"), False),
    (card(back="-"), card(back="*"), False),
    (card(), card(front="Back", back="Front?"), False),
    (choice(right("a"), "b"), choice("b", right("A"), explanation="Because."), True),
    (choice(right("a"), "b"), choice("a", right("b")), False),
    (choice(right("a"), "b"), choice(right("a"), "b", "c"), False),
    (choice(right("*"), "/"), choice("*", right("/")), False),
    (choice(right("B"), "a", "c"), choice(right("b"), "C", "A"), True),
    (choice(right("a"), "b"), choice(right("a", feedback="f"), "b"), True),
    (explain(), explain(model_answer="Long."), True),
    (explain(), explain(prompt="Why not?"), False),
    (numeric(unit=["kg"]), numeric(unit=["kg"], tolerance="0.1"), True),
    (numeric(unit=["kg"]), numeric(unit=["g"]), False),
    (numeric(unit=["mW"]), numeric(unit=["MW"]), False),
]


@pytest.mark.parametrize(("one", "other", "same"), FINGERPRINTS)
def test_a_fingerprint_changes_with_the_answer_alone(
    one: ItemBase, other: ItemBase, same: bool
) -> None:  # a row
    """Case, spaces, punctuation, hints and labels do not make a learner's answer old; another answer does."""
    assert (one.fingerprint() == other.fingerprint()) is same
    assert len(one.fingerprint()) == 12
    assert set(one.fingerprint()) <= set("0123456789abcdef")


def test_a_fingerprint_is_the_same_everywhere_and_for_ever() -> None:
    """It is stored in learners' logs: changing how it is made would mark every item as changed."""
    assert card().fingerprint() == "83bfa549638d"


DECK = """\
title: A deck
level: beginner
tags: [deck, both]
cards:
  - {id: a, front: x, back: y, tags: [both, own], level: advanced}
  - {id: b, front: x, back: y, status: draft}
  - {id: bad, front: x}
  - {id: c, front: x, back: y, status: retired}
explain:
  - {id: e, prompt: x, concepts: [{id: c1, text: x}, {id: c2, text: y}]}
questions:
  - {id: q, stem: x, options: [{text: x, correct: true}, y]}
"""


def test_items_come_in_the_order_of_the_page() -> None:
    """Cards, questions, prompts; drafts only on request, retired ones never."""
    deck = deck_of(DECK)

    assert [item.id for item in deck.items()] == ["a", "q", "e"]
    assert [item.id for item in deck.items(drafts=True)] == ["a", "b", "q", "e"]
    assert [item.id for item in deck.all_items()] == ["a", "b", "c", "q", "e"]


def test_a_bad_item_spoils_neither_its_deck_nor_places() -> None:
    """What can be read is there, at its place in the file, and the bad item's id stays taken."""
    deck = deck_of(DECK)
    last = list(deck.all_items())[2]

    assert deck.loc_of(last) == ("cards", 3)
    assert deck.source.place(deck.loc_of(last)) == (8, 5)
    assert [name for name, _ in deck.claims] == ["a", "b", "bad", "c", "q", "e"]


def test_the_deck_gives_its_items_level_and_tags() -> None:
    """An item's own level wins; tags add up, each once."""
    deck = deck_of(DECK)
    first, second, *_ = deck.all_items()

    assert (deck.level_of(first), deck.level_of(second)) == (Level.ADVANCED, Level.BEGINNER)
    assert deck.tags_of(first) == ("deck", "both", "own")
    assert deck.tags_of(second) == ("deck", "both")
    assert deck.full_id(first) == "a/b#a"


def test_the_fields_of_a_deck_are_placed_from_the_root_of_its_file() -> None:
    """A problem in a field can be told where the field stands."""
    deck = deck_of("title: A\nintro: Hello\ncards:\n  - {id: bad}\n  - {id: a, front: x, back: y}\n")

    assert list(deck.fields()) == [
        (("intro",), "Hello"),
        (("cards", 1, "front"), "x"),
        (("cards", 1, "back"), "y"),
    ]


def test_a_deck_with_a_bad_head_is_read_as_far_as_it_goes() -> None:
    """A missing title does not hide the items."""
    deck = deck_of("lang: english\ncards:\n  - {id: a, front: x, back: y}\n")

    assert deck.deck.lang is None
    assert [item.id for item in deck.items()] == ["a"]


def test_status_and_level_are_words() -> None:
    """They go into pages and data as the author wrote them."""
    assert f"{card(level='beginner').level}" == "beginner"
    assert card(status="draft").status is Status.DRAFT


@pytest.mark.parametrize("item_type", ITEM_TYPES)
def test_an_item_type_says_what_it_is(item_type: type[ItemBase]) -> None:
    """Names are unique, elements have the prefix, the prompt is a field, mistaken keys lead to real ones."""
    keys = {field.alias or name for name, field in item_type.model_fields.items()}

    assert [other.type_name for other in ITEM_TYPES].count(item_type.type_name) == 1
    assert item_type.element.startswith("study-")
    assert item_type.part in PARTS
    assert item_type.prompt_field in keys
    assert set(item_type.mistaken.values()) <= keys
    assert not set(item_type.mistaken) & keys


WORDS = ["id", "front", "back", "hint", "hints", "options", "text", "correct", "concepts", "prompt", "stem", "level",
         "tags", "refs", "reviewed", "by", "on", "type", "choice", "true", "a", "b", "beginner", "formerly"]  # fmt: skip
SCALARS = st.none() | st.sampled_from(WORDS) | st.text(max_size=10)
TREES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(WORDS), inner, max_size=6),
)


@given(TREES, st.sampled_from(ITEM_TYPES))
def test_no_tree_makes_a_model_raise(data: object, item_type: type[ItemBase]) -> None:
    """Whatever YAML can hold is an item or a list of problems, each with a slug and a mend."""
    item, problems = validate(item_type, data)

    assert (item is None) == bool(problems)
    assert all(problem.slug and problem.message and problem.help for problem in problems)
    if item is not None:
        assert all(problem.help for problem in item.check())
