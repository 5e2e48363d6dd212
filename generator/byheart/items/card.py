# Knows alone: the card: its two sides, and that nobody but the learner judges it.
"""Cards: recall the back from the front."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, ClassVar

from byheart.model import ItemBase, Loc, Render, safe_html
from byheart.values import Text


class Card(ItemBase):
    """An item to recall: the learner sees `front`, says or thinks `back`, and compares."""

    type_name = "card"
    element = "study-card"
    part = "cards"
    prompt_field = "front"
    mistaken: ClassVar[Mapping[str, str]] = {
        **dict.fromkeys(("question", "prompt", "stem", "term", "q"), "front"),
        **dict.fromkeys(("answer", "definition", "a"), "back"),
    }

    front: Text
    back: Text

    @property
    def prompt(self) -> str:
        """The front."""
        return self.front

    def answer_fields(self) -> Iterator[tuple[Loc, str]]:
        """The back."""
        yield ("back",), self.back

    def answer_texts(self) -> Iterable[Iterable[str]]:
        """Both sides."""
        return (self.front,), (self.back,)

    def view(self, render: Render) -> dict[str, Any]:
        """`back` as HTML."""
        return {"back": safe_html(render, ("back",), self.back)}
