"""Formulas: what learners would see as red TeX is told before, by KaTeX or by the list of what it knows."""

import json
from pathlib import Path

import pytest

from byheart import formulas
from byheart.formulas import Fault, by_katex, by_list, faults_of
from byheart.pages.fields import check_fields
from tests.test_fields import library_of

GOOD = [
    r"x^2", r"\frac{1}{2}", r"\left(\frac12\right)", r"\begin{aligned}a&=b\\c&=d\end{aligned}", r"\text{if } x \in \mathbb{R}",
    r"\{1, 2\}", r"\rule{1em}{2em}", r"\def\half{\frac12}\half", r"\sqrt{\sqrt{\sqrt{x}}}", "ä", r"\%", r"200\,\text{mm}",
]  # fmt: skip
BAD = [
    (r"\frac{1}{", 9, "cannot be drawn"),
    (r"a + \foo", 4, r"unknown command '\foo'"),
    (r"\left( x", 8, "cannot be drawn"),
    (r"x}", 1, "cannot be drawn"),
    (r"\begin{foo}x\end{foo}", 0, "No such environment".lower()),
    (r"\sqrt{" * 1000 + "x" + "}" * 1000, 0, "too deep"),
    (r"\rule{9999em}{9999em}", 0, "larger than"),
    (r"a \kern 900em b", 0, "larger than"),
]
ONLY_KATEX = [
    (r"x_1_2", 3, "cannot be drawn"),
    (r"a & b", 2, "cannot be drawn"),
    (r"\href{https://example.org}{x}", 0, "not allowed"),
    (r"\includegraphics{x.png}", 0, "not allowed"),
    (r"\def\a{\a\a}\a", 14, "cannot be drawn"),
    (r"\begin{array}{c}" + r"1\\[50em]" * 3 + r"\end{array}", 0, "larger than"),
]


@pytest.mark.parametrize("tex", GOOD)
def test_a_formula_that_is_drawn_is_no_fault(tex: str) -> None:
    """Neither to KaTeX nor to the list."""
    assert by_katex([(tex, False)]) == [None]
    assert by_list([(tex, False)]) == [None]


@pytest.mark.parametrize(("tex", "position", "said"), BAD, ids=[tex[:20] for tex, *_ in BAD])
def test_a_formula_that_cannot_be_drawn_is_told_with_and_without_node(
    tex: str, position: int, said: str
) -> None:
    """In words, with a mend."""
    for found in (by_katex([(tex, True)]), by_list([(tex, True)])):
        assert found is not None
        assert found[0] is not None
        assert said in found[0].message
        assert found[0].help


@pytest.mark.parametrize(
    ("tex", "position", "said"), BAD + ONLY_KATEX, ids=[tex[:20] for tex, *_ in BAD + ONLY_KATEX]
)
def test_katex_says_where(tex: str, position: int, said: str) -> None:
    """The character where the formula goes wrong, or its start."""
    found = by_katex([(tex, True)])

    assert found is not None
    assert isinstance(found[0], Fault)
    assert said in found[0].message
    assert abs(found[0].position - position) <= len("\\begin{")


def test_one_formula_stops_no_other_and_each_is_asked_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """One process looks at all of them, and what is known is not asked again."""
    asked: list[int] = []

    def count(new: list[formulas.Formula]) -> list[Fault | None] | None:
        asked.append(len(new))
        return by_katex(new)

    monkeypatch.setattr(formulas, "_known", {})
    monkeypatch.setattr(formulas, "by_katex", count)
    texts = [(BAD[5][0], False), ("x", False), (r"\foo", False), ("x", False)]

    assert list(faults_of(texts)) == [texts[0], texts[2]]
    assert list(faults_of(texts)) == [texts[0], texts[2]]
    assert asked == [3]


@pytest.mark.parametrize("broken", ["node_program", "katex_script"])
def test_without_node_or_client_the_list_is_asked(broken: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine without Node checks less, and never fails for it."""
    monkeypatch.setattr(formulas, "_known", {})
    monkeypatch.setattr(formulas, broken, lambda: None)

    assert list(faults_of([(r"\foo", False), ("x_1_2", False)])) == [(r"\foo", False)]


def test_a_node_that_fails_is_as_good_as_none(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """An old Node, or one that is killed, is no reason to stop."""
    monkeypatch.setattr(formulas, "katex_script", lambda: tmp_path / "none.js")

    assert by_katex([("x", False)]) is None


def test_the_list_has_what_katex_draws() -> None:
    """It is made with the client, of KaTeX's own names."""
    names = json.loads(
        (formulas.katex_script() or Path()).with_name("katex").joinpath("names.json").read_text()
    )

    assert {"frac", "alpha", "left", "begin"} <= set(names["commands"])
    assert "foo" not in names["commands"]
    assert "aligned" in names["environments"]


DECK = r"""title: T
cards:
  - id: a
    front: It is $\frac{1}{$.
    back: |
      Two of them, $x$ and

      $$
      a + b
      = \foo{c}
      $$

      - in a list, $\bar$
  - id: b
    status: retired
    front: "In quotes: $\\foo$"
    cloze: x
  - id: c
    cloze: 'A {{c1::blank}} before $\foo$'
""".replace("    cloze: x\n", "    back: B\n")


def test_a_fault_has_its_line_and_column(tmp_path: Path) -> None:
    """In plain text, in a block, in a formula of several lines, in a list, behind a blank."""
    deck = library_of(tmp_path, DECK)
    found = [(one.line, one.column, one.slug) for one in check_fields(deck)]

    assert deck.diagnostics == []
    lines = DECK.split("\n")
    assert found == [
        (4, lines[3].index("{$") + 2, "bad-math"),
        (10, lines[9].index("\\foo") + 1, "bad-math"),
        (13, lines[12].index("\\bar") + 5, "bad-math"),
        (16, lines[15].index("\\foo") + 1, "bad-math"),
        (19, lines[18].index("\\foo") + 1, "bad-math"),
    ]
