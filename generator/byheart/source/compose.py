# From the parser's events to plain data: text stays text, no key is lost, and nothing that could expand
# (anchors, aliases, merges, tags) or nest without end is ever built.
"""Composing data from YAML."""

from __future__ import annotations

import re
from array import array
from typing import TYPE_CHECKING, Any

import yaml

from byheart.diagnostics import Diagnostic, diagnose, quoted
from byheart.source import slips
from byheart.source.places import pack, unpack
from byheart.source.unseen import UNSEEN, words_for

if TYPE_CHECKING:
    from collections.abc import Callable

MAX_DEPTH = 64

Loader: type[yaml.CSafeLoader | yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""libyaml's parser, or the twelve times slower one in Python where PyYAML was built without it."""


_CUT = re.compile(r"[ \t]+(#(?:[^\s#][^\r\n]*|[ \t]*(?=[\r\n]|$)))")
"""A comment beside a text whose sign stands at a word."""


class StoppedError(Exception):
    """Reading stops here: what follows would only be misread."""


class Composer:
    """Builds plain data from the parser's events; `marks` gets one number per key and value, in order."""

    def __init__(self, path: str, text: str) -> None:
        self.path = path
        self.text = text
        self.marks = array("q")
        self.found: list[Diagnostic] = []
        self._has_comments = bool(re.search(r"\s#", text))
        loader = Loader(text)
        self._next: Callable[[], Any] = loader.get_event

    def document(self) -> Any:
        """The data of the file's one document, None if there is none."""
        self._next()
        event = self._next()
        if isinstance(event, yaml.StreamEndEvent):
            return None
        if event.version or event.tags:
            self._report(
                event,
                "directive",
                "the file starts with a YAML directive",
                "delete the line that starts with '%'",
            )
        data = self._node(self._next(), 0)
        self._next()
        event = self._next()
        if not isinstance(event, yaml.StreamEndEvent):
            help_text = "delete the line '---', or move what follows to a file of its own"
            self._report(event, "several-documents", "a second YAML document starts here", help_text)
            raise StoppedError
        return data

    def _report(self, event: Any, slug: str, message: str, help_text: str) -> None:
        place = unpack(pack(event.start_mark))
        self.found.append(diagnose(self.path, place, slug, message, help_text))

    def _node(self, event: Any, depth: int) -> Any:
        kind = type(event)
        if kind is yaml.ScalarEvent:
            self.marks.append(pack(event.start_mark))
            return self._scalar(event)
        if kind is yaml.AliasEvent:
            self.marks.append(pack(event.start_mark))
            return self._alias(event)
        self._no_properties(event)
        if depth >= MAX_DEPTH:
            message = f"values are nested more than {MAX_DEPTH} deep"
            self._report(event, "too-deep", message, "put text that starts with brackets in quotes")
            raise StoppedError
        self.marks.append(pack(event.start_mark))
        return self._mapping(depth + 1) if kind is yaml.MappingStartEvent else self._list(depth + 1)

    def _list(self, depth: int) -> list[Any]:
        result = []
        while type(event := self._next()) is not yaml.SequenceEndEvent:
            result.append(self._node(event, depth))
        return result

    def _mapping(self, depth: int) -> dict[str, Any]:
        result: dict[str, Any] = {}
        lines: dict[str, int] = {}
        merged = False
        while type(event := self._next()) is not yaml.MappingEndEvent:
            before = len(self.marks)
            key = self._key(event, depth)
            if key in lines and not merged:
                merged = key == "id"  # the keys after it are those of the second item as well
                self._duplicate(event, key, lines[key])
            value = self._node(self._next(), depth)
            if key is None or key in lines:
                del self.marks[before:]
                continue
            result[key] = value
            lines[key] = event.start_mark.line + 1
        return result

    def _duplicate(self, event: Any, key: str, line: int) -> None:
        help_text = f"keep one of the two; the first is on line {line}"
        if key == "id":
            help_text = f"write '- ' before it if another item starts here; the first one is on line {line}"
        self._report(event, "duplicate-key", f"the key {quoted(key)} is here a second time", help_text)

    def _key(self, event: Any, depth: int) -> str | None:
        """The key that `event` starts, or None after reporting that it is none."""
        if type(event) is yaml.ScalarEvent and (event.value or event.style):
            if event.value == "<<" and not event.style:
                help_text = "write the keys out where they belong"
                self._report(event, "merge-key", "'<<' merges another mapping into this one", help_text)
                raise StoppedError
            self.marks.append(pack(event.start_mark))
            return str(self._scalar(event))
        help_text = "write a plain word before the colon; put text that holds a colon in quotes"
        self._report(event, "bad-key", "a key is missing before the colon or is no plain word", help_text)
        if type(event) is not yaml.ScalarEvent:
            self._node(event, depth)
        return None

    def _scalar(self, event: Any) -> str | None:
        value: str = event.value
        style = event.style
        if event.anchor or event.tag:
            self._no_properties(event)
        if not style:
            if not value:
                return self._typed(event).strip() or None  # a tag or an anchor alone, which was told
            if " - " in value:
                self._list_in_text(event)
            if self._has_comments:
                self._comment_in_text(event)
        elif style == '"' and "\\" in self._typed(event):
            self._escapes(event)
        return value

    def _alias(self, event: Any) -> str:
        typed = f"*{event.anchor}"
        help_text = "put the text in quotes, or write the value out: the format has no aliases"
        self._report(event, "alias", f"{quoted(typed)} is a YAML alias, not text", help_text)
        return typed

    def _no_properties(self, event: Any) -> None:
        if event.anchor:
            help_text = "put the text in quotes if it starts with '&', else delete the anchor"
            self._report(
                event, "anchor", f"{quoted('&' + event.anchor)} is a YAML anchor, not text", help_text
            )
        if event.tag:
            help_text = "put the text in quotes if it starts with '!', else delete the tag"
            tag = event.tag.replace("tag:yaml.org,2002:", "!!")
            self._report(event, "tag", f"{quoted(tag)} is a YAML tag, not text", help_text)

    def _typed(self, event: Any) -> str:
        """What was typed for a scalar, quotes included."""
        return self.text[event.start_mark.index : event.end_mark.index]

    def _comment_in_text(self, event: Any) -> None:
        """Remarks have a space after '#', and words; a number sign, a tag and the name of a language have not."""
        after = _CUT.match(self.text, event.end_mark.index)
        if after:
            help_text = "put the text in quotes if it goes on there, else write a space after '#'"
            message = f"YAML takes {quoted(after[1])} for a comment, and the text ends before it"
            self._report(event, "comment-in-text", message, help_text)

    def _list_in_text(self, event: Any) -> None:
        if event.start_mark.line != event.end_mark.line and re.search(r"[\r\n][ \t]*- ", self._typed(event)):
            help_text = "move the text of the first line into the list, or put all of it under '|'"
            self._report(
                event, "list-in-text", "YAML takes the list below this text for more of the text", help_text
            )

    def _escapes(self, event: Any) -> None:
        wrong = slips.wrong_escape(self._typed(event))
        if wrong:
            help_text = "put the text in single quotes, or under '|' on the next line"
            self._report(event, "escape", f"{quoted(wrong)} in double quotes is not kept as typed", help_text)
        elif match := UNSEEN.search(event.value):
            self._report(event, *words_for(match[0]))
