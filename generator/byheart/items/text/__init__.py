# Knows alone: the text question: accepted and foreseen texts, its pattern, and how a short text is judged.
# The browser judges by the same rules; tests/cases/grading/text.json holds both to them.
"""Questions that are answered with a few words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import Any, ClassVar

from byheart.catalogue import Translator
from byheart.diagnostics import SlugInfo, quoted
from byheart.diagnostics.report import printable
from byheart.items._accepted import empty, literal_marks, same_or_empty
from byheart.items._pattern import PatternError, Unbounded, compile_pattern, matches
from byheart.items._reply import SAID, Feedback, as_json, explained
from byheart.items._texts import Compare, form, forms, forms_of_response, is_one_of, tidy
from byheart.model import ItemBase, Loc, Problem, Render, safe_html
from byheart.model.grades import Grade, graded
from byheart.model.terminal import Ask, Form, Lines, typed_line
from byheart.model.values import Code, ListOf, OneOrTexts, OptionalText
from byheart.model.values import Text as Markdown


class ForeseenText(Feedback):
    """A wrong text that learners are likely to write, and what is said of it."""

    mistaken: ClassVar[Mapping[str, str]] = SAID | dict.fromkeys(
        ("text", "answer", "value", "accept"), "match"
    )

    match: Code
    """The wrong text; it is compared as the accepted ones are."""


class Text(ItemBase):
    """A question whose key is a short text."""

    type_name = "text"
    element = "study-text"
    part = "questions"
    prompt_field = "stem"
    signature_keys = ("accept", "pattern", "compare")
    judged_by_language = True
    mistaken: ClassVar[Mapping[str, str]] = {
        **dict.fromkeys(("question", "prompt", "front"), "stem"),
        **dict.fromkeys(("answer", "answers", "key", "accepted", "accepts", "correct", "solution"), "accept"),
        **dict.fromkeys(("regex", "regexp"), "pattern"),
        **dict.fromkeys(("comparison", "case", "accents", "punctuation", "spaces"), "compare"),
        **dict.fromkeys(("rationale", "context", "why"), "explanation"),
        **dict.fromkeys(("feedback", "distractors", "wrong"), "foreseen"),
    }
    also_called = ("short-answer", "short", "string", "free-text", "input")
    slugs: ClassVar[Mapping[str, SlugInfo]] = {
        "bad-pattern": SlugInfo("error", "a pattern is not one that Python and JavaScript read alike"),
        "slow-pattern": SlugInfo("error", "a pattern can keep the browser busy without end"),
        "pattern-mismatch": SlugInfo("error", "a pattern does not match the first accepted text"),
    }
    examples: ClassVar[Mapping[str, list[Any]]] = {
        "accept": ["overfitting", ["gradient", "the gradient"]],
        "pattern": ["(?:the )?learning rates?"],
    }

    stem: Markdown
    """What is asked (Markdown)."""
    accept: OneOrTexts
    """The texts that are right; the first is shown as the key."""
    pattern: Code | None = None
    """A regular expression for more texts that are right; the whole text has to match."""
    compare: Compare = Compare()
    """What counts when texts are compared."""
    foreseen: ListOf[ForeseenText] = ()
    """Wrong texts that learners are likely to write."""
    explanation: OptionalText = None
    """Why the key is right (Markdown)."""

    @property
    def prompt(self) -> str:
        """The stem."""
        return self.stem

    @cached_property
    def compiled(self) -> str | None:
        """The pattern as Python and JavaScript read it alike; None if there is none, or none that can be used."""
        try:
            return compile_pattern(self.pattern) if self.pattern is not None else None
        except PatternError:
            return None

    def grade(self, response: str, language: str = "en") -> Grade:
        """Judge the text of a response; nothing is never right."""
        return graded(float(bool(tidy(response)) and self._is_right(response, language)))

    def foreseen_by(self, response: str, language: str = "en") -> int | None:
        """The position of the foreseen text that a wrong response is."""
        if self.grade(response, language).score:
            return None
        met = (
            index
            for index, one in enumerate(self.foreseen)
            if is_one_of(response, [one.match], self.compare, language)
        )
        return next(met, None)

    def _is_right(self, text: str, language: str) -> bool:
        if forms_of_response(text, self.compare, language) & self._accepted(language):
            return True
        return self.compiled is not None and matches(self.compiled, tidy(text), case=self.compare.case)

    def _accepted(self, language: str) -> frozenset[str]:
        """The forms of the accepted texts, made once for each language."""
        if language not in self._forms:
            each = (forms(text, self.compare, language) for text in self.accept)
            self._forms[language] = frozenset().union(*each)
        return self._forms[language]

    @cached_property
    def _forms(self) -> dict[str, frozenset[str]]:
        return {}

    def answer_fields(self) -> Iterator[tuple[Loc, str]]:
        """The explanation and what is said of foreseen texts."""
        yield from explained(self.explanation, self.foreseen)

    def answer_texts(self) -> Iterable[Iterable[str]]:
        """The stem and the accepted texts."""
        return (self.stem,), self.accept

    def check(self) -> Iterator[Problem]:
        """What is wrong with the accepted texts, the pattern and the foreseen texts."""
        yield from super().check()
        if not self.accept:
            help_text = "write the texts that are right, one per line after '- '"
            yield Problem(("accept",), "empty-value", "no text is accepted", help_text, on_key=True)
            return
        yield from literal_marks(self._compared())
        yield from same_or_empty(self.accept, ("accept",), self.compare)
        yield from self._check_pattern()
        yield from self._check_foreseen()

    def _compared(self) -> Iterator[tuple[Loc, str]]:
        yield from ((("accept", index), text) for index, text in enumerate(self.accept))
        yield from ((("foreseen", index, "match"), one.match) for index, one in enumerate(self.foreseen))

    def _check_pattern(self) -> Iterator[Problem]:
        if self.pattern is None:
            return
        try:
            compiled = compile_pattern(self.pattern)
        except PatternError as error:
            slug = "slow-pattern" if isinstance(error, Unbounded) else "bad-pattern"
            yield Problem(("pattern",), slug, str(error), error.help)
            return
        if not matches(compiled, tidy(self.accept[0]), case=self.compare.case):
            message = f"the pattern does not match {quoted(self.accept[0])}, the first accepted text"
            help_text = "mend the pattern; it has to match the whole text"
            yield Problem(("pattern",), "pattern-mismatch", message, help_text)

    def _check_foreseen(self) -> Iterator[Problem]:
        seen: set[str] = set()
        for index, one in enumerate(self.foreseen):
            loc, compared = ("foreseen", index, "match"), form(one.match, self.compare)
            if not compared:
                yield empty(loc, one.match)
            elif self._is_right(one.match, "en"):
                help_text = "delete it, or mend 'accept', 'pattern' or 'compare'"
                yield Problem(
                    loc, "foreseen-right", f"the foreseen text {quoted(one.match)} is right", help_text
                )
            elif compared in seen:
                message = f"{quoted(one.match)} counts as the same as a text that is foreseen already"
                yield Problem(loc, "same-foreseen", message, "delete one of the two")
            seen.add(compared)

    def key_lines(self, _width: int, t: Translator, _suffix: str = "") -> Lines:
        """The first accepted text, and the others."""
        yield printable(f"{t('page.key')}: {(*self.accept, '?')[0]}")
        if self.accept[1:]:
            yield printable(t("terminal.also-right", list=", ".join(self.accept[1:])))

    def remarks(self) -> Iterator[tuple[str, str]]:
        """What is said of foreseen texts."""
        yield from ((one.match, one.feedback) for one in self.foreseen)

    def form(self, language: str, _seed: str, t: Translator, _suffix: str = "") -> Form:
        """A text, which the learner may count as right."""

        def read(ask: Ask) -> str:
            return typed_line(ask, t("terminal.respond-text"))

        def grade(response: str) -> Grade:
            return self.grade(response, language)

        def remark(response: str) -> Iterator[str]:
            met = self.foreseen_by(response, language)
            if met is not None:
                yield self.foreseen[met].feedback

        return Form(read, grade, remark=remark, rules=True)

    def view(self, render: Render) -> dict[str, Any]:
        """The first accepted text; explanation and feedback as HTML; the key for the browser."""
        return {
            "key_text": next(iter(self.accept), ""),
            "explanation": safe_html(render, ("explanation",), self.explanation),
            "foreseen": [
                {
                    "value": one.match,
                    "feedback": safe_html(render, ("foreseen", index, "feedback"), one.feedback),
                }
                for index, one in enumerate(self.foreseen)
            ],
            "attributes": {"data-key": as_json(self._client_key())},
        }

    def _client_key(self) -> dict[str, Any]:
        return {
            "accept": list(self.accept),
            "pattern": self.compiled,
            "compare": self.compare.model_dump(),
            "foreseen": [{"match": one.match, "feedback": index} for index, one in enumerate(self.foreseen)],
        }
