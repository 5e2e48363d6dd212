# Knows alone: what of an item `byheart show` tells, and in which order; how each type reads there is its own.
# `byheart study` shows items by the same lines.
"""One item as text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from byheart.catalogue import Translator
from byheart.content.deck import LoadedDeck
from byheart.diagnostics.report import printable
from byheart.items.group import Group
from byheart.markup.terminal import terminal_text
from byheart.model import ItemBase
from byheart.model.terminal import Lines, labelled, lettered, plain

_ENGLISH = Translator("en")


def shown_item(deck: LoadedDeck, item: ItemBase, width: int, *, answer: bool) -> str:
    """The item in at most `width` columns, with its place, and with its answer if asked for."""
    lines = [*_facts(deck, item), "", *_item(item, width, answer=answer)]
    if isinstance(item, Group):
        for part in item.parts:
            lines += ["", *_facts(deck, part), "", *_item(part, width, answer=answer)]
    return "\n".join(line.rstrip() for line in lines)


def _facts(deck: LoadedDeck, item: ItemBase) -> Lines:
    yield deck.full_id(item)
    level = deck.level_of(item)
    yield " · ".join([item.type_name, *([level] if level else []), *deck.tags_of(item)])
    yield f"{deck.path}:{deck.source.place(deck.loc_of(item)).line}"
    if item.status != "active":
        yield f"status: {item.status}"


def _item(item: ItemBase, width: int, *, answer: bool) -> Lines:
    """The item's blocks with an empty line between two of them."""
    blocks = [list(block) for block in _item_blocks(item, width, answer=answer)]
    for number, block in enumerate(filter(None, blocks)):
        yield from ["", *block] if number else block


def _item_blocks(item: ItemBase, width: int, *, answer: bool) -> Iterator[Iterable[str]]:
    yield asked(item, item.prompt, width, _ENGLISH)
    marks = dict.fromkeys(item.right_entries(), _ENGLISH("terminal.key-mark")) if answer else {}
    yield lettered(item.entries(_ENGLISH), width, marks)
    hints = item.hints
    for number, hint in enumerate(hints, start=1):
        label = _ENGLISH("page.hint") if len(hints) == 1 else _ENGLISH("terminal.hint-number", n=number)
        yield labelled(label, hint, width)
    if answer:
        yield answered(item, width, _ENGLISH)
        yield _remarks(item, width)


def asked(item: ItemBase, prompt: str, width: int, t: Translator, *, suffix: str = "") -> Lines:
    """The prompt, and what belongs to it: the code, the left sides, the unit. `suffix` is that of the face."""
    yield from terminal_text(prompt, width).split("\n")
    yield from item.lines_below_prompt(width, t, suffix)


def answered(item: ItemBase, width: int, t: Translator, *, suffix: str = "") -> Lines:
    """What is right, sources included; nothing where the marks of entries say it. `suffix` is that of the face."""
    yield from item.key_lines(width, t, suffix)
    explanation = getattr(item, "explanation", None)
    if explanation is not None:
        yield from labelled(t("terminal.explanation"), explanation, width)
    yield from (printable(t("terminal.source", ref=ref)) for ref in item.refs)


def _remarks(item: ItemBase, width: int) -> Lines:
    for response, feedback in item.remarks():
        yield from labelled(_ENGLISH("terminal.on", text=plain(response)), feedback, width)
