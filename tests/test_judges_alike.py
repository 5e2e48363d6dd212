# Both languages read and compare texts of any characters alike: what no vector names is tried by chance.

from __future__ import annotations

import json
import random
import subprocess
import unicodedata
from typing import TYPE_CHECKING

import pytest

from byheart.items._numbers import read_number
from byheart.items._texts import Compare, form, tidy
from byheart.items.predict import name_of
from devtools.environment import ROOT, client_node

if TYPE_CHECKING:
    from pathlib import Path

CLIENT = ROOT / "generator" / "client"
ENTRY = """
import { readFileSync } from "node:fs";
import { normalised, tidy } from "./src/items/compare";
import { parse } from "./src/items/numeric/parse";
const compare = { case: false, accents: false, punctuation: true, spaces: true };
const texts = JSON.parse(readFileSync(0, "utf8"));
const told = texts.map(([text, lang]) => [tidy(text), normalised(text, compare, lang), parse(text, lang, ["km"]).readings]);
process.stdout.write(JSON.stringify(told));
"""
LANGUAGES = ("en", "de", "fa", "ar", "tr", "el")
PIECES = (
    "1",
    "23",
    ".",
    ",",
    " ",
    "/",
    "10^3",
    "⁻³",
    "½",
    "%",
    "km",
    "KM.",
    "-",
    "e5",
    "co-op",
    "Αθήνα",
    "ی",
    "ـ",
)


def texts_of_chance(n: int) -> list[tuple[str, str]]:
    """Texts of pieces that mean something and of characters of any kind, each with a language."""
    chance = random.Random(1)
    signs = [chr(code) for code in range(0x3000) if unicodedata.category(chr(code)) not in {"Cn", "Cs", "Co"}]
    made = []
    for _ in range(n):
        parts = (
            chance.choice(PIECES if chance.random() < 0.8 else signs) for _ in range(chance.randint(1, 5))
        )
        made.append(("".join(parts), chance.choice(LANGUAGES)))
    return made


def told_by_browser(folder: Path, texts: list[tuple[str, str]]) -> list[list[object]]:
    """What the script makes of the texts, in one run of Node."""
    node, bundle = client_node().node, folder / "judge.mjs"
    esbuild = [*node, "node_modules/esbuild/bin/esbuild", "--bundle", "--platform=node", "--format=esm"]
    words = [*esbuild, "--log-level=error", "--loader=ts", f"--outfile={bundle}"]
    subprocess.run(words, input=ENTRY, cwd=CLIENT, text=True, encoding="utf-8", check=True)
    read = json.dumps(texts)
    found = subprocess.run(
        [*node, str(bundle)], input=read, capture_output=True, text=True, encoding="utf-8", check=True
    )
    told: list[list[object]] = json.loads(found.stdout)
    return told


def test_any_text_reads_and_compares_alike(tmp_path: Path) -> None:
    """Three thousand texts of chance: the same tidy text, the same form, the same numbers."""
    texts = texts_of_chance(3000)
    loose = Compare(case="false", accents="false")
    mine = [
        [tidy(text), form(text, loose, language), list(read_number(text, language, ["km"]).values)]
        for text, language in texts
    ]
    differing = [
        (pair, one, other)
        for pair, one, other in zip(texts, mine, told_by_browser(tmp_path, texts), strict=True)
        if one != other
    ]
    assert differing == []
    assert sum(bool(numbers) for _, _, numbers in mine) > 100


@pytest.mark.parametrize("text", ["\ufeffValueError: no", "ValueError\xa0x", "builtins.ValueError:"])
def test_the_name_of_an_exception_ends_where_any_space_is(text: str) -> None:
    """Spaces of both languages' libraries, and no other character, part the name from what follows."""
    assert name_of(text) == "ValueError"
    assert name_of("Value\x1cError") == "Value\x1cError"
