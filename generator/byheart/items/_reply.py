# What questions with a written response have in common: feedback on foreseen ones, and keys as JSON.
"""Foreseen responses."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, ClassVar

from byheart.model import Loc, Strict
from byheart.model.values import Text

SAID = dict.fromkeys(("explanation", "remark", "comment", "message"), "feedback")
"""What people write in place of `feedback`."""


class Feedback(Strict):
    """What is said of one wrong response."""

    mistaken: ClassVar[Mapping[str, str]] = SAID

    feedback: Text
    """What is said to the learner who gives this response (Markdown)."""


def explained(explanation: str | None, foreseen: Sequence[Feedback] = ()) -> Iterator[tuple[Loc, str]]:
    """The place and the Markdown of an explanation, and of feedback on foreseen responses."""
    if explanation is not None:
        yield ("explanation",), explanation
    for index, one in enumerate(foreseen):
        yield ("foreseen", index, "feedback"), one.feedback


def as_json(value: Any) -> str:
    """A key for the browser, on one line."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
