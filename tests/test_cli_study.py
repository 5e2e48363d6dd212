"""`byheart study` as a user meets it: typed and piped input, selections, interruptions."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from byheart.cli import main
from tests.parts import whole

DECK = """\
title: All types
level: beginner
cards:
  - {id: card, front: Front?, back: The back., reversed: true, hint: A nudge., tags: [cards]}
questions:
  - id: choice
    level: advanced
    stem: Which?
    options: [{text: Right, correct: true}, {text: Wrong, feedback: Because it is not.}, Other]
  - {id: statement, type: true-false, stem: It is so., key: true}
  - {id: word, type: text, stem: Say it., accept: [word, words]}
  - {id: number, type: numeric, stem: How many?, key: 3}
"""


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A site with the deck; the working directory in it."""
    (tmp_path / "mkdocs.yml").write_text(whole())
    path = tmp_path / "content" / "t" / "d.yml"
    path.parent.mkdir(parents=True)
    path.write_text(DECK, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return path


def study(*words: str, typed: str = "") -> Result:
    return CliRunner().invoke(main, ["study", *words], input=typed, catch_exceptions=False)


def test_study_works_with_a_pipe(project: Path) -> None:
    """Lines from standard input are responses; the end of input ends the session with the score so far."""
    result = study("t/d", "--tag", "cards", typed="\ng\n\n")

    assert result.exit_code == 0
    assert result.stdout.startswith("All types (2)\n")
    assert result.stdout.endswith("Stopped.\n\nAnswered: 1 of 2.\nCards recalled: 1 of 1.\n")


def test_study_ends_politely_on_ctrl_c(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An interrupted session tells its score and ends well."""

    def interrupt(_prompt: str = "") -> str:
        raise KeyboardInterrupt

    monkeypatch.setattr("builtins.input", interrupt)
    result = study("t/d")

    assert result.exit_code == 0
    assert result.stdout.endswith("Stopped.\n\nNothing was answered.\n")


def test_study_is_the_same_for_the_same_seed(project: Path) -> None:
    """A session can be repeated, and is done when all was asked."""
    assert study("t/d", "--seed", "3", "-n", "5").stdout == study("t/d", "--seed", "3", "-n", "5").stdout
    done = study("t/d", "--level", "advanced", typed="\n")
    assert "Stopped" not in done.stdout
    assert done.stdout.endswith("Answered: 1 of 1.\nQuestions right at the first try: 0 of 1.\n")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("t/e",), "did you mean 't/d'?"),
        (("t/d", "--tag", "card"), "did you mean 'cards'?"),
        (("t/d", "--tag", "zzz"), "use one of: cards"),
        (("t/d", "--level", "intermediate"), "leave --level or --tag out"),
        (("t/d", "--level", "expert"), "beginner"),
        (("t/d", "-n", "0"), "-n"),
    ],
)
def test_a_wrong_study_is_told(project: Path, words: tuple[str, ...], said: str) -> None:
    """A slip in the command, or a selection of nothing, is told with exit code 2."""
    result = study(*words)

    assert result.exit_code == 2
    assert said in result.stderr
