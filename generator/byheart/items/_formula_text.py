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
    "approx ≈ equiv ≡ propto ∝ sim ∼ partial ∂ nabla ∇ sum Σ prod Π int ∫ ell l "
    "varepsilon ε vartheta θ varphi φ mid | vert | lvert | rvert | infinity ∞ oo ∞ ast ∗ cbrt ∛ "
    "ldots … dots … cdots …"
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
_ATOM = re.compile(r"([\^_√∛∜])([+-]?[0-9]+[+-]$|[+-]?[0-9]+|[+-]?[^\W_]|[+-])")
# What chemistry leaves out: H2O.
_LOW_DIGITS = re.compile(r"(?<=[^\W\d_])_\(([0-9]+)\)")
# 3 x 10^8.
_TIMES = re.compile(r"(?<=[0-9]) ?x ?(?=10(?![0-9]))|[*·⋅∙×]+")
# A product needs no sign, but between numbers.
_IDLE_TIMES = re.compile(
    r"(?:(?<=[^\W_])|(?<=[)\]|!°'\ue010-\ue014])) ?\* ?(?=[^\W\d_]|[(\[√∛∜|]|\ue002\((?![0-9]))"
)
_ARGUED = re.compile(rf"(?<![A-Za-z])({READ})([0-9]+|_\([^()]*\))?(\^\([^()]*\))? ?\(((?:[^\W_]|[0-9]+))\)")
# Ca2+ has its charge high, whoever types it; it stands at an end or before another sign.
_CHARGES = tuple(
    re.compile(charge + ahead)
    for charge, ahead in (
        (r"\^\(([0-9]*)([+-])\)", ""),
        (r"(?<=[A-Za-z0-9)\]])\^\(([0-9]+)\)([+-])", r"(?=$|[\])}+=→⇌,/-])"),
        (r"(?<=[A-Za-z0-9)\]])()([+-])", r"(?=$|[\])}+=→⇌,/-])"),
    )
)
_ALIKE = (
    (">=", "≥"),
    ("<=", "≤"),
    ("!=", "≠"),
    ("=>", "⇒"),
    ("+/-", "±"),
    ("+-", "±"),
    ("...", "…"),
)
_LOOKS_ALIKE = str.maketrans(
    {"º": "°", "∑": "Σ", "∏": "Π", "∆": "Δ", "∣": "|", "⩽": "≤", "⩾": "≥", "⟶": "→", "ℏ": "ħ"}
)
_STYLE = (
    r"\\(?:left|right|mathrm|mathbf|mathit|mathbb|mathsf|mathcal|text|operatorname|boldsymbol)(?![A-Za-z])"
)
_STYLES = re.compile(rf"(?<=[A-Za-z]){_STYLE}"), re.compile(_STYLE)
_POWER = re.compile(r"(?<=[\w)]) ?\*\* ?(?=[\w(+-])")
_HBAR = re.compile(r"\\?hbar(?![A-Za-z])")
_SIGN = re.compile(r"\\([%#$])")
_VULGAR = re.compile("([0-9]?)([\xbc-\xbe\u2150-\u215e])")
_TWO = re.compile(r"\\[dtc]?(frac|binom)(?![A-Za-z]) *")
_TAKEN = re.compile(r" *(\\[A-Za-z]+|[^}\s\\])")
_MOST_FRACTIONS = 16
_CHOOSE = re.compile(r"([^\W_]+) choose ([^\W_]+)|(?<![A-Za-z])binom(?=\()")
_ROOT = re.compile(r"\\?sqrt *\[([34])\]")
_ACCENTS = {
    **dict.fromkeys(("overline", "bar"), "\ue010"),
    **dict.fromkeys(("widehat", "hat"), "\ue011"),
    **dict.fromkeys(("widetilde", "tilde"), "\ue012"),
    **dict.fromkeys(("overrightarrow", "vec"), "\ue013"),
    "dot": "\ue014",
}
"""What stands behind a letter that has a mark above it, by the commands of TeX."""
_MARKS = str.maketrans("\u0304\u0305\u0302\u0303\u20d7\u0307", "\ue010\ue010\ue011\ue012\ue013\ue014")
_NAMES_OF_ACCENTS = "|".join(_ACCENTS)
_ACCENTED = re.compile(
    rf"(?:\\|(?<![A-Za-z\\]))({_NAMES_OF_ACCENTS}) *"
    r"(?:\{([^{}]*)\}|\(([^()]*)\)|(\\[A-Za-z]+|[^\W\d_])(?![A-Za-z]))"
)
_ACCENT_BEHIND = re.compile(rf"(?<![A-Za-z\\])([^\W\d_]) ?({_NAMES_OF_ACCENTS})(?![A-Za-z(])")
_COMMAND = re.compile(r"\\([A-Za-z]+)")
_ARGUMENT = re.compile(r"([\^_√∛∜]) *(\\[A-Za-z]+|[^{\s])")


def of_tex(tex: str) -> str | None:
    """The form of a formula in TeX; None of one that no line holds, such as a matrix."""
    tex = _spelled(re.sub(r"\\[,;:! ]|~", " ", tex)).replace("\\sqrt", "√")
    tex = _ARGUMENT.sub(r"\1{\2}", tex).replace("^{\\circ}", "°")
    tex = tex.replace("\\{", "｛").replace("\\}", "｝")
    beyond = any(name not in _SIGNS and name not in READ.split("|") for name in _COMMAND.findall(tex))
    if beyond or "√{[}" in tex or re.search(r"\\[^A-Za-z]|[&~]", tex):
        return None
    return formula_form(_without_idle_braces(tex), stars="*" in tex or "\\ast" in tex)


def formula_form(text: str, *, stars: bool = False) -> str:
    """The form in which two ways to type one formula are equal; with `stars` an asterisk is none of multiplication."""
    text = _HIGH.sub(lambda run: f"^({unicodedata.normalize('NFKC', run[0])})", _spelled(text))
    text = _LOW.sub(lambda run: f"_({unicodedata.normalize('NFKC', run[0])})", text)
    text = _WORD.sub(lambda word: _SIGNS.get(word[2], " " * len(word[1]) + word[2]), tidy(text))
    text = _ACCENT_BEHIND.sub(lambda found: found[1] + _ACCENTS[found[2]], text)
    text = re.sub(r" ?([\^_√∛∜]) ?", r"\1", " ".join(text.replace("\\", " ").split()))
    text = _ATOM.sub(r"\1(\2)", _grouped(text))
    text = text.replace("*", "∗") if stars else text.replace("∗", "*")
    text = _LETTERS.sub(r"\1", _IDLE_TIMES.sub(" ", _TIMES.sub("*", text)))
    text = _ARGUED.sub(_with_argument, _LOW_DIGITS.sub(r"\1", text))
    text = _IDLE_SPACE.sub("", text).strip()
    for variant, one in _ALIKE:
        text = text.replace(variant, one)
    for charge in _CHARGES:
        text = charge.sub(lambda found: found[1] + {"+": "⁺", "-": "⁻"}[found[2]], text)
    return divided(text)


def is_formula(text: str, form: str) -> bool:
    """Whether a text is the formula of a form; a full stop at the end is none of it."""
    texts = (text, re.sub(r"[.。।۔]\s*$", "", text))
    return form in {formula_form(one, stars="∗" in form) for one in texts}


def _spelled(text: str) -> str:
    """With one spelling for what does not depend on what stands around it."""
    text = text.translate(_LOOKS_ALIKE).replace("-->", "→").replace("->", "→")
    text = _HBAR.sub("ħ", _POWER.sub("^", text))
    text = _STYLES[1].sub("", _STYLES[0].sub(" ", _SIGN.sub(r"\1", text)))
    text = _ROOT.sub(lambda found: "∛∜"[int(found[1]) - 3], _VULGAR.sub(_spelled_fraction, _with_two(text)))
    text = _CHOOSE.sub(lambda found: f"C({found[1]},{found[2]})" if found[1] else "C", text)
    text = unicodedata.normalize("NFC", unicodedata.normalize("NFD", text).translate(_MARKS))
    return _ACCENTED.sub(_with_accent, text)


def _with_accent(found: re.Match[str]) -> str:
    """The mark behind what it is above."""
    several = found[2] or found[3] or ""
    is_one = len(several) < 2 or several.lstrip("\\") in _SIGNS
    return (
        f" {several or found[4] or ''}" + _ACCENTS[found[1]]
        if is_one
        else f" ({several}){_ACCENTS[found[1]]}"
    )


def _with_two(text: str) -> str:
    """Fractions with a mark before each half in braces in place of the command, and binomials as C(n,k)."""
    # The innermost come last.
    for found in reversed([*_TWO.finditer(text)][:_MOST_FRACTIONS]):
        top, middle = _argument(text, found.end())
        bottom, end = _argument(text, middle)
        if top and bottom:
            fraction = f"{FRACTION}{{{top}}}{FRACTION}{{{bottom}}}"
            both = fraction if found[1] == "frac" else f"C({top},{bottom})"
            text = f"{text[: found.start()]}{both}{text[end:]}"
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
    """½ is (1/2), and 2½ is 2 (1/2)."""
    fraction = unicodedata.normalize("NFKC", found[2]).replace("⁄", "/")
    return f"{found[1]} {fraction}" if found[1] else f"({fraction})"


def _with_argument(found: re.Match[str]) -> str:
    """A function of one letter or number needs no brackets."""
    return f"{found[1]}{found[2] or ''}{found[3] or ''} {found[4]}"


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
        pair = held if before in {*"^_√∛∜", FRACTION} else idle
        if char == "{":
            opened.append(pair[1])
            out.append(pair[0])
        else:
            out.append(opened.pop() if char == "}" and opened else char)
        before = char if char != " " else before
    return "".join(out)
