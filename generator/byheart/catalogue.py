# Knows alone: where the catalogue of UI strings lies (those of one item type with that type) and how a plural is chosen
# on the Python side. The browser gets the same files by generator/client/strings-plugin.mjs.
"""UI strings in the language of the site, with English for what a language lacks."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Final

Text = str | dict[str, str]
_PACKAGE: Final = Path(str(files("byheart")))
_FOLDER: Final = _PACKAGE / "strings"


@cache
def languages() -> tuple[str, ...]:
    """The language codes that have a catalogue, sorted."""
    return tuple(sorted(path.stem for path in _FOLDER.glob("*.json")))


@cache
def words_of_types() -> dict[str, dict[str, dict[str, Text]]]:
    """The strings of item types by the folder of the type, and by language."""
    paths = sorted(_PACKAGE.glob("items/*/strings.json"))
    return {path.parent.name: json.loads(path.read_text(encoding="utf-8")) for path in paths}


@cache
def catalogue(language: str) -> dict[str, Text]:
    """The strings of a language (`de`, `de-AT`), completed by English.

    A language without a catalogue gets English.
    """
    code = language.split("-", maxsplit=1)[0].lower()
    english = _read("en")
    return english | _read(code) if code != "en" and code in languages() else english


def _read(code: str) -> dict[str, Text]:
    """The strings of one language: those that all share, and those of each item type."""
    strings: dict[str, Text] = json.loads((_FOLDER / f"{code}.json").read_text(encoding="utf-8"))
    for words in words_of_types().values():
        strings |= words.get(code, {})
    return strings


class Translator:
    """Looks strings up for one language: `t("page.cards", n=5)`."""

    def __init__(self, language: str) -> None:
        self.language = language
        self._strings = catalogue(language)

    def __call__(self, key: str, **values: object) -> str:
        """The string of `key` with `{name}` replaced by `values`; `n` chooses the plural form. KeyError if unknown."""
        text = self._strings[key]
        if isinstance(text, dict):
            text = text.get(_plural(self.language, int(str(values.get("n", 0)))), text["other"])
        for name, value in values.items():
            text = text.replace("{" + name + "}", str(value))
        return text


def _plural(language: str, n: int) -> str:
    """The CLDR plural category of an integer, for the languages of the catalogue.

    Source: Unicode CLDR, Language Plural Rules (`en`, `de`: one and other; `ar`: six categories).
    """
    if language.split("-", maxsplit=1)[0].lower() != "ar":
        return "one" if n == 1 else "other"
    if n in (0, 1, 2):
        return ("zero", "one", "two")[n]
    rest = n % 100
    return "few" if 3 <= rest <= 10 else "many" if rest >= 11 else "other"
