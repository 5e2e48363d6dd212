# Knows alone: how a site of many small decks is made: the shipped project with generated topics beside its own.
"""Sites of 160 and of 1 000 decks."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from tests.site.stage import ENGINES_URL, copy_project, write_pages

if TYPE_CHECKING:
    from pathlib import Path

_DECK = """\
title: Deck {n}
tags: [number-{tens}]
cards:
  - {{id: card-{n}, front: What is {n}?, back: It is {n}.}}
questions:
  - {{id: question-{n}, stem: Is it {n}?, options: [{{text: '{n}', correct: true}}, {{text: less than {n}}}]}}
"""


def many_decks(folder: Path, count: int) -> Path:
    """Write the shipped project with `mkdocs.yml` as it is, and decks until there are `count`; gives `mkdocs.yml`."""
    config = copy_project(folder, ENGINES_URL)
    shutil.rmtree(folder / "content" / "walk")
    there = sum(path.name != "topic.yml" for path in (folder / "content").rglob("*.yml"))
    for n in range(count - there):
        topic = folder / "content" / f"many-{n % 10}"
        topic.mkdir(exist_ok=True)
        (topic / f"deck-{n}.yml").write_text(_DECK.format(n=n, tens=n // 10), encoding="utf-8")
    write_pages(config)
    return config
