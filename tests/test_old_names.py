"""Names from before a move: wherever one is still written, the help is the name it has now, not a neighbour's."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from byheart.cli import main
from tests.parts import whole

DECKS = {
    "bio/alpha": "title: Alpha\nformerly: [bio/a]\ncards:\n"
    "  - {id: q1, front: One?, back: It.}\n"
    "  - {id: q2, front: 'Two, see [it](#q9)?', back: It., reversed: true, formerly: [old-q]}\n",
    "bio/b": "title: B\nprerequisites: [bio/a, bio/z]\ncards:\n"
    "  - {id: b1, front: 'See [one](#c9) and [two](#c8)?', back: It.}\n"
    "  - {id: c7, front: Seven?, back: It., formerly: [c8]}\n"
    "explain:\n  - {id: e, prompt: Why?, concepts: [{id: x, text: This., card: c8}, {id: y, text: That., card: c9}]}\n",
    "chem/c": "title: C\ncards:\n"
    "  - {id: c9, front: Nine?, back: It., formerly: ['bio/b#c9']}\n"
    "  - {id: z1, front: Zed?, back: It., formerly: ['bio/z#z1']}\n",
    "chem/d": "title: D\ncards:\n  - {id: z2, front: Zed too?, back: It., formerly: ['bio/z#z2']}\n",
}
PAGE = (
    "# H\n\nbyheart: bio/a#q1\n\nbyheart: bio/a#old-q~reversed\n\nbyheart: deck=bio/a\n\nbyheart: bio/b#c9\n"
)


@pytest.fixture(autouse=True)
def moved(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A site whose decks and items moved, while what names them stayed as it was; the working directory in it."""
    for name, text in {
        "mkdocs.yml": whole(),
        "docs/index.md": PAGE,
        "content/bio/topic.yml": "decks: [a, b]\n",
        **{f"content/{key}.yml": text for key, text in DECKS.items()},
    }.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)


def byheart(*words: str) -> Result:
    return CliRunner().invoke(main, words, catch_exceptions=False)


def test_check_says_what_each_old_name_is_now() -> None:
    """In prerequisites, the order of a topic, links, cards to review and the lines of pages."""
    lines = byheart("check", "--all").stdout.split("\n")
    helps = [
        (told.partition(":")[0], advice.removeprefix("  help: "))
        for told, advice in pairwise(lines)
        if advice.startswith("  help: ")
    ]
    beside = "content/bio/alpha.yml"

    assert [advice for path, advice in helps if path == beside] == [
        "use one of: q1, q2, q2~reversed"  # nothing had this name
    ]
    assert sorted(advice for path, advice in helps if path != beside) == [
        "it is now 'chem/c#c9', in another deck: name one of this deck",
        "it is now 'chem/c#c9', in another deck: name one of this deck",
        "its items are now in chem/c and chem/d: name what is meant",
        "write 'alpha', which it is now",
        "write 'bio/alpha#q1', which it is now",
        "write 'bio/alpha#q2~reversed', which it is now",
        "write 'bio/alpha', which it is now",
        "write 'bio/alpha', which it is now",
        "write 'c7', which it is now",
        "write 'c7', which it is now",
        "write 'chem/c#c9', which it is now",
    ]


@pytest.mark.parametrize(
    ("words", "mend"),
    [
        (("show", "bio/a#q1"), "write 'bio/alpha#q1', which it is now"),
        (("show", "content/bio/a.yml#old-q~reversed"), "write 'bio/alpha#q2~reversed', which it is now"),
        (("show", "bio/alpha#old-q"), "write 'bio/alpha#q2', which it is now"),
        (("show", "bio/b#c9"), "write 'chem/c#c9', which it is now"),
        (("show", "bio/a#none"), "write 'bio/alpha', which it is now"),
        (("study", "bio/a"), "write 'bio/alpha', which it is now"),
        (("study", "bio/z"), "its items are now in chem/c and chem/d: name what is meant"),
    ],
)
def test_what_is_asked_for_by_an_old_name_is_found_by_the_new_one(words: tuple[str, ...], mend: str) -> None:
    """`show` and `study` name what to type; an unlikely name is no reason to name a neighbour."""
    result = byheart(*words)

    assert result.exit_code == 2
    assert result.stderr.endswith(f"help: {mend}\n")
