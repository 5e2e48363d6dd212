"""From the content folder to a library: what is found, in which order, and what is left alone."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from byheart.content import checks
from byheart.content.load import Library, load
from byheart.diagnostics.report import render_text

WriteContent = Callable[[Mapping[str, "str | bytes"]], Path]

DECK = "title: A deck\ncards:\n  - {id: a, front: x, back: y}\n"
CONTENT: dict[str, str | bytes] = {
    "vision/topic.yml": "title: Computer vision\ndescription: Seeing.\ndecks: [pruning, basics]\n",
    "vision/basics.yml": DECK,
    "vision/augmentation.yml": DECK,
    "vision/pruning.yml": DECK,
    "vision/net.png": b"x",
    "vision/media/deep/curve.webp": b"x",
    "vision/.cache/old.yml": "broken: [",
    "language/basics.yml": DECK,
    "README.md": "About this folder",
    ".git": "gitdir: elsewhere",
}


def told(library: Library) -> list[tuple[str, str]]:
    """Path and slug of what is wrong."""
    return [(one.path, one.slug) for one in library.diagnostics]


def test_topics_and_decks_come_in_their_order(write_content: WriteContent) -> None:
    """Topics by name; decks as topic.yml lists them, the others after them by name."""
    library = load(write_content(CONTENT))

    assert told(library) == []
    assert [topic.key for topic in library.topics] == ["language", "vision"]
    assert [deck.key for deck in library.decks()] == [
        "language/basics",
        "vision/pruning",
        "vision/basics",
        "vision/augmentation",
    ]


def test_a_topic_has_title_description_path_and_media(write_content: WriteContent) -> None:
    """Without topic.yml the name of the folder makes the title."""
    folder = write_content(CONTENT)
    language, vision = load(folder).topics

    assert (language.title, language.description, language.path) == ("Language", "", "content/language")
    assert (vision.title, vision.description) == ("Computer vision", "Seeing.")
    assert vision.path == "content/vision/topic.yml"
    assert vision.media == {
        "net.png": folder / "vision/net.png",
        "media/deep/curve.webp": folder / "vision/media/deep/curve.webp",
    }


def test_paths_are_shown_from_the_content_folder_on(write_content: WriteContent) -> None:
    """Diagnostics name files as they are named in the repository, whatever folder one works in."""
    folder = write_content({"vision/pruning.yml": "title: x\n"})

    assert told(load(folder)) == [("content/vision/pruning.yml", "empty-deck")]
    assert told(load(folder, shown_as="my/decks")) == [("my/decks/vision/pruning.yml", "empty-deck")]


def test_an_unreadable_deck_is_missing_but_known(write_content: WriteContent) -> None:
    """Naming a deck that cannot be read is not a second mistake."""
    library = load(
        write_content({"a/one.yml": "title: 'x\n", "a/two.yml": "prerequisites: [a/one]\n" + DECK})
    )

    assert told(library) == [("content/a/one.yml", "unclosed-quote")]
    assert library.deck_keys == {"a/one", "a/two"}
    assert checks.check(library) == []


def test_all_files_are_told_of_at_once(write_content: WriteContent) -> None:
    """One bad file hides no other; all is sorted by file and line."""
    library = load(
        write_content({"b/one.yml": "a: [\n", "a/two.yml": "titel: x\n\tb: c\n", "a/one.yml": "x: y\n"})
    )

    assert [path for path, _ in told(library)] == sorted(path for path, _ in told(library))
    assert {path for path, _ in told(library)} == {
        "content/a/one.yml",
        "content/a/two.yml",
        "content/b/one.yml",
    }


def test_a_value_that_yaml_misreads_is_told_once(write_content: WriteContent) -> None:
    """The type that the misread value has is no second mistake."""
    text = "title: !x [a]\ntags: one\n  - two\n" + DECK.partition("\n")[2]

    assert [slug for _, slug in told(load(write_content({"a/b.yml": text})))] == ["tag", "list-in-text"]


def test_the_content_folder_itself_may_not_be_a_link(tmp_path: Path) -> None:
    """Then all content would lie outside of the project."""
    (tmp_path / "real").mkdir()
    (tmp_path / "content").symlink_to(tmp_path / "real")

    assert told(load(tmp_path / "content")) == [("content", "no-content")]
    assert told(load(tmp_path / "real")) == []


def test_the_order_of_creation_does_not_show(write_content: WriteContent, tmp_path: Path) -> None:
    """The same files give the same library."""
    one = load(write_content(CONTENT))
    other = tmp_path / "other"
    for name, data in reversed(CONTENT.items()):
        path = other / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data if isinstance(data, bytes) else data.encode())

    assert [deck.key for deck in load(other).decks()] == [deck.key for deck in one.decks()]


KEYS = ["title", "cards", "questions", "explain", "tags", "level", "id", "front", "back", "stem", "options", "text",
        "correct", "prompt", "concepts", "card", "formerly", "prerequisites", "type", "cloze", "status", "intro"]  # fmt: skip
VALUES = st.sampled_from(
    ["a", "b", "true", "a/b", "topic/deck", "draft", "choice", "beginner", "", "x: y", "# z", "é"]
)
TREES = st.recursive(
    VALUES | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(KEYS), inner, max_size=6),
    max_leaves=30,
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=80)
@given(st.lists(st.dictionaries(st.sampled_from(KEYS), TREES, max_size=8), min_size=1, max_size=3))
def test_no_content_makes_reading_or_checking_raise(tmp_path: Path, decks: list[dict[str, Any]]) -> None:
    """Any tree under any key of the format is read, checked and told without a traceback."""
    (tmp_path / "topic").mkdir(exist_ok=True)
    for name, data in zip(["deck", "other", "third"], decks, strict=False):
        (tmp_path / "topic" / f"{name}.yml").write_text(
            yaml.safe_dump(data, allow_unicode=True), encoding="utf-8"
        )
    library = load(tmp_path)
    found = [*library.diagnostics, *checks.check(library)]

    assert render_text(found, 1)
    assert all(one.line >= 1 and one.column >= 1 for one in found)
    for deck in library.decks():
        assert all(len(item.fingerprint()) == 12 for item in deck.items(drafts=True))
        assert len(list(deck.fields())) >= len(list(deck.all_items()))


@pytest.mark.parametrize(
    "text", [DECK.replace("\n", "\r\n"), "---\n" + DECK, "# a remark\n\n" + DECK + "...\n"]
)
def test_harmless_differences_of_files_are_no_mistakes(write_content: WriteContent, text: str) -> None:
    """Line ends of Windows, a document start and remarks are fine."""
    assert told(load(write_content({"a/b.yml": text}))) == []
