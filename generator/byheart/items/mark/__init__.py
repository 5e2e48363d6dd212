# Knows alone: the mark question: what can be marked in a passage or in code, what is to be, and how marks are judged.
# The browser judges by the same rules; tests/cases/grading/mark.json holds both to them.
"""Mark questions: mark the words, parts or lines that are meant."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import Annotated, Any, ClassVar, Literal

from markupsafe import Markup
from pydantic import BeforeValidator

from byheart import markup
from byheart.catalogue import Translator
from byheart.diagnostics import SlugInfo
from byheart.diagnostics.report import printable
from byheart.items._passage import plain_lines
from byheart.items.mark.faults import faults
from byheart.items.mark.ground import Ground, Markable, Said, as_mapping, placed
from byheart.model import ItemBase, Loc, Problem, Render, safe_html
from byheart.model.grades import CHANGED, Grade, graded, judged
from byheart.model.terminal import Ask, Form, Lines, Unclear, found_and_wrong, marked, typed_line
from byheart.model.values import (
    ListOf,
    OptionalPlain,
    OptionalText,
    Text,
    one_of,
)

By = Literal["word", "part"]


class Mark(ItemBase):
    """A passage or code in which the learner marks what is asked for: words, parts or lines."""

    type_name = "mark"
    element = "study-mark"
    part = "questions"
    prompt_field = "stem"
    signature_keys = ("marks",)
    mistaken: ClassVar[Mapping[str, str]] = {
        **dict.fromkeys(("question", "prompt", "front"), "stem"),
        **dict.fromkeys(("passage", "sentence"), "text"),
        **dict.fromkeys(("source", "program", "snippet"), "code"),
        **dict.fromkeys(("syntax",), "language"),
        **dict.fromkeys(("unit", "select"), "by"),
        **dict.fromkeys(("lines", "words", "feedback"), "marks"),
        **dict.fromkeys(("rationale", "context", "why"), "explanation"),
    }
    advice: ClassVar[Mapping[str, str]] = dict.fromkeys(
        ("answer", "answers", "correct", "solution"),
        "delete it: what is to be marked stands in double square brackets in 'text'; a line of 'code', in 'marks'",
    )
    also_called = ("mark-the-words", "hottext", "hot-text", "highlight", "highlight-words", "find-the-error")
    slugs: ClassVar[Mapping[str, SlugInfo]] = {
        "text-or-code": SlugInfo("error", "a mark question has neither a text nor code, or keys of both"),
        "bad-mark": SlugInfo("error", "a part of a mark question is not written so that it can be marked"),
        "no-marks": SlugInfo("error", "nothing is to be marked in a mark question"),
        "all-marked": SlugInfo("error", "all that can be marked is right"),
        "unknown-mark": SlugInfo("error", "something is said of what cannot be marked"),
        "same-marks": SlugInfo("error", "two entries of marks are of the same, or have the same id"),
    }

    stem: Text
    """What is to be marked (Markdown)."""
    text: OptionalText = None
    """The passage (Markdown); `[[words]]` are to be marked, `{{words}}` may be marked as well."""
    by: Annotated[By | None, BeforeValidator(one_of("unknown-value", "by", ["word", "part"]))] = None
    """`word` (if left out): each word can be marked; `part`: only what stands in double brackets."""
    code: OptionalText = None
    """Code in which lines are marked, under `|`, in place of a text."""
    language: OptionalPlain = None
    """The programming language of the code, as after the backticks of Markdown."""
    marks: ListOf[Annotated[Said, BeforeValidator(as_mapping, json_schema_input_type=Said | str)]] = ()
    """The lines of code that are to be marked; of a text, what is said of words and parts."""
    explanation: OptionalText = None
    """Why the key is right (Markdown)."""

    @property
    def prompt(self) -> str:
        """The stem."""
        return self.stem

    @cached_property
    def ground(self) -> Ground:
        """What can be marked."""
        return Ground(self.text, self.code, self.by, self.marks)

    @property
    def markables(self) -> tuple[Markable, ...]:
        """All that can be marked, in the order of the passage or of the code."""
        return self.ground.markables

    @cached_property
    def _names(self) -> frozenset[str]:
        return frozenset(one.name for one in self.markables)

    @property
    def key(self) -> tuple[str, ...]:
        """The ids of what is to be marked, in the order of the passage."""
        return self.ground.key

    # Judging

    def grade(self, response: Iterable[str]) -> Grade:
        """Judge the ids of what was marked; where one of them is there no more, it is `changed`.

        Parts are the marks in the order of the response, each once.
        """
        names = list(dict.fromkeys(response))
        if any(name not in self._names for name in names):
            return CHANGED
        parts = tuple(judged(name, right=name in self.key) for name in names)
        found = sum(part.verdict == "correct" for part in parts)
        return graded(self._score(found, len(parts) - found), parts)

    def _score(self, found: int, wrong: int) -> float:
        """(found - wrong)/|key|, not below 0: there are so many wrong words that each has to cost what a right one gives."""
        return max(0.0, (found - wrong) / len(self.key))

    # What the rest is told

    def _fenced(self) -> str:
        """The code as Markdown, in a fence that nothing in it closes."""
        code = (self.code or "").rstrip()
        fence = "~" * max(3, max(map(len, re.findall("~+", code)), default=0) + 1)
        return f"{fence}{(self.language or '').split(' ')[0]}\n{code}\n{fence}\n"

    def answer_fields(self) -> Iterator[tuple[Loc, str]]:
        """The passage, what is said of marks, and the explanation."""
        if self.text is not None:
            yield ("text",), self.ground.whole
        if self.code is not None:
            yield ("code",), self._fenced()
        for index, one in enumerate(self.marks):
            if one.feedback is not None:
                yield ("marks", index, "feedback"), one.feedback
        if self.explanation is not None:
            yield ("explanation",), self.explanation

    def answer_texts(self) -> Iterable[Iterable[str]]:
        """The stem, the passage, and what is to be marked in it."""
        passage = self._fenced() if self.code is not None else self.ground.whole
        right = (
            f"{one.words} {one.nth}" if one.nth > 1 else one.words for one in self.markables if one.right
        )
        return (self.stem,), (passage,), right

    # What can be wrong

    def check(self) -> Iterator[Problem]:
        """What is wrong with the passage and with what is said of it."""
        yield from super().check()
        mixed = list(self._check_keys())
        yield from mixed
        if mixed or len(self.text or "") > markup.LONGEST:
            return
        yield from faults(self.ground)

    def _check_keys(self) -> Iterator[Problem]:
        """A text or code, and no keys of the other one."""
        slug = "text-or-code"
        if self.text is None and self.code is None:
            help_text = "add 'text: …' with the passage, or 'code: …' and 'language: …'"
            yield Problem((), slug, "there is nothing in which to mark", help_text)
        elif self.text is not None and self.code is not None:
            message = "the question has both 'text' and 'code'"
            yield Problem(("code",), slug, message, "delete one of the two", on_key=True)
        elif self.code is not None and self.language is None:
            help_text = "add 'language: …', as in 'language: python'"
            yield Problem(("code",), slug, "the code has no language", help_text, on_key=True)
        else:
            idle = ("by",) if self.code is not None else ("language",)
            for name in idle:
                if getattr(self, name) is not None:
                    other = "code" if self.code is not None else "text"
                    message = f"'{name}' has no meaning where there is '{other}'"
                    yield Problem((name,), slug, message, "delete it", on_key=True)
            yield from self._check_correct()

    def _check_correct(self) -> Iterator[Problem]:
        for index, one in enumerate(self.marks):
            if self.text is not None and one.correct is not None:
                message = "in a text the brackets say what is right, and 'correct' says it again"
                help_text = "delete it, and write '[[…]]' around what is to be marked"
                yield Problem(("marks", index, "correct"), "text-or-code", message, help_text, on_key=True)

    # The item in a terminal

    def lines_below_prompt(self, width: int, _t: Translator, _suffix: str = "") -> Lines:
        """The passage with a number after each thing that can be marked, or the lines of the code after theirs."""
        yield ""
        yield from self._numbered_lines() if self.code is not None else self._numbered_text(width)

    def _numbered_lines(self) -> Lines:
        for number, line in enumerate(self.ground.lines, start=1):
            yield f"{number:>4}  {printable(line.expandtabs(4))}"

    def _numbered_text(self, width: int) -> Lines:
        numbers = iter(range(1, len(self.markables) + 1))
        told = (
            piece._replace(words=f"{piece.words}[{next(numbers)}]") if piece.words else piece
            for piece in self.ground.static
        )
        for line in plain_lines(told):
            yield from textwrap.wrap(printable(line), width, break_on_hyphens=False)

    def key_lines(self, width: int, t: Translator, _suffix: str = "") -> Lines:
        """What is to be marked, each with its number and with what is said of it."""
        yield f"{t('page.key')}:"
        for number, one in self.ground.by_number.items():
            if one.right:
                yield printable(f"  {number}  {one.words}")
                if feedback := self._feedback_on(one):
                    yield from marked("     ", feedback, width)

    def _feedback_on(self, one: Markable) -> str | None:
        return None if one.said is None else self.marks[one.said].feedback

    def remarks(self) -> Iterator[tuple[str, str]]:
        """What is said of what is not to be marked."""
        for one in self.markables:
            if not one.right and (feedback := self._feedback_on(one)):
                yield one.words, feedback

    def form(self, _language: str, _seed: str, t: Translator, _suffix: str = "") -> Form:
        """Numbers of what is marked."""
        known = {str(number): one.name for number, one in self.ground.by_number.items()}

        def read(ask: Ask) -> list[str]:
            typed = typed_line(ask, t("terminal.marks")).replace(",", " ").split()
            if not typed or any(word not in known for word in typed):
                raise Unclear(t("terminal.want-numbers", last=max(self.ground.by_number)))
            return list(dict.fromkeys(known[word] for word in typed))

        return Form(read, self.grade, (), self._wrongly)

    def _wrongly(self, response: Iterable[str]) -> Iterator[str]:
        """The feedback on what was marked wrongly."""
        given = set(response)
        wrong = (one for one in self.markables if one.name in given and not one.right)
        yield from filter(None, map(self._feedback_on, wrong))

    def partly_right(self, grade: Grade, t: Translator) -> str:
        """How much was found, and how many wrong marks there were."""
        return found_and_wrong(grade, len(self.key), t)

    # The page

    def view(self, render: Render) -> dict[str, Any]:
        """The passage with its parts, the key and what is said of marks, as HTML."""
        told = [self._told(number, one, render) for number, one in self.ground.by_number.items()]
        return {
            "passage": Markup(self._passage(render)),  # noqa: S704  # cleaned by markup, cut by _passage
            "right": [one for one in told if one["right"]],
            "feedback": [one for one in told if one["feedback"]],
            "explanation": safe_html(render, ("explanation",), self.explanation),
            "attributes": {"data-by": self.ground.unit, "data-key": " ".join(self.key)},
        }

    def _told(self, number: int, one: Markable, render: Render) -> dict[str, Any]:
        feedback = self._feedback_on(one)
        return {
            "id": one.name,
            "words": one.words,
            "nth": one.nth if self.code is None and one.name in self.ground.repeated else None,
            "line": number if self.code is not None else None,
            "right": one.right,
            "feedback": safe_html(render, ("marks", one.said or 0, "feedback"), feedback),
        }

    def _passage(self, render: Render) -> str:
        if self.code is not None:
            return self.ground.marked_code(render(("code",), self._fenced()).html)
        return self.ground.marked_text(render(("text",), self.ground.filled(placed)).html)
