# Knows alone: the boxes of a labelled picture: four numbers in per cent, where they lie, and what is wrong with them.
"""The boxes of a picture."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import ClassVar

from byheart.diagnostics import quoted
from byheart.items._texts import Compare, form
from byheart.markup import render
from byheart.model import Loc, Problem, Strict
from byheart.model.values import Id, ListOf, Number, OneOrTexts, Text, number_of

_WHOLE = 100
_SIDES = 4
_ROWS = ("upper", "middle", "lower")
_COLUMNS = ("left", "centre", "right")
_SHORTEST = 3
"""Names of fewer letters than this may stand in other words of a description."""


class Box(Strict):
    """A rectangle on a picture, and what is in it."""

    mistaken: ClassVar[Mapping[str, str]] = {
        **dict.fromkeys(("box", "rect", "position", "area", "xywh"), "at"),
        **dict.fromkeys(("text", "answer", "label", "back", "title"), "name"),
        **dict.fromkeys(("accept", "accepts", "alternatives"), "also"),
    }

    id: Id
    """The box's name in its item (kebab-case), for ever: learners' progress hangs on it."""
    at: ListOf[Number]
    """Left, top, width and height in per cent of the picture, as in `[10, 20, 15, 8]`."""
    name: Text
    """What is in the box (Markdown)."""
    also: OneOrTexts = ()
    """More texts that are right where the name is typed."""

    @property
    def sides(self) -> tuple[float, float, float, float]:
        """Left, top, width and height; zeros for those that are missing."""
        left, top, width, height = (*map(number_of, self.at[:_SIDES]), *[0.0] * _SIDES)[:_SIDES]
        return left, top, width, height

    @property
    def place(self) -> tuple[str, ...]:
        """The four numbers in one spelling, of which no sign is lost in a fingerprint."""
        return tuple(
            f"{name}{side:g}".replace(".", "p") for name, side in zip("xywh", self.sides, strict=True)
        )

    @property
    def drawn(self) -> dict[str, str]:
        """The attributes of the rectangle, and where its middle is."""
        left, top, width, height = self.sides
        sides = {"x": left, "y": top, "width": width, "height": height}
        middle = {"middle_x": left + width / 2, "middle_y": top + height / 2}
        return {name: f"{round(value, 2):g}%" for name, value in (sides | middle).items()}


def place_of(box: Box) -> str:
    """In which of the nine parts of the picture the middle of a box lies, as in "upper-left"."""
    left, top, width, height = box.sides
    row, column = (_ROWS[_third(top + height / 2)], _COLUMNS[_third(left + width / 2)])
    return f"{row}-{column}"


def _third(middle: float) -> int:
    return min(2, max(0, int(middle * 3 / _WHOLE)))


def check_boxes(boxes: Sequence[Box], alt: str) -> Iterator[Problem]:
    """What is wrong with the boxes of a picture that is described by `alt`."""
    if not boxes:
        help_text = "write what is to be named, one entry per line after '- '"
        yield Problem(("boxes",), "empty-value", "there is no box", help_text, on_key=True)
    ids: set[str] = set()
    names: dict[str, str] = {}
    told = f" {form(alt, Compare())} "
    for index, box in enumerate(boxes):
        loc: Loc = ("boxes", index)
        yield from _check_sides(box, (*loc, "at"))
        if box.id in ids:
            message = f"two boxes have the id {quoted(box.id)}"
            yield Problem((*loc, "id"), "same-box", message, "give each box an id of its own")
        ids.add(box.id)
        name = form(render(box.name, media=lambda _: None).text, Compare())
        if name in names:
            message = f"the boxes {quoted(names[name])} and {quoted(box.id)} have the same name"
            yield Problem((*loc, "name"), "same-box", message, "name what tells them apart, or delete one")
        names.setdefault(name, box.id)
        if len(name) >= _SHORTEST and f" {name} " in told:
            message = f"the words for the picture tell the name {quoted(box.name)}"
            yield Problem(("alt",), "telling-alt", message, "say what the picture shows without its names")


def _check_sides(box: Box, loc: Loc) -> Iterator[Problem]:
    example = "write left, top, width and height in per cent of the picture, as in '[10, 20, 15, 8]'"
    left, top, width, height = box.sides
    if len(box.at) != _SIDES:
        yield Problem(loc, "bad-box", f"a box has four numbers, and {len(box.at)} are here", example)
    elif width <= 0 or height <= 0:
        yield Problem(loc, "bad-box", "the box has no size", "give it a width and a height above 0")
    elif min(left, top) < 0 or max(left + width, top + height) > _WHOLE:
        message = "the box is not all in the picture, which ends at 100 per cent"
        yield Problem(loc, "bad-box", message, example)
