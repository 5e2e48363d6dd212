"""Markdown fields as they read in a terminal."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from byheart.markup.terminal import terminal_text


@pytest.mark.parametrize(
    ("markdown", "told"),
    [
        ("*a* **b** ~~c~~ `d`", "a b c `d`"),
        ("one\ntwo\\\nthree", "one two\nthree"),
        ("[text](https://example.org)", "text (https://example.org)"),
        ("<https://example.org>", "https://example.org"),
        ("![A cell](cell.png)", "[picture: A cell]"),
        ("$a \\le b$", "a ≤ b"),
        ("$$\n\\frac{1}{2}\n$$", "    1/2"),
        ("```python\nx =  1\n\ny\n```", "    x =  1\n\n    y"),
        ("- a\n- b\n  - c", "- a\n- b\n  - c"),
        ("- a\n\n- b\n\n  c", "- a\n- b\n\n  c"),
        ("3. a\n4. b", "3. a\n4. b"),
        ("> a\n>\n> b", "> a\n>\n> b"),
        ("| a | bcd |\n|---|---|\n| efg | h |", "a   | bcd\n----|----\nefg | h"),
        ("# Title\n\nText", "Title\n\nText"),
        ("a\n\n---\n\nb", "a\n\n---\n\nb"),
        ("<b>x</b>", "<b>x</b>"),
    ],
)
def test_markdown_reads_as_text(markdown: str, told: str) -> None:
    """Structure stays, marks of emphasis go, and HTML is what it is on the page: text."""
    assert terminal_text(markdown, 60) == told


def test_text_is_wrapped_and_code_is_not() -> None:
    """Words go to the next line at the width; a line of code may be as long as it is."""
    assert max(map(len, terminal_text("word " * 40, 30).split("\n"))) <= 30
    assert terminal_text("    " + "x " * 40, 30).count("\n") == 0


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=80), st.integers(-3, 80))
def test_no_text_moves_the_cursor(markdown: str, width: int) -> None:
    """Whatever a field holds, no control character and no turn of the reading direction reaches the terminal."""
    told = terminal_text(markdown, width)
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2067\u2068]", told)
    for line in told.split("\n"):
        kept = re.sub("\u2066[^\u2066\u2069]*\u2069", "", line)
        assert not re.search("[\u2066\u2069]", kept), "what keeps code from left to right ends on its line"


@pytest.mark.parametrize("width", [60, 20])
def test_code_stays_from_left_to_right_in_other_texts(width: int) -> None:
    """In a Persian text each piece of code and each formula stands between signs that keep it, on each of its lines."""
    told = terminal_text("خروجی `0 1 2 3 4 5 6 7 8 9` و $x + 1$ است", width)
    lines = told.split("\n")
    assert told.count("\u2066") == told.count("\u2069") >= 2
    assert all(line.count("\u2066") == line.count("\u2069") for line in lines)
    assert "\u2066x + 1\u2069" in told
    assert "\u2066" not in terminal_text("the output `0 1 2` and $x + 1$", width)
