# Knows alone: what holds for every formula in a line: a form of its own, and never that of another value.
"""Formulas that are typed."""

from __future__ import annotations

from fractions import Fraction
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from byheart.items._formula_text import formula_form, is_formula, of_tex

AT = {"x": Fraction(7, 3), "y": Fraction(-5, 11), "a": Fraction(13, 2)}
"""The values at which formulas are compared."""


class Formula(NamedTuple):
    """A formula in TeX, as it is typed, and its value; how firmly it holds together: 0 a sum, 1 a product, 2 one thing."""

    tex: str
    typed: str
    value: Fraction
    firm: int


def held(formula: Formula, firm: int) -> tuple[str, str]:
    """A formula in TeX and as it is typed, in brackets where it would fall apart."""
    if formula.firm >= firm:
        return formula.tex, formula.typed
    return rf"\left({formula.tex}\right)", f"({formula.typed})"


def _number(n: int) -> Formula:
    return Formula(str(n), str(n), Fraction(n), 2)


def _letter(name: str) -> Formula:
    return Formula(name, name, AT[name], 2)


def _sum(one: Formula, other: Formula) -> Formula:
    (a, b), (c, d) = held(one, 0), held(other, 1)
    return Formula(f"{a} + {c}", f"{b}+{d}", one.value + other.value, 0)


def _difference(one: Formula, other: Formula) -> Formula:
    (a, b), (c, d) = held(one, 0), held(other, 1)
    return Formula(f"{a}-{c}", f"{b} - {d}", one.value - other.value, 0)


def _product(one: Formula, other: Formula) -> Formula:
    (a, b), (c, d) = held(one, 2), held(other, 2)
    return Formula(rf"{a}\cdot {c}", f"{b}*{d}", one.value * other.value, 1)


def _quotient(one: Formula, other: Formula) -> Formula:
    (_, b), (_, d) = held(one, 2), held(other, 2)
    # Nothing is divided by zero; what stands below is made another thing then.
    below, typed = (other.tex, d) if other.value else ("2", "2")
    value = one.value / (other.value or 2)
    return Formula(rf"\frac{{{one.tex}}}{{{below}}}", f"{b}/{typed}", value, 1)


def _square(one: Formula) -> Formula:
    a, b = (f"({text})" if one.firm < 2 else text for text in (one.tex, one.typed))
    return Formula(f"{a}^2", f"{b}²", one.value**2, 1)


FORMULAS = st.recursive(
    st.one_of(st.sampled_from("xya").map(_letter), st.integers(1, 12).map(_number)),
    lambda inner: st.one_of(
        st.builds(_sum, inner, inner),
        st.builds(_difference, inner, inner),
        st.builds(_product, inner, inner),
        st.builds(_quotient, inner, inner),
        st.builds(_square, inner),
    ),
    max_leaves=6,
)


@given(FORMULAS)
def test_a_formula_can_be_typed_as_it_is_and_its_form_has_itself_as_form(formula: Formula) -> None:
    """What is told as the key is accepted, and so is the TeX of it."""
    form = of_tex(formula.tex)

    assert form is not None
    assert formula_form(form) == form
    assert is_formula(formula.tex, form)


@given(FORMULAS, FORMULAS)
def test_formulas_of_one_form_have_one_value(one: Formula, other: Formula) -> None:
    """Neither in TeX nor as it is typed is a formula taken for another."""
    forms = {of_tex(one.tex), formula_form(one.typed)} & {of_tex(other.tex), formula_form(other.typed)}

    assert not forms or one.value == other.value


@given(FORMULAS)
def test_a_fraction_is_typed_with_a_slash(formula: Formula) -> None:
    """With brackets where a sum or a product stands below, none around a fraction, and spaces or none."""
    above, below = _sum(formula, _letter("x")), _sum(_letter("y"), _number(2))
    form = of_tex(rf"\frac{{{above.tex}}}{{{below.tex}}}")

    assert form is not None
    for typed in ("({})/({})", "({}) / ({})", "(({})/({}))", r"\frac{{{}}}{{{}}}", r"\dfrac {{{}}} {{{}}}"):
        assert is_formula(
            typed.format(above.tex if "frac" in typed else formula_form(above.tex), below.typed), form
        )


@pytest.mark.parametrize(
    "part", ["(", "(/", "a/", "|", r"\frac{", r"\frac{1}{", "x^(", "√(", "sin ", "½", "a b "]
)
def test_a_long_line_of_anything_has_a_form(part: str) -> None:
    """However deep it goes, whatever is missing."""
    formula_form(part * 2000)
