# Knows alone: ruamel.yaml, set up so that every scalar stays the text that was typed.
# It is given no comments: those it would lose or misplace now and then, so `layout` puts them back.
"""Writing YAML in one style."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from io import StringIO
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.nodes import ScalarNode
from ruamel.yaml.resolver import VersionedResolver
from ruamel.yaml.scalarstring import DoubleQuotedScalarString, PlainScalarString, SingleQuotedScalarString

from byheart.model import PARTS
from byheart.source import read

Loc = tuple[str | int, ...]

_NEVER_WRAPPED = 1 << 24


class _AsTyped(VersionedResolver):
    """Takes every scalar for text, as byheart.source does; only nothing at all is None."""

    @property
    def versioned_resolver(self) -> dict[str, list[tuple[str, re.Pattern[str]]]]:
        """The patterns by a text's first character."""
        return {"": [("tag:yaml.org,2002:null", re.compile(r"\Z"))]}


_READERS = tuple(VersionedResolver(version=version) for version in ((1, 1), (1, 2)))


def restyled(text: str, ids: Mapping[Loc, str]) -> str:
    """The text with two spaces for each level, lists below their key, fewer quotes, and `ids` put in.

    Each id has the place of its key, which may be that of an entry which is a plain text so far.
    """
    document = _yaml().load(text)
    for loc, name in ids.items():
        _put_id(document, loc, name)
    _unquote(document)
    out = StringIO()
    _yaml().dump(document, out)
    return out.getvalue()


def _yaml() -> YAML:
    yaml = YAML(typ="rt", pure=True)
    yaml.Resolver = _AsTyped
    yaml.preserve_quotes = True
    yaml.width = _NEVER_WRAPPED
    yaml.indent(mapping=2, sequence=4, offset=2)
    return yaml


def _at(document: Any, loc: Loc) -> Any:
    for step in loc:
        document = document[step]
    return document


def _put_id(document: Any, loc: Loc, name: str) -> None:
    """The id of an item stands first, where readers look for it; others stand last."""
    *way, last, key = loc
    entries = _at(document, tuple(way))
    if not isinstance(entries[last], CommentedMap):
        entries[last] = CommentedMap(text=entries[last])
    entry = entries[last]
    value = PlainScalarString(name) if is_text_to_all(name) else DoubleQuotedScalarString(name)
    if key in entry or way[-1] not in {*PARTS, "parts"}:
        entry[key] = value
    else:
        entry.insert(0, key, value)


def _unquote(node: Any) -> None:
    """Take quotes away that are not needed; what stands in brackets stays as it is."""
    if not isinstance(node, CommentedMap | CommentedSeq) or node.fa.flow_style():
        return
    for place, value in list(node.items() if isinstance(node, CommentedMap) else enumerate(node)):
        quoted = isinstance(value, DoubleQuotedScalarString | SingleQuotedScalarString)
        if quoted and is_text_to_all(str(value)):
            node[place] = PlainScalarString(value)
        elif not quoted:
            _unquote(value)


@lru_cache(maxsize=1 << 14)
def is_text_to_all(text: str) -> bool:
    """Whether the text without quotes is that same text to us and to any other reader of YAML."""
    if text != text.strip() or not text.isprintable():
        return False
    as_text = VersionedResolver.DEFAULT_SCALAR_TAG
    if any(reader.resolve(ScalarNode, text, (True, False)) != as_text for reader in _READERS):
        return False
    source, found = read("", f"key: {text}\n".encode())
    return not found and source is not None and source.data == {"key": text}
