# Knows alone: how mkdocs.yml is read. It is the site owner's and trusted, unlike content, and has tags that engines
# give a meaning to: `!ENV` is resolved as MkDocs does, every other tag is read as nothing.
"""The YAML of a site's configuration."""

from __future__ import annotations

from typing import Any

import yaml
from yaml_env_tag import construct_env_tag


class _Loader(yaml.SafeLoader):
    """Safe: it builds no objects, whatever the tags."""


def _nothing(_loader: _Loader, _suffix: str, _node: yaml.Node) -> None:
    return None


_Loader.add_constructor("!ENV", construct_env_tag)
_Loader.add_multi_constructor("!", _nothing)
_Loader.add_multi_constructor("tag:yaml.org,2002:python/", _nothing)


def read_site_config(raw: bytes) -> dict[str, Any]:
    """The mapping that `mkdocs.yml` holds; `INHERIT` is left as it is. ValueError, with line and column, if none."""
    try:
        data = yaml.load(raw, _Loader)  # noqa: S506 - a SafeLoader with tags that build nothing
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        place = f"line {mark.line + 1}, column {mark.column + 1}: " if mark else ""
        raise ValueError(place + str(error.problem)) from error
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise ValueError("this is no YAML") from error
    if not isinstance(data, dict):
        raise ValueError("this is no mapping of keys to values")
    return data
