"""Running the code of predict questions: what is told, and what the seat belt stops. `test_boundary.py` has the rest."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from byheart import runcode
from byheart.content.load import load
from byheart.runcode import check_code, first_difference, line_diff

WriteContent = Callable[[Mapping[str, "str | bytes"]], Path]


def run(code: str) -> runcode.Ran:
    """Run code without a boundary, as `--unsafe` does: what is looked at here holds on every machine."""
    return runcode.run(code, None)


DECK = """\
title: Code
questions:
  - id: right
    type: predict
    stem: What does it print?
    language: python
    code: |
      for n in range(2):
          print(n, {"a", "b"} == {"b", "a"})
    output: |
      0 True
      1 True
  - id: wrong
    type: predict
    stem: What does it print?
    language: python
    code: |
      print("one")
      print("two")
    output: |
      one
      too
  - id: group
    type: group
    stem: Look.
    parts:
      - id: raises
        type: predict
        stem: What happens?
        language: python
        code: int("a")
        raises: TypeError
  - id: other-language
    type: predict
    stem: What does it print?
    language: rust
    code: print(1)
    output: "2"
  - id: gone
    type: predict
    status: retired
    stem: What does it print?
    language: python
    code: print(1)
    output: "2"
  - id: slip
    type: predict
    stem: What does it print?
    language: python
    code: print(1
    output: "1"
"""


def test_code_that_does_something_else_is_told_at_its_key(write_content: WriteContent) -> None:
    """The place is that of the key, and the help says what to write there."""
    told = check_code(load(write_content({"a/b.yml": DECK})), None)

    assert [(one.line, one.slug, one.message, one.help) for one in told] == [
        (
            22,
            "output-differs",
            "the code prints something else than 'output' says",
            "in line 2, write 'two' in place of 'too'",
        ),
        (
            32,
            "output-differs",
            "the code raises ValueError: invalid literal for int() with base 10: 'a'",
            "write 'raises: ValueError'",
        ),
        (
            51,
            "output-differs",
            "the code does not compile",
            "mend the code, or write 'fails_to_compile: true'",
        ),
    ]


def test_the_key_and_what_really_happens_are_shown_line_by_line(write_content: WriteContent) -> None:
    """Below the help stands a diff: of the output, or of the key as it is and as it would be."""
    told = check_code(load(write_content({"a/b.yml": DECK})), None)

    assert [one.detail.split("\n")[2:] for one in told] == [
        ["@@ -1,2 +1,2 @@", " one", "-too", "+two"],
        ["@@ -1 +1 @@", "-raises: TypeError", "+raises: ValueError"],
        ["@@ -1,2 +1 @@", "-output: |", "-  1", "+fails_to_compile: true"],
    ]
    assert {tuple(one.detail.split("\n")[:2]) for one in told} == {("--- the key", "+++ what the code does")}


def test_the_place_is_the_line_that_differs(write_content: WriteContent) -> None:
    """An editor that opens the place is at the line to mend; at the last one, where lines are missing."""
    item = "title: T\nquestions:\n  - id: {name}\n    type: predict\n    stem: x\n    language: python\n"
    code = "    code: |\n      for n in range(3): print(n)\n    output: "
    keys = {"middle": "|\n      0\n      7\n      2\n", "short": "|\n      0\n      1\n", "quoted": '"0"\n'}
    decks = {f"a/{name}.yml": item.format(name=name) + code + key for name, key in keys.items()}

    told = check_code(load(write_content(decks)), None)

    assert {one.path.split("/")[-1]: (one.line, one.column) for one in told} == {
        "middle.yml": (11, 7),
        "short.yml": (11, 7),
        "quoted.yml": (9, 13),
    }


def test_a_long_difference_is_cut() -> None:
    """A diagnostic never carries megabytes."""
    told = line_diff(["x" * 1000] * 100, ["y"] * 100).split("\n")

    assert len(told) == 41
    assert max(map(len, told)) <= 161
    assert told[-1] == "… 163 more lines"


@pytest.mark.parametrize(
    "code",
    [
        "import socket; socket.create_connection(('127.0.0.1', 9), 1)",
        "import urllib.request; urllib.request.urlopen('http://127.0.0.1:9')",
        "import subprocess; subprocess.run(['true'])",
        "import os; os.system('true')",
        pytest.param(
            "import os; os.fork()", marks=pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork")
        ),
        "import os; os.remove('x')",
        "open('/etc/hostname').read()",
        "open('../outside.txt', 'w')",
        "import os; os.open('/etc/hostname', os.O_RDONLY)",
        "import ctypes; ctypes.CDLL(None)",
    ],
)
def test_the_seat_belt_stops_a_slip(code: str) -> None:
    """Code that means no harm reaches no network, no other program, no file outside its own folder."""
    ran = run(code)

    assert ran.happens == "raises"
    assert ran.name in {"PermissionError", "URLError"}, ran


def test_a_snippet_can_use_python_and_its_own_folder() -> None:
    """The control: what a lesson needs is there."""
    ran = run(
        "import json, math\nopen('x', 'w').write('é')\nprint(json.dumps(math.pi > 3), open('x').read())"
    )

    assert (ran.happens, ran.output) == ("prints", "true é\n")


def test_a_snippet_is_told_nothing_of_its_surroundings(monkeypatch: pytest.MonkeyPatch) -> None:
    """Secrets in the environment stay outside, and standard input is empty."""
    monkeypatch.setenv("TOKEN", "secret")

    assert run("import os; print(os.environ.get('TOKEN'))").output == "None\n"
    assert run("input()").name == "EOFError"


@pytest.mark.parametrize(
    ("code", "happens"),
    [
        ("import sys; sys.exit(3)", "prints"),
        ("class OwnError(Exception): ...\nraise OwnError", "raises"),
        ("x = [0] * 10**12", "raises"),
        ("import os; os._exit(0)", "is-stopped"),
        ("raise KeyboardInterrupt", "raises"),
        ("def f(): return f()\nf()", "raises"),
        ("print(", "fails-to-compile"),
        ("print(1)\0", "fails-to-compile"),
    ],
)
def test_however_a_snippet_ends_it_is_known(code: str, happens: str) -> None:
    """Nothing that code does makes the check fail itself."""
    assert run(code).happens == happens


def test_a_snippet_cannot_fill_the_disk() -> None:
    """What it prints is bounded where the system can bound files."""
    pytest.importorskip("resource")

    assert run("print('x' * 10**8)").name == "OSError"


@pytest.mark.parametrize(
    "verdict",
    [
        "",
        "{",
        "[]",
        "3",
        "null",
        '{"happens": 3}',
        '{"happens": "wins"}',
        '{"happens": "raises"}',
        '{"happens": ["prints"]}',
        '{"happens": "raises", "name": ""}',
        '{"happens": "raises", "name": "x\\n::error::y"}',
        '{"happens": "prints", "name": "KeyError"}',
        json.dumps({"happens": "raises", "name": "x" * 1000}),
        "[" * 100_000,
    ],
)
def test_a_forged_verdict_is_none(verdict: str) -> None:
    """Code that learns the word and speaks for the sandbox is told as stopped, whatever it says."""
    assert runcode._verdict(verdict) is None
    assert runcode._verdict('{"happens": "raises", "name": "f.<locals>.KeyError", "words": "x"}') is not None


def test_a_snippet_without_end_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    """An endless loop costs seconds, not the build."""
    monkeypatch.setattr(runcode, "SECONDS", 0.5)

    assert run("while True: pass").happens == "is-stopped"


@pytest.mark.parametrize(
    ("key", "output", "mend"),
    [
        ("a\nb", "a\nc\nd", "in line 2, write 'c' in place of 'b', and mend 1 more"),
        ("a\nb\n", "a\n", "delete line 2, 'b'"),
        ("a", "a\nb\n", "add line 2, 'b'"),
        ("", "a", "in line 1, write 'a' in place of ''"),
    ],
)
def test_the_first_line_that_differs_is_named(key: str, output: str, mend: str) -> None:
    """The help is one line that says what to change."""
    assert first_difference(key, output) == mend
