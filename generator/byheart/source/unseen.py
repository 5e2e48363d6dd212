# Which characters nobody can see, or make a text read differently from what it is, and what is said of them.
"""Unseen characters."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from byheart.diagnostics import Diagnostic, diagnose
from byheart.source.places import BREAK, Place

if TYPE_CHECKING:
    from collections.abc import Iterator

_BIDI = "\u202a-\u202e\u2066-\u2069"
_CONTROL = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufff9-\ufffb\ufffe\uffff"
UNSEEN = re.compile(f"[{_CONTROL}{_BIDI}]")


def unseen(path: str, text: str) -> Iterator[Diagnostic]:
    """The first character of each line that cannot be seen and may not be there."""
    if not UNSEEN.search(text):
        return
    for number, line in enumerate(BREAK.split(text), start=1):
        match = UNSEEN.search(line)
        if match:
            yield diagnose(path, Place(number, match.start() + 1), *words_for(match[0]))


def words_for(char: str) -> tuple[str, str, str]:
    """Slug, message and help for one unseen character."""
    code = f"U+{ord(char):04X}"
    if re.match(f"[{_BIDI}]", char):
        mend = "delete it; the direction of a text follows from its letters and from 'lang'"
        return "bidi-control", f"the bidirectional control {code} hides how the text really reads", mend
    return (
        "control-character",
        f"the invisible character {code} is in the text",
        "delete it and type the text again",
    )
