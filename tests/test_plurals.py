"""Counted things stand in the form of their number, in each catalogue and in the sentences of the command."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from byheart.catalogue import catalogue

PACKAGE = Path(__file__).parents[1] / "generator" / "byheart"
LANGUAGES = {
    "en": ("one", "other"),
    "de": ("one", "other"),
    "ar": ("zero", "one", "two", "few", "many", "other"),
}
"""The plural categories of whole numbers in each language (Unicode CLDR, Language Plural Rules)."""

Strings = Mapping[str, str | Mapping[str, str]]


def strings(language: str) -> Strings:
    """A catalogue."""
    return catalogue(language)


def counted_nouns(told: Strings) -> set[str]:
    """Words right after a number that differ between the forms of a string: "card" and "cards"."""
    nouns: set[str] = set()
    for forms in told.values():
        if not isinstance(forms, str):
            words = {word for form in forms.values() for word in re.findall(r"\{n\} (\w+)", form)}
            nouns |= words if len(words) > 1 else set()
    return nouns


def miscounted(told: Strings) -> list[str]:
    """Strings in which such a word follows a number that does not choose its form."""
    nouns = counted_nouns(told)
    return [
        key
        for key, entry in told.items()
        for text in ([entry] if isinstance(entry, str) else entry.values())
        for name, word in re.findall(r"\{(\w+)\} (\w+)", text)
        if word in nouns and (name != "n" or isinstance(entry, str))
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_counted_things_stand_in_the_form_of_their_number(language: str) -> None:
    """Nobody reads "on 1 days"."""
    assert miscounted(strings(language)) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_counted_string_has_all_forms(language: str) -> None:
    """Arabic has six."""
    told = {key: tuple(forms) for key, forms in strings(language).items() if not isinstance(forms, str)}

    assert {key: forms for key, forms in told.items() if forms != LANGUAGES[language]} == {}
    english = {key for key, forms in strings("en").items() if not isinstance(forms, str)}
    assert told.keys() == english & strings(language).keys()


def test_a_string_with_the_wrong_form_is_seen() -> None:
    """The control: two numbers in one string, of which one chooses the form; and a number without forms."""
    told: Strings = {
        "days": {"one": "{n} day", "other": "{n} days"},
        "year": {"one": "{n} answer on {days} days", "other": "{n} answers on {days} days"},
        "plain": "{n} answers",
        "fine": "{right} of {n} right",
    }

    assert miscounted(told) == ["year", "year", "plain"]


# The sentences of the command are in English alone.


def uncounted(source: str) -> Iterator[str]:
    """Words in the plural that follow a number in an f-string: `count` knows when there is one."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.JoinedStr):
            for value, after in zip(node.values, node.values[1:], strict=False):
                if isinstance(value, ast.FormattedValue) and isinstance(after, ast.Constant):
                    found = re.match(r" ([a-z]+s)\b", str(after.value))
                    if found and _is_number(value.value):
                        yield found[1]


_NUMBERS = {"n", "total", "left_out", "decks", "items", "met", "more", "rest", "wrong", "found"}


def _is_number(node: ast.expr) -> bool:
    if isinstance(node, ast.Call):
        return isinstance(node.func, ast.Name) and node.func.id in {"len", "sum", "round"}
    if isinstance(node, ast.BinOp):
        return _is_number(node.left) or _is_number(node.right)
    name = node.id if isinstance(node, ast.Name) else node.attr if isinstance(node, ast.Attribute) else ""
    return name in _NUMBERS


def test_sentences_of_the_command_count_rightly() -> None:
    """Nobody reads "has 1 numbers"."""
    found = {
        (path.name, word)
        for path in sorted(PACKAGE.rglob("*.py"))
        for word in uncounted(path.read_text(encoding="utf-8"))
    }

    assert found == set()


def test_a_sentence_that_counts_wrongly_is_seen() -> None:
    """The control."""
    assert list(uncounted('f"{len(x)} numbers, {n} items and {count(n, 1)} decks in {name} is"')) == [
        "numbers",
        "items",
    ]
