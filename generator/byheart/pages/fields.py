# Knows alone: how the fields of a deck meet what lies beside it: the pictures of its topic, and the place in its file
# of what is wrong in a field. Checking walks the fields themselves, so that drafts and retired items are checked too.
"""The fields of decks: what is wrong in them, and what they become on a page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path

from byheart.content.deck import LoadedDeck
from byheart.content.former import Now
from byheart.content.load import Library, LoadedTopic
from byheart.diagnostics import Diagnostic, diagnose, quoted, use_one_of
from byheart.formulas import Fault, Faults, faults_of
from byheart.markup import Checked, Formula, Media, RenderedField, Speech, findings, look, render
from byheart.model import Loc
from byheart.source import START

MOST = 1000
"""More diagnostics of fields than these are not told of one file: a hostile one could have a million."""

_HEAD = 256 * 1024
"""Bytes at the start of a picture that tell its kind and its size, also behind a camera's notes."""


_TOLD_ON_READING = frozenset({"escape", "field-too-long"})
"""What is wrong with a value as such: what its text holds then is no second mistake."""


def check_fields(library: Library) -> Iterator[Diagnostic]:
    """All that is wrong in the fields of a library, those of drafts and of retired items included."""
    looked_at: list[tuple[LoadedDeck, Looked]] = []
    for topic in library.topics:
        media = pictures(topic)
        used: set[str] = set()

        def find(name: str, media: Mapping[str, Media] = media, used: set[str] = used) -> Media | None:
            used.add(name)
            return media.get(name)

        looked_at += [
            (deck, [(loc, text, findings(text, media=find)) for loc, text in deck.fields()])
            for deck in topic.decks
        ]
        yield from _misnamed(topic, used)
    misread = {
        (one.path, one.line, one.column) for one in library.diagnostics if one.slug in _TOLD_ON_READING
    }
    faults = faults_of(
        (one.tex, one.display) for _, fields in looked_at for *_, found in fields for one in found.formulas
    )
    now = Now(library)
    for loaded, fields in looked_at:
        read = [
            one for one in fields if not misread or (loaded.path, *loaded.source.place(one[0])) not in misread
        ]
        yield from _bounded(loaded, dict.fromkeys(_wrong_fields(loaded, read, faults, now)))


def _misnamed(topic: LoadedTopic, used: set[str]) -> Iterator[Diagnostic]:
    """Media whose names do not do, where no field uses them: else that is told at the use."""
    for name, one in topic.misnamed.items():
        if name not in used:
            message = f"the name {quoted(name)} has characters that addresses or some systems cannot have"
            yield diagnose(one.path, START, "bad-file-name", message, f"rename it to '{one.rename}'")


Looked = Sequence[tuple[Loc, str, Checked]]
"""The fields of a deck with what is in them."""


def _wrong_fields(loaded: LoadedDeck, fields: Looked, faults: Faults, now: Now) -> Iterator[Diagnostic]:
    for loc, _, found in fields:
        for problem in found.problems:
            place = loaded.source.place_near(loc, problem.line_offset, problem.written)
            yield diagnose(loaded.path, place, problem.slug, problem.message, problem.help)
        for formula in found.formulas:
            if fault := faults.get((formula.tex, formula.display)):
                yield _bad_math(loaded, loc, formula, fault)
    yield from _lost_links(loaded, fields, now)


def _bad_math(loaded: LoadedDeck, loc: Loc, formula: Formula, fault: Fault) -> Diagnostic:
    """The diagnostic of a formula, at the character where it goes wrong."""
    before = formula.tex[: fault.position].split("\n")
    line = formula.tex.split("\n")[len(before) - 1]
    place = loaded.source.place_near(
        loc, formula.line_offset + len(before) - 1, line, len(before[-1]), within=2
    )
    return diagnose(loaded.path, place, "bad-math", fault.message, fault.help)


def _lost_links(loaded: LoadedDeck, fields: Looked, now: Now) -> Iterator[Diagnostic]:
    """Links to items that the page will not have; drafts and retired items may name each other."""
    everything = {item.id: item for item in loaded.all_items()}
    seen = {f"{item.id}{face.suffix if face else ''}" for item, face in loaded.places()} | {
        item.id for item in loaded.items()
    }
    hidden = {loaded.loc_of(item) for item in everything.values() if not loaded.shows(item)}
    for loc, _, found in fields:
        known = seen | everything.keys() if loc[:2] in hidden or loc[:4] in hidden else seen
        for line, name in found.anchors:
            if name not in known:
                place = loaded.source.place_in(loc, line)
                fault = "is not shown to learners" if name in everything else "is not in this deck"
                moved = "" if name in everything else now.item(f"{loaded.key}#{name}", within=loaded.key)
                help_text = moved or use_one_of(name, sorted(known), "write the words without the link")
                yield diagnose(
                    loaded.path, place, "bad-link", f"the item {quoted(name)} of a link {fault}", help_text
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
    misnamed = {name: Media(name, rename=one.rename) for name, one in topic.misnamed.items()}
    return misnamed | {name: _described(name, path) for name, path in topic.media.items()}


def _described(name: str, path: Path) -> Media:
    with path.open("rb") as file:
        picture = look(file.read(_HEAD))
    return Media(name, picture.width, picture.height, picture.kind)


class Fields:
    """Renders the fields of one deck for its pages."""

    def __init__(self, media: Mapping[str, Media]) -> None:
        self._media = media

    def __call__(self, _loc: Loc, text: str, speech: Speech) -> RenderedField:
        """The safe HTML of the Markdown `text`, which stands at a place of the deck that `check_fields` walks too."""
        return render(text, media=self._media.get, speech=speech)
