# Knows alone: the card: its two sides, from which of them it is asked, and that nobody but the learner judges it;
# and the card without a back, an open question, which is not scheduled unless its author says so.
"""Cards: recall the back from the front, and maybe the front from the back."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Annotated, Any, ClassVar, Literal

from pydantic import BeforeValidator, Field

from byheart.catalogue import Translator
from byheart.diagnostics import SlugInfo
from byheart.model import Face, ItemBase, Loc, Problem, Render, safe_html
from byheart.model.terminal import Lines, labelled
from byheart.model.values import Language, Text, Truth, truth

OPEN = "open"
_SAYS_TRUE = frozenset({"true", "True", "TRUE"})
"""What open questions are listed as, apart from the cards that are scheduled."""

TURNED = "~reversed"
"""The suffix of the face from back to front."""

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
    advice: ClassVar[Mapping[str, str]] = {
        "open": "delete it: a card with a back has an answer",
        "scheduled": "delete it: a card with a back is scheduled anyway",
    }
    also_called = ("flashcard", "basic", "note")
    slugs: ClassVar[Mapping[str, SlugInfo]] = {
        "cloze-in-card": SlugInfo("error", "a side of a card has the blanks of a cloze"),
    }

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
        turned = Face(TURNED, ("back",), self.back, texts, self._turned_view, hinted=False)
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
        return {"back": safe_html(render, ("back",), self.back), "is_open": False}

    def key_lines(self, width: int, t: Translator, suffix: str = "") -> Lines:
        """The side that is not asked."""
        turned = suffix == TURNED
        label = t("terminal.front" if turned else "terminal.back")
        yield from labelled(label, self.front if turned else self.back, width)

    def lang_key(self, place: Loc) -> str | None:
        """Each side may have a language of its own."""
        return f"{place[0]}_lang" if place else None

    def _turned_view(self, render: Render) -> dict[str, Any]:
        return {"back": safe_html(render, ("front",), self.front), "is_open": False}


class OpenCard(ItemBase):
    """A card with `open: true` in place of a back: a question to think about or to discuss, without one answer."""

    type_name = "card"
    element = "study-card"
    part = "cards"
    prompt_field = "front"
    mistaken: ClassVar[Mapping[str, str]] = {**Card.mistaken, "schedule": "scheduled"}
    advice: ClassVar[Mapping[str, str]] = {
        "back": "delete it, or 'open: true': an open question has no answer",
        "back_lang": "delete it: an open question has no back",
        "reversed": "delete it: an open question has no other side to ask from",
    }

    @classmethod
    def is_meant(cls, data: Mapping[str, Any]) -> bool:
        """By `open: true`."""
        said = data.get("open")
        return isinstance(said, str) and said in _SAYS_TRUE

    front: Text
    """What is asked (Markdown)."""
    is_open: Annotated[Literal[True], BeforeValidator(truth)] = Field(alias="open")
    """`true`: there is no one answer; the learner judges what they said."""
    scheduled: Truth = False
    """`true` if it is asked in Review too, as cards with a back are."""
    front_lang: Language = None
    """The language of the front; the deck's `front_lang` if left out."""

    @property
    def prompt(self) -> str:
        """The front."""
        return self.front

    @property
    def listed_as(self) -> str:
        """Apart from cards, unless it is scheduled as they are."""
        return self.type_name if self.scheduled else OPEN

    def lang_key(self, place: Loc) -> str | None:
        """The front may have a language of its own."""
        return f"{place[0]}_lang" if place else None

    def answer_fields(self) -> Iterator[tuple[Loc, str]]:
        """None."""
        yield from ()

    def answer_texts(self) -> Iterable[Iterable[str]]:
        """What is asked."""
        return ((self.front,),)

    @property
    def review_fault(self) -> tuple[str, str] | None:
        """Nothing brings it back, unless it is scheduled."""
        if self.scheduled:
            return None
        help_text = "name a card with a back, or add 'scheduled: true' to the open question"
        return "an open question, which is not asked again by itself", help_text

    def key_lines(self, _width: int, t: Translator, _suffix: str = "") -> Lines:
        """That there is no one answer."""
        yield t("page.open-said")

    def view(self, _render: Render) -> dict[str, Any]:
        """That there is no back."""
        return {"is_open": True, "attributes": {"data-open": ""}}
