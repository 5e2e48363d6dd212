"""The command as a user meets it: verbs, exit codes, what is printed where, and what stays on the disk."""

import hashlib
import json
import os
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from byheart import __version__
from byheart.cli import main
from tests.parts import whole

GOOD = "title: Good\ncards:\n  - {id: a, front: Why?, back: So.}\n"
BAD = "title: Bad\ncards:\n  - {id: a, frnot: Why?, back: So.}\n"
BOMB = "x0: &x0 lol\n" + "".join(f"x{n}: &x{n} [{', '.join([f'*x{n - 1}'] * 9)}]\n" for n in range(1, 10))
WARNED = "title: Warned\ncards:\n  - {id: a, front: <b>Why</b>?, back: So.}\n"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty site with a configuration, and the working directory in it."""
    (tmp_path / "mkdocs.yml").write_text(whole())
    (tmp_path / "content" / "t").mkdir(parents=True)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def deck(project: Path, text: str) -> None:
    (project / "content" / "t" / "d.yml").write_text(text, encoding="utf-8")


def byheart(*words: str) -> Result:
    return CliRunner().invoke(main, words, catch_exceptions=False)


def files(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_check_of_good_content_exits_with_0(project: Path) -> None:
    """Nothing wrong is said in a line, and writes nothing."""
    deck(project, GOOD)
    before = files(project)
    result = byheart("check")

    assert (result.exit_code, result.stdout) == (0, "nothing wrong in 1 deck\n")
    assert files(project) == before


def test_check_names_place_and_mend(project: Path) -> None:
    """An error has its line, column, slug and help, and the exit code is 1."""
    deck(project, BAD)
    result = byheart("check")

    assert result.exit_code == 1
    assert result.stdout.splitlines() == [
        "content/t/d.yml:3:13: error[unknown-key] unknown key 'frnot'",
        "  help: did you mean 'front'?",
        "1 error in 1 deck",
    ]


def test_a_warning_is_an_error_only_if_asked(project: Path) -> None:
    """Warnings are told and pass; `--strict` lets them fail."""
    deck(project, WARNED)

    assert byheart("check").exit_code == 0
    assert "warning[raw-html]" in byheart("check").stdout
    assert byheart("check", "--strict").exit_code == 1


@pytest.mark.parametrize(
    ("name", "start"),
    [("github", "::error file=content/t/d.yml,line=3,col=13"), ("json", "["), ("sarif", "{")],
)
def test_check_speaks_to_programs(project: Path, name: str, start: str) -> None:
    """Annotations for GitHub and JSON for the rest, with the same exit code."""
    deck(project, BAD)
    result = byheart("check", "--format", name)

    assert result.exit_code == 1
    assert result.stdout.startswith(start)
    if name != "github":
        assert "unknown-key" in json.dumps(json.loads(result.stdout))


def test_github_gets_the_full_list_in_the_job_summary(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where GitHub names a file for the summary, the table is added to what is in it already; nowhere else."""
    deck(project, BAD)
    summary = project / "summary.md"
    summary.write_text("before\n")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(summary))

    assert byheart("check", "--format", "text").exit_code == 1
    assert summary.read_text() == "before\n"
    assert byheart("check", "--format", "github").exit_code == 1
    assert summary.read_text("utf-8").startswith("before\n### Content: 1 error in 1 deck\n\n| place |")


@pytest.mark.parametrize(
    ("url", "page", "told"),
    [
        ("https://example.org/study/", True, "https://example.org/study/reference/diagnostics/#unknown-key"),
        ("https://example.org/study/", False, None),
        ("http://127.0.0.1:8000/", True, None),
        ("", True, None),
    ],
)
def test_sarif_links_to_the_page_where_there_is_one(
    project: Path, url: str, page: bool, told: str | None
) -> None:
    """A rule has an address only where the site has the page and an address that others can open."""
    deck(project, BAD)
    (project / "mkdocs.yml").write_text(whole(f"site_url: '{url}'\n"))
    if page:
        (project / "docs" / "reference").mkdir(parents=True)
        (project / "docs" / "reference" / "diagnostics.md").write_text("# Diagnostics\n")
    rules = json.loads(byheart("check", "--format", "sarif").stdout)["runs"][0]["tool"]["driver"]["rules"]

    assert next(rule.get("helpUri") for rule in rules if rule["id"] == "unknown-key") == told


def test_build_with_an_error_writes_nothing(project: Path) -> None:
    """While an error stands, neither pages nor site change."""
    deck(project, BAD)
    before = files(project)
    result = byheart("build")

    assert result.exit_code == 1
    assert "error[unknown-key]" in result.stdout
    assert files(project) == before


@pytest.mark.parametrize(
    ("change", "said", "mend"),
    [
        ("site_name: [", "mkdocs.yml: line", "mend the YAML"),
        ("- a\n- b\n", "does not consist of keys and values", "mend the YAML"),
        ("extra: {byheart: {contnet: x}}\n", "unknown key 'contnet'", "did you mean 'content'?"),
        ("extra: {byheart: {content: ../x}}\n", "outside the project", "name a folder below"),
        ("extra: {byheart: {topics: [tt]}}\n", "there is no such topic", "did you mean 't'?"),
        ("extra: {byheart: {nav: x}}\n", "extra.byheart.nav is no list", "with a dash"),
        ("extra: {byheart: {decks_in_nav: many}}\n", "decks_in_nav is 'many'", "whole number"),
        ("extra: {byheart: {site_id: My Site}}\n", "site_id is 'My Site'", "small letters"),
        ("extra: {byheart: {share_log: true}}\n", "there is no site_id", "in common"),
        ("extra: {byheart: {site_id: s, share_log: 1}}\n", "share_log is '1'", "share_log: true"),
        ("extra: [byheart]\n", "extra is no mapping", "indented keys"),
        ("extra: {byheart: {nav: &a [*a]}}\n", "'*a' contains itself", "mend the YAML"),
        ("extra: {byheart: {nav: &a [x, {y: [*a]}]}}\n", "'*a' contains itself", "mend the YAML"),
        (f"extra: {{byheart: {{nav: {'[' * 2000}{']' * 2000}}}}}\n", "more than 64 values", "mend the YAML"),
        (f"site_name: {'[' * 100_000}", "more than 64 values", "mend the YAML"),
        (BOMB + "extra: {byheart: {nav: *x9}}\n", "aliases repeat too much", "mend the YAML"),
        (BOMB + "extra: {byheart: {topics: [*x9]}}\n", "aliases repeat too much", "mend the YAML"),
        (BOMB + "site_name: *x9\n", "aliases repeat too much", "mend the YAML"),
        (f"site_name: {'x' * 2_000_000}\n", "larger than 1 MiB", "files of their own"),
    ],
)
def test_a_wrong_configuration_exits_with_2(project: Path, change: str, said: str, mend: str) -> None:
    """Each mistake in mkdocs.yml is told with its mend, on standard error."""
    deck(project, GOOD)
    (project / "mkdocs.yml").write_text(change)
    result = byheart("check")

    assert result.exit_code == 2
    assert said in result.stderr
    assert f"  help: {mend}" in result.stderr or mend in result.stderr
    assert result.stdout == ""


def test_aliases_that_end_are_read(project: Path) -> None:
    """The control: an anchor that is used twice is a way to write less."""
    deck(project, GOOD)
    (project / "mkdocs.yml").write_text(
        whole("x: &pages [a.md, b.md]\nextra: {byheart: {nav: ['byheart: decks', *pages, {More: *pages}]}}\n")
    )

    assert byheart("check").exit_code == 0


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_is_said_and_not_waited_for(project: Path) -> None:
    """In place of a page or of the configuration, as in the content folder."""
    deck(project, GOOD)
    (project / "docs").mkdir()
    os.mkfifo(project / "docs" / "x.md")
    result = byheart("check")

    assert result.exit_code == 1
    assert "docs/x.md:1:1: error[unreadable] the page cannot be read: it is no regular file" in result.stdout
    (project / "mkdocs.yml").unlink()
    os.mkfifo(project / "mkdocs.yml")
    result = byheart("check")

    assert (result.exit_code, "it is no regular file" in result.stderr) == (2, True)


@pytest.mark.parametrize("name", ["text", "json", "sarif", "github"])
def test_a_name_that_is_no_text_is_told_in_each_form(
    project: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file whose name is no UTF-8 is an error like any other."""
    deck(project, GOOD)
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(project / "summary.md"))
    try:
        (project / "content" / "t" / os.fsdecode(b"\xff.yml")).write_text(GOOD)
    except OSError:
        pytest.skip("this system has no such names")
    result = byheart("check", "--format", name)

    assert result.exit_code == 1
    assert "bad-file-name" in result.stdout


def test_a_missing_configuration_is_said(tmp_path: Path) -> None:
    """Outside a site the command says where it wants to be."""
    result = byheart("check", "--config", str(tmp_path / "mkdocs.yml"))

    assert result.exit_code == 2
    assert "run this in the folder of mkdocs.yml" in result.stderr


def test_a_folder_of_pages_that_is_not_there_is_told(project: Path) -> None:
    """A slip in `docs_dir` makes no folder and writes nothing."""
    deck(project, GOOD)
    with (project / "mkdocs.yml").open("a", encoding="utf-8") as config:
        config.write("docs_dir: dosc\n")
    before = files(project)
    result = byheart("build", "--engine", "mkdocs")

    assert (result.exit_code, files(project)) == (2, before)
    assert "there is no folder 'dosc', where docs_dir has the pages" in result.stderr


def test_a_content_folder_that_is_not_there_is_told_before_what_follows_from_it(project: Path) -> None:
    """Neither the topics that mkdocs.yml names nor the decks that a page asks for are said to be wrong."""
    (project / "docs").mkdir()
    (project / "docs" / "index.md").write_text("# Home\n\nbyheart: deck=biology/cells\n")
    with (project / "mkdocs.yml").open("a", encoding="utf-8") as config:
        config.write("extra: {byheart: {content: inhalt, topics: [biology]}}\n")
    result = byheart("check")

    assert result.exit_code == 1
    assert "there is no folder 'inhalt'" in result.output
    assert "topics" not in result.output
    assert "index.md" not in result.output


@pytest.mark.engine
def test_pages_of_an_earlier_folder_are_told(project: Path) -> None:
    """When `docs_dir` is another folder than before, what was written into that one stays, and is named once."""
    deck(project, GOOD)
    for name in ("docs", "pages"):
        (project / name).mkdir()
        (project / name / "index.md").write_text("# Home\n")
    assert byheart("build", "--engine", "mkdocs").exit_code == 0
    with (project / "mkdocs.yml").open("a", encoding="utf-8") as config:
        config.write("docs_dir: pages\n")
    told = byheart("build", "--engine", "mkdocs").stderr

    assert (
        "docs/assets/byheart/THIRD_PARTY.txt stays: it is not where byheart writes, with docs_dir as 'pages'"
        in told
    )
    assert "stays" not in byheart("build", "--engine", "mkdocs").stderr


@pytest.mark.engine
def test_a_manifest_in_the_project_makes_the_build_delete_nothing(project: Path) -> None:
    """Whoever commits a manifest that names README, pages and decks has them named, and nothing else."""
    deck(project, GOOD)
    (project / "docs").mkdir()
    for name in ("README.md", "docs/index.md", "docs/about.md"):
        (project / name).write_text("mine")
    named = {
        path: hashlib.sha256(data).hexdigest()
        for path, data in files(project).items()
        if path != "mkdocs.yml"
    }
    (project / ".byheart").mkdir()
    manifest = {"version": 1, "files": named, "pending": {}}
    (project / ".byheart" / "manifest.json").write_text(json.dumps(manifest))
    before = files(project)
    result = byheart("build", "--engine", "mkdocs")
    after = files(project)

    assert "README.md stays: it is not where byheart writes" in result.stderr
    assert len(named) == 4
    assert {path: after.get(path) for path in named} == {path: before[path] for path in named}


def test_a_new_deck_passes_the_check(project: Path) -> None:
    """The skeleton is right as it stands, has an item of each kind, and is not written twice."""
    deck(project, GOOD)

    assert byheart("new", "deck", "biology/cell-structure").exit_code == 0
    text = (project / "content" / "biology" / "cell-structure.yml").read_text("utf-8")
    again = byheart("new", "deck", "biology/cell-structure")

    assert byheart("check", "--strict").stdout == "nothing wrong in 2 decks\n"
    assert "\ntitle: Cell structure\n" in text
    assert all(f"\n{part}:\n" in text for part in ("cards", "questions", "explain"))
    assert again.exit_code == 2
    assert "is there already" in again.stderr
    assert (project / "content" / "biology" / "cell-structure.yml").read_text("utf-8") == text


def test_a_new_deck_names_the_schema_where_there_is_one(project: Path) -> None:
    """A line that leads an editor to no file would be underlined."""
    (project / "schema").mkdir()
    byheart("new", "deck", "biology/before")
    (project / "schema" / "deck.schema.json").touch()
    byheart("new", "deck", "biology/after")
    first = {
        name: (project / "content" / "biology" / f"{name}.yml").read_text("utf-8").split("\n", 1)[0]
        for name in ("before", "after")
    }

    assert first["before"].startswith("# A deck:")
    assert first["after"] == "# yaml-language-server: $schema=../../schema/deck.schema.json"


@pytest.mark.parametrize("key", ["cells", "Biology/cells", "a/b/c", "../a/b", "a/..", "biology/cells.yaml"])
def test_a_new_deck_has_a_kebab_name(project: Path, key: str) -> None:
    """A name that could not be a link is refused, and nothing is written."""
    before = files(project)

    assert byheart("new", "deck", key).exit_code == 2
    assert files(project) == before


@pytest.mark.parametrize("words", [("chek",), ("check", "--formt", "json"), ("build", "--engine", "jekyll")])
def test_wrong_usage_exits_with_2(words: tuple[str, ...]) -> None:
    """A slip in the command itself is not confused with a slip in the content."""
    assert byheart(*words).exit_code == 2


def verbs(group: click.Group, words: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    for name, found in group.commands.items():
        yield (*words, name)
        if isinstance(found, click.Group):
            yield from verbs(found, (*words, name))


@pytest.mark.parametrize("verb", list(verbs(main)), ids=" ".join)
def test_help_has_examples(verb: tuple[str, ...]) -> None:
    """Each verb shows how it is called."""
    assert f"byheart {' '.join(verb)}" in byheart(*verb, "--help").stdout.partition("Examples:")[2]


def test_version_is_told() -> None:
    """The version is the package's."""
    assert __version__ in byheart("--version").stdout
