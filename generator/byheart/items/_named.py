# Knows alone: how texts of a list get ids of their own, and how a list is shuffled for a page that has no script.
"""Named texts, and a shuffle that is the same in every build."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, ClassVar

from pydantic import BeforeValidator

from byheart.model import Strict, digest, text_id
from byheart.model.values import OptionalId, Text


def _as_mapping(value: object) -> object:
    """A plain text stands for one without an id."""
    return {"text": value} if isinstance(value, str) else value


class Named(Strict):
    """A text of a list; without an `id`, one is made of it."""

    mistaken: ClassVar[dict[str, str]] = dict.fromkeys(("step", "name", "value", "right", "option"), "text")

    is_text = True

    text: Text
    """What is shown (Markdown)."""
    id: OptionalId = None
    """A name that stays when the text changes (kebab-case)."""

    @property
    def name(self) -> str:
        """The id that the author gave, or one made of the text."""
        return text_id(self.id, self.text)


NamedText = Annotated[Named, BeforeValidator(_as_mapping, json_schema_input_type=Named | str)]


def shuffled(names: Sequence[str], seed: str) -> list[str]:
    """The names in an order that follows from the seed alone."""
    return sorted(names, key=lambda name: digest(f"{seed}\x1f{name}"))
