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
    assert not re.search(
        "[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", terminal_text(markdown, width)
    )
