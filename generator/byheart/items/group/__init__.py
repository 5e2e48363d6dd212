# Knows alone: the group: a stem that several questions share. It is no item for progress: its parts are.
"""Groups of questions about one passage, figure or piece of code."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, ClassVar

from pydantic import InstanceOf

from byheart.diagnostics import SlugInfo
from byheart.model import Face, ItemBase, Loc, Problem, Render
from byheart.model.values import ListOf, Text


class Group(ItemBase):
    """A stem, and the questions about it. Level, tags and status are those of its parts as well."""

    type_name = "group"
    element = "study-panel"
    part = "questions"
    prompt_field = "stem"
    signature_keys = ("parts",)
    mistaken: ClassVar[Mapping[str, str]] = {
        **dict.fromkeys(("passage", "text", "question", "prompt", "front"), "stem"),
        **dict.fromkeys(("questions", "items", "members"), "parts"),
    }
    advice: ClassVar[Mapping[str, str]] = {
        "explanation": "move it to one of the 'parts': a group is not answered itself",
    }
    also_called = ("passage", "case", "stimulus", "testlet", "set")
    slugs: ClassVar[Mapping[str, SlugInfo]] = {
        "no-parts": SlugInfo("error", "a group has no parts"),
        "nested-group": SlugInfo("error", "a group is a part of a group"),
    }

    stem: Text
    """What the parts are about (Markdown)."""
    parts: ListOf[InstanceOf[ItemBase]]
    """The questions, each with its own id."""

    @property
    def prompt(self) -> str:
        """The stem."""
        return self.stem

    def faces(self) -> tuple[Face, ...]:
        """None: only the parts are asked."""
        return ()

    def answer_fields(self) -> Iterator[tuple[Loc, str]]:
        """None: those of the parts are their own."""
        yield from ()

    def answer_texts(self) -> Iterable[Iterable[str]]:
        """The stem."""
        return ((self.stem,),)

    def check(self) -> Iterator[Problem]:
        """A group without parts, and hints that nobody would see."""
        yield from super().check()
        if not self.parts:
            help_text = "write the questions below 'parts', each after '- id: …'"
            yield Problem(("parts",), "no-parts", "the group has no parts", help_text, on_key=True)
        for name in ("hint", "several_hints"):
            if getattr(self, name):
                key = "hints" if name == "several_hints" else name
                message = f"'{key}' stands in the group, and hints are given for questions"
                yield Problem((key,), "unknown-key", message, "move it to one of the 'parts'", on_key=True)

    def view(self, _render: Render) -> dict[str, Any]:
        """Nothing besides the stem."""
        return {}
