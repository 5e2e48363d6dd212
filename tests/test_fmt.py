# Letters of many scripts are the subject here, so those that look alike are no slips:
# ruff: noqa: RUF001
"""`byheart fmt`: one layout, and nothing of what an author wrote is lost or changed."""

from __future__ import annotations

import json
import re
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from byheart import fmt as fmt_module
from byheart.fmt import CannotFormat, Formatted, formatted
from byheart.source import read
from byheart.source.comments import comments

ROOT = Path(__file__).parent.parent
DECKS = sorted((ROOT / "content").glob("*/*.yml"))


def laid_out(text: str) -> str:
    return formatted("content/t/d.yml", text.encode()).text


def data_of(text: str) -> object:
    source, found = read("d.yml", text.encode())
    assert source is not None, found
    return source.data


# What an author may have typed: any style of text, any indentation, comments and blank lines wherever YAML allows them

WORDS = st.lists(
    st.sampled_from(
        ["word", "No", "1:30", "1.10", "null", "it's", 'a "b"', "$x^2$", "`c`", "*b*", "# no", "a: b", "- c", "é", "漢字", "{{c1::x}}",
         "[l](u)", "\\alpha", "%", "@", "&", "!", "|", ">", "?", "~", "<b>", "=", "end:", "  ", "a#b"]
    ),
    min_size=1,
    max_size=4,
).map(" ".join)  # fmt: skip
LINES = st.lists(st.one_of(WORDS, st.just("")), min_size=1, max_size=4).map("\n".join)
TEXTS = st.one_of(WORDS, LINES)
NAMES = st.sampled_from(["id", "front", "back", "stem", "hint", "text", "tags", "refs", "level"])
PARTS = st.sampled_from(["title", "cards", "questions", "intro"])
TREES = st.recursive(
    TEXTS | st.none(),
    lambda inner: (
        st.lists(inner, min_size=1, max_size=3) | st.dictionaries(NAMES, inner, min_size=1, max_size=3)
    ),
    max_leaves=12,
)


class Author:
    """Types a tree the way people do: each time differently."""

    def __init__(self, draw: st.DrawFn) -> None:
        self.draw = draw
        self.comments = 0

    def chance(self, one_in: int) -> bool:
        return self.draw(st.integers(1, one_in)) == 1

    def comment(self) -> str:
        self.comments += 1
        return f"# remark {self.comments}"

    def above(self, indent: int) -> str:
        """Blank lines and comments above a line."""
        out = "\n" if self.chance(6) else ""
        if self.chance(5):
            out += " " * self.draw(st.sampled_from([indent, indent, 0])) + self.comment() + "\n"
        return out

    def beside(self) -> str:
        return (
            "  " * self.draw(st.integers(1, 3)) + self.comment() if self.chance(6) else " " * self.chance(8)
        )

    def value(self, value: object, indent: int) -> str:
        """What follows a colon or dash, with the line break at the end."""
        if value is None:
            return f"{self.beside()}\n"
        if isinstance(value, str):
            return self.text(value, indent)
        if self.chance(4):
            flow = self.flow(value)
            if "\n" not in flow:
                return f" {flow}{self.beside()}\n"
        step = self.draw(st.integers(1, 4))
        return f"{self.beside()}\n{self.block(value, indent + step)}"

    def block(self, value: object, indent: int) -> str:
        out = ""
        if isinstance(value, dict):
            for name, inner in value.items():
                out += f"{self.above(indent)}{' ' * indent}{name}:{self.value(inner, indent)}"
            return out
        assert isinstance(value, list)
        for inner in value:
            out += f"{self.above(indent)}{' ' * indent}-"
            if isinstance(inner, dict) and self.chance(2):
                gap = self.draw(st.integers(1, 3))
                lines = "".join(
                    f"{'' if n == 0 else self.above(indent + 1 + gap) + ' ' * (indent + 1 + gap)}{name}:{self.value(one, indent + 1 + gap)}"
                    for n, (name, one) in enumerate(inner.items())
                )
                out += " " * gap + lines
            else:
                out += self.value(inner, indent)
        return out

    def flow(self, value: object) -> str:
        if isinstance(value, list):
            return "[" + ", ".join(map(self.flow, value)) + "]"
        if isinstance(value, dict):
            return "{" + ", ".join(f"{name}: {self.flow(inner)}" for name, inner in value.items()) + "}"
        return json.dumps(value or "", ensure_ascii=False)

    def text(self, text: str, indent: int) -> str:
        style = self.draw(st.sampled_from(["plain", "single", "double", "literal", "literal", "folded"]))
        if style == "plain" and re.fullmatch(r"\w+( \w+)*", text):
            broken = text.replace(" ", "\n" + " " * (indent + 2)) if self.chance(4) else text
            return f" {broken}{self.beside()}\n"
        if style == "single" and "\n" not in text:
            return f" '{text.replace(chr(39), chr(39) * 2)}'{self.beside()}\n"
        if style in {"literal", "folded"} and text.strip() and not text.startswith((" ", "\n")):
            sign = {"literal": "|", "folded": ">"}[style] + self.draw(st.sampled_from(["", "-", "+"]))
            inner = " " * (indent + self.draw(st.integers(1, 4)))
            lines = "".join(f"{inner if line else ''}{line}\n" for line in text.split("\n"))
            return f" {sign}\n{lines}"
        return f" {json.dumps(text, ensure_ascii=False)}{self.beside()}\n"


@st.composite
def typed(draw: st.DrawFn, trees: st.SearchStrategy[dict[str, Any]]) -> str:
    """What an author types for a tree."""
    author = Author(draw)
    text = author.block(draw(trees), 0) + ("# last\n" if author.chance(4) else "")
    text = author.above(0) + text + "\n" * draw(st.integers(0, 2))
    return text.replace("\n", draw(st.sampled_from(["\n", "\n", "\r\n"])))


def without_proposed(data: Any, proposed: tuple[str, ...]) -> Any:
    """The data without the ids that were proposed, and without keys for them that had no value."""
    if isinstance(data, list):
        return [without_proposed(entry, proposed) for entry in data]
    if isinstance(data, dict):
        kept = {
            key: value
            for key, value in data.items()
            if key != "id" or not (value is None or value in proposed)
        }
        return {key: without_proposed(value, proposed) for key, value in kept.items()}
    return data


def told(text: str) -> list[str]:
    return comments(text.replace("\r\n", "\n"))


def assert_same(text: str, after: Formatted) -> None:
    """The same data and comments, in the one layout, which stays as it is when formatted again."""
    assert without_proposed(data_of(after.text), after.proposed) == without_proposed(
        data_of(text), after.proposed
    )
    assert told(after.text) == told(text)
    assert formatted("d.yml", after.text.encode()) == Formatted(after.text)
    assert after.text.endswith("\n")
    assert not after.text.endswith("\n\n")


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(typed(st.dictionaries(PARTS, TREES, min_size=1, max_size=3)))
def test_any_file_keeps_its_data_and_comments(text: str) -> None:
    """Whatever is readable says the same after formatting, with each comment, and then nothing changes any more."""
    assume(is_read(text))
    assert_same(text, formatted("d.yml", text.encode()))


def test_a_file_that_would_change_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """The control: a formatter that loses a word, a comment or an order is caught, and its result is not given."""
    text = "title: a # remark\nintro: b\n"
    for wrong in ("title: a # remark\nintro: c\n", "title: a\nintro: b\n", "intro: b\n", "title: [\n"):
        monkeypatch.setattr(fmt_module, "_settled", lambda _text, _ids, wrong=wrong: wrong)
        with pytest.raises(CannotFormat, match="left as it is"):
            formatted("d.yml", text.encode())


def test_comments_in_odd_places_stay() -> None:
    """Inside brackets, after a block sign and below a lonely dash, a comment stays between the same keys."""
    text = "tags: [a, # one\n  # two\n  b] # three\nintro: | # four\n  x\ncards:\n  - # five\n    # six\n    id: a # seven\n"

    assert laid_out(text) == (
        "tags: [a, b] # one\n# two\n# three\nintro: | # four\n  x\ncards:\n  # five\n  # six\n  - id: a # seven\n"
    )


def is_read(text: str) -> bool:
    """Whether the file has nothing that keeps it from being read."""
    source, found = read("d.yml", text.encode())
    return source is not None and not found


UNTIDY = """\
# top
title:   "A deck"   # beside
tags: [ a,b ]


cards:
# before the first
-   front: What is "pruning"?
    back: |
        literal

          deeper

    # about the hint
    hint: 'No'
    # level: advanced
-   id: what-is-pruning
    front: x
    back: "a: b"\t
    hints:
      - "plain"
      # after the last

# before questions

questions:
    - stem: "1:30"
      options: ["a, b", c, {text: d, correct: true}]
"""

TIDY = """\
# top
title: A deck # beside
tags: [a, b]


cards:
  # before the first
  - id: what-is-pruning-2
    front: What is "pruning"?
    back: |
      literal

        deeper

    # about the hint
    hint: 'No'
    # level: advanced
  - id: what-is-pruning
    front: x
    back: "a: b"
    hints:
      - plain
      # after the last

# before questions

questions:
  - id: question-090dcc
    stem: "1:30"
    options: ["a, b", c, {text: d, correct: true}]
"""


def test_the_layout_is_this_one() -> None:
    """Indentation, blanks, quotes, comments and proposed ids, seen together."""
    assert laid_out(UNTIDY) == TIDY
    assert laid_out(TIDY) == TIDY


@pytest.mark.parametrize("end", ["\r\n", "\r", "\n"])
def test_lines_end_alike(end: str) -> None:
    """Whatever ends the lines and whatever blank lines end the file, one line feed does after formatting."""
    assert laid_out(f"title: a{end}intro: b{end}{end}{end}") == "title: a\nintro: b\n"
    assert laid_out("\ufefftitle: a") == "title: a\n"


@pytest.mark.parametrize(
    ("typed_", "kept"),
    [
        ('"plain text"', "plain text"),
        ("'it''s'", "it's"),
        ('"No"', '"No"'),
        ('"1.10"', '"1.10"'),
        ("'2001-01-01'", "'2001-01-01'"),
        ('"a: b"', '"a: b"'),
        ('"a #b"', '"a #b"'),
        ('"- a"', '"- a"'),
        ('"@a"', '"@a"'),
        ('""', '""'),
        ('"null"', '"null"'),
        ("No", "No"),
    ],
)
def test_quotes_go_where_no_reader_needs_them(typed_: str, kept: str) -> None:
    """A text that some reader of YAML would take for something else keeps its quotes."""
    assert laid_out(f"title: {typed_}\n") == f"title: {kept}\n"


def test_proposed_ids_say_what_is_asked() -> None:
    """The prompt without its blanks in kebab-case, in letters a to z, cut at a word, with a number where it is taken."""
    deck = """\
title: t
cards:
  - {front: "What is *overfitting*, and why does it matter so much in practice?", back: b}
  - {cloze: "{{c1::Quantization}} replaces floats::"}
  - {front: 漢字, back: b}
  - {front: 漢字, back: c}
questions:
  - {stem: What is overfitting?, type: group, parts: [{stem: What is overfitting?}]}
  - {stem: new, formerly: [new-2]}
  - {stem: new}
explain:
  - {prompt: ok, id: }
"""
    assert formatted("d.yml", deck.encode()).proposed == (
        "what-is-overfitting-and-why-does-it-matter-so",
        "replaces-floats",
        "han-zi",
        "han-zi-2",
        "what-is-overfitting",
        "what-is-overfitting-2",
        "new",
        "new-3",
        "ok",
    )


@pytest.mark.parametrize(
    ("cloze", "proposed"),
    [
        ("The capital of France is {{c1::Paris}}.", "the-capital-of-france-is"),
        ("{{c1::Wien::a town}} lies in {{c2::Austria}}", "lies-in"),
        ("{{c1::Paris}}", "card-"),
    ],
)
def test_the_id_of_a_cloze_does_not_tell_its_answer(cloze: str, proposed: str) -> None:
    """What stands in blanks is left out; where nothing else is there, a digest stands for all of it."""
    deck = f'title: t\ncards:\n  - {{cloze: "{cloze}"}}\n  - {{cloze: "{{{{c1::Rome}}}}"}}\n'
    one, other = formatted("d.yml", deck.encode()).proposed
    assert one.startswith(proposed)
    assert not re.search("paris|wien|austria|rome", f"{one} {other}")
    assert one != other


@pytest.mark.parametrize(
    ("language", "prompt", "proposed"),
    [
        ("de", "Wie groß ist die Fläche?", "wie-gross-ist-die-flaeche"),
        ("de-CH", "U\u0308ber A\u0308pfel", "ueber-aepfel"),
        ("sv", "Vad är öl?", "vad-ar-ol"),
        ("da", "Hvad er smørrebrød på dansk?", "hvad-er-smoerrebroed-paa-dansk"),
        ("el", "Τι είναι νευρωνικό δίκτυο;", "ti-einai-neyroniko-diktyo"),
        ("ru", "Что такое нейронная сеть?", "chto-takoe-neyronnaya-set"),
        ("ja", "機械学習とは何ですか", "ji-xie-xue-xi-toha-he-desuka"),
        ("ar", "ما هي الشبكة العصبية؟", "m-hy-lshbkh-lsbyh"),
        ("hi", "न्यूरल नेटवर्क क्या है?", "nyurl-netvrk-kya-hai"),
        ("zh", "什么是神经网络？", "shen-me-shi-shen-jing-wang-luo"),
        ("ko", "신경망이란?", "singyeongmangilan"),
        # What has no letters gets a digest of it; a picture's name could be the answer.
        ("en", "🍎", "card-DIGEST"),
        ("en", "404", "card-DIGEST"),
        ("en", "2 + 2 = ?", "card-DIGEST"),
    ],
)
def test_ids_are_spelled_as_the_language_is(language: str, prompt: str, proposed: str) -> None:
    """An id of any script has a meaning; German ö is oe, and Swedish ö is o. The deck's language comes before the site's."""
    digest = sha256(prompt.encode()).hexdigest()[:6]
    item = f"cards: [{{front: {json.dumps(prompt, ensure_ascii=False)}, back: b}}]\n"
    wanted = (proposed.replace("DIGEST", digest),)

    assert (
        formatted("d.yml", f"title: t\nlang: {language}\n{item}".encode(), language="fr").proposed == wanted
    )
    assert formatted("d.yml", f"title: t\n{item}".encode(), language=language).proposed == wanted


def test_a_field_says_its_language_itself() -> None:
    """`front_lang` comes before `lang` of the item, and that before the deck's."""
    cards = "[{front: Äpfel, back: b, lang: de, front_lang: fi}, {front: Öle, back: b, lang: de}]"

    assert formatted("d.yml", f"title: t\nlang: sv\ncards: {cards}\n".encode()).proposed == ("apfel", "oele")


@pytest.mark.parametrize("path", DECKS, ids=lambda path: path.stem)
def test_our_own_decks_are_laid_out(path: Path) -> None:
    """The content of this project is as `byheart fmt` leaves it."""
    assert formatted(path.name, path.read_bytes()).text == path.read_text(encoding="utf-8")
