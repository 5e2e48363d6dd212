# Knows alone: what an author can get wrong in saying what is to be marked.
"""Faults of a ground."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from byheart.diagnostics import count, quoted, use_one_of
from byheart.items._marked import spans_of
from byheart.items.mark.ground import Ground, Said
from byheart.model import Loc, Problem, same_text


def faults(ground: Ground) -> Iterator[Problem]:
    """What is wrong with the parts that are set apart, with what is said of marks, and with the key."""
    slips = [] if ground.text is None else spans_of(ground.text)[1]
    yield from (Problem(("text",), "bad-mark", *slip) for slip in slips)
    if not slips:
        yield from _check_places(ground)
        yield from _check_said(ground)
        yield from _check_key(ground)


def _check_places(ground: Ground) -> Iterator[Problem]:
    """Parts inside a link, the words for a picture or a formula, where nothing can be marked."""
    seen = {piece.place for piece in ground.static}
    for index, span in enumerate(ground.spans):
        if index not in seen:
            message = f"the part {quoted(span.text)} stands where nothing can be marked"
            help_text = "move it out of the link, picture or formula; a whole one may be a part"
            yield Problem(("text",), "bad-mark", message, help_text)
        elif not ground.parts[index].words:
            yield Problem(("text",), "bad-mark", f"the part {quoted(span.text)} has no words", "write some")


def _check_said(ground: Ground) -> Iterator[Problem]:
    """Something said of what cannot be marked, or twice of the same, and an id that two have."""
    known = {(same_text(one.words), one.nth) for one in ground.markables}
    firsts: dict[tuple[str, int], int] = {}
    ids = Counter(one.name for one in ground.markables)
    for index, one in enumerate(ground.marks):
        place = (same_text(one.text), one.nth or 1)
        if place not in known:
            yield _unknown(ground, index, one)
        elif firsts.setdefault(place, index) != index:
            message = f"marks {firsts[place] + 1} and {index + 1} are of the same"
            yield Problem(("marks", index, "text"), "same-marks", message, "delete one, or add 'nth: 2'")
        elif one.id and ids[one.id] > 1:
            message = f"two marks have the id {quoted(one.id)}"
            yield Problem(("marks", index, "id"), "same-marks", message, "give this one another id")


def _unknown(ground: Ground, index: int, one: Said) -> Problem:
    n = ground.times[same_text(one.text)]
    if n:
        times = "once" if n == 1 else count(n, "time")
        message = f"{quoted(one.text)} can be marked {times}, and 'nth' says {one.nth}"
        return Problem(("marks", index, "nth"), "unknown-mark", message, f"write a number up to {n}")
    words = (other.words for other in ground.markables)
    message = f"nothing can be marked that says {quoted(one.text)}"
    return Problem(("marks", index, "text"), "unknown-mark", message, use_one_of(one.text, words))


def _check_key(ground: Ground) -> Iterator[Problem]:
    place: Loc = ("code",) if ground.code is not None else ("text",)
    if not ground.key:
        mend = "write the line below 'marks'" if ground.code is not None else "write '[[…]]' around it"
        yield Problem(place, "no-marks", "nothing is to be marked", mend, on_key=True)
    elif len(ground.key) == len(ground.markables):
        mend = "write '{{…}}' around what may be marked by mistake"
        mend = "add lines that are right" if ground.code is not None else mend
        yield Problem(place, "all-marked", "all that can be marked is right", mend, on_key=True)
