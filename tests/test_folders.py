"""The folders that mkdocs.yml names: none may be in another's way, and that is told before anything is written."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from byheart.cli import main
from tests.parts import whole

GOOD = "title: Good\ncards:\n  - {id: a, front: Why?, back: So.}\n"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A site with a deck, a page and a folder for the theme, and the working directory in it."""
    for name, text in {"content/t/d.yml": GOOD, "docs/index.md": "# Home\n", "over/x.html": "x"}.items():
        (tmp_path / name).parent.mkdir(parents=True)
        (tmp_path / name).write_text(text)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def byheart(*words: str) -> Result:
    return CliRunner().invoke(main, words, catch_exceptions=False)


def files(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*")}


SITE, DOCS, CONTENT = "site_dir: {}\n", "docs_dir: {}\n", "extra: {{byheart: {{content: {}}}}}\n"
FOLDERS = [
    (SITE.format("docs"), "site_dir 'docs' and docs_dir 'docs' are one folder"),
    (SITE.format("./docs/"), "site_dir 'docs' and docs_dir 'docs' are one folder"),
    (SITE.format("docs/site"), "site_dir 'docs/site' lies in docs_dir 'docs'"),
    (SITE.format("docs") + DOCS.format("docs/pages"), "site_dir 'docs' holds docs_dir 'docs/pages'"),
    (SITE.format("content"), "site_dir 'content' and extra.byheart.content 'content' are one folder"),
    (SITE.format("content/site"), "site_dir 'content/site' lies in extra.byheart.content 'content'"),
    (
        SITE.format("content") + CONTENT.format("content/t"),
        "'content' holds extra.byheart.content 'content/t'",
    ),
    (
        SITE.format("over") + "theme: {name: material, custom_dir: over}\n",
        "and theme.custom_dir 'over' are one",
    ),
    (SITE.format("."), "site_dir '.' is the folder of the project itself"),
    (SITE.format(".."), "site_dir '..' lies outside the project"),
    (CONTENT.format("."), "extra.byheart.content '.' is the folder of the project itself"),
    (CONTENT.format("docs"), "extra.byheart.content 'docs' and docs_dir 'docs' are one folder"),
    (
        CONTENT.format("docs/decks"),
        "'docs/decks' and the folder of generated pages 'docs/decks' are one folder",
    ),
    (DOCS.format("content/t"), "extra.byheart.content 'content' holds docs_dir 'content/t'"),
    (CONTENT.format("content/t/d.yml"), "extra.byheart.content 'content/t/d.yml' is a file"),
    (DOCS.format("docs/index.md"), "docs_dir 'docs/index.md' is a file"),
    (SITE.format("docs/index.md"), "site_dir 'docs/index.md' is a file"),
    (DOCS.format("dosc"), "there is no folder 'dosc', where docs_dir has the pages"),
]


@pytest.mark.parametrize("verb", ["check", "build"])
@pytest.mark.parametrize(("settings", "said"), FOLDERS)
def test_folders_in_each_others_way_are_refused(project: Path, verb: str, settings: str, said: str) -> None:
    """Both settings are named, the help says what to write, and nothing was written."""
    (project / "docs" / "pages").mkdir()
    (project / "mkdocs.yml").write_text(whole(settings))
    before = files(project)
    result = byheart(verb)

    assert (result.exit_code, files(project)) == (2, before)
    assert said in result.stderr
    assert "\n  help: " in result.stderr
    assert "delete" not in result.stderr


@pytest.mark.parametrize(
    "settings", ["", SITE.format("public/site"), CONTENT.format("docs/cards"), CONTENT.format("content")]
)
def test_folders_that_lie_apart_pass(project: Path, settings: str) -> None:
    """The control: beside each other, or decks in a folder of their own among the pages."""
    (project / "content" / "t").rename(project / "t")
    for name in ("content", "docs/cards"):
        (project / name / "t").mkdir(parents=True)
        (project / name / "t" / "d.yml").write_text(GOOD)
    (project / "mkdocs.yml").write_text(whole(settings))

    assert byheart("check").exit_code == 0


def test_a_site_of_somebody_else_is_told_before_pages_are_written(project: Path) -> None:
    """Neither the pages nor our own folder are there afterwards, and no engine ran."""
    (project / "site").mkdir()
    (project / "site" / "thesis.txt").write_text("mine")
    (project / "mkdocs.yml").write_text(whole())
    before = files(project)
    result = byheart("build")

    assert (result.exit_code, files(project)) == (1, before)
    assert "holds files that byheart did not build" in result.stderr
    assert "building with" not in result.stdout
