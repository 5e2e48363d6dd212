# Knows alone: how a field reads as plain text, for search, tables of contents and titles.
# Math is made readable rather than exact: `\frac{a}{b}` is "a/b", `\alpha` is "α".
# Signs and Greek letters are the subject here, so they are never slips:
# ruff: noqa: RUF001, RUF003
"""Fields as plain text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from byheart.markup.direction import isolated

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from markdown_it.token import Token

_WORDS = re.findall(
    r"\S+",
    """
    alpha α beta β gamma γ delta δ epsilon ε varepsilon ε zeta ζ eta η theta θ vartheta θ iota ι kappa κ
    lambda λ mu μ nu ν xi ξ pi π rho ρ sigma σ tau τ upsilon υ phi φ varphi φ chi χ psi ψ omega ω Gamma
    Γ Delta Δ Theta Θ Lambda Λ Xi Ξ Pi Π Sigma Σ Upsilon Υ Phi Φ Psi Ψ Omega Ω times × cdot · div ÷ pm ±
    mp ∓ le ≤ leq ≤ ge ≥ geq ≥ ne ≠ neq ≠ approx ≈ equiv ≡ sim ∼ propto ∝ infty ∞ sum ∑ prod ∏ int ∫
    partial ∂ nabla ∇ to → rightarrow → leftarrow ← Rightarrow ⇒ Leftrightarrow ⇔ mapsto ↦ in ∈ notin ∉
    subset ⊂ subseteq ⊆ cup ∪ cap ∩ emptyset ∅ forall ∀ exists ∃ neg ¬ land ∧ lor ∨ ldots … dots … cdots
    … degree ° circ ∘ star ⋆ mid | vert | lVert ‖ rVert ‖ langle ⟨ rangle ⟩ ell ℓ hbar ℏ
    """,
)
_SYMBOLS = dict(zip(_WORDS[::2], _WORDS[1::2], strict=True))
_SILENT = frozenset(
    re.findall(
        r"\w+",
        """
        left right big Big bigl bigr Bigl Bigr displaystyle textstyle limits nolimits quad qquad text textbf
        textit mathrm mathbf mathit mathbb mathcal mathsf boldsymbol operatorname mathop
        """,
    )
)
# Fractions, roots and literal braces are carried through the commands as characters no field can hold.
_OVER, _SURD, _OPEN, _CLOSE = "\x01\x02\x03\x04"
_CARRIED = {"frac": _OVER, "dfrac": _OVER, "tfrac": _OVER, "cfrac": _OVER, "sqrt": _SURD}
_ENVIRONMENT = re.compile(r"\\(?:begin|end)\s*\{[^{}]*\}")
_COMMAND = re.compile(r"\\([A-Za-z]+)(\s?)|\\(.)", re.DOTALL)
_SHORT_FRACTION = re.compile(rf"{_OVER}\s*(\w)\s*(\w)")
_FRACTION = re.compile(rf"{_OVER}\s*\{{([^{{}}]*)\}}\s*\{{([^{{}}]*)\}}")
_MIXED = re.compile(rf"(\d)({_OVER})")
_PRODUCT = re.compile(r"\d{1,9} ?[^\W\d]|[^\W\d] ?\(|(?!d)[^\W\d]{2}\Z")
_ROOT = re.compile(rf"{_SURD}\s*\{{([^{{}}]*)\}}")
_GROUP = re.compile(rf"(?<![{_OVER}{_SURD}}}])\{{([^{{}}]*)\}}")
_DEEPEST = 64


def plain_text(tokens: Iterable[Token]) -> str:
    """Join the words of block tokens on one line, spaces collapsed."""
    return " ".join("".join(_pieces(tokens)).split())


def label_text(tokens: Iterable[Token]) -> str:
    """The same, with code and formulas kept from left to right where the line runs from right to left."""
    return " ".join("".join(_pieces(tokens, isolated)).split())


def words_alone(tokens: Iterable[Token]) -> str:
    """The same without code and formulas, whose direction says nothing about that of the text."""
    return "".join(_pieces(tokens, lambda _: " ")).replace("\n", " ")


def _pieces(tokens: Iterable[Token], code: Callable[[str], str] = str) -> Iterator[str]:
    for token in tokens:
        if token.children is not None:
            yield "".join(_pieces(token.children, code))
        elif token.type.startswith("math_"):
            yield code(plain_math(token.content))
        elif token.type == "code_inline":
            yield code(token.content)
        elif token.type == "text":
            yield token.content
        elif token.type in {"fence", "code_block"}:
            yield f" {code(token.content)} "
        elif token.type in {"softbreak", "hardbreak"}:
            yield " "
        if token.block:
            yield " "


def plain_math(tex: str) -> str:
    """Say TeX in one line: fractions with a slash, Greek letters and signs as characters."""
    tex = _COMMAND.sub(_command, _ENVIRONMENT.sub(" ", tex))
    tex = _MIXED.sub(r"\1 \2", tex)
    tex = _SHORT_FRACTION.sub(r"\1/\2", tex)
    for _ in range(_DEEPEST):
        before = tex
        tex = _FRACTION.sub(lambda found: f"{_whole(found[1])}/{_divisor(found[2])}", tex)
        tex = _ROOT.sub(lambda found: f"√{_whole(found[1])}", tex)
        tex = _GROUP.sub(r"\1", tex)
        if tex == before:
            break
    return " ".join(tex.translate(_AT_LAST).split())


_AT_LAST = str.maketrans({"{": "", "}": "", "&": " ", _OVER: "", _SURD: "√", _OPEN: "{", _CLOSE: "}"})


def _whole(part: str) -> str:
    part = part.strip()
    return f"({part})" if re.search(r"\w\s*[-+*/=,]", part) else part


def _divisor(part: str) -> str:
    """A product below the line is in brackets, since "1/2x" would be half of x; a word is none."""
    part = _whole(part)
    return f"({part})" if part[:1] != "(" and _PRODUCT.match(part) else part


def _command(found: re.Match[str]) -> str:
    if character := found[3]:
        return {"{": _OPEN, "}": _CLOSE}.get(character, character if character in "$%&#_" else " ")
    name, space = str(found[1]), str(found[2])
    if name in _SILENT:
        return " " if name.endswith("quad") else ""
    return _CARRIED.get(name) or (_SYMBOLS[name] + space if name in _SYMBOLS else f"{name} ")
