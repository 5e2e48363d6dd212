"""The live server: a change with an error leaves the pages as they were; the next good one is written."""

from pathlib import Path

import pytest

from byheart.cli import live as serve
from byheart.project import open_project, write_project
from tests.parts import whole

GOOD = "title: Good\ncards:\n  - {id: a, front: Why?, back: Because.}\n"
BETTER = GOOD.replace("Because", "Therefore")
BAD = GOOD.replace("back", "bakc")


@pytest.fixture
def config(tmp_path: Path) -> Path:
    """A project whose pages are written."""
    (tmp_path / "mkdocs.yml").write_text(whole())
    for name in ("content/t", "docs"):
        (tmp_path / name).mkdir(parents=True)
    (tmp_path / "content" / "t" / "d.yml").write_text(GOOD)
    write_project(open_project(tmp_path / "mkdocs.yml"))
    return tmp_path / "mkdocs.yml"


def pages(config: Path) -> dict[str, bytes]:
    """All that was generated."""
    docs = config.with_name("docs")
    return {str(path.relative_to(docs)): path.read_bytes() for path in docs.rglob("*") if path.is_file()}


def changed(config: Path, text: str) -> str:
    """What the server says after the deck was changed."""
    config.with_name("content").joinpath("t", "d.yml").write_text(text)
    said: list[str] = []
    serve._again(config, said.append)
    return "\n".join(said)


def test_a_change_with_an_error_changes_no_page(config: Path) -> None:
    """The last good pages stay, what is wrong is said with its place, and the mended deck is written."""
    before = pages(config)
    said = changed(config, BAD)

    assert "content/t/d.yml:3:26: error[unknown-key]" in said
    assert "the pages stay as they were" in said
    assert pages(config) == before

    assert "written" in changed(config, BETTER)
    assert b"Therefore" in pages(config)["decks/t/d.md"]


@pytest.mark.parametrize("text", ["site_name: [", "extra: {byheart: {nav: 3}}"])
def test_a_configuration_with_an_error_changes_no_page(config: Path, text: str) -> None:
    """Nor does one of mkdocs.yml end the server."""
    before = pages(config)
    config.write_text(text)

    assert "error: " in changed(config, BETTER)
    assert pages(config) == before
