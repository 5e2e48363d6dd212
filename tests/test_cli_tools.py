"""The tools around content as a user meets them: new, show, explain, schema."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest
import yaml
from click.testing import CliRunner, Result

from byheart.cli import main
from byheart.content.schema import deck_schema, deck_schema_text
from byheart.diagnostics import explanations as manual
from byheart.fmt import formatted
from byheart.items import ITEM_TYPES, SLUGS
from tests.parts import whole
from tests.test_pages import PNG

DECK = """\
# A remark on top
title: A deck
level: advanced
tags: [whole]

cards:
  # above the first
  - id: first
    front: What is *it*?
    back: |
      Two lines:

      - one `x`
      - two $\\le$
    hint: Think.
    refs: [A book]

# about the questions

questions:
- id: second
  tags: [own]
  stem: Which?
  options:
    - text: This
      correct: true
    - text: That
      feedback: Not that.
  explanation: Because.
"""
PACKAGE = Path(__file__).parent.parent / "generator" / "byheart"
VERBS = {"cards": "card", "questions": "question", "explain": "explain"}


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The file of a deck t/d in a site of its own; the working directory in it."""
    (tmp_path / "mkdocs.yml").write_text(whole())
    path = tmp_path / "content" / "t" / "d.yml"
    path.parent.mkdir(parents=True)
    path.write_text(DECK, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return path


def byheart(*words: str) -> Result:
    return CliRunner().invoke(main, words, catch_exceptions=False)


# new


def new(type_name: str, *words: str) -> Result:
    part = next((item.part for item in ITEM_TYPES if item.type_name == type_name), "cards")
    kind = () if part == "explain" else ("--type", type_name)
    return byheart("new", VERBS[part], "t/d", *kind, *words)


@pytest.mark.parametrize("type_name", [*(item.type_name for item in ITEM_TYPES), "open"])
def test_a_new_item_of_each_type_passes_the_check(project: Path, type_name: str) -> None:
    """Written twice, a skeleton stands in its list under two ids, and neither check nor schema nor fmt has a remark."""
    first, second = new(type_name, "--write"), new(type_name, "--write")
    text = project.read_text("utf-8")

    assert (first.exit_code, second.exit_code) == (0, 0), first.output
    assert first.stdout.startswith(f"wrote 'new-{type_name}' to content/t/d.yml:")
    assert second.stdout.startswith(f"wrote 'new-{type_name}-2' to content/t/d.yml:")
    (project.parent / "media").mkdir()
    (project.parent / "media" / "picture.png").write_bytes(PNG)  # the one that the skeleton of a label names
    assert byheart("check", "--strict").stdout == "nothing wrong in 1 deck\n"
    assert text.count("\n  # ") + text.count("\n# ") > DECK.count("# ")
    jsonschema.validate(yaml.safe_load(text), deck_schema())
    assert _without_indent(formatted("d.yml", text.encode()).text) == _without_indent(text)


def _without_indent(text: str) -> str:
    return re.sub(r"^ +", "", text, flags=re.MULTILINE)


@pytest.mark.parametrize("type_name", [item.type_name for item in ITEM_TYPES])
def test_a_new_item_touches_nothing_else(project: Path, type_name: str) -> None:
    """Whatever stood in the file stands there still, to the letter, and the told line is the item's."""
    line = int(new(type_name, "--write").stdout.splitlines()[0].rpartition(":")[2])
    lines = project.read_text("utf-8").split("\n")
    kept = iter(lines)

    assert all(old in kept for old in DECK.rstrip("\n").split("\n"))
    assert f"id: new-{type_name}" in lines[line - 1]


def test_a_new_item_is_printed_unless_it_is_to_be_written(project: Path) -> None:
    """What is printed can be pasted; the deck is as it was; the id is free or the one that was asked for."""
    printed = byheart("new", "card", "t/d", "--id", "what-is-x").stdout

    assert project.read_text("utf-8") == DECK
    assert yaml.safe_load(printed)[0]["id"] == "what-is-x"
    assert printed.startswith("# ")


def test_a_new_item_keeps_the_ends_of_lines(project: Path) -> None:
    """A file with Windows' line ends has no others afterwards."""
    project.write_bytes(DECK.replace("\n", "\r\n").encode())

    assert byheart("new", "card", "t/d", "--write").exit_code == 0
    assert b"\n" not in project.read_bytes().replace(b"\r\n", b"")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("card", "t/dd"), "did you mean 't/d'?"),
        (("card", "t/d", "--id", "first"), "as in 'first-2'"),
        (("card", "t/d", "--id", "No Id"), "small letters"),
        (("question", "t/d", "--type", "essay"), "essay"),
    ],
)
def test_a_wrong_new_writes_nothing(project: Path, words: tuple[str, ...], said: str) -> None:
    """A slip in the command is told with its mend and exit code 2."""
    result = byheart("new", *words, "--write")

    assert result.exit_code == 2
    assert said in result.stderr
    assert project.read_text("utf-8") == DECK


@pytest.mark.parametrize(
    "text", ["title: t\ncards: [{id: a, front: x, back: y}]\n", "{title: t, cards: []}\n"]
)
def test_an_item_that_has_no_place_is_not_written(project: Path, text: str) -> None:
    """A list in brackets is left alone, and the user is told what to do."""
    project.write_text(text)
    result = byheart("new", "card", "t/d", "--write")

    assert result.exit_code == 2
    assert "paste the item by hand" in result.stderr
    assert project.read_text() == text


# show


def test_show_tells_all_of_an_item(project: Path) -> None:
    """Full id, type, level, tags, place, prompt, hint, answer and sources, as plain text."""
    assert byheart("show", "t/d#first").stdout.splitlines() == [
        "t/d#first",
        "card · advanced · whole",
        "content/t/d.yml:8",
        "",
        "What is it?",
        "",
        "Hint: Think.",
        "",
        "Back:",
        "  Two lines:",
        "",
        "  - one `x`",
        "  - two ≤",
        "Source: A book",
    ]


def test_show_marks_the_key(project: Path) -> None:
    """Options have letters, the key its mark, and each remark stands below; with --no-answer none of this."""
    told = byheart("show", "t/d#second").stdout

    assert "A  This  ← key\nB  That\n" in told
    assert "Explanation: Because.\n" in told
    assert "On 'That': Not that.\n" in told
    assert "question" not in told.splitlines()[1]
    assert "choice · advanced · whole · own" in told
    hidden = byheart("show", "t/d#second", "--no-answer").stdout
    assert not [word for word in ("key", "Because", "Not that") if word in hidden]


def test_a_terminal_may_lack_characters(project: Path) -> None:
    """Where "←" cannot be printed, a question mark stands, and nothing fails."""
    env = {**os.environ, "PYTHONIOENCODING": "cp1252", "PYTHONPATH": str(PACKAGE.parent)}
    run = [sys.executable, "-m", "byheart", "show", "t/d#second"]
    told = subprocess.run(run, env=env, capture_output=True, check=True, timeout=60).stdout

    assert b"A  This  ? key" in told


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("t/d#frist", "did you mean 't/d#first'?"),
        ("t/e#first", "did you mean 't/d'?"),
        ("first", "write TOPIC/DECK#ITEM"),
        ("t/d", "write TOPIC/DECK#ITEM"),
        ("t/d#zzzz", "look for its id in content/t/d.yml"),
    ],
)
def test_show_guesses_what_was_meant(project: Path, name: str, said: str) -> None:
    """A slip in an id is answered with the nearest one."""
    result = byheart("show", name)

    assert result.exit_code == 2
    assert said in result.stderr


def test_show_says_when_the_item_or_deck_is_broken(project: Path) -> None:
    """An id that is in the file, but cannot be read, is not called unknown."""
    project.write_text(DECK.replace("back: |", "bakc: |"))
    assert "has errors" in byheart("show", "t/d#first").stderr
    assert byheart("show", "t/d#first~reversed").exit_code == 2

    project.write_text("title: [\n")
    assert "cannot be read" in byheart("show", "t/d#first").stderr


def test_show_finds_the_item_of_a_face(project: Path) -> None:
    """The id in a learner's link leads to the item."""
    assert byheart("show", "t/d#first~reversed").stdout == byheart("show", "t/d#first").stdout


@pytest.mark.parametrize("type_name", [item.type_name for item in ITEM_TYPES])
def test_show_tells_the_answer_of_each_type(project: Path, type_name: str) -> None:
    """No type hides what is right, and none tells it too early."""
    new(type_name, "--write")
    told, hidden = (
        byheart("show", f"t/d#new-{type_name}", *words).stdout for words in ((), ("--no-answer",))
    )

    assert told.startswith(hidden.splitlines()[0])
    assert len(told) > len(hidden)
    assert any(word in told for word in ("Back:", "Answer:", "Key:", "← key", "Model answer:"))
    assert not any(word in hidden for word in ("Back:", "Answer:", "Key:", "← key", "Model answer:"))


# explain


def test_explain_prints_the_section_of_the_docs(monkeypatch: pytest.MonkeyPatch) -> None:
    """The severity, the meaning and the examples of one diagnostic, and nothing of the next."""
    told = byheart("explain", "colon-in-text").stdout

    assert told.startswith("colon-in-text\n\nError: plain text holds a colon")
    assert "    - id: recall\n      front: Name one rule: when" in told
    assert "reserved-start" not in told


def test_explain_without_a_slug_lists_all() -> None:
    """One line for each diagnostic, with its severity and its meaning."""
    lines = byheart("explain").stdout.splitlines()

    assert [line.split()[0] for line in lines] == list(SLUGS)
    assert re.search(r"^no-alt +warning +an image has no text", "\n".join(lines), re.MULTILINE)


def test_every_diagnostic_can_be_explained() -> None:
    """The page has a section for each slug."""
    assert manual.sections().keys() == SLUGS.keys()


def test_explain_guesses_what_was_meant() -> None:
    """A slip in a slug is answered with the nearest one, and exit code 2."""
    result = byheart("explain", "unkown-key")

    assert result.exit_code == 2
    assert "did you mean 'unknown-key'?" in result.stderr
    assert "run 'byheart explain'" in byheart("explain", "zzz").stderr


# schema


def test_schema_is_printed_or_written(tmp_path: Path) -> None:
    """The same text on standard output and in the file; a folder that is not there is told."""
    path = tmp_path / "deck.schema.json"

    assert byheart("schema").stdout == deck_schema_text()
    assert byheart("schema", "--output", str(path)).exit_code == 0
    assert path.read_text("utf-8") == deck_schema_text()
    assert byheart("schema", "--output", str(tmp_path / "none" / "x.json")).exit_code == 2
