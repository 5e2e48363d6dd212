# Knows alone: what is true of labels besides how they are judged: their faces, fingerprints, and the words for a place.

from __future__ import annotations

from typing import Any

import pytest

from byheart.items.label import Label
from byheart.items.label._boxes import Box, place_of
from tests.test_study import studied

BOXES: list[dict[str, Any]] = [
    {"id": "axon", "at": ["49.5", "33", "12", "9"], "name": "Axon"},
    {"id": "body", "at": ["18", "66", "17", "9"], "name": "Cell body"},
]


def label(boxes: list[dict[str, Any]] = BOXES, **more: Any) -> Label:
    """A label with these boxes."""
    told = {"id": "n", "label": "Which?", "image": "media/n.png", "alt": "A cell", "boxes": boxes}
    return Label.model_validate(told | more)


def prints(item: Label) -> dict[str, str]:
    """The fingerprint of each face."""
    return {face.suffix: item.fingerprint(face) for face in item.faces()}


def test_each_box_is_an_item_by_its_id() -> None:
    """The order of the boxes is nothing to the names and fingerprints of their items."""
    turned = label(BOXES[::-1])

    assert [face.suffix for face in label().faces()] == ["~axon", "~body"]
    assert prints(turned) == prints(label())
    assert [face.prompt for face in turned.faces()] == ["Which? \\[1\\]\n", "Which? \\[2\\]\n"]


@pytest.mark.parametrize(
    "change", [{"name": "Soma"}, {"at": ["49.5", "34", "12", "9"]}, {"at": ["4.95", "33", "12", "9"]}]
)
def test_another_name_or_place_is_another_question(change: dict[str, Any]) -> None:
    """Of the box that changed, and of no other; so is another picture, for all boxes."""
    before, after = prints(label()), prints(label([BOXES[0] | change, BOXES[1]]))
    other = prints(label(image="media/m.png"))

    assert after["~axon"] != before["~axon"]
    assert after["~body"] == before["~body"]
    assert not set(other.values()) & set(before.values())


def test_other_words_are_the_same_question() -> None:
    """What a picture is described by, and how the question is put, changes nothing that was learned."""
    assert prints(label(alt="Something", label="What is it?", hide="one")) == prints(label())


@pytest.mark.parametrize(
    ("at", "place"),
    [
        (["0", "0", "10", "10"], "upper-left"),
        (["45", "45", "10", "10"], "middle-centre"),
        (["90", "45", "10", "10"], "middle-right"),
        (["0", "90", "100", "10"], "lower-centre"),
        (["99", "99", "1", "1"], "lower-right"),
        ([], "upper-left"),
        (["-900", "900", "1", "1"], "lower-left"),
    ],
)
def test_a_place_is_told_by_the_middle_of_its_box(at: list[str], place: str) -> None:
    """The picture has nine parts; a box outside of it, which is a mistake, lies at its edge."""
    assert place_of(Box.model_validate({"id": "a", "at": at, "name": "A"})) == place


def test_a_box_is_asked_by_its_place() -> None:
    """In a terminal, what the picture shows and where the box lies is said in words."""
    _, learner = studied("label", "", "g")

    assert "Picture: A shape" in learner.heard
    assert "Asked: box 1 of 1 (upper left)" in learner.heard
    assert "Answer: The corner" in learner.heard
