"""Reading YAML: text stays text, every node has its place, and nothing that is typed can hurt."""

from __future__ import annotations

import tracemalloc
from itertools import pairwise
from typing import Any

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from byheart.source import MAX_BYTES, Place, Source, read, read_site_config
from byheart.source import compose as compose_module
from byheart.source.slips import wrong_escape


def source_of(text: str) -> Source:
    """The source of a text without mistakes."""
    source, found = read("content/a/b.yml", text.encode())
    assert found == []
    assert source is not None
    return source


def slugs_of(raw: bytes) -> list[str]:
    """The slugs of what is wrong with a file."""
    return [one.slug for one in read("content/a/b.yml", raw)[1]]


@pytest.fixture(params=["libyaml", "python"])
def any_parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Run a test with libyaml and with the parser that PyYAML has without it."""
    if request.param == "python":
        monkeypatch.setattr(compose_module, "Loader", yaml.SafeLoader)
    return str(request.param)


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("a: What is C #", True),
        ("a: What is C #  ", True),
        ("a: What is C #?", True),
        ("a: Rate it 1 #: why?", True),
        ("a: the log's record #1", True),
        ("a: text # a remark", False),
        ("a: text ## a remark", False),
        ("a: C#", False),
        ("a: 'What is C #?'", False),
        ("a: text\n#\n# a remark\n  #\nb: c", False),
    ],
)
def test_text_that_a_sign_cuts_off_is_told(line: str, told: bool, any_parser: str) -> None:
    """A remark beside a text has a space and words; anything else was likely meant as text."""
    assert slugs_of(line.encode()) == ["comment-in-text"] * told


@pytest.mark.parametrize(
    "typed",
    ["No", "yes", "on", "1:30", "1.10", "0x1F", "010", "1e3", "null", "~", "2026-11-22", "=", ".inf", "<"],
)
def test_scalars_stay_what_was_typed(typed: str, any_parser: str) -> None:
    """An option `No` or `1:30` is these characters, not a truth value or a number of seconds."""
    assert source_of(f"a:\n  - {typed}\n  - b: {typed}").data == {"a": [typed, {"b": typed}]}


def test_only_what_is_not_there_is_none(any_parser: str) -> None:
    """A key without a value is told apart from an empty text."""
    assert source_of("a:\nb: ''\nc:\n  -\n  - x\n").data == {"a": None, "b": "", "c": [None, "x"]}


TEXT = """\
# a remark
title: Ünïcode 𐍈
cards:
  - id: a
    front: |
      first

        third
    back: >
      folded
      text
  - {id: b, front: 𐍈, back: "two
      lines"}
"""


@pytest.mark.parametrize(
    ("loc", "key", "place"),
    [
        ((), False, (2, 1)),
        (("title",), False, (2, 8)),
        (("title",), True, (2, 1)),
        (("cards",), True, (3, 1)),
        (("cards", 0), False, (4, 5)),
        (("cards", 0, "front"), True, (5, 5)),
        (("cards", 0, "front"), False, (5, 12)),
        (("cards", 1, "front"), False, (12, 20)),
        (("cards", 1, "back"), False, (12, 29)),
        (("cards", 1, "bakc"), False, (12, 5)),
        (("cards", 1, "bakc"), True, (12, 5)),
        (("cards", 7, "front", 3), False, (4, 3)),
        (("nowhere",), True, (2, 1)),
    ],
)
def test_every_node_has_its_place(
    loc: tuple[str | int, ...],
    key: bool,
    place: tuple[int, int],
    any_parser: str,  # a row of the table
) -> None:
    """Lines and columns count characters from 1; what is not there has the place of its parent."""
    assert source_of(TEXT).place(loc, key=key) == place


@pytest.mark.parametrize(
    ("loc", "offset", "place"),
    [
        (("cards", 0, "front"), 0, (6, 7)),
        (("cards", 0, "front"), 2, (8, 9)),
        (("cards", 0, "back"), 0, (10, 7)),
        (("cards", 0, "back"), 1, (10, 7)),
        (("cards", 1, "back"), 1, (12, 29)),
        (("cards", 0, "front"), 99, (5, 12)),
    ],
)
def test_lines_of_a_block_have_their_places(
    loc: tuple[str | int, ...], offset: int, place: tuple[int, int], any_parser: str
) -> None:
    """Line n of a text under `|` is told on its own line; of folded text the start is told."""
    assert source_of(TEXT).place_in(loc, offset) == Place(*place)


def test_a_dropped_duplicate_does_not_shift_places() -> None:
    """What stands after a duplicate key keeps its place."""
    source, found = read("x.yml", b"a: 1\na: {b: [c, d]}\ne: 2\n")

    assert [(one.slug, one.line) for one in found] == [("duplicate-key", 2)]
    assert source is not None
    assert source.data == {"a": "1", "e": "2"}
    assert source.place(("e",)) == (3, 4)


def test_line_ends_of_all_systems_count() -> None:
    """A file from Windows has the same places as one from elsewhere."""
    source = source_of("a: 1\r\nb: |\r\n  x\r\n  y\r\n")

    assert source.place(("b",)) == (2, 4)
    assert source.place_in(("b",), 1) == (4, 3)


LEVELS = "abcdefghi"
BOMB = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
    f"{name}: &{name} [{','.join([f'*{before}'] * 9)}]\n" for before, name in pairwise(LEVELS)
)
MERGES = "a: &a {x: 1}\n" + "".join(
    f"{name}: &{name} {{<<: [{','.join([f'*{before}'] * 9)}]}}\n" for before, name in pairwise(LEVELS)
)


@pytest.mark.parametrize(
    ("raw", "slug"),
    [
        (BOMB, "alias"),
        (MERGES, "merge-key"),
        ("a: " + "[" * 100_000, "too-deep"),
        ("a: " + "{a: " * 30_000, "too-deep"),
        ("\n".join("  " * n + "a:" for n in range(700)), "too-deep"),
        ("- " * 100_000, "too-deep"),
        ("a: &a [*a]\n", "alias"),
        ("a: !!python/object/apply:os.system ['true']\n", "tag"),
        ("a: " + "1:" * 50_000 + "1\n", None),
        ("a: " + "9" * 200_000 + "\n", None),
    ],
)
def test_bombs_are_refused_before_they_grow(raw: str, slug: str | None, any_parser: str) -> None:
    """What could expand or nest without end costs no memory to speak of, and is told."""
    tracemalloc.start()
    source, found = read("x.yml", raw.encode())
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert peak < 64 * MAX_BYTES
    assert slug is None or slug in {one.slug for one in found}
    assert slug is not None or (source is not None and source.data["a"] == raw[3:-1])


def test_the_limits_are_where_they_are_said_to_be() -> None:
    """64 levels and 1 MiB are read, one more is not."""
    deepest = b"a: " + b"[" * 63 + b"]" * 63
    largest = b"a: x\n" + b"#" * (MAX_BYTES - 5)

    assert slugs_of(deepest) == []
    assert slugs_of(b"a: " + b"[" * 64 + b"]" * 64) == ["too-deep"]
    assert slugs_of(largest) == []
    assert slugs_of(largest + b"#") == ["file-too-large"]


@pytest.mark.parametrize(
    ("typed", "wrong"),
    [
        (r'"\alpha"', r"\alpha"),
        (r'"$\frac{1}{2}$"', r"\frac"),
        (r'"\times"', r"\times"),
        (r'"\nabla"', r"\nabla"),
        (r'"\Phi"', r"\Phi"),
        (r'"a\nb\tc"', None),
        (r'"\\alpha and \"quotes\" and \u00e9"', None),
        (r'"line\nnext\thing"', None),
    ],
)
def test_escapes_are_told_from_tex(typed: str, wrong: str | None) -> None:
    """A backslash that starts a TeX command in double quotes is found; line breaks and tabs are not."""
    assert wrong_escape(typed) == wrong


@pytest.mark.parametrize("raw", [b"", b"\n", b"# only a remark\n", b"---\n", b"---\n...\n"])
def test_a_file_without_content_is_told(raw: bytes, any_parser: str) -> None:
    """An empty file is one diagnostic, not a missing title."""
    assert slugs_of(raw) == ["empty-file"]


YAML_PIECES = st.sampled_from(
    [*"-:?[]{}#&*!|>'\"%@`,~\\ \n\t", "  ", "\n  ", "\n    - ", ": ", "- ", "<<", "---\n", "...\n", "a", "é", "𐍈", "\r\n",
     "id", "cards", "null", "\x00", "\u202e", "\ufeff", "\u2028", "!!str", "&x", "*x", '"\\', "|\n", ">\n "]
)  # fmt: skip


@given(st.binary(max_size=300))
@example(b"\xff\xfe")
@example(b"a: \xed\xa0\x80")
def test_no_bytes_raise(raw: bytes) -> None:
    """Any file gives data or diagnostics, never a traceback."""
    source, found = read("x.yml", raw)

    assert (source is None) <= bool(found)


@given(st.lists(YAML_PIECES, max_size=40).map("".join))
@example("? ? ? a")
@example("a: |2\n x")
@example("{{a: b}: c}")
@example("a: 'b\n\n\n--- c'")
def test_nothing_like_yaml_raises(text: str) -> None:
    """Text made of YAML's own signs is read or explained, with a place in the file."""
    source, found = read("x.yml", text.encode())

    assert (source is None) <= bool(found)
    for one in found:
        assert 1 <= one.line <= text.count("\n") + text.count("\r") + 2


TREES = st.recursive(
    st.text(
        st.characters(
            codec="utf-8", exclude_categories=["Cc", "Cs"], exclude_characters="\u2028\u2029\ufeff"
        ),
        max_size=20,
    ),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.from_regex("[a-z]{1,5}", fullmatch=True), inner, max_size=4)
    ),
    max_leaves=20,
)


@given(st.dictionaries(st.from_regex("[a-z]{1,5}", fullmatch=True), TREES, min_size=1))
def test_what_is_dumped_is_read_back(data: dict[str, Any]) -> None:
    """Any tree of texts comes back as it was, and every part of it has a place."""
    text = yaml.safe_dump(data, allow_unicode=True, sort_keys=False, default_style='"')
    source, found = read("x.yml", text.encode())
    hidden = {"bidi-control", "control-character", "escape"}

    assert {one.slug for one in found} <= hidden
    if source is not None:
        assert source.data == data
        lines = text.split("\n")
        for key in data:
            place = source.place((key,), key=True)
            assert lines[place.line - 1][place.column - 1 :].strip('"? ').startswith(key)


def test_the_site_configuration_is_read_as_engines_read_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """Values are typed, variables are looked up, tags of engines run nothing."""
    monkeypatch.setenv("SET", "from outside")
    raw = b"""
a: 1
b: !ENV [UNSET, SET, "default"]
c: !ENV [UNSET, "default"]
d: !ENV UNSET
e: !!python/name:os.system
f: !ENV SET
"""

    assert read_site_config(raw) == {
        "a": 1,
        "b": "from outside",
        "c": "default",
        "d": None,
        "e": None,
        "f": "from outside",
    }


@pytest.mark.parametrize("raw", [b"a: [", b"- a", b"\xff", b"", b"[" * 5000])
def test_a_site_configuration_that_is_none_is_refused_in_a_sentence(raw: bytes) -> None:
    """Whatever is wrong with `mkdocs.yml` becomes one kind of error."""
    with pytest.raises(ValueError, match=r"\w"):
        read_site_config(raw)
