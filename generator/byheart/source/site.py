# How `mkdocs.yml` is read: with typed values and anchors, as a site engine reads it, but running nothing.
"""The site's configuration as data."""

from __future__ import annotations

import os
from typing import Any

import yaml

from byheart.source.compose import MAX_DEPTH, Loader
from byheart.source.places import START, Place, pack, unpack

_LARGEST = 4 * 1024 * 1024
"""Characters that a configuration comes to when each alias is what it stands for."""


class _SiteLoader(Loader):  # type: ignore[valid-type, misc]  # one of two classes, by what is there
    """Reads a site's configuration, whose tags (`!ENV`, `!!python/name:…`) belong to site engines."""


def _environment(loader: Any, node: yaml.Node) -> object:
    """`!ENV NAME` or `!ENV [NAME, …, default]`: the first variable that is set."""
    if isinstance(node, yaml.SequenceNode):
        *names, default = loader.construct_sequence(node, deep=True) or [None]
        names, default = (names, default) if names else ([default], None)
    else:
        names, default = [node.value], None
    return next((os.environ[name] for name in names if str(name) in os.environ), default)


_SiteLoader.add_constructor("!ENV", _environment)
_SiteLoader.add_constructor(None, lambda _loader, _node: None)


def _check_size(raw: bytes) -> None:
    """Raise ValueError for what would have no end, or nearly none, when somebody walks over it.

    The parser's events are counted, each alias as what it stands for, before anything is built.
    """
    open_values: list[tuple[str | None, int]] = [(None, 0)]
    sizes: dict[str, int] = {}
    for event in yaml.parse(raw, Loader=Loader):
        size = 0
        if isinstance(event, yaml.CollectionStartEvent):
            open_values.append((event.anchor, 1))
        elif isinstance(event, yaml.CollectionEndEvent):
            anchor, size = open_values.pop()
            sizes |= {anchor: size} if anchor else {}
        elif isinstance(event, yaml.AliasEvent):
            if any(anchor == event.anchor for anchor, _ in open_values):
                raise ValueError(f"line {_line_of(event)}: '*{event.anchor}' contains itself")
            size = sizes.get(event.anchor or "", 0)
        elif isinstance(event, yaml.ScalarEvent):
            size = 1 + len(event.value)
            sizes |= {event.anchor: size} if event.anchor else {}
        anchor, before = open_values[-1]
        open_values[-1] = (anchor, before + size)
        if len(open_values) > MAX_DEPTH:
            raise ValueError(f"line {_line_of(event)}: more than {MAX_DEPTH} values inside each other")
        if before + size > _LARGEST:
            raise ValueError(f"line {_line_of(event)}: aliases repeat too much")


def _line_of(event: yaml.Event) -> int:
    return event.start_mark.line + 1 if event.start_mark else 1


def read_site_config(raw: bytes) -> dict[str, Any]:
    """The mapping that `mkdocs.yml` holds, its values typed as engines read them; unknown tags give None.

    Raises ValueError, in one sentence, for what is no YAML mapping.
    """
    try:
        _check_size(raw)
        data = yaml.load(raw, Loader=_SiteLoader)  # noqa: S506  # a safe loader that ignores unknown tags
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        where = f"line {mark.line + 1}, column {mark.column + 1}: " if mark else ""
        raise ValueError(f"{where}{error.problem}") from error
    except (yaml.YAMLError, UnicodeDecodeError, RecursionError) as error:
        raise ValueError("the file is not readable as YAML") from error
    if not isinstance(data, dict):
        raise ValueError("the file does not consist of keys and values")  # noqa: TRY004  # a fault of the file
    return data


def place_of(raw: bytes, keys: tuple[str, ...]) -> Place:
    """Where the last of `keys` stands that is there, each below the one before it; the start where there is none.

    `raw` is what `read_site_config` has read.
    """
    place, node = START, yaml.compose(raw, Loader=Loader)
    for wanted in keys:
        entries = node.value if isinstance(node, yaml.MappingNode) else []
        found = next(((key, value) for key, value in entries if key.value == wanted), None)
        if found is None:
            break
        place, node = unpack(pack(found[0].start_mark)), found[1]
    return place
