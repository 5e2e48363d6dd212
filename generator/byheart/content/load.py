# The only module that looks into the content folder: what lies where, what a name may be, what is read.
# It follows no symbolic link and opens nothing but regular files, so nothing outside can be reached.
"""From the content folder to a library."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain, count, islice
from pathlib import Path, PurePosixPath
from typing import ClassVar, NamedTuple

from byheart.content.deck import LoadedDeck, read_deck
from byheart.diagnostics import Diagnostic, diagnose, did_you_mean, quoted
from byheart.model import MOST_PROBLEMS, Problem, Strict
from byheart.model.complaints import validate
from byheart.model.values import KEBAB, MAX_ID, Id, ListOf, PlainText, Title, as_kebab
from byheart.source import MAX_BYTES, START, Source, read, read_regular
from byheart.write.paths import DEVICES

MEDIA = frozenset({".png", ".jpg", ".jpeg", ".webp", ".gif", ".avif", ".mp3", ".ogg", ".svg"})
"""Endings of files that may lie beside decks; byheart.markup says which of them a field may show."""

_PASSED_OVER = frozenset({"readme.md", "license", "license.md", "license.txt", "thumbs.db"})
_SITE_NAMES = frozenset({"assets", "index", "items", "media", "tags"})


def why_reserved(name: str) -> str:
    """Why no topic or deck may have this name, or ever had it; "" if it may."""
    if name in _SITE_NAMES:
        return "the site needs it"
    return "some systems have a device of this name" if name in DEVICES else ""


class Topic(Strict):
    """What `topic.yml` says: all of it is optional. Decks that it does not list come after the others."""

    mistaken: ClassVar[Mapping[str, str]] = {
        "name": "title",
        "summary": "description",
        "order": "decks",
    }

    title: Title = ""
    description: PlainText = ""
    decks: ListOf[Id] = ()


class Misnamed(NamedTuple):
    """A file of media whose name addresses or some systems cannot have, and a name that fits and is free."""

    path: str
    rename: str


@dataclass(frozen=True)
class LoadedTopic:
    """A folder of decks, in their order; `media` maps names relative to the folder to files.

    `misnamed` has those that cannot be shown as they are named; that is told where a field uses one.
    `path` is the topic's `topic.yml` as diagnostics show it, or its folder if it has none.
    """

    key: str
    path: str
    title: str
    description: str
    decks: list[LoadedDeck]
    media: dict[str, Path]
    misnamed: dict[str, Misnamed] = field(default_factory=dict)


@dataclass(frozen=True)
class Library:
    """All topics that have decks, sorted by key, and what is wrong with the files.

    `deck_keys` also has the decks that could not be read, so that naming one is not a second mistake.
    """

    topics: list[LoadedTopic]
    diagnostics: list[Diagnostic]
    deck_keys: frozenset[str] = frozenset()

    def decks(self) -> Iterator[LoadedDeck]:
        """All decks that could be read."""
        for topic in self.topics:
            yield from topic.decks


def load(content_dir: Path, *, shown_as: str | None = None) -> Library:
    """Read a content folder; `shown_as` is how diagnostics name it, its own name if left out.

    Never raises for what is in the folder: that becomes diagnostics, sorted, at most 100 for each file.
    """
    loader = _Loader()
    root = _Folder(content_dir, shown_as or content_dir.name)
    if content_dir.is_symlink() or not content_dir.is_dir():
        help_text = "make the folder, and in it one folder for each topic"
        loader.report(root.shown, "no-content", f"there is no folder {quoted(root.shown)}", help_text)
        return Library([], loader.found)
    topics = [topic for topic in loader.topics(root) if topic.decks]
    return Library(topics, sorted(_capped(loader.found)), frozenset(loader.deck_keys))


def _capped(found: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
    """The first diagnostics of each file, and after them one that says how many there are more."""
    files: dict[str, list[Diagnostic]] = {}
    for diagnostic in sorted(found):
        files.setdefault(diagnostic.path, []).append(diagnostic)
    for path, listed in files.items():
        yield from listed[:MOST_PROBLEMS]
        if len(listed) > MOST_PROBLEMS:
            last = listed[MOST_PROBLEMS]
            message = f"the file has more problems than these {MOST_PROBLEMS}"
            yield diagnose(path, (last.line, last.column), "too-many-problems", message, "mend these first")


@dataclass(frozen=True)
class _Folder:
    """A folder and how diagnostics name it."""

    path: Path
    shown: str

    def __truediv__(self, name: str) -> _Folder:
        return _Folder(self.path / name, f"{self.shown}/{name}")


@dataclass
class _Loader:
    """Walks the content folder once."""

    found: list[Diagnostic] = field(default_factory=list)
    deck_keys: set[str] = field(default_factory=set)

    def report(self, path: str, slug: str, message: str, help_text: str) -> None:
        self.found.append(diagnose(path, START, slug, message, help_text))

    def entries(self, folder: _Folder) -> list[os.DirEntry[str]]:
        """What is in a folder, small letters first, without hidden files, links and special files."""
        try:
            with os.scandir(folder.path) as scan:
                entries = sorted(scan, key=lambda entry: (entry.name != entry.name.casefold(), entry.name))
        except OSError as error:
            self.report(
                folder.shown,
                "unreadable",
                f"the folder cannot be read: {error.strerror}",
                "give read permission",
            )
            return []
        seen = [entry for entry in entries if not entry.name.startswith(".")]
        usable = [entry for entry in seen if self._is_regular(entry, f"{folder.shown}/{entry.name}")]
        return list(self._without_collisions(folder, usable))

    def _is_regular(self, entry: os.DirEntry[str], path: str) -> bool:
        if entry.is_symlink():
            help_text = "put the file itself here; links are not followed"
            self.report(path, "symlink", f"{quoted(entry.name)} is a symbolic link", help_text)
            return False
        if entry.is_dir(follow_symlinks=False) or entry.is_file(follow_symlinks=False):
            return True
        self.report(path, "unexpected-file", f"{quoted(entry.name)} is no regular file", "delete it")
        return False

    def _without_collisions(
        self, folder: _Folder, entries: list[os.DirEntry[str]]
    ) -> Iterator[os.DirEntry[str]]:
        """The entries whose names stay different on systems that do not tell capitals from small letters."""
        names: dict[str, str] = {}
        for entry in entries:
            first = names.setdefault(unicodedata.normalize("NFC", entry.name).casefold(), entry.name)
            if first == entry.name:
                yield entry
                continue
            message = (
                f"the name differs from {quoted(first)} only in case or form: some systems take them for one"
            )
            self.report(f"{folder.shown}/{entry.name}", "case-collision", message, "rename one of the two")

    def topics(self, root: _Folder) -> Iterator[LoadedTopic]:
        for entry in self.entries(root):
            place = root / entry.name
            if entry.is_dir(follow_symlinks=False):
                if self._named_well(place.shown, entry.name, "topic"):
                    yield self._topic(place, entry.name)
            elif entry.name.lower() not in _PASSED_OVER:
                help_text = f"move it into the folder of a topic, as in '{root.shown}/vision/{entry.name}'"
                self.report(
                    place.shown,
                    "misplaced-file",
                    f"{quoted(entry.name)} lies outside of any topic",
                    help_text,
                )

    def _named_well(self, path: str, name: str, what: str) -> bool:
        """Whether a topic or deck may have this name; reports why not."""
        if why := why_reserved(name):
            self.report(
                path,
                "reserved-name",
                f"a {what} may not be named {quoted(name)}: {why}",
                "choose another name",
            )
            return False
        if KEBAB.fullmatch(name) and len(name) <= MAX_ID:
            return True
        right = as_kebab(name)
        help_text = (
            f"rename it to '{right}'" if right else "choose a name of small letters, digits and hyphens"
        )
        message = f"the name {quoted(name)} is not made of small letters a to z, digits and single hyphens"
        self.report(path, "bad-file-name", message, help_text)
        return False

    def _topic(self, folder: _Folder, key: str) -> LoadedTopic:
        decks: dict[str, LoadedDeck] = {}
        names: set[str] = set()
        media: dict[str, Path] = {}
        topic_file = None
        told = len(self.found)
        for entry in self.entries(folder):
            place = folder / entry.name
            stem, ending = place.path.stem, place.path.suffix
            if entry.is_dir(follow_symlinks=False):
                media |= self._media_folder(place, entry.name)
            elif entry.name == "topic.yml":
                topic_file = place
            elif ending == ".yml":
                if self._named_well(place.shown, stem, "deck"):
                    names.add(stem)
                    decks |= self._deck(place, f"{key}/{stem}", stem)
            elif self._is_media(place, entry.name, ending):
                media[entry.name] = place.path
        self.deck_keys |= {f"{key}/{name}" for name in names}
        topic, order = self._topic_file(topic_file, names, _renames(decks)) if topic_file else (Topic(), ())
        if not names and (topic_file or not media) and len(self.found) == told:
            self.report(
                folder.shown,
                "empty-topic",
                f"the topic {quoted(key)} has no decks",
                "add a deck, or delete the folder",
            )
        ranks = {name: rank for rank, name in enumerate(order)}
        ranked = sorted(decks, key=lambda name: (ranks.get(name, len(ranks)), name))
        title = topic.title or key.replace("-", " ").capitalize()
        path = (topic_file or folder).shown
        listed = [decks[name] for name in ranked]
        fitting = {name: file for name, file in media.items() if not _is_misnamed(name)}
        misnamed = dict(_renamed(folder.shown, media.keys() - fitting.keys(), set(fitting)))
        return LoadedTopic(key, path, title, topic.description, listed, fitting, misnamed)

    def _deck(self, place: _Folder, key: str, name: str) -> dict[str, LoadedDeck]:
        source, spoiled = self._read(place)
        if source is None:
            return {}
        loaded, found = read_deck(source, key)
        self._add(found, spoiled)
        return {name: loaded}

    def _topic_file(
        self, place: _Folder, names: set[str], renamed: Mapping[str, str]
    ) -> tuple[Topic, tuple[str, ...]]:
        """What `topic.yml` says, and the order of decks; reports decks that are not there or listed twice."""
        source, spoiled = self._read(place)
        if source is None:
            return Topic(), ()
        topic, problems = validate(Topic, source.data)
        if topic is not None:
            problems += islice(_order_problems(topic.decks, names, renamed), MOST_PROBLEMS)
        self._add((_placed(source, problem) for problem in problems), spoiled)
        return topic or Topic(), topic.decks if topic else ()

    def _add(self, found: Iterable[Diagnostic], spoiled: frozenset[tuple[int, int]]) -> None:
        """Keep what is not told of a value that was wrong as YAML already: its kind would be told as well."""
        self.found += [one for one in found if (one.line, one.column) not in spoiled]

    def _read(self, place: _Folder) -> tuple[Source | None, frozenset[tuple[int, int]]]:
        """The file and the places where it is wrong as YAML."""
        try:
            raw = read_regular(place.path, MAX_BYTES + 1)
        except OSError as error:
            self.report(
                place.shown,
                "unreadable",
                f"the file cannot be read: {error.strerror}",
                "give read permission",
            )
            return None, frozenset()
        source, found = read(place.shown, raw)
        self.found += found
        return source, frozenset((one.line, one.column) for one in found)

    def _media_folder(self, folder: _Folder, name: str) -> Mapping[str, Path]:
        """The files below `media/`, by their names from the topic's folder on."""
        if name.split("/", maxsplit=1)[0] != "media":
            help_text = "move its decks up into the topic, or its pictures into 'media'"
            self.report(
                folder.shown, "misplaced-file", f"the folder {quoted(name)} lies inside a topic", help_text
            )
            return {}
        media: dict[str, Path] = {}
        for entry in self.entries(folder):
            place, below = folder / entry.name, f"{name}/{entry.name}"
            if entry.is_dir(follow_symlinks=False):
                media |= self._media_folder(place, below)
            elif self._is_media(place, entry.name, place.path.suffix):
                media[below] = place.path
        return media

    def _is_media(self, place: _Folder, name: str, ending: str) -> bool:
        """Whether a file may lie here as media; reports why not."""
        if name.lower() in _PASSED_OVER:
            return False
        if ending.lower() not in MEDIA:
            self.report(
                place.shown,
                "unexpected-file",
                f"{quoted(name)} is neither a deck nor media",
                _mend(name, ending),
            )
            return False
        return self._is_readable(place)

    def _is_readable(self, place: _Folder) -> bool:
        try:
            read_regular(place.path, 1)
        except OSError as error:
            message = f"the file cannot be read: {error.strerror}"
            self.report(place.shown, "unreadable", message, "give read permission")
            return False
        return True


def _is_misnamed(name: str) -> bool:
    base = name.rpartition("/")[2]
    return any(char in '<>:"|?*\\#%' or char.isspace() or not char.isprintable() for char in base)


def _renamed(folder: str, names: Iterable[str], taken: set[str]) -> Iterator[tuple[str, Misnamed]]:
    """Each name with the one that it should have, which no other file has or is to have."""
    used = {name.casefold() for name in taken}
    for name in sorted(names):
        below, slash, base = name.rpartition("/")
        path = PurePosixPath(base)
        stem, ending = as_kebab(path.stem) or "picture", path.suffix.lower()
        free = (f"{below}{slash}{stem}{tail}{ending}" for tail in chain([""], (f"-{n}" for n in count(2))))
        rename = next(one for one in free if one.casefold() not in used)
        used.add(rename.casefold())
        yield name, Misnamed(f"{folder}/{name}", rename)


def _renames(decks: Mapping[str, LoadedDeck]) -> dict[str, str]:
    """The names of a topic's decks by those that they had in it before."""
    return {
        old.rpartition("/")[2]: name
        for name, loaded in decks.items()
        for old in loaded.deck.formerly
        if old.partition("/")[0] == loaded.key.partition("/")[0]
    }


def _order_problems(order: tuple[str, ...], names: set[str], renamed: Mapping[str, str]) -> Iterator[Problem]:
    seen: set[str] = set()
    for index, name in enumerate(order):
        if name not in names:
            guess = did_you_mean(name, sorted(names))
            help_text = (
                f"did you mean '{guess}'?" if guess else f"add '{name}.yml' to the topic, or delete the line"
            )
            if name in renamed:
                help_text = f"write '{renamed[name]}', which it is now"
            yield Problem(
                ("decks", index), "unknown-deck", f"the topic has no deck {quoted(name)}", help_text
            )
        elif name in seen:
            message = f"{quoted(name)} is in the list already"
            yield Problem(("decks", index), "listed-twice", message, "delete one of the two")
        seen.add(name)


def _placed(source: Source, problem: Problem) -> Diagnostic:
    place = source.place(problem.loc, key=problem.on_key)
    return diagnose(source.path, place, problem.slug, problem.message, problem.help)


def _mend(name: str, ending: str) -> str:
    stem = name[: len(name) - len(ending)]
    if ending.lower() in {".yaml", ".yml"} or stem.endswith(".yml"):
        return f"rename it to '{as_kebab(stem.removesuffix('.yml')) or 'deck'}.yml'"
    return f"move it out of the content folder; media may be {', '.join(sorted(MEDIA - {'.svg'}))}"
