"""Diagnostics: each slug by a case an author could have written, and what is guessed and shown of words."""

from __future__ import annotations

import os
import re
import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import yaml

from byheart.content import checks
from byheart.content import load as load_module
from byheart.content.load import load
from byheart.diagnostics import SHARED_SLUGS, Diagnostic, did_you_mean, quoted, use_one_of
from byheart.diagnostics.report import render_text
from byheart.items import ITEM_TYPES, SLUGS
from byheart.model import MOST_PROBLEMS
from byheart.pages.fields import check_fields
from byheart.source import MAX_BYTES, compose

CASES = Path(__file__).parent / "cases" / "diagnostics"
NAMES = sorted(path.name for path in CASES.iterdir() if path.suffix not in {".txt", ".expect", ".md"})
DECK = "title: A deck\ncards:\n  - {id: a, front: x, back: y}\n"

Told = tuple[str, int, str, str]
"""Path, line, severity and slug."""


def found_in(content: Path) -> list[Diagnostic]:
    """All that reading and checking a content folder tells."""
    library = load(content, shown_as="content")
    return sorted([*library.diagnostics, *checks.check(library), *check_fields(library)])


def wanted_in(path: str, raw: bytes) -> Iterator[Told]:
    """What the comments of a case want: `# error: slug, slug` on its line, `# expect: line slug` on top."""
    encoding = "utf-16" if raw.startswith(b"\xff\xfe") else "utf-8"
    for number, line in enumerate(raw.decode(encoding, "replace").replace("\0", "").split("\n"), start=1):
        if match := re.search(r"# (error|warning): ([\w, -]+)$", line):
            for slug in match[2].split(", "):
                yield path, number, match[1], slug
        if match := re.match(r"# expect: (\d+) ([\w-]+)$", line):
            yield path, int(match[1]), SLUGS[match[2]].severity, match[2]


def lay_out(name: str, content: Path) -> list[Told]:
    """Copy a case to where it is read; gives what it wants."""
    case = CASES / name
    if case.is_file():
        (content / "topic").mkdir(parents=True)
        shutil.copy(case, content / "topic" / "deck.yml")
    else:
        shutil.copytree(case, content)
    wanted = [
        told
        for path in sorted(content.rglob("*.y*ml*"))
        for told in wanted_in(f"content/{path.relative_to(content).as_posix()}", path.read_bytes())
    ]
    beside = CASES / f"{name}.expect"
    if beside.exists():
        for path, line, slug in re.findall(r"^(.+):(\d+) (\S+)$", beside.read_text("utf-8"), re.MULTILINE):
            wanted.append((f"content/{path}", int(line), SLUGS[slug].severity, slug))
    return wanted


@pytest.mark.parametrize("name", NAMES)
def test_a_case_gives_what_it_says_and_no_more(
    name: str, tmp_path: Path, matches_golden: Callable[[Path, str], None]
) -> None:
    """Each mistake is told once, on its line, with its slug; nothing follows from it that is told as well."""
    wanted = lay_out(name, tmp_path / "content")
    found = found_in(tmp_path / "content")

    assert Counter((one.path, one.line, one.severity, one.slug) for one in found) == Counter(wanted)
    golden = (CASES / name).with_suffix(".txt")
    if golden.exists():
        matches_golden(golden, render_text(found, 1) + "\n")


@pytest.mark.parametrize("name", NAMES)
def test_both_parsers_lead_to_the_same_slug(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where PyYAML was built without libyaml, a slip has the same slug, on the same line."""
    lay_out(name, tmp_path / "content")
    with_libyaml = [(one.path, one.line, one.slug) for one in found_in(tmp_path / "content")]
    monkeypatch.setattr(compose, "Loader", yaml.SafeLoader)

    assert [(one.path, one.line, one.slug) for one in found_in(tmp_path / "content")] == with_libyaml


@pytest.mark.parametrize("name", NAMES)
def test_every_diagnostic_is_well_told(name: str, tmp_path: Path) -> None:
    """A message is one clause without a full stop, the help is there, and the place lies in the file."""
    lay_out(name, tmp_path / "content")
    for told in found_in(tmp_path / "content"):
        assert not told.message.endswith((".", "!", "\n")), told
        assert told.help, told
        assert "\n" not in told.message + told.help, told
        assert told.line >= 1, told
        assert told.column >= 1, told


# Cases that no repository can hold: links, sizes, rights, names that some systems take for one.

Write = Callable[[Path, pytest.MonkeyPatch], set[tuple[str, str]]]


def _no_content(content: Path, _patch: pytest.MonkeyPatch) -> set[tuple[str, str]]:
    shutil.rmtree(content)
    return {("content", "no-content")}


def _symlinks(content: Path, _patch: pytest.MonkeyPatch) -> set[tuple[str, str]]:
    outside = content.parent / "outside"
    outside.mkdir()
    (outside / "secret.yml").write_text(DECK)
    (content / "vision" / "secret.yml").symlink_to(outside / "secret.yml")
    (content / "vision" / "inner.yml").symlink_to(content / "vision" / "ok.yml")
    (content / "vision" / "dangling.png").symlink_to("nowhere")
    (content / "other").symlink_to(outside)
    names = ["vision/secret.yml", "vision/inner.yml", "vision/dangling.png", "other"]
    return {(f"content/{name}", "symlink") for name in names}


def _unreadable(content: Path, patch: pytest.MonkeyPatch) -> set[tuple[str, str]]:
    def refuse(_path: Path, _limit: int) -> bytes:
        raise PermissionError(13, "Permission denied")

    (content / "vision" / "net.png").touch()
    (content / "vision" / "media").mkdir()
    (content / "vision" / "media" / "curve.png").touch()
    patch.setattr(load_module, "read_regular", refuse)
    return {(f"content/vision/{name}", "unreadable") for name in ("ok.yml", "net.png", "media/curve.png")}


def _too_large(content: Path, _patch: pytest.MonkeyPatch) -> set[tuple[str, str]]:
    (content / "vision" / "large.yml").write_text(DECK + "#" * (MAX_BYTES - len(DECK) + 1))
    (content / "vision" / "largest.yml").write_text(DECK + "#" * (MAX_BYTES - len(DECK)))
    return {("content/vision/large.yml", "file-too-large")}


def _collisions(content: Path, _patch: pytest.MonkeyPatch) -> set[tuple[str, str]]:
    (content / "vision" / "Net.png").touch()
    (content / "vision" / "net.png").touch()
    if len(list((content / "vision").glob("*.png"))) == 1:
        pytest.skip("this system takes the two names for one")
    (content / "vision" / "OK.yml").write_text(DECK)
    return {("content/vision/Net.png", "case-collision"), ("content/vision/OK.yml", "case-collision")}


def _special(content: Path, _patch: pytest.MonkeyPatch) -> set[tuple[str, str]]:
    if not hasattr(os, "mkfifo"):
        pytest.skip("this system has no named pipes")
    os.mkfifo(content / "vision" / "pipe.yml")
    return {("content/vision/pipe.yml", "unexpected-file")}


def _many(content: Path, _patch: pytest.MonkeyPatch) -> set[tuple[str, str]]:
    keys = "".join(f"key{number}: x\n" for number in range(5000))
    (content / "vision" / "many.yml").write_text(DECK + keys)
    return {("content/vision/many.yml", "unknown-key"), ("content/vision/many.yml", "too-many-problems")}


def _long(content: Path, _patch: pytest.MonkeyPatch) -> set[tuple[str, str]]:
    cards = [
        f"  - {{id: card-{n}, front: What is the square of {n}?, back: '{n * n}'}}\n" for n in range(201)
    ]
    (content / "vision" / "most.yml").write_text(f"title: Most\ncards:\n{''.join(cards[:200])}")
    (content / "vision" / "long.yml").write_text(f"title: Long\ncards:\n{''.join(cards)}")
    return {("content/vision/long.yml", "long-deck")}


def _choices(n: int, right: str, wrong: str) -> str:
    stems = (f"  - {{id: q-{i}, stem: Which of these is {i}?, options: " for i in range(n))
    options = f"[{{text: {right}, correct: true}}, {wrong}, three, four]}}\n"
    return "title: Choices\nquestions:\n" + "".join(stem + options for stem in stems)


def _lengths(content: Path, _patch: pytest.MonkeyPatch) -> set[tuple[str, str]]:
    decks = {
        "four": _choices(4, "the longest", "two"),  # chance does that once in 256 decks
        "longest": _choices(5, "the longest", "two"),  # and this once in 1024
        "seldom": _choices(24, "one", "the longest"),
        "never": _choices(25, "one", "the longest"),
        "alike": _choices(30, "one word", "two word"),  # two are equally long
    }
    for name, text in decks.items():
        (content / "vision" / f"{name}.yml").write_text(text)
    return {(f"content/vision/{name}.yml", "key-length-tell") for name in ("longest", "never")}


def _statements(n: int, right: int) -> str:
    keys = ("true" if i < right else "false" for i in range(n))
    items = (
        f"  - {{id: s-{i}, type: true-false, stem: It is {i}., key: {key}}}\n" for i, key in enumerate(keys)
    )
    return "title: Statements\nquestions:\n" + "".join(items)


def _truths(content: Path, _patch: pytest.MonkeyPatch) -> set[tuple[str, str]]:
    decks = {"nine": (9, 9), "ten": (10, 10), "false": (10, 0), "nearly": (14, 13), "fair": (14, 11)}
    for name, numbers in decks.items():
        (content / "vision" / f"{name}.yml").write_text(_statements(*numbers))
    return {(f"content/vision/{name}.yml", "true-false-tell") for name in ("ten", "false", "nearly")}


MADE: dict[str, Write] = {
    "no-content": _no_content,
    "symlink": _symlinks,
    "unreadable": _unreadable,
    "file-too-large": _too_large,
    "case-collision": _collisions,
    "unexpected-file": _special,
    "too-many-problems": _many,
    "long-deck": _long,
    "key-length-tell": _lengths,
    "true-false-tell": _truths,
}


@pytest.mark.parametrize("slug", MADE)
def test_a_made_case_gives_what_it_says(slug: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What lies wrong in the folder is told, and what it points at is not read."""
    content = tmp_path / "content"
    (content / "vision").mkdir(parents=True)
    (content / "vision" / "ok.yml").write_text(DECK)
    wanted = MADE[slug](content, monkeypatch)
    found = found_in(content)

    assert {(one.path, one.slug) for one in found} == wanted
    assert len(found) <= MOST_PROBLEMS + 1


def test_every_slug_has_a_case() -> None:
    """A slug without a case is one that nobody has seen; slugs of Markdown fields have theirs with the fields."""
    cased = {told[3] for name in NAMES for told in _all_wanted(name)} | set(MADE)
    content = {slug for slug, info in SLUGS.items() if info.stage == "content"}

    assert content - cased == set()
    assert cased - set(SLUGS) == set()


def test_each_slug_is_declared_where_it_is_reported() -> None:
    """What only one item type reports, its class declares; what others report too, no class does."""
    package = Path(__file__).parents[1] / "generator" / "byheart"
    reporting: dict[str, set[str]] = {slug: set() for slug in SLUGS}
    for path in package.rglob("*.py"):
        owner = path.parent.name if path.parent.parent.name == "items" else ""
        for word in re.findall(r'"([a-z-]+)"(?!: SlugInfo)', path.read_text("utf-8")):
            reporting.get(word, set()).add(owner)
    own = {slug: item.__module__.rpartition(".")[2] for item in ITEM_TYPES for slug in item.slugs}

    assert not own.keys() & SHARED_SLUGS
    assert len(SLUGS) == len(SHARED_SLUGS) + sum(len(item.slugs) for item in ITEM_TYPES), "none twice"
    assert {
        slug: said - {"", owner} for slug, owner in own.items() if (said := reporting[slug]) - {"", owner}
    } == {}
    assert [slug for slug in SHARED_SLUGS if len(reporting[slug]) == 1 and "" not in reporting[slug]] == []


def _all_wanted(name: str) -> Iterator[Told]:
    case = CASES / name
    files = [case] if case.is_file() else [path for path in case.rglob("*") if path.is_file()]
    for path in files:
        yield from wanted_in(path.name, path.read_bytes())
    beside = CASES / f"{name}.expect"
    if beside.exists():
        for slug in re.findall(r"(\S+)$", beside.read_text("utf-8"), re.MULTILINE):
            yield name, 1, SLUGS[slug].severity, slug


def test_there_are_many_cases() -> None:
    """The catalogue of mistakes does not shrink."""
    assert len(NAMES) >= 200


def test_a_case_name_starts_with_a_slug() -> None:
    """One finds the cases of a slug by its name."""
    for name in NAMES:
        assert any(name.removesuffix(".yml").startswith(slug) for slug in SLUGS), name


@pytest.mark.parametrize(
    ("word", "guess"),
    [
        ("explenation", "explanation"),
        ("Counts_If", "counts-if"),
        ("zzz", None),
        ("", None),
        ("x" * 100_000, None),
    ],
)
def test_a_slip_of_a_known_word_is_guessed(word: str, guess: str | None) -> None:
    """Near words are guessed, far ones are not, endless ones cost nothing."""
    assert did_you_mean(word, ["explanation", "options", "counts-if"]) == guess


def test_a_slip_is_guessed_among_thousands() -> None:
    """The name that is meant is found wherever it stands among many."""
    assert (
        did_you_mean("topic-7/dekc-4321", [f"topic-7/deck-{n}" for n in range(5000)]) == "topic-7/deck-4321"
    )


@pytest.mark.parametrize(
    ("word", "names", "help_text"),
    [
        ("explenation", ["options", "explanation"], "did you mean 'explanation'?"),
        ("zzz", ["options", "explanation"], "use one of: options, explanation"),
        ("zzz", [], "delete it"),
    ],
)
def test_the_help_for_an_unknown_name(word: str, names: list[str], help_text: str) -> None:
    """The name that is meant, or the names there are."""
    assert use_one_of(word, names, "delete it") == help_text


@pytest.mark.parametrize("word", ["zzz", "", "x" * 100_000, "deck"])
def test_a_help_never_lists_hundreds_of_names(word: str) -> None:
    """Of many names the five nearest are told, and how many more there are."""
    told = use_one_of(word, [f"alpha-{n}" for n in range(500)] + ["zz-top"])

    assert told.endswith(" and 496 more")
    assert told.count(",") == 4
    assert ("zz-top" in told) == (word == "zzz")


def test_shown_text_is_short_and_on_one_line() -> None:
    """A message never carries a whole field."""
    assert quoted("a\n  b") == "'a b'"
    assert len(quoted("x" * 500)) == 42
