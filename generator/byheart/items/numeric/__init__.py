# Knows alone: the numeric question: its key with tolerance or interval, foreseen values, and how a number is judged.
# The browser judges by the same rules; tests/cases/grading/numeric.json holds both to them.
"""Numeric questions."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, ClassVar, NamedTuple

from byheart.catalogue import Translator
from byheart.diagnostics import SlugInfo, count, quoted
from byheart.diagnostics.report import printable
from byheart.items._asked import unit_asked
from byheart.items._numbers import Reading, read_number
from byheart.items._reply import SAID, Feedback, as_json, explained
from byheart.model import ItemBase, Loc, Problem, Render, safe_html
from byheart.model.grades import CHANGED, Grade, graded
from byheart.model.terminal import Ask, Form, Lines, Unclear, typed_line
from byheart.model.values import (
    ListOf,
    Number,
    OneOrTexts,
    OptionalNumber,
    OptionalText,
    OptionalTolerance,
    Text,
    number_of,
)

EQUAL = 1e-9
"""Numbers that differ by this part of the key are the same."""


class ForeseenValue(Feedback):
    """A wrong value that learners are likely to come to, and what is said of it."""

    mistaken: ClassVar[Mapping[str, str]] = SAID | dict.fromkeys(
        ("key", "number", "match", "answer"), "value"
    )

    value: Number
    """The wrong value."""


class _Width(NamedTuple):
    """How far a response may be off: a number, or a part of the value."""

    kind: str
    amount: float

    def around(self, value: float) -> float:
        return self.amount * abs(value) if self.kind == "rel" else self.amount


class Numeric(ItemBase):
    """A question whose key is a number."""

    type_name = "numeric"
    element = "study-numeric"
    part = "questions"
    prompt_field = "stem"
    signature_keys = ("tolerance", "between")
    judged_by_language = True
    mistaken: ClassVar[Mapping[str, str]] = {
        **dict.fromkeys(("question", "prompt", "front"), "stem"),
        **dict.fromkeys(("answer", "value", "correct", "solution", "number"), "key"),
        **dict.fromkeys(("margin", "error", "precision", "delta"), "tolerance"),
        **dict.fromkeys(("range", "interval"), "between"),
        **dict.fromkeys(("units", "dimension"), "unit"),
        **dict.fromkeys(("rationale", "context", "why"), "explanation"),
        **dict.fromkeys(("feedback", "distractors", "wrong"), "foreseen"),
    }
    also_called = ("number", "numerical", "integer", "decimal", "calculation")
    slugs: ClassVar[Mapping[str, SlugInfo]] = {
        "key-and-between": SlugInfo("error", "a numeric question has both key and between"),
        "no-tolerance": SlugInfo("error", "a numeric key that is no whole number has no tolerance"),
        "idle-tolerance": SlugInfo("error", "a tolerance has no effect"),
        "wide-tolerance": SlugInfo("error", "a tolerance is as great as the key, so that zero is right"),
        "bad-between": SlugInfo("error", "between is not two numbers, the smaller one first"),
        "missing-unit": SlugInfo("warning", "a stem asks for a unit that its numeric question does not have"),
    }
    examples: ClassVar[Mapping[str, list[Any]]] = {
        "tolerance": [0.01, "2%"],
        "between": [[0.2, 0.3]],
        "unit": ["m/s²", ["km/h", "kmh"]],
    }

    @classmethod
    def is_key(cls, _text: str) -> bool:
        """Whatever is no truth value: the only other questions with a `key` have numbers."""
        return True

    stem: Text
    """What is asked (Markdown)."""
    key: OptionalNumber = None
    """What is right."""
    tolerance: OptionalTolerance = None
    """How far a response may be off: `0.01`, or `2%` of the key. `0` says that it must be exact."""
    between: ListOf[Number] = ()
    """In place of `key`: the smallest and the greatest number that is right."""
    unit: OneOrTexts = ()
    """The unit that is shown, and maybe more spellings of it. Learners may write it or leave it out."""
    foreseen: ListOf[ForeseenValue] = ()
    """Wrong values that learners are likely to come to."""
    explanation: OptionalText = None
    """Why the key is right (Markdown)."""

    @property
    def prompt(self) -> str:
        """The stem."""
        return self.stem

    def read(self, response: str, language: str = "en") -> Reading:
        """What the text of a response can mean on a page in a language; two readings are to be asked back."""
        return read_number(response, language, self.unit)

    def grade(self, response: str, language: str = "en") -> Grade:
        """Judge a response; a text that does not read as one number was given to a question that was another one."""
        value = self._number_in(response, language)
        if response and value is None:
            return CHANGED
        return graded(float(value is not None and self._is_right(value)))

    def foreseen_by(self, response: str, language: str = "en") -> int | None:
        """The position of the foreseen value that a wrong response meets."""
        value = self._number_in(response, language)
        if value is None or self._is_right(value):
            return None
        width = self._width
        met = (index for index, one in enumerate(self.foreseen) if _meets(value, number_of(one.value), width))
        return next(met, None)

    def _number_in(self, response: str, language: str) -> float | None:
        """The one number that a text reads as."""
        values = self.read(response, language).values
        return values[0] if len(values) == 1 else None

    @property
    def _width(self) -> _Width:
        text = self.tolerance or "0"
        if text.endswith("%"):
            return _Width("rel", number_of(text[:-1]) / 100)
        return _Width("abs", number_of(text))

    def _is_right(self, value: float) -> bool:
        if self.key is not None:
            return _meets(value, number_of(self.key), self._width)
        low, high = map(number_of, self.between)
        return low - EQUAL * abs(low) <= value <= high + EQUAL * abs(high)

    def answer_fields(self) -> Iterator[tuple[Loc, str]]:
        """The explanation and what is said of foreseen values."""
        yield from explained(self.explanation, self.foreseen)

    def answer_texts(self) -> Iterable[Iterable[str]]:
        """The stem, the numbers that are right, and the unit in which they are."""
        key = [self.key] if self.key is not None else self.between
        texts = (self.stem,), tuple(_canonical(number) for number in key)
        return (*texts, (_cased(self.unit[0]),)) if self.unit else texts

    def check(self) -> Iterator[Problem]:
        """What is wrong with the key, its tolerance and the foreseen values."""
        yield from super().check()
        wrong = list(self._check_between() if self.key is None else self._check_key(self.key))
        yield from wrong
        if not wrong:
            yield from self._check_foreseen()
            yield from self._check_unit()

    def _check_unit(self) -> Iterator[Problem]:
        """A unit that the stem asks for and the question does not have."""
        asked = None if self.unit else unit_asked(self.stem)
        if asked:
            message = f"the stem asks for {asked}, and the question has no unit, so '12 {asked}' is not judged at once"
            units = '["%", percent]' if asked == "%" else asked
            help_text = f"add 'unit: {units}': it stands beside the field, and may be typed or left out"
            yield Problem(("between",) if self.key is None else ("key",), "missing-unit", message, help_text)

    def _check_between(self) -> Iterator[Problem]:
        if not self.between:
            yield Problem((), "missing-key", "the key 'key' is missing", "add 'key: …', or 'between: [1, 2]'")
        elif len(self.between) != 2:
            message = f"'between' has {count(len(self.between), 'number')}"
            yield Problem(
                ("between",), "bad-between", message, "write the smallest and the greatest: '[1, 2]'"
            )
        elif number_of(self.between[0]) >= number_of(self.between[1]):
            low, high = self.between
            message = f"'between' goes from {low} to {high}"
            turned = f"write 'between: [{high}, {low}]'" if low != high else f"write 'key: {low}'"
            yield Problem(("between",), "bad-between", message, turned)
        if self.tolerance is not None and self.between:
            message = "'tolerance' has no effect beside 'between'"
            yield Problem(("tolerance",), "idle-tolerance", message, "delete it", on_key=True)

    def _check_key(self, key: str) -> Iterator[Problem]:
        if self.between:
            message = "the question has both 'key' and 'between'"
            yield Problem(("between",), "key-and-between", message, "delete one of the two", on_key=True)
            return
        value = number_of(key)
        if math.isinf(value):
            message = f"the number {quoted(key)} is too great to be compared"
            yield Problem(("key",), "not-a-number", message, "write a smaller number, and a greater unit")
        elif self.tolerance is None:
            if not value.is_integer():
                message = f"the key {key} is no whole number, and has no tolerance"
                help_text = "add 'tolerance: 0.01' or 'tolerance: 2%', or 'tolerance: 0' if it must be exact"
                yield Problem(("key",), "no-tolerance", message, help_text)
        elif self._width.kind == "rel" and not value:
            message = f"{self.tolerance} of 0 is 0"
            yield Problem(("tolerance",), "idle-tolerance", message, "write how far a response may be off")
        elif value and self._width.around(value) >= abs(value):
            message = f"with the tolerance {self.tolerance}, 0 is as right as {key}"
            help_text = "write a smaller one, or 'between: [a, b]' in place of key and tolerance"
            yield Problem(("tolerance",), "wide-tolerance", message, help_text)

    def _check_foreseen(self) -> Iterator[Problem]:
        seen: set[float] = set()
        for index, one in enumerate(self.foreseen):
            value = number_of(one.value)
            if self._is_right(value):
                message, help_text = f"the foreseen value {one.value} is right", "delete it, or mend the key"
                yield Problem(("foreseen", index, "value"), "foreseen-right", message, help_text)
            elif value in seen:
                message = f"the value {one.value} is foreseen twice"
                yield Problem(("foreseen", index, "value"), "same-foreseen", message, "delete one of the two")
            seen.add(value)

    def lines_below_prompt(self, _width: int, t: Translator, _suffix: str = "") -> Lines:
        """The unit."""
        if self.unit:
            yield t("terminal.in-unit", unit=printable(self.unit[0]))

    def key_lines(self, _width: int, t: Translator, _suffix: str = "") -> Lines:
        """The number or the interval, with tolerance and unit."""
        value = self.key
        if value is None:
            whole = len(self.between) == 2  # else it is told, and the item is still shown
            value = t("terminal.between", low=self.between[0], high=self.between[1]) if whole else "?"
        off = f" ± {self.tolerance}" if self.tolerance and self.tolerance not in {"0", "0%"} else ""
        yield printable(f"{t('page.key')}: {value}{off}{f' {self.unit[0]}' if self.unit else ''}")

    def remarks(self) -> Iterator[tuple[str, str]]:
        """What is said of foreseen values."""
        yield from ((one.value, one.feedback) for one in self.foreseen)

    def form(self, language: str, _seed: str, t: Translator, _suffix: str = "") -> Form:
        """A number; one with two readings is asked back."""

        def grade(response: tuple[str, str]) -> Grade:
            return self.grade(*response)

        def remark(response: tuple[str, str]) -> Iterator[str]:
            met = self.foreseen_by(*response)
            if met is not None:
                yield self.foreseen[met].feedback

        return Form(lambda ask: self._typed(ask, language, t), grade, remark=remark)

    def _typed(self, ask: Ask, language: str, t: Translator) -> tuple[str, str]:
        """The text of a response, and the language in which it is to be read."""
        unit = self.unit[0] if self.unit else ""
        typed = typed_line(ask, t("terminal.number-unit" if unit else "terminal.number", unit=unit))
        reading = self.read(typed, language)
        if reading.unreadable == "unit":
            raise Unclear(t("terminal.want-unit" if unit else "terminal.want-bare", unit=unit))
        if not reading.values:
            raise Unclear(t("terminal.want-number"))
        return (typed, language) if len(reading.values) == 1 else (_one_of(ask, reading.values, t), "en")

    def view(self, render: Render) -> dict[str, Any]:
        """The key as authored and for the browser; explanation and feedback as HTML."""
        return {
            "key_text": self.key,
            "between": self.between if len(self.between) == 2 else (),
            "tolerance": self.tolerance if self.tolerance and self._width.amount else None,
            "unit": self.unit[0] if self.unit else "",
            "explanation": safe_html(render, ("explanation",), self.explanation),
            "foreseen": [
                {
                    "value": one.value,
                    "feedback": safe_html(render, ("foreseen", index, "feedback"), one.feedback),
                }
                for index, one in enumerate(self.foreseen)
            ],
            "attributes": {"data-key": as_json(self._client_key())}
            | ({"data-unit": self.unit[0]} if self.unit else {}),
        }

    def _client_key(self) -> dict[str, Any]:
        key: dict[str, Any] = (
            {"value": _canonical(self.key)}
            if self.key is not None
            else {"between": list(map(_canonical, self.between))}
        )
        if self.tolerance is not None:
            key["tolerance"] = {self._width.kind: _exact(self._width.amount)}
        foreseen = [
            {"value": _canonical(one.value), "feedback": index} for index, one in enumerate(self.foreseen)
        ]
        return key | {"units": list(self.unit), "foreseen": foreseen}


def _one_of(ask: Ask, values: tuple[float, ...], t: Translator) -> str:
    """Which number was meant by a text with two readings, as English writes it."""
    told = [_exact(value) for value in values]
    chosen = typed_line(ask, t("terminal.which", a=told[0], b=told[1])).upper()
    if chosen not in {"A", "B"}:
        raise Unclear(t("terminal.want-a-or-b"))
    return told["AB".index(chosen)]


def _meets(value: float, wanted: float, width: _Width) -> bool:
    return abs(value - wanted) <= width.around(wanted) + EQUAL * abs(wanted)


def _cased(unit: str) -> str:
    """The unit with its capitals marked: a fingerprint minds no case, and mW is not MW."""
    return "".join(f"^{sign}" if sign.isupper() else sign for sign in unit)


def _canonical(number: str) -> str:
    """The number as every language reads it to the same float."""
    return _exact(number_of(number))


def _exact(value: float) -> str:
    return repr(value).removesuffix(".0")
