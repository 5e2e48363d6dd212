# Knows alone: the card: its two sides, from which of them it is asked, and that nobody but the learner judges it.
"""Cards: recall the back from the front, and maybe the front from the back."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, ClassVar

from byheart.model import Face, ItemBase, Loc, Problem, Render, safe_html
from byheart.values import Language, Text, Truth

_BLANK = re.compile(r"\{\{c\d+::")


class Card(ItemBase):
    """An item to recall: the learner sees `front`, says or thinks `back`, and compares."""

    type_name = "card"
    element = "study-card"
    part = "cards"
    prompt_field = "front"
    mistaken: ClassVar[Mapping[str, str]] = {
        **dict.fromkeys(("question", "prompt", "stem", "term", "q"), "front"),
        **dict.fromkeys(("answer", "definition", "a"), "back"),
        **dict.fromkeys(("reverse", "both", "bidirectional"), "reversed"),
    }
    also_called = ("flashcard", "basic", "note")

    front: Text
    """What the learner sees (Markdown)."""
    back: Text
    """What is to be recalled (Markdown)."""
    front_lang: Language = None
    """The language of the front; the deck's `front_lang` if left out."""
    back_lang: Language = None
    """The language of the back; the deck's `back_lang` if left out."""
    reversed: Truth = False
    """`true` if the card is also asked from back to front, as an item of its own."""

    @property
    def prompt(self) -> str:
        """The front."""
        return self.front

    def faces(self) -> tuple[Face, ...]:
        """Front to back; and back to front, without hints, which are written for the front."""
        if not self.reversed:
            return super().faces()
        texts = (self.back,), (self.front,)
        turned = Face("~reversed", ("back",), self.back, texts, self._turned_view, hinted=False)
        return (*super().faces(), turned)

    def answer_fields(self) -> Iterator[tuple[Loc, str]]:
        """The back."""
        yield ("back",), self.back

    def answer_texts(self) -> Iterable[Iterable[str]]:
        """Both sides."""
        return (self.front,), (self.back,)

    def check(self) -> Iterator[Problem]:
        """Blanks of a cloze that a card would show as they are."""
        yield from super().check()
        for side in ("front", "back"):
            if _BLANK.search(getattr(self, side)):
                message = f"the {side} has blanks of a cloze"
                help_text = "write 'cloze: …' in place of 'front' and 'back'"
                yield Problem((side,), "cloze-in-card", message, help_text)

    def view(self, render: Render) -> dict[str, Any]:
        """`back` as HTML."""
        return {"back": safe_html(render, ("back",), self.back)}

    def _turned_view(self, render: Render) -> dict[str, Any]:
        return {"back": safe_html(render, ("front",), self.front)}
