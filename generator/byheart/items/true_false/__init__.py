# Knows alone: the true-false question: a statement, its two options that never change places, and its key.
# The browser judges it as a choice of one; tests/cases/grading/true-false.json holds both sides to that.
"""True-false questions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, ClassVar

from byheart.catalogue import Translator
from byheart.model import Giveaway, ItemBase, Loc, Problem, Render, Strict, safe_html
from byheart.model.grades import CHANGED, Grade, graded, judged
from byheart.model.terminal import Ask, Entry, Form, chosen_entries, typed_line
from byheart.model.values import OptionalText, Text, Truth

OPTIONS = ("true", "false")


class Remarks(Strict):
    """What is said to the learner who chose an option."""

    mistaken: ClassVar[Mapping[str, str]] = {"yes": "true", "no": "false"}

    true: OptionalText = None
    """What is said after "true" (Markdown)."""
    false: OptionalText = None
    """What is said after "false" (Markdown)."""


class TrueFalse(ItemBase):
    """A statement that is true or false."""

    type_name = "true-false"
    element = "study-true-false"
    part = "questions"
    prompt_field = "stem"
    mistaken: ClassVar[Mapping[str, str]] = {
        **dict.fromkeys(("statement", "question", "prompt", "front"), "stem"),
        **dict.fromkeys(("answer", "correct", "solution", "truth"), "key"),
        **dict.fromkeys(("rationale", "context", "why"), "explanation"),
    }
    also_called = ("boolean", "bool", "tf", "yes-no")

    @classmethod
    def is_key(cls, text: str) -> bool:
        """A truth value."""
        return text.lower() in OPTIONS

    stem: Text
    """The statement (Markdown)."""
    key: Truth
    """Whether the statement is `true` or `false`."""
    explanation: OptionalText = None
    """Why the key is right (Markdown)."""
    feedback: Remarks = Remarks()
    """What is said after `true` and after `false`."""

    @property
    def prompt(self) -> str:
        """The statement."""
        return self.stem

    @property
    def key_id(self) -> str:
        """The option that is right."""
        return "true" if self.key else "false"

    def grade(self, response: Iterable[str]) -> Grade:
        """Judge the ids of the chosen options, "true" and "false", as those of a choice of one."""
        chosen = list(dict.fromkeys(response))
        if any(name not in OPTIONS for name in chosen):
            return CHANGED
        parts = tuple(judged(name, right=name == self.key_id) for name in chosen)
        return graded(float(chosen == [self.key_id]), parts)

    def remarks(self) -> Iterator[tuple[str, str]]:
        """The options that have feedback, and that."""
        for name in OPTIONS:
            text = getattr(self.feedback, name)
            if text is not None:
                yield name, text

    def giveaways(self) -> Mapping[Giveaway, tuple[bool, float]]:
        """Whether the statement is true."""
        return {"true": (self.key, 0.5)}

    def entries(self, t: Translator) -> list[Entry]:
        """The two options."""
        return [Entry(name, t(f"page.{name}")) for name in OPTIONS]

    def right_entries(self) -> Iterable[str]:
        """The key."""
        return (self.key_id,)

    def form(self, _language: str, _seed: str, t: Translator, _suffix: str = "") -> Form:
        """A letter, or how the word begins."""
        listed = self.entries(t)

        def read(ask: Ask) -> list[str]:
            typed = typed_line(ask, t("terminal.true-or-false")).casefold()
            named = [entry.name for entry in listed if entry.text.casefold().startswith(typed)]
            return named or chosen_entries(typed, listed, t)[:1]

        return Form(read, self.grade, listed, self._feedback_on)

    def _feedback_on(self, response: Iterable[str]) -> Iterator[str]:
        feedback = dict(self.remarks())
        yield from (feedback[name] for name in response if name in feedback and name != self.key_id)

    def answer_fields(self) -> Iterator[tuple[Loc, str]]:
        """The explanation and the feedback."""
        if self.explanation is not None:
            yield ("explanation",), self.explanation
        for name, text in self.remarks():
            yield ("feedback", name), text

    def answer_texts(self) -> Iterable[Iterable[str]]:
        """The statement and whether it is true."""
        return (self.stem,), (self.key_id,)

    def check(self) -> Iterator[Problem]:
        """Nothing but what is wrong with any item."""
        yield from super().check()

    def view(self, render: Render) -> dict[str, Any]:
        """The key, explanation and feedback as HTML."""
        return {
            "options": OPTIONS,
            "key_id": self.key_id,
            "explanation": safe_html(render, ("explanation",), self.explanation),
            "feedback": {name: safe_html(render, ("feedback", name), text) for name, text in self.remarks()},
            "attributes": {"data-select": "one", "data-key": self.key_id},
        }
