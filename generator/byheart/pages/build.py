# Knows alone: which pages and data files a library becomes, where they lie, and how they link to each other.
# Everything here is a value: {path below docs/: text or bytes}. Writing is `write`'s work.
"""Decks to pages."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from byheart.catalogue import Translator
from byheart.config import Config
from byheart.content.deck import LoadedDeck
from byheart.content.former import former_ids
from byheart.content.load import Library, LoadedTopic
from byheart.items.group import Group
from byheart.markup import RenderedField, render
from byheart.model import PARTS, Face, ItemBase, Loc
from byheart.pages.fields import Fields, pictures
from byheart.pages.moved import Moved
from byheart.pages.numbers import by_number, numbered
from byheart.pages.speech import direction, speech, spoken
from byheart.pages.templating import environment, of_type, page
from byheart.pages.toolbar import toolbar

DATA_VERSION = 1
_PART_TITLES = {"cards": "page.recall", "questions": "page.quiz", "explain": "page.explain"}
# Headings of parts; an item's id is kebab-case, so these never meet one.
_PART_IDS = {"cards": "_recall", "questions": "_quiz", "explain": "_explain"}
# Minutes that one item of a part takes, for the line of facts; rounded to five for a whole deck.
_MINUTES = {"cards": 0.5, "questions": 1.0, "explain": 4.0}
_ITEM_KEYS = ("id", "type", "part", "number", "level", "tags", "formerly", "fingerprint", "text")
_OTHER_KEYS = ("group", "whole")


@dataclass(frozen=True)
class Built:
    """Pages and data as values."""

    files: dict[str, str | bytes]


def build(library: Library, config: Config, *, drafts: bool = False) -> Built:
    """All pages of a library: decks, topics, the list of decks, tags, and `items.json` for each deck and the site."""
    return Built(_Builder(library, config, drafts=drafts).files())


class _Builder:
    """Holds what every page of one build needs."""

    def __init__(self, library: Library, config: Config, *, drafts: bool) -> None:
        self.library = library
        self.config = config
        self.drafts = drafts
        self.env = environment(config.language)
        self.t = Translator(config.language)
        self.decks = {loaded.key: loaded for topic in library.topics for loaded in topic.decks}
        self.facets: dict[str, dict[str, Any]] = {}
        self.former = former_ids(library)
        self.moved = Moved(library, drafts=drafts)

    def files(self) -> dict[str, str | bytes]:
        out: dict[str, str | bytes] = {**self.moved.pages(self.config)}
        for topic in self.library.topics:
            out |= self._topic(topic)
        out["decks/index.md"] = self._page(
            "decks.md.j2", topics=[self._topic_entry(topic) for topic in self.library.topics]
        )
        out["decks/tags.md"] = self._page("tags.md.j2", tags=list(self._tags()))
        out["decks/items.json"] = _json(self._index())
        out["decks/facets.json"] = _json({"version": DATA_VERSION, "decks": self.facets})
        return out

    def _page(self, template: str, **values: Any) -> str:
        return page(self.config.language, template, **values)

    def _item(self, item: ItemBase, template: str, view: dict[str, Any]) -> Markup:
        return Markup(self.env.get_template(of_type(item.type_name, template)).render(item=view).strip())

    # One topic and its decks

    def _topic(self, topic: LoadedTopic) -> dict[str, str | bytes]:
        media = pictures(topic)
        out: dict[str, str | bytes] = {
            f"decks/{topic.key}/{name}": path.read_bytes()
            for name, path in topic.media.items()
            if media[name].kind
        }
        for position, loaded in enumerate(topic.decks):
            fields = Fields(media)
            views = list(self._views(loaded, fields))
            out[f"decks/{loaded.key}.md"] = self._deck(
                loaded, views, fields, self._neighbours(topic, position)
            )
            out[f"decks/{loaded.key}/items.json"] = _json(_deck_data(loaded, views, self.config.edit_base))
            self.facets[loaded.key] = _facets(views)
        out[f"decks/{topic.key}/index.md"] = self._topic_page(topic)
        return out

    def _views(self, loaded: LoadedDeck, fields: Fields) -> Iterator[dict[str, Any]]:
        """What the templates need of each group and each face, in the order of the page."""
        for item, face, number in numbered(loaded, drafts=self.drafts):
            if isinstance(item, Group):
                yield self._group(loaded, item, fields, number)
            elif face:
                yield self._face(loaded, item, face, fields, number)

    def _group(self, loaded: LoadedDeck, group: Group, fields: Fields, number: str) -> dict[str, Any]:
        """The stem of a group as a panel; its parts follow it."""
        loc = group.prompt_field
        prompt = fields(
            (*loaded.loc_of(group), loc), group.prompt, speech(loaded, self.config, group, (loc,))
        )
        view = self._headed(group, prompt, group.id, number) | {
            "attributes": direction(loaded, self.config, group),
            "element": group.element,
            "is_group": True,
            "refs": group.refs,
        }
        return self._shown(group, view)

    def _face(
        self, loaded: LoadedDeck, item: ItemBase, face: Face, fields: Fields, number: str
    ) -> dict[str, Any]:
        """What the templates of a face need, and its HTML for page and paper."""
        loc = loaded.loc_of(item)

        def render(place: Loc, text: str) -> RenderedField:
            return fields((*loc, *place), text, speech(loaded, self.config, item, place))

        name = f"{item.id}{face.suffix}"
        view = (
            self._headed(item, render(face.loc, face.prompt), name, number)
            | {
                "key": f"{loaded.key}#{name}",
                "type": item.listed_as,
                "element": item.element,
                "level": level.value if (level := loaded.level_of(item)) else "",
                "tags": loaded.tags_of(item),
                "tags_page": "../tags.md",
                "formerly": [f"{old}{face.suffix}" for old in self.former.get(loaded.full_id(item), ())],
                "fingerprint": item.fingerprint(face, loaded.group_of(item)),
                "hints": [
                    Markup(render(place, hint).html) for place, hint in item.hint_fields() if face.hinted
                ],
                "refs": item.refs,
                "language": loaded.lang_of(item) or self.config.language,
                "spoken": spoken(loaded, self.config, item),
                "group": group.id if (group := loaded.group_of(item)) else "",
            }
            | face.view(render)
        )
        around = direction(loaded, self.config, item)
        view["around"] = around
        view["attributes"] = around | view.get("attributes", {}) | self._attributes(item, face, view)
        if loaded.deck.formerly and loaded.full_id(item) in self.former:
            view["attributes"]["data-deck-formerly"] = ""
        return self._shown(item, view)

    def _attributes(self, item: ItemBase, face: Face, view: dict[str, Any]) -> dict[str, str]:
        """What the browser is told of any item by attributes of its element.

        The first face answers to the item's own id too, where no heading has it.
        """
        faces = item.faces()
        attributes = {"id": item.id} if face.suffix and face.suffix == faces[0].suffix else {}
        if len(faces) > 1:
            attributes["data-siblings"] = item.id
        if view["group"]:
            attributes["data-group"] = view["group"]
        if item.judged_by_language:
            attributes["data-lang"] = view["language"]
        if self.config.confidence and item.part == "questions":
            attributes["data-confidence"] = ""
        return attributes

    def _headed(self, item: ItemBase, prompt: RenderedField, name: str, number: str) -> dict[str, Any]:
        """What stands above an item, and what is left of its prompt; a cloze shows that itself, all of it."""
        label = prompt.label or item.id
        lead = Markup(prompt.lead) if prompt.lead else Markup.escape(label)
        return {
            "id": name,
            "part": item.part,
            "number": number,
            "text": prompt.text,
            "label": label,
            "lead": lead,
            "rest": Markup(prompt.rest if prompt.lead else prompt.html),
            "heading": {
                "id": name,
                "class": "study-question",
                "data-toc-label": label,
                "data-number": number,
            },
            "heading_level": 4 if "." in number else 3,
            "heading_hidden": False,
            "is_group": False,
        }

    def _shown(self, item: ItemBase, view: dict[str, Any]) -> dict[str, Any]:
        """The view with its HTML for page and paper."""
        if view["heading_hidden"]:
            view["lead"] = Markup(f'<span class="study-visually-hidden">{view["lead"]}</span>')
        view["html"] = self._item(item, "page.html.j2", view)
        if not view["is_group"]:
            view["paper_key"] = self._item(item, "key.html.j2", view)
        return view

    def _deck(
        self, loaded: LoadedDeck, views: list[dict[str, Any]], fields: Fields, neighbours: dict[str, Any]
    ) -> str:
        deck = loaded.deck
        return self._page(
            "deck.md.j2",
            **self._source(loaded.path),
            key=loaded.key,
            title=deck.title,
            description=deck.description,
            formerly=deck.formerly,
            attributes=spoken(loaded, self.config),
            facts=self._facts([view for view in views if not view["is_group"]]),
            tools=toolbar(view for view in views if not view["is_group"]),
            prerequisites=[_deck_link(self.decks[key]) for key in deck.prerequisites if key in self.decks],
            intro=self._intro(loaded, fields),
            parts=[
                {
                    "title": self.t(_PART_TITLES[part]),
                    "id": _PART_IDS[part],
                    "items": items,
                    "keys": by_number(items),
                }
                for part in PARTS
                if (items := [view for view in views if view["part"] == part])
            ],
            **neighbours,
            **self.moved.on(loaded),
        )

    def _intro(self, loaded: LoadedDeck, fields: Fields) -> Markup:
        intro = loaded.deck.intro
        return Markup(fields(("intro",), intro, speech(loaded, self.config)).html if intro else "")

    def _neighbours(self, topic: LoadedTopic, position: int) -> dict[str, Any]:
        """The topic, and the decks before and after: only where the navigation, which gives these else, lists no decks."""
        if len(self.decks) <= self.config.decks_in_nav:
            return {"topic": topic.title, "previous": None, "next": None}
        before = topic.decks[position - 1] if position else None
        after = topic.decks[position + 1] if position + 1 < len(topic.decks) else None
        links = {"previous": before and _deck_link(before), "next": after and _deck_link(after)}
        return {"topic": topic.title} | links

    def _facts(self, views: list[dict[str, Any]]) -> list[str]:
        """`5 cards`, `5 questions`, `2 prompts`, `about 15 minutes`."""
        counts = {part: sum(view["part"] == part for view in views) for part in PARTS}
        names = {"cards": "page.cards", "questions": "page.questions", "explain": "page.prompts"}
        facts = [self.t(names[part], n=count) for part, count in counts.items() if count]
        minutes = sum(_MINUTES[part] * count for part, count in counts.items())
        return [*facts, self.t("page.minutes", n=max(5, 5 * round(minutes / 5)))]

    def _source(self, path: str) -> dict[str, str]:
        return {"source": path, "edit": self.config.edit_base + path if self.config.edit_base else ""}

    # Lists of decks

    def _topic_page(self, topic: LoadedTopic) -> str:
        entry = self._topic_entry(topic, base="")
        return self._page("topic.md.j2", **self._source(topic.path), key=topic.key, **entry)

    def _topic_entry(self, topic: LoadedTopic, base: str | None = None) -> dict[str, Any]:
        base = f"{topic.key}/" if base is None else base
        return {
            "title": topic.title,
            "description": topic.description,
            "href": f"{topic.key}/index.md",
            "decks": [self._deck_entry(loaded, base) for loaded in topic.decks],
        }

    def _deck_entry(self, loaded: LoadedDeck, base: str) -> dict[str, Any]:
        views = [{"part": item.part, "id": name} for item, name in self._names(loaded)]
        return {
            "key": loaded.key,
            "title": loaded.deck.title,
            "description": loaded.deck.description,
            "spoken": spoken(loaded, self.config),
            "href": f"{base}{loaded.key.split('/')[1]}.md",
            "ids": [view["id"] for view in views],
            "formerly": loaded.deck.formerly,
            "former": json.dumps(former, separators=(",", ":")) if (former := self._former(loaded)) else "",
            "facts": self._facts(views),
        }

    def _names(self, loaded: LoadedDeck) -> Iterator[tuple[ItemBase, str]]:
        """Each face of a deck: its item, and its id."""
        for item, face in loaded.faces(drafts=self.drafts):
            yield item, f"{item.id}{face.suffix}"

    def _former(self, loaded: LoadedDeck) -> dict[str, list[str]]:
        """The former full ids of the faces of a deck that have not simply moved with it, by their ids."""
        return {
            f"{item.id}{face.suffix}": [f"{old}{face.suffix}" for old in self.former[loaded.full_id(item)]]
            for item, face in loaded.faces(drafts=self.drafts)
            if loaded.full_id(item) in self.former
        }

    def _tags(self) -> Iterator[dict[str, Any]]:
        """Each tag with the decks and items that bear it, in the order of the alphabet."""
        tags: dict[str, dict[str, list[dict[str, str]]]] = {}
        for loaded in self.decks.values():
            for item, face in loaded.faces(drafts=self.drafts):
                prompt = render(face.prompt, media=lambda _: None)
                text = prompt.label or item.id
                for tag in loaded.tags_of(item):
                    entry = {"id": f"{item.id}{face.suffix}", "text": text}
                    tags.setdefault(tag, {}).setdefault(loaded.key, []).append(entry)
        for tag in sorted(tags):
            decks = [
                {"title": self.decks[key].deck.title, "href": f"{key}.md", "entries": items}
                for key, items in tags[tag].items()
            ]
            yield {"name": tag, "decks": decks}

    def _index(self) -> dict[str, Any]:
        """The index of the site's items: one entry a deck; its items lie in the deck's own file."""
        return {
            "version": DATA_VERSION,
            "decks": [
                {
                    "deck": loaded.key,
                    "title": loaded.deck.title,
                    "topic": topic.title,
                    "page": self.config.address(f"{loaded.key}.md"),
                    "items": f"{loaded.key}/items.json",
                    "ids": [name for _, name in self._names(loaded)],
                    "formerly": loaded.deck.formerly,
                    **({"former": former} if (former := self._former(loaded)) else {}),
                }
                for topic in self.library.topics
                for loaded in topic.decks
            ],
        }


def _deck_data(loaded: LoadedDeck, views: list[dict[str, Any]], edit_base: str) -> dict[str, Any]:
    """The items of one deck for other pages and programs; `key` is the key as paper has it.

    Links in `heading`, `html` and `key` are relative to `base`; `edit` is where the file is edited.
    """
    topic = loaded.key.split("/")[0]
    return {
        "version": DATA_VERSION,
        "deck": loaded.key,
        "title": loaded.deck.title,
        "language": loaded.deck.lang,
        "base": f"decks/{topic}/",
        **({"edit": edit_base + loaded.path} if edit_base else {}),
        "groups": [_html_data(view, "id", "text") for view in views if view["is_group"]],
        "items": [
            _html_data(view, *_ITEM_KEYS, *(name for name in _OTHER_KEYS if view.get(name))) | _mends(view)
            for view in views
            if not view["is_group"]
        ],
    }


def _mends(view: dict[str, Any]) -> dict[str, Any]:
    """What can be missed in an item, in words, and the id of the card that mends it."""
    concepts = [
        {name: concept[name] for name in ("id", "text", "card")} for concept in view.get("concepts", ())
    ]
    found = {"concepts": concepts, "misconceptions": view.get("misconceptions")}
    return {name: value for name, value in found.items() if value}


def _facets(views: list[dict[str, Any]]) -> dict[str, Any]:
    """By what items are selected, in columns whose rows are the `ids` of the index."""
    items = [view for view in views if not view["is_group"]]
    names = {"types": "type", "levels": "level", "tags": "tags", "fingerprints": "fingerprint"}
    return {column: [view[name] for view in items] for column, name in names.items()}


def _html_data(view: dict[str, Any], *kept: str) -> dict[str, Any]:
    html = {"heading": str(view["lead"]), "html": str(view["html"])}
    paper = {} if view["is_group"] else {"key": str(view["paper_key"])}
    return {name: view[name] for name in kept} | html | paper


def _deck_link(loaded: LoadedDeck) -> dict[str, str]:
    return {"title": loaded.deck.title, "href": f"../{loaded.key}.md"}


def _json(value: dict[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1, sort_keys=False) + "\n"
