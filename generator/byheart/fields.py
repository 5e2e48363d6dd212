# Knows alone: how the fields of a deck meet what lies beside it: the pictures of its topic, and the place in its file
# of what is wrong in a field. Checking walks the fields themselves, so that drafts and retired items are checked too.
"""The fields of decks: what is wrong in them, and what they become on a page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice
from pathlib import Path

from byheart.deck import LoadedDeck
from byheart.diagnostics import Diagnostic, diagnose, shown, use_one_of
from byheart.load import Library, LoadedTopic
from byheart.markup import Markup, Media, anchors_of, look, problems_of, render
from byheart.model import Loc

MOST = 1000
"""More diagnostics of fields than these are not told of one file: a hostile one could have a million."""

_HEAD = 256 * 1024
"""Bytes at the start of a picture that tell its kind and its size, also behind a camera's notes."""


def check_fields(library: Library) -> Iterator[Diagnostic]:
    """All that is wrong in the fields of a library, those of drafts and of retired items included."""
    for topic in library.topics:
        media = pictures(topic)
        for loaded in topic.decks:
            yield from _bounded(loaded, dict.fromkeys(_wrong_fields(loaded, media)))


def _wrong_fields(loaded: LoadedDeck, media: Mapping[str, Media]) -> Iterator[Diagnostic]:
    for loc, text in loaded.fields():
        for problem in problems_of(text, media=media.get):
            place = loaded.source.place_in(loc, problem.line_offset)
            yield diagnose(loaded.path, place, problem.slug, problem.message, problem.help)
    yield from _lost_links(loaded)


def _lost_links(loaded: LoadedDeck) -> Iterator[Diagnostic]:
    """Links to items that the page will not have; drafts and retired items may name each other."""
    everything = {item.id: item for item in loaded.all_items()}
    seen = {f"{item.id}{face.suffix if face else ''}" for item, face in loaded.places()} | {
        item.id for item in loaded.items()
    }
    hidden = tuple(loaded.loc_of(item) for item in everything.values() if not loaded.shows(item))
    for loc, text in loaded.fields():
        known = seen | everything.keys() if loc[:2] in hidden or loc[:4] in hidden else seen
        for line, name in anchors_of(text):
            if name not in known:
                place = loaded.source.place_in(loc, line)
                fault = "is not shown to learners" if name in everything else "is not in this deck"
                help_text = use_one_of(name, sorted(known), "write the words without the link")
                yield diagnose(
                    loaded.path, place, "bad-link", f"the item {shown(name)} of a link {fault}", help_text
                )


def _bounded(loaded: LoadedDeck, found: Mapping[Diagnostic, None]) -> Iterator[Diagnostic]:
    """The first diagnostics of a file, and one that says that there are more."""
    yield from islice(found, MOST)
    if len(found) > MOST:
        last = next(islice(found, MOST, None))
        message = f"the fields of the file have more problems than these {MOST}"
        yield diagnose(
            loaded.path, (last.line, last.column), "too-many-problems", message, "mend these first"
        )


def pictures(topic: LoadedTopic) -> dict[str, Media]:
    """What lies beside the decks of a topic, as their pages show it: pages and media keep their places to each other."""
    return {name: _described(name, path) for name, path in topic.media.items()}


def _described(name: str, path: Path) -> Media:
    with path.open("rb") as file:
        picture = look(file.read(_HEAD))
    return Media(name, picture.width, picture.height, picture.kind)


class Fields:
    """Renders the fields of one deck for its pages."""

    def __init__(self, media: Mapping[str, Media]) -> None:
        self._media = media

    def __call__(self, _loc: Loc, text: str) -> Markup:
        """The safe HTML of the Markdown `text`, which stands at a place of the deck that `check_fields` walks too."""
        return render(text, media=self._media.get)
