# Markdown fields: what authors write is what learners see, and nothing an author writes can run.

from __future__ import annotations

import re
import struct
import sys
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING

import html5lib
import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from byheart import markup
from byheart.markup import LONGEST, Media, RenderedField, look, media_of, plain_math, render
from byheart.markup.clean import ATTRIBUTES, CLASSES, FIXED_VALUES, TAGS, clean

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import FrameType

CASES = Path(__file__).parent / "cases" / "markup"
FOUND: dict[str, Media | str] = {
    "gardener.png": Media("../../assets/gardener.png", 640, 480, "png"),
    "net.webp": Media("../../assets/net.webp", 20, 10),
    "unmeasured.jpg": "../../assets/unmeasured.jpg",
    "media/a net.png": "../../assets/a%20net.png",
    "liar.png": Media("../../assets/liar.png", 1, 1, "gif"),
    "broken.png": Media("../../assets/broken.png", kind=""),
}
_CASE = re.compile(
    r"^## (?P<title>[^\n]+)\n\n~~~~ markdown\n(?P<field>.*?)\n?~~~~\n.*?(?=^## |\Z)", re.MULTILINE | re.DOTALL
)


def show(field: str) -> RenderedField:
    """Render a field of a topic that has the pictures of FOUND."""
    return render(field, media=FOUND.get)


def case_document(title: str, field: str) -> str:
    """Write one case as it stands in a case file."""
    shown = show(field)
    parts = {
        "markdown": field,
        "html": shown.html,
        "lead": shown.lead,
        "rest": shown.rest if shown.lead else "",
        "text": shown.text,
        "problems": "".join(f"{p.line_offset} {p.slug} {p.message}; {p.help}\n" for p in shown.problems),
    }
    kept = {name: text.rstrip("\n") for name, text in parts.items() if text or name == "markdown"}
    fences = [f"~~~~ {name}\n{text}\n~~~~\n" for name, text in kept.items()]
    return f"## {title}\n\n" + "".join(fences).replace(" markdown\n\n~~~~", " markdown\n~~~~")


@pytest.mark.parametrize("path", sorted(CASES.glob("*.md")), ids=lambda path: path.stem)
def test_fields_are_rendered_as_the_cases_say(
    path: Path, matches_golden: Callable[[Path, str], None]
) -> None:
    """Each case file gives, below each field, the HTML, lead, text and problems that come of it."""
    before = path.read_text("utf-8")
    cases = [case_document(case["title"], case["field"]) for case in _CASE.finditer(before)]
    assert len(cases) == before.count("~~~~ markdown\n")
    matches_golden(path, "\n".join(cases))


# What the expression of plain fields is met by, put together by hand: made from the expression it takes far longer,
# since most of what comes is thrown away.
_SAFE = st.text(
    st.characters(exclude_categories=["Cc", "Cs", "Z"], exclude_characters="\\`*_[]<>&|~$"), max_size=8
)
_BEGIN = st.characters(categories=["L", "N"]) | st.sampled_from("(\"'")
_LINE = st.tuples(_BEGIN, _SAFE, st.lists(_SAFE.filter(bool), max_size=6)).map(
    lambda parts: " ".join([parts[0] + parts[1], *parts[2]])
)
PLAIN_FIELDS = (
    st.tuples(st.lists(_LINE, min_size=1, max_size=4).map("\n".join), st.sampled_from(["", "\n"]))
    .map("".join)
    .filter(markup._PLAIN.fullmatch)
)
PIECES = st.sampled_from(
    [
        *"*_`[]()<>&|~$#{}!\\\"'=-+.:/ \n\ta1é٣",
        "  \n",
        "\n\n",
        "```",
        "![",
        "](x.png)",
        "](https://a.b)",
        "](javascript:alert(1))",
        "<img src=x onerror=alert(1)>",
        "<script>alert(1)</script>",
        "</study-card>",
        "</p></details>",
        "<!--",
        "-->",
        "]]>",
        "<svg><style>",
        "<math><mtext>",
        "</code></pre>",
        "$$",
        "&lt;",
        "&#60;",
        "{: onclick=alert(1)}",
        "\x00",
        "\u202e",
        "\u2028",
        "gardener.png",
        "| a | b |\n|--|--|\n",
        "1. ",
        "- ",
        "> ",
    ]
)
HOSTILE_FIELDS = st.one_of(st.lists(PIECES, max_size=30).map("".join), st.text(max_size=60))


@given(PLAIN_FIELDS)
def test_the_short_way_gives_what_the_long_way_gives(field: str) -> None:
    """A field that is taken to be plain text has the same HTML, text and lead as when it is parsed."""
    assert show(field) == markup._render_full(field, FOUND.get)


@given(HOSTILE_FIELDS)
def test_no_field_is_wrongly_taken_for_plain_text(field: str) -> None:
    """Fields full of Markdown come out the same whether or not the short way is open."""
    assert show(field) == markup._render_full(field, FOUND.get)


def test_ordinary_sentences_take_the_short_way() -> None:
    """The short way is open to what most fields are: words and punctuation."""
    sentences = [
        "What is it?",
        "32-bit floats (or fewer)",
        'The "why"; the how: 3.5 %!',
        "Línea uno\nlínea dos",
    ]
    assert all(markup._PLAIN.fullmatch(sentence) for sentence in sentences)


class _Fragment(HTMLParser):
    """Reads a fragment strictly: every tag closed in order, everything on the allow list."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in TAGS
        for name, value in attrs:
            if name == "class":
                assert set((value or "").split()) <= CLASSES[tag]
            elif name not in ATTRIBUTES.get(tag, set()):
                assert value in FIXED_VALUES[tag][name]
        if tag not in {"br", "hr", "img"}:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_comment(self, data: str) -> None:
        raise AssertionError(data)


def _assert_contained(html: str) -> None:
    fragment = _Fragment()
    fragment.feed(html)
    fragment.close()
    assert fragment.open == []
    page = f"<study-card>{html}</study-card><hr>"
    nodes = html5lib.parseFragment(page, treebuilder="etree", namespaceHTMLElements=False)
    assert [node.tag for node in nodes] == ["study-card", "hr"]
    assert not nodes[1].tail


@given(HOSTILE_FIELDS)
def test_a_field_never_breaks_out_of_its_place(field: str) -> None:
    """Whatever is written, the HTML is balanced, allow-listed, and stays inside the element around it."""
    shown = show(field)
    for html in (shown.html, shown.rest, f"<p>{shown.lead}</p>"):
        _assert_contained(html)


@given(HOSTILE_FIELDS)
def test_a_lead_fits_into_a_heading(field: str) -> None:
    """The lead is one line of inline HTML without links, pictures or paragraphs, and reads as its text."""
    shown = show(field)
    assert len(shown.lead.splitlines()) <= 1 or "\u2028" in field
    assert not re.search(r"<(?!/?(?:em|strong|s|code|span)\b)", shown.lead)
    assert bool(shown.lead) == bool(shown.lead_text)


def test_the_allow_list_holds_without_the_parser() -> None:
    """With raw HTML let through by the parser, the allow list alone still removes what could run."""
    raw = MarkdownIt("commonmark", {"html": True})
    hostile = '<img src=x onerror=alert(1)><script>alert(1)</script><a href="javascript:alert(1)" id=x>y</a>'
    assert "onerror" in raw.render(hostile)
    _assert_contained(clean(raw.render(hostile)))
    assert clean('<img src="https://example.org/pixel.png"><b style="x">z</b>') == "<img>z"


def test_the_parser_holds_without_the_allow_list(monkeypatch: pytest.MonkeyPatch) -> None:
    """With the allow list gone, raw HTML and scripted links still come out as text."""
    monkeypatch.setattr(markup, "clean", lambda html: html)
    shown = markup._render_full("<img src=x onerror=alert(1)> [x](javascript:alert(1))", FOUND.get)
    assert "<img" not in shown.html
    assert "href" not in shown.html


def test_a_field_of_the_longest_length_is_rendered_and_a_longer_one_is_refused() -> None:
    """The limit is 8192 characters; beyond it the text is shown plain and one problem says so."""
    assert show("*a* " * (LONGEST // 4)).problems == ()
    too_long = show("a" * (LONGEST + 1))
    assert [problem.slug for problem in too_long.problems] == ["field-too-long"]
    assert too_long.html == f"<p>{'a' * (LONGEST + 1)}</p>"


def test_brackets_nested_too_deep_are_refused_with_their_line() -> None:
    """64 open brackets are rendered, 65 are refused where the 65th stands."""
    assert show("\n" + "[" * 64).problems == ()
    assert [problem[:2] for problem in show("\n" + "[" * 65).problems] == [(1, "field-too-deep")]
    assert show("[x] " * 65).problems == ()


PATHOLOGICAL = [
    *("![a](", "a|b\n-|-\n", "|a\n|-\n", "- a\n - b\n", "$$a\n", "[a](", "***a***", "~~a", "*a_ ", "<a@b.c>"),
    *(
        "`",
        "``a",
        "&",
        "<a ",
        "<!--",
        "> ",
        ">>>>",
        "$",
        "$a ",
        "\\",
        "[a][",
        "[a]: b\n",
        "#",
        "```\n",
        "x\\\n",
    ),
    *("![", "*a **b _c __d ", "[[a]", "(((", "<https://a", "[x](<", "\n", "\t", " - "),
]


class TooMuchWorkError(BaseException):
    """More calls than a field is worth; no Exception, so that nothing on the way can swallow it."""


def _work(field: str, limit: int) -> int:
    """Count the calls that rendering takes; the same on every machine."""
    calls = 0

    def count(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal calls
        calls += event in {"call", "c_call"}
        if calls > limit:
            raise TooMuchWorkError

    sys.setprofile(count)
    try:
        markup._render_full(field, FOUND.get)
    finally:
        sys.setprofile(None)
    return calls


@pytest.mark.parametrize("piece", PATHOLOGICAL)
def test_no_field_takes_more_than_its_length_deserves(piece: str) -> None:
    """A field of the longest length takes at most 150 calls for each of its characters, or is refused."""
    field = (piece * LONGEST)[:LONGEST]
    assert _work(field, 150 * LONGEST) > 0


def test_the_work_limit_can_be_exceeded() -> None:
    """The limit of the test above does stop a rendering that takes too long."""
    with pytest.raises(TooMuchWorkError):
        _work("a|b\n-|-\n" * 1000, 1000)


def test_a_code_block_is_highlighted_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same code in many fields is coloured once, and as the language asks."""
    seen: list[str] = []

    def colour(code: str, *_: object) -> str:
        seen.append(code)
        return "coloured"

    monkeypatch.setattr("byheart.markup.highlight.pygments_highlight", colour)
    for word in ("one", "two", "three"):
        assert "coloured" in show(f"{word}\n\n```python\nhighlighted_once = 1\n```").html
    assert seen == ["highlighted_once = 1\n"]


def test_code_with_markup_in_its_language_stays_inside() -> None:
    """The word after the fence is never copied into the page."""
    shown = show('```"><script>alert(1)</script>\nx\n```')
    assert shown.html == '<div class="highlight"><pre><span></span><code>x\n</code></pre></div>\n'


@pytest.mark.parametrize(
    ("tex", "said"),
    [
        (r"\frac{a}{b}", "a/b"),
        (r"\frac{a+1}{\sqrt{x^{2}}}", "(a+1)/√x^2"),
        (r"\tfrac12 \pi \le \Sigma", "1/2 π ≤ Σ"),
        (r"\operatorname{softmax}(x_i) = \frac{e^{x_i}}{\sum_j e^{x_j}}", "softmax(x_i) = e^x_i/∑_j e^x_j"),
        (r"x \in \mathbb{R},\quad \text{if } \{x\}", "x ∈ R, if {x}"),
        (r"\begin{pmatrix}1 & 2 \\ 3 & 4\end{pmatrix}", "1 2 3 4"),
        (r"\hat{b} 50\% \frac{", "hat b 50%"),
    ],
)
def test_math_is_readable_as_text(tex: str, said: str) -> None:
    """In titles and search results a formula is a line of text."""
    assert plain_math(tex) == said


PICTURES = {
    ("png", 640, 480): b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + struct.pack(">II", 640, 480),
    ("gif", 3, 2): b"GIF89a" + struct.pack("<HH", 3, 2),
    ("jpeg", 30, 20): b"\xff\xd8\xff\xe0\0\x04xx\xff\xc0\0\x11\x08" + struct.pack(">HH", 20, 30),
    ("webp", 8, 9): b"RIFF....WEBPVP8 ....\0\0\0\x9d\x01\x2a" + struct.pack("<HH", 8, 9),
    ("webp", 5, 7): b"RIFF....WEBPVP8L....\x2f" + struct.pack("<I", 4 | 6 << 14),
    ("webp", 11, 12): b"RIFF....WEBPVP8X....\0\0\0\0" + b"\x0a\0\0\x0b\0\0",
    ("avif", 16, 17): b"\0\0\0\x1cftypavif....ispe\0\0\0\0" + struct.pack(">II", 16, 17),
    ("", None, None): b"<svg xmlns='http://www.w3.org/2000/svg'/>",
}


@pytest.mark.parametrize(("expected", "data"), PICTURES.items(), ids=lambda value: str(value)[:12])
def test_pictures_tell_their_size(expected: tuple[str, int | None, int | None], data: bytes) -> None:
    """Format and size come from the bytes, whatever the name says."""
    assert look(data) == expected


@given(st.sampled_from(list(PICTURES.values())), st.integers(0, 40), st.binary(max_size=40))
def test_broken_pictures_are_no_surprise(data: bytes, kept: int, tail: bytes) -> None:
    """Cut or garbled bytes give some answer, never an exception."""
    assert look(data[:kept] + tail).kind in {"png", "gif", "jpeg", "webp", "avif", ""}


def test_only_pictures_may_be_published() -> None:
    """A file with a picture's name is published if its bytes are a picture's; its URL is its name, quoted."""
    gif = PICTURES["gif", 3, 2]
    assert media_of("media/a b.GIF", gif) == Media("media/a%20b.GIF", 3, 2, "gif")
    fake = media_of("page.png", b"<html>")
    assert fake
    assert not fake.is_picture
    assert media_of("page.html", gif) is None
