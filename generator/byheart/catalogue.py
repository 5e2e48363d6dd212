# Knows alone: where the catalogue of UI strings lies and how a plural is chosen on the Python side.
# The browser reads the same files through generator/client/src/strings.ts.
"""UI strings in the language of the site, with English for what a language lacks."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import Final

Text = str | dict[str, str]
_FOLDER: Final = files("byheart") / "strings"


@cache
def languages() -> tuple[str, ...]:
    """The language codes that have a catalogue, sorted."""
    return tuple(
        sorted(
            entry.name.removesuffix(".json") for entry in _FOLDER.iterdir() if entry.name.endswith(".json")
        )
    )


@cache
def catalogue(language: str) -> dict[str, Text]:
    """The strings of a language (`de`, `de-AT`), completed by English.

    A language without a catalogue gets English.
    """
    english: dict[str, Text] = json.loads((_FOLDER / "en.json").read_text(encoding="utf-8"))
    code = language.split("-", maxsplit=1)[0].lower()
    if code == "en" or code not in languages():
        return english
    own: dict[str, Text] = json.loads((_FOLDER / f"{code}.json").read_text(encoding="utf-8"))
    return english | own


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
