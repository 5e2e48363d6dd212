# Knows alone: when what is typed into a line is a formula: one form for what TeX, Unicode and keyboards write.
# The browser brings a response to the same form; tests/cases/grading/cloze.json holds both to it.
# Signs that look alike are the subject here, so they are never slips:
# ruff: noqa: RUF001
"""Formulas in a line."""

from __future__ import annotations

import re
import unicodedata

from byheart.items._formula_division import FRACTION, READ, divided
from byheart.items._texts import tidy

FORMULA = "\ue000"
"""What an accepted text starts with that is the form of a formula."""

_NAMES = (
    "alpha α beta β gamma γ delta δ epsilon ε zeta ζ eta η theta θ iota ι kappa κ lambda λ mu μ nu ν xi ξ pi π "
    "rho ρ sigma σ tau τ upsilon υ phi φ chi χ psi ψ omega ω Gamma Γ Delta Δ Theta Θ Lambda Λ Xi Ξ Pi Π Sigma Σ "
    "Phi Φ Psi Ψ Omega Ω sqrt √ cdot * times * pm ± neg ¬ lnot ¬ geq ≥ ge ≥ leq ≤ le ≤ neq ≠ infty ∞ "
    "in ∈ notin ∉ cup ∪ cap ∩ subset ⊂ subseteq ⊆ emptyset ∅ varnothing ∅ to → rightarrow → leftarrow ← "
    "Rightarrow ⇒ Leftrightarrow ⇔ mapsto ↦ land ∧ wedge ∧ lor ∨ vee ∨ forall ∀ exists ∃ mp ∓ div ÷ ne ≠ "
    "approx ≈ equiv ≡ propto ∝ sim ∼ partial ∂ nabla ∇ sum ∑ prod ∏ int ∫ hbar ℏ ell ℓ "
    "varepsilon ε vartheta θ varphi φ"
)
_SIGNS = dict(zip(_NAMES.split()[::2], _NAMES.split()[1::2], strict=True))
_HIGH = re.compile(
    "[\xb2\xb3\xb9\u2070\u2071\u2074-\u207f\u02b0-\u02b8\u02e1-\u02e3\u1d2c-\u1d2e\u1d30-\u1d3a\u1d3c-\u1d4d\u1d4f-\u1d61]+"
)
_LOW = re.compile("[\u2080-\u208e\u2090-\u209c\u1d62-\u1d6a\u2c7c]+")
_WORD = re.compile(r"(\\?)([A-Za-z]+)")
# 5 m is 5m, but log 8 is not log8.
_IDLE_SPACE = re.compile("(?<![A-Za-z0-9]) +| +(?![A-Za-z0-9])|(?<=[0-9]) +(?=[A-Za-z])")
# m v is mv.
_LETTERS = re.compile(r"(?<![A-Za-z\\])([A-Za-z]) +(?=[A-Za-z](?![A-Za-z]))")
_ATOM = re.compile(r"([\^_√])([+-]?[0-9]+[+-]$|[+-]?[0-9]+|[+-]?[^\W_]|[+-])")
# What chemistry leaves out: H2O.
_LOW_DIGITS = re.compile(r"(?<=[^\W\d_])_\(([0-9]+)\)")
_ALIKE = (
    ("·", "*"),
    ("⋅", "*"),
    ("∙", "*"),
    ("∗", "*"),
    ("×", "*"),
    (">=", "≥"),
    ("<=", "≤"),
    ("!=", "≠"),
    ("=>", "⇒"),
    ("+/-", "±"),
    ("+-", "±"),
    ("->", "→"),
)
_STYLE = re.compile(
    r"\\(?:left|right|mathrm|mathbf|mathit|mathbb|mathsf|text|operatorname|boldsymbol)(?![A-Za-z])"
)
_ARGUED = re.compile(rf"(?<![A-Za-z])({READ})(_\([^()]*\))?\(([^\W_]+)\)")
# Ca2+ has its charge high, whoever types it.
_CHARGE = re.compile(r"(?<=[A-Za-z0-9)])\^\(([0-9]*)(?:([+-])\)|\)([+-]))$")
# 3 x 10^8.
_TIMES = re.compile(r"(?<=[0-9]) ?x ?(?=10(?![0-9]))")
_VULGAR = re.compile("([0-9]?)([\xbc-\xbe\u2150-\u215e])")
_FRACTION = re.compile(r"\\[dtc]?frac(?![A-Za-z]) *")
_TAKEN = re.compile(r" *(\\[A-Za-z]+|[^}\s\\])")
_MOST_FRACTIONS = 16
_COMMAND = re.compile(r"\\([A-Za-z]+)")
_ARGUMENT = re.compile(r"([\^_√]) *(\\[A-Za-z]+|[^{\s])")


def of_tex(tex: str) -> str | None:
    """The form of a formula in TeX; None of one that no line holds, such as a matrix."""
    tex = _fractions(re.sub(r"\\[,;:! ]|~", " ", tex)).replace("\\sqrt", "√")
    tex = _ARGUMENT.sub(r"\1{\2}", tex).replace("^{\\circ}", "°")
    tex = tex.replace("\\{", "｛").replace("\\}", "｝")
    commands = _COMMAND.findall(_STYLE.sub("", tex))
    beyond = any(name not in _SIGNS and name not in READ.split("|") for name in commands)
    if beyond or "√{[}" in tex or re.search(r"\\[^A-Za-z]|[&~]", tex):
        return None
    return formula_form(_without_idle_braces(_STYLE.sub("", tex)))


def formula_form(text: str) -> str:
    """The form in which two ways to type one formula are equal."""
    text = _VULGAR.sub(_spelled_fraction, _fractions(_STYLE.sub("", text)))
    text = _HIGH.sub(lambda run: f"^({unicodedata.normalize('NFKC', run[0])})", text)
    text = _LOW.sub(lambda run: f"_({unicodedata.normalize('NFKC', run[0])})", text)
    text = _WORD.sub(lambda word: _SIGNS.get(word[2], " " * len(word[1]) + word[2]), tidy(text))
    text = re.sub(r" ?([\^_√]) ?", r"\1", " ".join(text.replace("\\", " ").split()))
    text = _ATOM.sub(r"\1(\2)", _grouped(text))
    text = _LETTERS.sub(r"\1", text)
    text = _IDLE_SPACE.sub("", _LOW_DIGITS.sub(r"\1", _TIMES.sub("*", text))).strip()
    for variant, one in _ALIKE:
        text = text.replace(variant, one)
    return divided(_CHARGE.sub(r"\1\2\3", _ARGUED.sub(_with_argument, text)))


def is_formula(text: str, form: str) -> bool:
    """Whether a text is the formula of a form; a full stop at the end is none of it."""
    return form in {formula_form(text), formula_form(re.sub(r"[.。।۔]\s*$", "", text))}


def _fractions(text: str) -> str:
    """With a mark before each half in braces in place of the command of a fraction."""
    # The innermost come last.
    for found in reversed([*_FRACTION.finditer(text)][:_MOST_FRACTIONS]):
        top, middle = _argument(text, found.end())
        bottom, end = _argument(text, middle)
        if top and bottom:
            text = f"{text[: found.start()]}{FRACTION}{{{top}}}{FRACTION}{{{bottom}}}{text[end:]}"
    return text


def _argument(text: str, at: int) -> tuple[str, int]:
    """What a command takes at a place, without its braces, and the place after it; "" for nothing."""
    found = _TAKEN.match(text, at)
    if not found:
        return "", at
    if found[1] != "{":
        return found[1], found.end()
    depth = 1
    for end in range(found.end(), len(text)):
        depth += {"{": 1, "}": -1}.get(text[end], 0)
        if not depth:
            return text[found.end() : end], end + 1
    return "", at


def _spelled_fraction(found: re.Match[str]) -> str:
    """½ is 1/2, and 2½ is 2 1/2."""
    return f"{found[1]} " * bool(found[1]) + unicodedata.normalize("NFKC", found[2]).replace("⁄", "/")


def _with_argument(found: re.Match[str]) -> str:
    """A function of one letter or number needs no brackets."""
    return f"{found[1]}{found[2] or ' '}{found[3]}"


def _grouped(text: str) -> str:
    """With round brackets for the braces that hold what is high, low or under a root."""
    return _with_braces(text, "()", "{}")


def _without_idle_braces(tex: str) -> str:
    """Without the braces of TeX that are not seen."""
    return _with_braces(tex, "{}", ("", ""))


def _with_braces(text: str, held: str, idle: str | tuple[str, str]) -> str:
    out: list[str] = []
    opened: list[str] = []
    before = ""
    for char in text:
        pair = held if before in {"^", "_", "√", FRACTION} else idle
        if char == "{":
            opened.append(pair[1])
            out.append(pair[0])
        else:
            out.append(opened.pop() if char == "}" and opened else char)
        before = char if char != " " else before
    return "".join(out)
