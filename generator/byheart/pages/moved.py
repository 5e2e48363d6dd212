# Knows alone: which addresses decks and items had before, and what leads from there to where they are now: a page in
# the place of a deck that moved, and a place on a deck's page for each item that is elsewhere or has another id now.
# Every target is a page that is written in the same build.
"""Former addresses of decks and items."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from byheart.config import Config
from byheart.content.deck import LoadedDeck
from byheart.content.load import Library
from byheart.markup import render, runs_rtl
from byheart.model import Face, ItemBase
from byheart.pages.templating import environment

_TAKEN = frozenset({"gallery", "tags"})
"""Pages below `decks/` that are no topic's."""


class Place(NamedTuple):
    """Where something is now: the key of its deck, the id of its heading, and what it asks (Markdown)."""

    deck: str
    id: str
    prompt: str

    @property
    def label(self) -> str:
        """What it asks, in a few words."""
        return render(self.prompt, media=lambda _: None).label or self.id


class Moved:
    """All former addresses of a library."""

    def __init__(self, library: Library, *, drafts: bool = False) -> None:
        self._decks = {loaded.key: loaded for topic in library.topics for loaded in topic.decks}
        self._topics = {topic.key: topic.title for topic in library.topics}
        self._ids: dict[str, set[str]] = {}
        self._places: dict[str, dict[str, Place]] = {}
        for loaded in self._decks.values():
            ids = self._ids.setdefault(loaded.key, set())
            for item, face in loaded.faces(drafts=drafts):
                ids.update(_names(item, face, item.id))
                for old in loaded.former_ids(item):
                    self._note(loaded, item, face, old)

    def _note(self, loaded: LoadedDeck, item: ItemBase, face: Face, old: str) -> None:
        key, _, name = old.partition("#")
        place = Place(loaded.key, f"{item.id}{face.suffix}", face.prompt)
        for one in _names(item, face, name):
            self._places.setdefault(key, {}).setdefault(one, place)

    def on(self, loaded: LoadedDeck) -> dict[str, Any]:
        """What the page of a deck needs: `aliases`, former ids by the present one; `away`, what is elsewhere.

        What had an id under any key of the deck is looked for here: the pages at its former keys lead here with it.
        """
        keys = (loaded.key, *loaded.deck.formerly)
        known = {name: place for key in reversed(keys) for name, place in self._places.get(key, {}).items()}
        aliases: dict[str, list[str]] = {}
        away = []
        for name, place in known.items():
            if name in self._ids[loaded.key]:
                continue
            if place.deck == loaded.key:
                aliases.setdefault(place.id, []).append(name)
            else:
                away.append({"id": name, "href": f"../{place.deck}.md#{place.id}", "label": place.label})
        return {"aliases": aliases, "away": away}

    def pages(self, config: Config) -> dict[str, str]:
        """The pages at former addresses of decks and topics, by their path below `docs/`."""
        owners = {old: key for key, loaded in self._decks.items() for old in loaded.deck.formerly}
        gone = [key for key in {**owners, **self._places} if key not in self._decks]
        out = {self._path(key, config): self._page(key, owners.get(key, ""), config) for key in gone}
        topics: dict[str, dict[str, None]] = {}
        for key in gone:
            now = [owners[key]] if key in owners else [place.deck for place in self._places[key].values()]
            there = topics.setdefault(key.partition("/")[0], {})
            there |= dict.fromkeys(deck.partition("/")[0] for deck in now)
        for topic in topics.keys() - self._topics.keys() - _TAKEN:
            out[f"decks/{topic}/index.html"] = self._topic_page(topic, topics[topic], config)
        return out

    def _path(self, key: str, config: Config) -> str:
        return f"decks/{key}/index.html" if config.directory_urls else f"decks/{key}.html"

    def _page(self, key: str, owner: str, config: Config) -> str:
        """The page of a deck that is gone: on to the deck that came of it, or to those that have its items."""
        places = self._places.get(key, {})
        decks = [owner] if owner else list(dict.fromkeys(place.deck for place in places.values()))
        at = self._path(key, config)

        def link(name: str, place: Place) -> dict[str, str]:
            return {"id": name, "href": self._href(at, place.deck, config, place.id), "label": place.label}

        targets = [
            {
                "href": self._href(at, deck, config),
                "title": self._decks[deck].deck.title,
                "items": [link(name, place) for name, place in places.items() if place.deck == deck],
            }
            for deck in decks
        ]
        elsewhere = [link(name, place) for name, place in places.items() if place.deck not in decks]
        return _html(config, at, targets, elsewhere)

    def _topic_page(self, topic: str, topics: Iterable[str], config: Config) -> str:
        """The page of a topic that is gone: on to those that have its decks."""
        at = f"decks/{topic}/index.html"
        targets = [
            {
                "href": _relative(at, f"decks/{one}/index.html", config),
                "title": self._topics[one],
                "items": [],
            }
            for one in topics
        ]
        return _html(config, at, targets, [])

    def _href(self, at: str, key: str, config: Config, name: str = "") -> str:
        return _relative(at, self._path(key, config), config) + (f"#{name}" if name else "")


def _names(item: ItemBase, face: Face, name: str) -> Iterator[str]:
    """The ids of a face of an item that is called `name`: the first one answers to the item's own too."""
    yield f"{name}{face.suffix}"
    if face.suffix and face.suffix == item.faces()[0].suffix:
        yield name


def _relative(at: str, path: str, config: Config) -> str:
    """The address of one page on another; with addresses of folders, that of its folder."""
    there = posixpath.relpath(path, posixpath.dirname(at))
    return there.removesuffix("index.html") if config.directory_urls else there


def _html(config: Config, at: str, targets: list[dict[str, Any]], elsewhere: list[dict[str, str]]) -> str:
    return (
        environment(config.language)
        .get_template("moved.html.j2")
        .render(
            language=config.language,
            direction="rtl" if runs_rtl(config.language) else "ltr",
            client=posixpath.relpath("assets/byheart/byheart-moved", posixpath.dirname(at)),
            targets=targets,
            elsewhere=elsewhere,
        )
    )
