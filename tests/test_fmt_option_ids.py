"""`byheart fmt --option-ids`: parts of questions get the ids that learners' answers have them under already."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from byheart.content.deck import read_deck
from byheart.fmt import formatted
from byheart.items.choice import Choice
from byheart.items.match import Match
from byheart.items.order import Order
from byheart.source import read
from tests.test_cli_fmt import fmt
from tests.test_fmt import DECKS, TEXTS, data_of, is_read, told, typed

BARE = """\
title: A deck
questions:
  - id: choice
    stem: Which?
    options:
      # the right one
      - text: Right
        correct: true
      - Wrong # but often chosen
      - |
        In two

        lines
      - {text: Named, id: named}
  - id: order
    type: order
    stem: In which order?
    steps: [First, 'No', Second, "No"]
    ties: [['No', Second, 'No']]
  - id: match
    type: match
    stem: What belongs together?
    pairs:
      - left: Lyon
        right: France
      - left: Paris
        right: France
    extra: [Italy]
"""

NAMED = """\
title: A deck
questions:
  - id: choice
    stem: Which?
    options:
      # the right one
      - text: Right
        correct: true
        id: 883361d5
      - text: Wrong # but often chosen
        id: a633bed8
      - text: |
          In two

          lines
        id: 26dd643c
      - {text: Named, id: named}
  - id: order
    type: order
    stem: In which order?
    steps: [{text: First, id: a151ceb1}, {text: 'No', id: 1ea442a1}, {text: Second, id: 8b88a850}, {text: "No", id: 1ea442a1-2}]
    ties: [['No', Second, 'No']]
  - id: match
    type: match
    stem: What belongs together?
    pairs:
      - left: Lyon
        right: France
        id: b9ae62ed
        right_id: 7a1ca4ef
      - left: Paris
        right: France
        id: 5dd272b4
        right_id: 7a1ca4ef
    extra: [{text: Italy, id: 5a9cf672}]
"""


def named(text: str) -> str:
    return formatted("d.yml", text.encode(), option_ids=True).text


def names_of(text: str) -> list[Any]:
    """The ids by which the questions of a deck know their parts."""
    source, found = read("d.yml", text.encode())
    assert source is not None, found
    deck, _ = read_deck(source, "t/d")
    out: list[Any] = []
    for item in deck.all_items():
        if isinstance(item, Choice):
            out.append(item.option_ids)
        elif isinstance(item, Order):
            out.append(item.step_ids)
        elif isinstance(item, Match):
            out.append((item.key, list(item.rights)))
    return out


def test_each_part_gets_the_id_it_is_known_by() -> None:
    """Options, tied steps of one text, both sides of pairs and extras; comments stay, and a second run does nothing."""
    assert named(BARE) == NAMED
    assert named(NAMED) == NAMED
    assert names_of(NAMED) == names_of(BARE)
    assert len(names_of(BARE)) == 3


@pytest.mark.parametrize("path", DECKS, ids=lambda path: path.stem)
def test_the_answers_of_our_own_learners_stay(path: Path) -> None:
    """No response to a deck of this project is judged otherwise once its options have ids."""
    text = path.read_text(encoding="utf-8")

    assert names_of(named(text)) == names_of(text)


ENTRIES = st.lists(
    TEXTS | st.dictionaries(st.sampled_from(["text", "left", "right", "id", "pin"]), TEXTS, min_size=1),
    min_size=1,
    max_size=4,
)
QUESTIONS = st.dictionaries(
    st.sampled_from(["options", "steps", "pairs", "extra", "stem"]), ENTRIES | TEXTS, min_size=1
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(typed(st.fixed_dictionaries({"questions": st.lists(QUESTIONS, min_size=1, max_size=2)})))
def test_any_question_says_the_same_with_its_ids(text: str) -> None:
    """However it was typed, nothing but ids is added, no comment is lost, and then it stays as it is."""
    assume(is_read(text))
    after = named(text)

    assert list(_without_ids(data_of(after))) == list(_without_ids(data_of(text)))
    assert told(after) == told(text)
    assert named(after) == after


def _without_ids(data: Any) -> Iterator[Any]:
    """What a tree says, entry by entry, without ids; a plain text says the same as the mapping that it stands for."""
    if isinstance(data, list):
        for index, entry in enumerate(data):
            told_entry = {"text": entry} if isinstance(entry, str) else entry
            yield from ((index, inner) for inner in _without_ids(told_entry))
    elif isinstance(data, dict):
        for key, value in data.items():
            if key not in {"id", "right_id"}:
                yield from ((key, inner) for inner in _without_ids(value))
    else:
        yield data


def test_the_command_offers_and_gives(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the option nothing of it happens; with --diff it is shown; else written, with a count."""
    monkeypatch.chdir(tmp_path)
    deck = tmp_path / "d.yml"
    deck.write_text(BARE, encoding="utf-8")

    assert "0 files changed" in fmt("d.yml").stderr
    assert "+        id: 883361d5" in fmt("--option-ids", "--diff", "d.yml").stdout
    assert deck.read_text(encoding="utf-8") == BARE
    assert fmt("--option-ids", "d.yml").stdout == "d.yml: 12 ids within questions\n"
    assert deck.read_text(encoding="utf-8") == NAMED
