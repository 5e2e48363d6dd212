"""What holds for any content: no field text breaks a page, and the same content gives the same bytes."""

from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import markdown
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from byheart.config import Config
from byheart.content.deck import LoadedDeck, read_deck
from byheart.content.load import Library, LoadedTopic
from byheart.markup import Media, render
from byheart.pages.build import build
from byheart.source import read

VOID = {"img", "br", "hr", "input", "meta", "link"}
# Pieces that end, open or hide something somewhere: in Markdown, in HTML, in YAML front matter, in our own page.
PIECES = [
    "</study-card>", "<study-choice>", "</study-heading>", "</details>", "<details>", "<summary>", "<b", "a<b", "-->", "<!--",
    "]]>", "<?", "```", "~~~\n", "`", "$$", "$x$", "---\n", "# h\n", "## <study-heading>", "{: onclick=x }", "{ #id }",
    "\x02wzxhzdk:0\x03", "&lt;", "&", '"', "'", "[a](b)", "![a](b.png)", "[x]: y\n", "*[x]: y\n", "!!! note\n", "    ", "\n\n",
    "| a |\n|---|\n", "- ", "1. ", "> ", "\\", "\u202e"[:0], "é", "ß", "漢", "\u2028", "{{ x }}", "{% raw %}", "</script>", "--8<--",
]  # fmt: skip
field = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=8)), min_size=1, max_size=8).map("".join)


class Outline(HTMLParser):
    """The nesting of a page: which elements of ours it has, and whether each tag closes what was open."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ours: list[str] = []
        self.wrong: list[str] = []
        self.attributes: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.attributes |= {name for name, _ in attrs}
        if tag.startswith("study-"):
            self.ours.append(tag)
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID and (not self.open or self.open.pop() != tag):
            self.wrong.append(tag)


def outline(html: str) -> Outline:
    parser = Outline()
    parser.feed(html)
    parser.close()
    return parser


TEMPLATE = b"""
title: T
intro: T1
cards:
  - {id: c, front: T0, back: T1, hint: T2}
questions:
  - id: q
    stem: T2
    options: [{text: T3, correct: true}, {text: "no", feedback: T4}]
explain:
  - id: e
    prompt: T5
    concepts: [{id: x, text: T6}, {id: y, text: "no", counts_if: T0}]
    model_answer: T3
"""


def filled(data: Any, texts: list[str]) -> Any:
    """The data of the template with each `Tn` replaced by the text of that number."""
    if isinstance(data, dict):
        return {key: filled(value, texts) for key, value in data.items()}
    if isinstance(data, list):
        return [filled(value, texts) for value in data]
    return texts[int(data[1])] if len(data) == 2 and data[0] == "T" and data[1].isdigit() else data


def loaded(texts: list[str]) -> LoadedDeck:
    """A deck with these texts in its fields. They need not be writable in YAML: what comes after must hold alone."""
    source, found = read("content/t/d.yml", TEMPLATE)
    assert source is not None
    assert found == []
    source.data = filled(source.data, texts)
    deck, _ = read_deck(source, "t/d")
    return deck


def is_whole(deck: LoadedDeck) -> bool:
    """Whether no item was refused, as it is for an empty field, and the introduction shows something."""
    return len(list(deck.items())) == 3 and bool(render(deck.deck.intro or "", media=Media).html.strip())


def config() -> Config:
    root = Path("/nowhere")
    return Config(
        root / "mkdocs.yml", root / "content", root / "docs", root / "site", "S", "", "en", "", (), (), 150
    )


def page_of(deck: LoadedDeck) -> str:
    library = Library([LoadedTopic("t", "content/t", "T", "", [deck], {})], [], frozenset({"t/d"}))
    return str(build(library, config()).files["decks/t/d.md"])


def converted(page: str) -> str:
    """The page as an engine's Python-Markdown makes it, with the extensions that do most to text."""
    extensions = [
        "attr_list",
        "md_in_html",
        "abbr",
        "admonition",
        "tables",
        "toc",
        "pymdownx.superfences",
        "byheart.markdown_ext",
    ]
    return markdown.markdown(page.split("---\n", 2)[2], extensions=extensions)


ITEMS = ["study-card", "study-choice", "study-explain"]
# The panels are the way up, the intro, which may come to nothing, and the key.
_HEAD = ["study-deck", "study-panel"]
WHOLE = ([*_HEAD, *ITEMS, "study-panel"], [*_HEAD, "study-panel", *ITEMS, "study-panel"])


@settings(max_examples=150, deadline=None)
@given(st.lists(field, min_size=7, max_size=7))
def test_no_field_text_breaks_the_page(texts: list[str]) -> None:
    """Whatever stands in the fields, the page has its items, each whole and none inside another."""
    deck = loaded(texts)
    assume(is_whole(deck))
    seen = outline(converted(page_of(deck)))

    assert seen.wrong == []
    assert seen.open == []
    assert seen.ours in WHOLE
    assert not {name for name in seen.attributes if name.startswith("on")}


def test_the_check_sees_a_broken_page() -> None:
    """The control: a field put into the page without rendering does break it."""
    deck = loaded(["f", "b", "s", "o", "x", "p", "c"])
    page = page_of(deck).replace("<p>b</p>", "</study-card><img onerror=x>")
    seen = outline(converted(page))

    assert seen.wrong
    assert "onerror" in seen.attributes


@settings(max_examples=25, deadline=None)
@given(st.lists(field, min_size=7, max_size=7))
def test_the_same_content_gives_the_same_bytes(texts: list[str]) -> None:
    """Building twice gives the same page."""
    assert page_of(loaded(texts)) == page_of(loaded(texts))
