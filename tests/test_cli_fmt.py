"""`byheart fmt` as a command: what it writes, what it only shows, and what it leaves alone."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from byheart.cli import main
from tests.parts import whole
from tests.test_fmt import TIDY, UNTIDY


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A site with a tidy deck, an untidy one and one that cannot be read; the working directory in it."""
    (tmp_path / "mkdocs.yml").write_text(whole())
    folder = tmp_path / "content" / "t"
    folder.mkdir(parents=True)
    for name, text in {"tidy": TIDY, "untidy": UNTIDY, "broken": "title: [\n"}.items():
        (folder / f"{name}.yml").write_bytes(text.encode())
    monkeypatch.chdir(tmp_path)
    return folder


def fmt(*words: str) -> Result:
    return CliRunner().invoke(main, ["fmt", *words], catch_exceptions=False)


def test_fmt_writes_what_changes_and_leaves_the_rest(project: Path) -> None:
    """The untidy deck is tidy, with its new ids told; the broken one is as it was, and told with its place."""
    (project / "untidy.yml").chmod(0o640)
    before = (project / "tidy.yml").stat().st_mtime_ns
    result = fmt()

    assert (project / "untidy.yml").read_text("utf-8") == TIDY
    assert (project / "untidy.yml").stat().st_mode & 0o777 == 0o640 or os.name == "nt"
    assert (project / "tidy.yml").stat().st_mtime_ns == before
    assert (project / "broken.yml").read_text("utf-8") == "title: [\n"
    assert result.stdout == "content/t/untidy.yml: new ids what-is-pruning-2, question-090dcc\n"
    assert "content/t/broken.yml:2:1: error[unclosed-bracket]" in result.stderr
    assert "1 file changed, 1 unchanged, 1 left as it is" in result.stderr
    assert result.exit_code == 1
    assert {path.name for path in project.iterdir()} == {"tidy.yml", "untidy.yml", "broken.yml"}


def test_fmt_of_a_file_looks_at_no_other(project: Path) -> None:
    """A named file is formatted alone, without a configuration, and a second run changes nothing."""
    Path("mkdocs.yml").unlink()

    assert fmt("content/t/untidy.yml").exit_code == 0
    assert (project / "untidy.yml").read_text("utf-8") == TIDY
    assert "0 files changed, 1 unchanged" in fmt("content/t/untidy.yml").stderr
    assert fmt("content/t/none.yml").exit_code == 2


@pytest.mark.parametrize("option", ["--check", "--diff"])
def test_fmt_can_only_look(project: Path, option: str) -> None:
    """With `--check` and `--diff` nothing is written, and the exit code tells whether something would be."""
    result = fmt(option, "content/t/untidy.yml")

    assert (project / "untidy.yml").read_text("utf-8") == UNTIDY
    assert result.exit_code == 1
    assert fmt(option, "content/t/tidy.yml").exit_code == 0
    if option == "--diff":
        assert "+  - id: what-is-pruning-2\n" in result.stdout
        assert result.stdout.startswith("--- content/t/untidy.yml\n")


def test_fmt_follows_no_link(project: Path, tmp_path: Path) -> None:
    """What a link points at is not written."""
    outside = tmp_path / "outside.yml"
    outside.write_text(UNTIDY)
    try:
        (project / "link.yml").symlink_to(outside)
    except OSError:
        pytest.skip("this system makes no links")
    fmt()

    assert outside.read_text() == UNTIDY
