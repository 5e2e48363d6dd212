# Knows alone: how a response to each type of question is typed in a terminal, and how it is read back:
# letters for what is chosen, numbers and words as they are. Judging is the item's own.
"""Questions as forms of a terminal."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterator
from random import Random
from typing import Any, NamedTuple

from byheart.catalogue import Translator
from byheart.items.choice import Choice
from byheart.items.cloze import Cloze
from byheart.items.match import Match
from byheart.items.numeric import Numeric
from byheart.items.order import Order
from byheart.items.predict import FAILS, PRINTS, Predict
from byheart.items.text import Text
from byheart.items.true_false import TrueFalse
from byheart.model import Grade, ItemBase
from byheart.terminal.show import Entry, entries, letter

Ask = Callable[[str], str]
"""Shows a prompt and gives the line that the learner typed."""

END = "."


class Unclear(Exception):
    """What was typed cannot be read as a response; the message says what is wanted."""


class GaveUp(Exception):
    """The learner typed nothing."""


class Form(NamedTuple):
    """One question to be answered: what is chosen from, how a response is read, judged and remarked on.

    `read` raises Unclear and GaveUp. `remark` gives Markdown about a response that is not right.
    `rules` tells whether the learner may count a wrong response as right.
    """

    listed: list[Entry]
    read: Callable[[Ask], Any]
    grade: Callable[[Any], Grade]
    remark: Callable[[Any], Iterator[str]]
    rules: bool = False


def form_of(item: ItemBase, language: str, seed: str, t: Translator) -> Form:
    """The form of a question; its entries are shuffled by the seed where their order says nothing."""
    return _FORMS[type(item)](item, language, seed, t)


def cloze_form(item: Cloze, suffix: str, language: str, t: Translator) -> Form:
    """The form of a face of a cloze that is typed: one line for each blank; Enter at all of them gives up."""
    n = len(item.accepted(suffix))

    def read(ask: Ask) -> list[str]:
        prompts = [t("terminal.respond", wanted=f"{i}/{n}") for i in range(1, n + 1)]
        typed = [ask(prompt).strip() for prompt in (prompts if n > 1 else [t("terminal.respond-text")])]
        if not any(typed):
            raise GaveUp
        return typed

    return Form([], read, lambda response: item.grade(response, suffix, language), _nothing)


# What is chosen by letters


def _choice(item: Choice, seed: str, t: Translator) -> Form:
    listed = _shuffled_options(item, seed, t)
    many = item.selects == "many"
    wanted = t("terminal.letters" if many else "terminal.letter")
    if item.choose and many:
        wanted = t("terminal.n-letters", n=item.choose)
    feedback = dict(zip(item.option_ids, (option.feedback for option in item.options), strict=True))

    def read(ask: Ask) -> list[str]:
        chosen = _letters(_typed(ask, t("terminal.respond", wanted=wanted)), listed, t)
        if not many and len(chosen) != 1:
            raise Unclear(t("terminal.want-one"))
        return chosen

    def remark(response: list[str]) -> Iterator[str]:
        yield from (text for name in response if name not in item.key and (text := feedback[name]))

    return Form(listed, read, item.grade, remark)


def _shuffled_options(item: Choice, seed: str, t: Translator) -> list[Entry]:
    """The options in an order of the seed; those that point at positions keep all in place, others stay last."""
    pins = dict(zip(item.option_ids, map(item.pin_of, item.options), strict=True))
    listed = entries(item, t)
    if "position" in pins.values():
        return listed
    Random(seed).shuffle(listed)  # noqa: S311  # an order to learn by, no secret
    return sorted(listed, key=lambda entry: pins[entry.name] == "last")


def _true_false(item: TrueFalse, t: Translator) -> Form:
    listed = entries(item, t)
    feedback = dict(item.remarks())

    def read(ask: Ask) -> list[str]:
        typed = _typed(ask, t("terminal.true-or-false")).casefold()
        named = [entry.name for entry in listed if entry.text.casefold().startswith(typed)]
        return named or _letters(typed, listed, t)[:1]

    def remark(response: list[str]) -> Iterator[str]:
        yield from (feedback[name] for name in response if name in feedback and name != item.key_id)

    return Form(listed, read, item.grade, remark)


def _order(item: Order, seed: str, t: Translator) -> Form:
    listed = entries(item, t)
    Random(seed).shuffle(listed)  # noqa: S311  # an order to learn by, no secret
    if item.grade([entry.name for entry in listed]).score == 1:
        listed = entries(item, t)

    def read(ask: Ask) -> list[str]:
        chosen = _letters(_typed(ask, t("terminal.order")), listed, t)
        if len(chosen) != len(listed):
            raise Unclear(t("terminal.want-all", n=len(listed)))
        return chosen

    return Form(listed, read, item.grade, _nothing)


def _match(item: Match, seed: str, t: Translator) -> Form:
    listed = entries(item, t)
    Random(seed).shuffle(listed)  # noqa: S311  # an order to learn by, no secret

    def read(ask: Ask) -> dict[str, str]:
        typed = _typed(ask, t("terminal.match", n=len(item.pairs)))
        chosen = [name for word in _words(typed) for name in _letters(word, listed, t)]
        if len(chosen) != len(item.pairs):
            raise Unclear(t("terminal.want-n", n=len(item.pairs)))
        return {pair.left_id: name for pair, name in zip(item.pairs, chosen, strict=True)}

    return Form(listed, read, item.grade, _nothing)


def _letters(typed: str, listed: list[Entry], t: Translator) -> list[str]:
    """The ids of the entries whose letters were typed, each once."""
    by_letter = {letter(index): entry.name for index, entry in enumerate(listed)}
    words = _words(typed.upper())
    unknown = [word for word in words if word not in by_letter]
    if unknown or not words:
        raise Unclear(t("terminal.want-letters", last=letter(len(listed) - 1)))
    return list(dict.fromkeys(by_letter[word] for word in words))


def _words(typed: str) -> list[str]:
    """Letters apart: "a, c" and "ac" alike."""
    words = re.split(r"[\s,;]+", typed.strip(" ,;"))
    return list(words[0]) if len(words) == 1 else words


# What is typed


def _numeric(item: Numeric, language: str, t: Translator) -> Form:
    unit = item.unit[0] if item.unit else ""

    def read(ask: Ask) -> tuple[str, str]:
        typed = _typed(ask, t("terminal.number-unit" if unit else "terminal.number", unit=unit))
        reading = item.read(typed, language)
        if reading.unreadable == "unit":
            raise Unclear(t("terminal.want-unit" if unit else "terminal.want-bare", unit=unit))
        if not reading.values:
            raise Unclear(t("terminal.want-number"))
        return (typed, language) if len(reading.values) == 1 else (_one_of(ask, reading.values, t), "en")

    def remark(response: tuple[str, str]) -> Iterator[str]:
        met = item.foreseen_by(*response)
        if met is not None:
            yield item.foreseen[met].feedback

    return Form([], read, lambda response: item.grade(*response), remark)


def _one_of(ask: Ask, values: tuple[float, ...], t: Translator) -> str:
    """Which number was meant by a text with two readings, as English writes it."""
    told = [repr(value).removesuffix(".0") for value in values]
    chosen = _typed(ask, t("terminal.which", a=told[0], b=told[1])).upper()
    if chosen not in {"A", "B"}:
        raise Unclear(t("terminal.want-a-or-b"))
    return told["AB".index(chosen)]


def _text(item: Text, language: str, t: Translator) -> Form:
    def read(ask: Ask) -> str:
        return _typed(ask, t("terminal.respond-text"))

    def remark(response: str) -> Iterator[str]:
        met = item.foreseen_by(response, language)
        if met is not None:
            yield item.foreseen[met].feedback

    return Form([], read, lambda response: item.grade(response, language), remark, rules=True)


def _predict(item: Predict, t: Translator) -> Form:
    listed = entries(item, t)

    def read(ask: Ask) -> dict[str, str]:
        happens = _letters(_typed(ask, t("terminal.happens")), listed, t)[0]
        if happens == FAILS:
            return {"happens": happens}
        if happens != PRINTS:
            return {"happens": happens, "text": _typed(ask, t("terminal.exception"))}
        return {"happens": happens, "text": _several_lines(ask, t)}

    return Form(listed, read, item.grade, lambda response: _line_diff(item, response), rules=True)


def _several_lines(ask: Ask, t: Translator) -> str:
    lines, prompt = [], f"{t('terminal.output', end=END)}\n  "
    while (line := ask(prompt)) != END:
        lines.append(line)
        prompt = "  "
    return "\n".join(lines)


def _line_diff(item: Predict, response: dict[str, str]) -> Iterator[str]:
    """How the output differs from what was typed, as code."""
    if item.happens == response.get("happens") == PRINTS:
        given, right = response.get("text", "").split("\n"), (item.output or "").rstrip("\n").split("\n")
        lines = [line for line in difflib.ndiff(given, right) if not line.startswith("?")]
        yield "\n".join(f"    {line}" for line in lines)


def _nothing(_response: object) -> Iterator[str]:
    yield from ()


def _typed(ask: Ask, prompt: str) -> str:
    """What the learner typed, without spaces around it. Raises GaveUp for nothing."""
    typed = ask(prompt).strip()
    if not typed:
        raise GaveUp
    return typed


_FORMS: dict[type[ItemBase], Callable[[Any, str, str, Translator], Form]] = {
    Choice: lambda item, _language, seed, t: _choice(item, seed, t),
    TrueFalse: lambda item, _language, _seed, t: _true_false(item, t),
    Numeric: lambda item, language, _seed, t: _numeric(item, language, t),
    Text: lambda item, language, _seed, t: _text(item, language, t),
    Order: lambda item, _language, seed, t: _order(item, seed, t),
    Match: lambda item, _language, seed, t: _match(item, seed, t),
    Predict: lambda item, _language, _seed, t: _predict(item, t),
}
