# Knows alone: what the gallery shows: one item of each type from the real content, and the YAML it is written in.
"""The gallery: every type alive, its YAML beside it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from markupsafe import Markup

from byheart.content.deck import LoadedDeck
from byheart.content.load import Library
from byheart.markup.highlight import highlight
from byheart.model import ItemBase, Loc
from byheart.pages.embed import rebased
from byheart.pages.templating import page


def gallery_page(library: Library, files: Mapping[str, str | bytes], language: str) -> str:
    """The Markdown of the gallery, made of the first item of each type; `files` are those of `pages.build`."""
    return page(language, "gallery.md.j2", entries=list(_entries(library, files)))


def _entries(library: Library, files: Mapping[str, str | bytes]) -> Iterator[dict[str, Any]]:
    seen: set[str] = set()
    for loaded in library.decks():
        data: _Data | None = None
        for item in loaded.items():
            # A part is shown with its group, and once.
            if item.type_name in seen or loaded.group_of(item):
                continue
            data = data or _Data(json.loads(files[f"decks/{loaded.key}/items.json"]))
            if faces := data.faces.get(item.id):
                seen.add(item.type_name)
                yield _entry(loaded, item, faces, data.stems.get(faces[0].get("group", "")))


class _Data:
    """What `items.json` has of a deck: the faces by the id of their item and of their group, and the stems of groups."""

    def __init__(self, data: dict[str, Any]) -> None:
        self.stems = {group["id"]: group for group in data["groups"]}
        self.faces: dict[str, list[dict[str, Any]]] = {}
        for entry in data["items"]:
            for name in {entry["id"].partition("~")[0], entry.get("group", "")} - {""}:
                self.faces.setdefault(name, []).append(entry)


def _entry(
    loaded: LoadedDeck, item: ItemBase, faces: list[dict[str, Any]], stem: dict[str, Any] | None
) -> dict[str, Any]:
    return {
        "type": item.type_name,
        "deck": loaded.deck.title,
        "path": loaded.path,
        "page": f"{loaded.key}.md",
        "stem": _item(stem, loaded.key) if stem else None,
        "items": [_item(entry, loaded.key) for entry in faces],
        "yaml": Markup(highlight("yaml", yaml_of(loaded, loaded.loc_of(item)))),
    }


def _item(entry: dict[str, Any], deck: str) -> dict[str, Any]:
    """An item as a page beside `decks/` shows it: an id of its own, and links that lead on from there."""
    return {
        "id": f"{deck.replace('/', '-')}-{entry['id']}",
        "lead": Markup(rebased(entry["heading"], deck, "decks")),
        "html": Markup(rebased(entry["html"], deck, "decks")),
    }


def yaml_of(loaded: LoadedDeck, loc: Loc) -> str:
    """The lines of a deck's file that hold the item at `loc`, from its dash on, moved to the left edge."""
    place = loaded.source.place(loc)
    lines = loaded.source.lines
    margin = place.column - 3
    taken = [lines[place.line - 1]]
    for line in lines[place.line :]:
        if line.strip() and len(line) - len(line.lstrip()) <= margin:
            break
        taken.append(line)
    return "\n".join(line[margin:].rstrip() for line in taken).rstrip()
