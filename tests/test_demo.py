"""The demo's content: what a learner who knows nothing could gain by, and what a learner who knows types."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from byheart.content.checks.tells import Tell, key_is_longest, statement_is_true
from byheart.content.load import Library, load
from byheart.items.choice import Choice
from byheart.items.cloze import Cloze
from byheart.items.predict import Predict
from byheart.items.text import Text
from byheart.markup import render
from byheart.model import ItemBase

CONTENT = Path(__file__).parents[1] / "content"
_LIKELY = 0.05
"""What chance gives less often than this is a tell here: the demo is to be an example."""


@pytest.fixture(scope="module")
def demo() -> Library:
    """All decks of the demo."""
    return load(CONTENT)


def items_of(library: Library) -> list[ItemBase]:
    """All items, drafts and retired ones included."""
    return [item for loaded in library.decks() for item in loaded.all_items()]


def single_choices(library: Library) -> Iterator[Choice]:
    """The questions of which one option is to be chosen."""
    return (item for item in items_of(library) if isinstance(item, Choice) and item.selects == "one")


def is_fair(tell: Tell) -> bool:
    """Whether chance would give it easily."""
    return min(tell.more, tell.fewer) > _LIKELY


def length_ranks(library: Library) -> dict[str, float]:
    """How much of the keys who chooses the longest, or the shortest, option gets; where several are, a share."""
    gained = dict.fromkeys(("longest", "shortest", "chance"), 0.0)
    for item in single_choices(library):
        lengths = [len(option.text) for option in item.options]
        key = next(len(option.text) for option in item.options if option.correct)
        for name, best in (("longest", max(lengths)), ("shortest", min(lengths))):
            gained[name] += (key == best) / lengths.count(best)
        gained["chance"] += 1 / len(lengths)
    return gained


def words(markdown: str) -> set[str]:
    """The words of a field, cut to their first five letters so that endings do not count; the short ones are left out."""
    text = render(markdown, media=lambda _name: None).text.lower()
    return {word[:5] for word in re.findall(r"[a-z]+|\d+", text) if len(word) > 3 or word.isdigit()}


def sides(item: ItemBase) -> tuple[str, str] | None:
    """What is seen before the answer, and the answer, of an item whose id could tell it."""
    if isinstance(item, Choice):
        right = " ".join(option.text for option in item.options if option.correct)
        return " ".join([item.stem, *(one.text for one in item.options if not one.correct)]), right
    if isinstance(item, Text):
        return item.stem, " ".join(item.accept)
    if isinstance(item, Predict):
        outcome = [item.output, item.raises, "syntax error" if item.fails_to_compile else None]
        return f"{item.stem} {item.code}", re.sub("([a-z])([A-Z])", r"\1 \2", " ".join(filter(None, outcome)))
    if isinstance(item, Cloze):
        return item.prompt, " ".join(blank.answer for blank in item.blanks)
    return None


def telling_ids(library: Library) -> list[str]:
    """Ids with a word that the answer has, and that nothing has which is seen before."""
    found = []
    for item in items_of(library):
        if told := sides(item):
            seen, answer = map(words, told)
            if words(item.id.replace("-", " ")) & (answer - seen):
                found.append(item.id)
    return found


def test_half_of_the_statements_are_true(demo: Library) -> None:
    """Who calls all statements true, or all of them false, gains nothing."""
    tell = statement_is_true(items_of(demo))

    assert tell.n >= 8
    assert abs(tell.met - tell.n / 2) <= 1


def test_the_length_of_an_option_says_nothing(demo: Library) -> None:
    """Who chooses the longest option, or the shortest one, or strikes one of them out, does as well as by chance."""
    gained = length_ranks(demo)

    assert is_fair(key_is_longest(items_of(demo)))
    for name in ("longest", "shortest"):
        assert abs(gained[name] - gained["chance"]) < 0.3 * gained["chance"], gained


def test_the_place_of_the_key_says_nothing(demo: Library) -> None:
    """Options are shuffled where scripts run; elsewhere who always takes the first one gains nothing."""
    places = Counter(
        next(index for index, option in enumerate(item.options) if option.correct)
        for item in single_choices(demo)
        if len(item.options) == 4
    )

    assert max(places.values()) < 2 * min(places[place] for place in range(4)), places


def test_no_id_tells_the_answer(demo: Library) -> None:
    """An id is in the address and in the list of what is to do."""
    assert telling_ids(demo) == []


SAID: dict[str, tuple[str, ...]] = {
    **{
        str(number): (word,)
        for number, word in enumerate(
            [
                "zero",
                "one",
                "two",
                "three",
                "four",
                "five",
                "six",
                "seven",
                "eight",
                "nine",
                "ten",
                "eleven",
                "twelve",
            ]
        )
    },
    "23": ("twenty-three",),
    "equal": ("the same",),
    "same": ("the same",),
    "[]": ("an empty list", "empty list"),
    "enumerate": ("enumerate()",),
    "ValueError": ("a ValueError", "value error"),
}
"""What some keys are called by those who know them."""


def refused(library: Library) -> list[tuple[str, str]]:
    """Items whose key has another name, which is not accepted, and the name."""
    found = []
    for item in items_of(library):
        if isinstance(item, Text):
            words_of = SAID.get(item.accept[0], ())
            found += [(item.id, word) for word in words_of if item.grade(word).verdict != "correct"]
        if isinstance(item, Cloze) and item.typed:
            for face in item.faces():
                keys = [accepted[0] for accepted in item.accepted(face.suffix)]
                said = [word for word in SAID.get(keys[0], ()) if len(keys) == 1]
                found += [
                    (item.id, word) for word in said if item.grade([word], face.suffix).verdict != "correct"
                ]
    return found


def test_what_a_key_is_also_called_is_accepted(demo: Library) -> None:
    """Who types "eight" where the key is 8 is right."""
    assert refused(demo) == []


UNFAIR = """\
title: Unfair
cards:
  - id: shadow-first
    cloze: In a {{c1::shadow}} deployment nobody sees the answers.
  - id: bits
    typed: true
    cloze: An exponent has {{c1::8}} bits.
questions:
"""


def unfair(numbers: Iterable[int]) -> str:
    """A deck with every tell: the longest option is right, and so is every statement."""
    statement = "  - {{id: s-{}, type: true-false, stem: This is statement {}., key: true}}\n"
    choice = (
        "  - {{id: lower-the-rate-{}, stem: What is to be done with {}?, "
        "options: [{{text: Lower the rate at once, correct: true}}, Wait, Stop, Go on]}}\n"
    )
    return UNFAIR + "".join(line.format(n, n) for n in numbers for line in (statement, choice))


def test_the_tests_above_see_an_unfair_deck(tmp_path: Path) -> None:
    """The control: a deck that has the tells is told of each."""
    (tmp_path / "t").mkdir()
    (tmp_path / "t" / "d.yml").write_text(unfair(range(8)), encoding="utf-8")
    library = load(tmp_path)

    assert not library.diagnostics
    assert not is_fair(statement_is_true(items_of(library)))
    assert not is_fair(key_is_longest(items_of(library)))
    assert length_ranks(library)["longest"] == 8
    assert refused(library) == [("bits", "eight")]
    assert telling_ids(library) == ["shadow-first", *(f"lower-the-rate-{n}" for n in range(8))]
