"""When two texts of an item count as the same: spaces say nothing, but in code they do."""

from typing import Any, TypeVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from byheart.items.choice import Choice
from byheart.items.explain import Explain
from byheart.items.match import Match
from byheart.items.order import Order
from byheart.model import ItemBase, same_text, text_id

Kind = TypeVar("Kind", bound=ItemBase)
FENCED = "```python\nfor x in xs:\n    total += x\n{}print(total)\n```"
INSIDE, OUTSIDE = FENCED.format("    "), FENCED.format("")
PAIRS = {
    "a fence": (INSIDE, OUTSIDE),
    "a fence of tildes": (INSIDE.replace("`", "~"), OUTSIDE.replace("`", "~")),
    "words and a fence": (f"This one:\n\n{INSIDE}", f"This one:\n\n{OUTSIDE}"),
    "an indented block": ("    if x:\n        f()\n    g()", "    if x:\n        f()\n        g()"),
    "a span": ("`a  b`", "`a b`"),
}


def choice(first: str, second: str) -> Choice:
    return _item(Choice, stem="s", options=[{"text": first, "correct": "true"}, first + "!", second])


def order(first: str, second: str) -> Order:
    return _item(Order, stem="s", steps=[first, second])


def lefts(first: str, second: str) -> Match:
    return _item(Match, stem="s", pairs=[{"left": first, "right": "r"}, {"left": second, "right": "s"}])


def rights(first: str, second: str) -> Match:
    pairs = [{"left": "l", "right": first}, {"left": "m", "right": "r"}]
    return _item(Match, stem="s", pairs=pairs, extra=[second])


def concepts(first: str, second: str) -> Explain:
    return _item(Explain, prompt="p", concepts=[{"id": "a", "text": first}, {"id": "b", "text": second}])


def _item(kind: type[Kind], **keys: object) -> Kind:
    return kind.model_validate({"id": "i", **keys})


MAKERS = [choice, order, lefts, rights, concepts]


@pytest.mark.parametrize("make", MAKERS)
@pytest.mark.parametrize("pair", PAIRS)
def test_code_that_differs_only_in_spaces_is_no_duplicate(make: Any, pair: str) -> None:
    """The print inside or outside the loop: two options, two steps, two sides; and each has an id of its own."""
    first, second = PAIRS[pair]
    item: ItemBase = make(first, second)

    assert list(item.check()) == []
    assert text_id(None, first) != text_id(None, second)


@pytest.mark.parametrize("make", MAKERS)
@pytest.mark.parametrize(
    ("first", "second"),
    [("two  words", "two\nwords"), (INSIDE, INSIDE.replace("\n", "  \n")), ("say `a b`", " say  `a b` ")],
)
def test_other_spaces_still_make_no_difference(make: Any, first: str, second: str) -> None:
    """Words with more spaces, and blanks at the ends of lines of code, which nobody sees."""
    item: ItemBase = make(first, second)

    assert [problem.slug for problem in item.check()]
    assert text_id(None, first) == text_id(None, second)


def test_a_key_that_moves_to_the_other_indentation_is_told_as_changed() -> None:
    """Learners are told that the item changed, for what is right is another option now."""
    first, second = (_item(Order, stem="s", steps=["x", code]) for code in (INSIDE, OUTSIDE))

    assert first.fingerprint() != second.fingerprint()


@given(st.text(st.characters(exclude_characters="`~\t"), max_size=40).filter(lambda text: "    " not in text))
def test_a_text_without_code_counts_as_it_did(text: str) -> None:
    """What learners' answers hang on stays: single spaces, none at the ends."""
    assert " ".join(same_text(text).split()) == same_text(text)
    assert same_text(f" {text}  ") == same_text(text)
