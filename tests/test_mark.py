"""Mark questions: which words there are, what a change of them does, and how lines read in a terminal."""

from __future__ import annotations

from typing import Any

import pytest

from byheart.catalogue import Translator
from byheart.items.mark import Mark

T = Translator("en")


def mark(text: str, **more: Any) -> Mark:
    return Mark.model_validate({"id": "q", "stem": "Mark!", "text": text} | more)


def lines(code: str, *marks: Any) -> Mark:
    told = {"id": "q", "stem": "Mark!", "code": code, "language": "python", "marks": list(marks)}
    return Mark.model_validate(told)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("It's 3.14, not well-known.", ["It's", "3.14", "not", "well-known"]),
        ("A *b*, `c d` and [e f](https://example.org) $g h$!", ["A", "b", "and"]),
        ("Größe & Maß \u2013 «so» 100 %", ["Größe", "Maß", "so", "100"]),
        ("عَلِمَ الطالبُ، ثم", ["عَلِمَ", "الطالبُ", "ثم"]),
        ("می\u200cروم خانه", ["می\u200cروم", "خانه"]),
        ("हिन्दी में", ["हिन्दी", "में"]),
        ("The word 猫 is a cat.", ["The", "word", "is", "a", "cat"]),
        ("猫は犬ではない。 AI も", []),
        ("ภาษาไทยไม่มีช่องว่าง", []),
        ("{{two words}} and [[three `x` words]]", ["two words", "and", "three x words"]),
    ],
)
def test_words_are_cut(text: str, words: list[str]) -> None:
    """Words are runs of letters and digits; code, links and formulas are whole, and scripts without spaces have none."""
    assert [one.words for one in mark(text).markables] == words


def test_ids_stay_where_text_around_them_changes() -> None:
    """A word is known by what it says, and by which of those it is."""
    before, after = mark("Ice [[sinks]] in ice."), mark("Cold ice, or ice, [[sinks]] in water.")

    assert before.key == after.key
    assert [one.name for one in after.markables][1:4:2] == [
        before.markables[3].name,
        f"{before.markables[3].name}-2",
    ]


def test_the_fingerprint_minds_what_is_learned() -> None:
    """The stem, the text and what is to be marked; neither remarks nor what else is in brackets."""
    said = {"marks": [{"text": "sinks", "feedback": "No."}]}
    base = mark("Ice [[sinks]] in water.").fingerprint()

    assert mark("Ice [[sinks]] in {{water}}.", **said).fingerprint() == base
    assert mark("Ice sinks in [[water]].").fingerprint() != base
    assert mark("Ice [[sinks]] in oil.").fingerprint() != base
    assert mark("Ice [[sinks]] in water.", stem="Which?").fingerprint() != base
    assert mark("ice [[ice]]").fingerprint() != mark("[[ice]] ice").fingerprint()
    code = lines("if x:\n    y = 1\nz = 2", "z = 2")
    assert code.fingerprint() != lines("if x:\n    y = 1\n    z = 2", "z = 2").fingerprint()


def test_lines_are_numbered_in_a_terminal_as_on_the_page() -> None:
    """An empty line has a number as well, and cannot be marked."""
    item = lines("a = 1\n\nb = 3", {"text": "b = 3", "feedback": "Three."})
    form = item.form("en", "", T)

    assert [line.split() for line in item.lines_below_prompt(80, T)] == [
        [],
        ["1", "a", "=", "1"],
        ["2"],
        ["3", "b", "=", "3"],
    ]
    assert form.read(lambda _prompt: "3, 1") == [item.markables[1].name, item.markables[0].name]
    assert list(item.key_lines(80, T)) == ["Key:", "  3  b = 3", "     Three."]


def test_a_passage_is_wrapped_in_a_terminal() -> None:
    """Blocks begin lines of their own, and each word has its number behind it."""
    shown = list(mark("One *two*.\n\n- [[three four]]\n- `five` six").lines_below_prompt(80, T))

    assert shown == ["", "One[1] two[2].", "- three four[3]", "- five six[4]"]
