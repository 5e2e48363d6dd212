# How `mkdocs.yml` is read: with typed values and anchors, as a site engine reads it, but running nothing.
"""The site's configuration as data."""

from __future__ import annotations

import os
from typing import Any

import yaml

from byheart.source.compose import Loader


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


def read_site_config(raw: bytes) -> dict[str, Any]:
    """The mapping that `mkdocs.yml` holds, its values typed as engines read them; unknown tags give None.

    Raises ValueError, in one sentence, for what is no YAML mapping.
    """
    try:
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
