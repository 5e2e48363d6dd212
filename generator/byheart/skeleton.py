# Knows alone: what a new deck looks like before its author has written a word.
"""`byheart new`: a deck with remarks that passes `check`."""

from __future__ import annotations

import os
import re
from pathlib import Path

from byheart.config import read_config
from byheart.templating import environment
from byheart.write.files import create

_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


class SkeletonError(Exception):
    """The file cannot be written; `help` says why not and what to do."""

    def __init__(self, message: str, help: str) -> None:
        super().__init__(message)
        self.help = help


def new_deck(config_path: Path, key: str, title: str | None) -> Path:
    """Writes `content/<topic>/<deck>.yml` and gives its path.

    Raises SkeletonError for a key that is not `topic/deck` in kebab-case, and when the file is there already.
    """
    parts = key.removesuffix(".yml").split("/")
    if len(parts) != 2 or not all(_NAME.fullmatch(part) for part in parts):
        raise SkeletonError(
            f"'{key}' is not TOPIC/DECK",
            "use lower-case letters, digits and hyphens, as in 'biology/cell-structure'",
        )
    config = read_config(config_path)
    path = config.content / parts[0] / f"{parts[1]}.yml"
    name = " ".join((title or parts[1].replace("-", " ").capitalize()).split())
    schema = os.path.relpath(config.root / "schema" / "deck.schema.json", path.parent).replace(os.sep, "/")
    text = environment("en").get_template("new_deck.yml.j2").render(title=name, schema=schema)
    if not create(config.root, path, text.encode()):
        raise SkeletonError(f"{path.name} is there already", "edit it, or choose another name")
    return path
