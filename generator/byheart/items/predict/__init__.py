# Knows alone: the predict question: its code, what happens when that is run, and how a prediction is judged.
# The browser judges by the same rules; tests/cases/grading/predict.json holds both to them.
# Letters and signs that look alike are meant here:
# ruff: noqa: RUF001
"""Predict questions: say what a piece of code does."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, ClassVar

from byheart.catalogue import Translator
from byheart.diagnostics import SlugInfo, quoted
from byheart.diagnostics.report import printable
from byheart.items._reply import as_json, explained
from byheart.model import ItemBase, Loc, Problem, Render, safe_html
from byheart.model.grades import Grade, graded
from byheart.model.terminal import Ask, Entry, Form, Lines, chosen_entries, typed_line
from byheart.model.values import Code, OptionalOutput, OptionalText, OptionalTruth, PlainText, Text

PRINTS, RAISES, FAILS = "prints", "raises", "fails-to-compile"
_OUTCOME_KEYS = {"output": PRINTS, "raises": RAISES, "fails_to_compile": FAILS}
_OUTCOME_WORDS = {PRINTS: "terminal.prints", RAISES: "terminal.raises", FAILS: "terminal.fails"}
_END = "."
_NOT_COMPILED = frozenset(
    re.findall(
        r"\w+",
        "bash console javascript js lua node perl php powershell r rb ruby sh shell sql",
    )
)
_NAME = re.compile(r"[A-Za-z_$][\w$]*(?:(?:\.|::)[A-Za-z_$][\w$]*)*")
_BLANKS_AT_END = " \t\r\xa0"
# What a phone makes of quotes and dots while somebody types; no key can be told from another by it.
_TYPED_ALIKE = str.maketrans({"‘": "'", "’": "'", "“": '"', "”": '"', "…": "..."})
_SPACES = "\t\n\v\f\r \xa0\ufeff"
_ONE_SPACE = str.maketrans(dict.fromkeys(_SPACES, " "))


class Predict(ItemBase):
    """A question whose key is what a piece of code does: what it prints, what it raises, or that it is no program."""

    type_name = "predict"
    element = "study-predict"
    part = "questions"
    prompt_field = "stem"
    signature_keys = ("code", "output", "raises", "fails_to_compile")
    mistaken: ClassVar[Mapping[str, str]] = {
        **dict.fromkeys(("question", "prompt", "front"), "stem"),
        **dict.fromkeys(("source", "program", "snippet"), "code"),
        **dict.fromkeys(("syntax",), "language"),
        **dict.fromkeys(("prints", "answer", "result", "stdout", "key", "accept"), "output"),
        **dict.fromkeys(("throws", "exception", "error", "raise"), "raises"),
        **dict.fromkeys(("compile_error", "does_not_compile", "compiles"), "fails_to_compile"),
        **dict.fromkeys(("rationale", "context", "why"), "explanation"),
    }
    also_called = ("code", "output", "code-tracing", "tracing")
    slugs: ClassVar[Mapping[str, SlugInfo]] = {
        "no-outcome": SlugInfo("error", "a predict question does not say what happens"),
        "several-outcomes": SlugInfo("error", "a predict question says that more than one thing happens"),
        "bad-exception": SlugInfo("error", "raises is not the name of an exception"),
    }
    examples: ClassVar[Mapping[str, list[Any]]] = {
        "language": ["python", "rust"],
        "raises": ["ValueError"],
    }

    stem: Text
    """What is asked (Markdown), as in "What does this print?"."""
    code: Code
    """The code, under `|`."""
    language: PlainText
    """The programming language, as after the backticks of Markdown: `python`, `rust`."""
    output: OptionalOutput = None
    """What the code prints; `""` if it prints nothing."""
    raises: OptionalText = None
    """The name of the exception that ends the code, as in `ValueError`."""
    fails_to_compile: OptionalTruth = None
    """`true` if the code does not compile."""
    explanation: OptionalText = None
    """Why the code does what it does (Markdown)."""

    @property
    def prompt(self) -> str:
        """The stem."""
        return self.stem

    @property
    def happens(self) -> str:
        """What the code does: "prints", "raises" or "fails-to-compile"."""
        return next((_OUTCOME_KEYS[name] for name in self._told()), PRINTS)

    def _told(self) -> list[str]:
        return [name for name in _OUTCOME_KEYS if getattr(self, name) not in {None, False}]

    def outcomes(self) -> list[str]:
        """What a learner may choose from: only what code in this language can do."""
        language = self.language.split()[0].lower()
        cannot = FAILS if language in _NOT_COMPILED else RAISES if language == "c" else ""
        return [one for one in _OUTCOME_KEYS.values() if one == self.happens or one != cannot]

    def grade(self, response: Mapping[str, str]) -> Grade:
        """Judge what the learner says to happen, and the text of the output or the name of the exception.

        The right exception by another name is half right.
        """
        if response.get("happens") != self.happens:
            return graded(0.0)
        text = response.get("text", "")
        if self.happens == PRINTS:
            return graded(float(lines_of(text) == lines_of(self.output or "")))
        named = self.happens == FAILS or name_of(text) == name_of(self.raises or "")
        return graded(1.0 if named else 0.5)

    def answer_fields(self) -> Iterator[tuple[Loc, str]]:
        """The code in its fence, and the explanation."""
        yield ("code",), self._fenced()
        yield from explained(self.explanation)

    def _fenced(self) -> str:
        """The code as Markdown, in a fence that nothing in it closes."""
        tildes = max((len(run) for run in re.findall("~+", self.code)), default=0)
        fence = "~" * max(3, tildes + 1)
        return f"{fence}{self.language.split()[0]}\n{self.code.rstrip()}\n{fence}\n"

    def answer_texts(self) -> Iterable[Iterable[str]]:
        """The stem, the code and what it does."""
        return (self.stem,), (self.code,), (self.output or "", self.raises or "", *self._told())

    def check(self) -> Iterator[Problem]:
        """What is wrong with what the code is said to do."""
        yield from super().check()
        told = self._told()
        if not told:
            help_text = "add 'output: …', 'raises: …' or 'fails_to_compile: true'"
            yield Problem((), "no-outcome", "the question does not say what the code does", help_text)
        elif len(told) > 1:
            message = f"the question has both '{told[0]}' and '{told[1]}'"
            yield Problem((told[1],), "several-outcomes", message, "delete one of the two", on_key=True)
        truth = (self.raises or "").lower() in {"true", "false", "yes", "no"}
        if self.raises is not None and (truth or not _NAME.fullmatch(self.raises)):
            name = None if truth else re.match(_NAME, self.raises)
            help_text = f"write '{name[0]}'" if name else "write the name, as in 'ValueError'"
            yield Problem(
                ("raises",), "bad-exception", f"{quoted(self.raises)} is no name of an exception", help_text
            )

    def lines_below_prompt(self, _width: int, _t: Translator, _suffix: str = "") -> Lines:
        """The code."""
        yield ""
        yield from (f"    {printable(line.expandtabs(4))}" for line in self.code.rstrip().split("\n"))

    def entries(self, t: Translator) -> list[Entry]:
        """What code can do."""
        return [Entry(name, t(_OUTCOME_WORDS[name])) for name in self.outcomes()]

    def right_entries(self) -> Iterable[str]:
        """What the code does."""
        return (self.happens,)

    def key_lines(self, _width: int, t: Translator, _suffix: str = "") -> Lines:
        """What the code does, and the output or the exception."""
        said = f"{t('page.key')}: {t(_OUTCOME_WORDS[self.happens])}"
        if self.happens == PRINTS:
            yield said
            yield from (f"    {printable(line)}" for line in (self.output or "").rstrip("\n").split("\n"))
        else:
            yield printable(said + (f": {self.raises}" if self.raises else ""))

    def form(self, _language: str, _seed: str, t: Translator, _suffix: str = "") -> Form:
        """A letter for what happens, and the output or the exception; the learner may count it as right."""
        listed = self.entries(t)

        def read(ask: Ask) -> dict[str, str]:
            happens = chosen_entries(typed_line(ask, t("terminal.happens")), listed, t)[0]
            if happens == FAILS:
                return {"happens": happens}
            if happens != PRINTS:
                return {"happens": happens, "text": typed_line(ask, t("terminal.exception"))}
            return {"happens": happens, "text": _several_lines(ask, t)}

        return Form(read, self.grade, listed, self._line_diff, rules=True)

    def _line_diff(self, response: Mapping[str, str]) -> Iterator[str]:
        """How the output differs from what was typed, as code."""
        if self.happens == response.get("happens") == PRINTS:
            given, right = response.get("text", "").split("\n"), (self.output or "").rstrip("\n").split("\n")
            lines = [line for line in difflib.ndiff(given, right) if not line.startswith("?")]
            yield "\n".join(f"    {line}" for line in lines)

    def view(self, render: Render) -> dict[str, Any]:
        """The code and the explanation as HTML, what happens, and the key for the browser."""
        key = {name: getattr(self, name) for name in self._told()}
        return {
            "code": safe_html(render, ("code",), self._fenced()),
            "happens": self.happens,
            "output": self.output,
            "raises": self.raises,
            "explanation": safe_html(render, ("explanation",), self.explanation),
            "attributes": {"data-key": as_json(key), "data-outcomes": " ".join(self.outcomes())},
        }


def _several_lines(ask: Ask, t: Translator) -> str:
    lines, prompt = [], f"{t('terminal.output', end=_END)}\n  "
    while (line := ask(prompt)) != _END:
        lines.append(line)
        prompt = "  "
    return "\n".join(lines)


def lines_of(text: str) -> str:
    """An output without blanks at the ends of its lines, and without one newline at its end."""
    lines = text.translate(_TYPED_ALIKE).split("\n")
    return "\n".join(line.rstrip(_BLANKS_AT_END) for line in lines).removesuffix("\n")


def name_of(text: str) -> str:
    """The exception that the first word of a text names, without modules before it and a colon after it."""
    word = next(iter(text.strip(_SPACES).translate(_ONE_SPACE).split(" ")), "")
    return re.split(r"[.:]", word.removesuffix(":"))[-1]
