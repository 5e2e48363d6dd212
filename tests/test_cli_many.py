"""A project of hundreds of decks, items and tags: whatever name is wrong, the help stays one that is read."""

from pathlib import Path

import pytest

from tests.parts import whole
from tests.test_cli import byheart

MANY = 300


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Hundreds of topics with a deck each; one deck has hundreds of items and tags."""
    (tmp_path / "mkdocs.yml").write_text(whole())
    for n in range(MANY):
        (tmp_path / "content" / f"topic-{n}").mkdir(parents=True)
        text = f"title: D\ncards: [{{id: a-{n}, front: What is {n}?, back: It is {n}.}}]\n"
        (tmp_path / "content" / f"topic-{n}" / "deck.yml").write_text(text)
    cards = (
        f"  - {{id: card-{n}, front: Which is {n}?, back: '{n}', tags: [tag-{n}]}}\n" for n in range(MANY)
    )
    (tmp_path / "content" / "topic-0" / "deck.yml").write_text("title: D\ncards:\n" + "".join(cards))
    (tmp_path / "docs").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    ("page", "named"),
    [
        ("byheart: zzz/deck#x", "use one of: topic-"),
        ("byheart: topic-0/deck#zzz", "use one of: card-"),
        ("byheart: tag=zzz", "use one of: tag-"),
    ],
)
def test_a_page_that_asks_for_what_is_not_there(project: Path, page: str, named: str) -> None:
    """Decks, ids and tags: the nearest five, and how many more there are."""
    (project / "docs" / "index.md").write_text(f"# Home\n\n{page}\n")
    told = byheart("check").stdout.splitlines()
    # The deck is too large as well, which is told beside it.
    help_line = told[next(row for row, line in enumerate(told) if line.startswith("docs/index.md")) + 1]

    assert named in help_line
    assert help_line.endswith(f" and {MANY - 5} more")
    assert help_line.count(",") == 4


def test_a_topic_of_the_configuration_that_is_not_there(project: Path) -> None:
    """The same for `topics`."""
    with (project / "mkdocs.yml").open("a") as file:
        file.write("extra: {byheart: {topics: [zzz]}}\n")
    result = byheart("check")

    assert "use one of: topic-" in result.stderr
    assert result.stderr.rstrip().endswith(f" and {MANY - 5} more")


@pytest.mark.parametrize(
    "words", [("study", "topic-0/deck", "--tag", "zzz"), ("sheets", "topic=zzz"), ("sheets", "tag=zzz")]
)
def test_a_command_that_names_what_is_not_there(project: Path, words: tuple[str, ...]) -> None:
    """The same for what is typed."""
    result = byheart(*words)

    assert result.exit_code == 2
    assert f" and {MANY - 5} more" in result.stderr
