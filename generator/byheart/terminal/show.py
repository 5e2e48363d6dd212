# Knows alone: how an item of each type reads in a terminal: what is asked, and what is right.
# `byheart study` shows items by the same lines; how they are answered there is in `forms`.
"""One item as text."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from byheart.catalogue import Translator
from byheart.content.deck import LoadedDeck
from byheart.diagnostics.report import printable
from byheart.items.card import Card, OpenCard
from byheart.items.choice import Choice
from byheart.items.cloze import Cloze
from byheart.items.explain import Explain
from byheart.items.group import Group
from byheart.items.match import Match
from byheart.items.numeric import Numeric
from byheart.items.order import Order
from byheart.items.predict import FAILS, PRINTS, Predict
from byheart.items.text import Text
from byheart.items.true_false import OPTIONS, TrueFalse
from byheart.markup.terminal import terminal_text
from byheart.model import ItemBase

Lines = Iterator[str]

_OUTCOMES = {PRINTS: "terminal.prints", "raises": "terminal.raises", FAILS: "terminal.fails"}
_ENGLISH = Translator("en")


class Entry(NamedTuple):
    """Something that is chosen by its letter: its id and its Markdown."""

    name: str
    text: str


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
    marks = dict.fromkeys(key_of(item), _ENGLISH("terminal.key-mark")) if answer else {}
    yield lettered(entries(item, _ENGLISH), width, marks)
    hints = item.hints
    for number, hint in enumerate(hints, start=1):
        label = _ENGLISH("page.hint") if len(hints) == 1 else _ENGLISH("terminal.hint-number", n=number)
        yield labelled(label, hint, width)
    if answer:
        yield answered(item, width, _ENGLISH)
        yield remarks(item, width)


# What is asked


def asked(item: ItemBase, prompt: str, width: int, t: Translator) -> Lines:
    """The prompt, and what belongs to it: the code, the left sides, the line to write on."""
    yield from terminal_text(prompt, width).split("\n")
    if isinstance(item, Predict):
        yield from ["", *(f"    {printable(line.expandtabs(4))}" for line in item.code.rstrip().split("\n"))]
    elif isinstance(item, Match):
        yield ""
        for number, pair in enumerate(item.pairs, start=1):
            yield from marked(f"{number}  ", pair.left, width)
    elif isinstance(item, Numeric) and item.unit:
        yield t("terminal.in-unit", unit=printable(item.unit[0]))


def entries(item: ItemBase, t: Translator) -> list[Entry]:
    """What the learner chooses from, in the author's order, or shuffled where that would be the key."""
    if isinstance(item, Choice):
        return [Entry(name, option.text) for name, option in zip(item.option_ids, item.options, strict=True)]
    if isinstance(item, TrueFalse):
        return [Entry(name, t(f"page.{name}")) for name in OPTIONS]
    if isinstance(item, Order):
        steps = _steps(item)
        return [Entry(name, steps[name]) for name in item.start()]
    if isinstance(item, Match):
        return [Entry(name, item.rights[name][1]) for name in item.start()]
    return [Entry(name, t(_OUTCOMES[name])) for name in item.outcomes()] if isinstance(item, Predict) else []


def key_of(item: ItemBase) -> Iterable[str]:
    """The ids of the entries that are right by themselves."""
    if isinstance(item, Choice):
        return item.key
    if isinstance(item, TrueFalse):
        return (item.key_id,)
    return (item.happens,) if isinstance(item, Predict) else ()


def _steps(item: Order) -> dict[str, str]:
    return dict(zip(item.step_ids, (step.text for step in item.steps), strict=True))


# What is right


def answered(item: ItemBase, width: int, t: Translator, *, suffix: str = "") -> Lines:
    """What is right, sources included; nothing where the marks of entries say it. `suffix` is that of the face."""
    if isinstance(item, Card):
        turned = suffix == "~reversed"
        label = t("terminal.front" if turned else "terminal.back")
        yield from labelled(label, item.front if turned else item.back, width)
    elif isinstance(item, OpenCard):
        yield t("page.open-said")
    elif isinstance(item, Cloze):
        yield from labelled(t("page.answer"), item.whole, width)
    elif isinstance(item, Explain):
        yield from _explained(item, width, t)
    else:
        yield from (printable(line) for line in _key_lines(item, t))
    explanation = getattr(item, "explanation", None)
    if explanation is not None:
        yield from labelled(t("terminal.explanation"), explanation, width)
    yield from (printable(t("terminal.source", ref=ref)) for ref in item.refs)


def _key_lines(item: ItemBase, t: Translator) -> Lines:
    key = t("page.key")
    if isinstance(item, Numeric):
        yield f"{key}: {_number(item, t)}"
    elif isinstance(item, Text):
        yield f"{key}: {(*item.accept, '?')[0]}"
        if item.accept[1:]:
            yield t("terminal.also-right", list=", ".join(item.accept[1:]))
    elif isinstance(item, Order):
        steps = _steps(item)
        yield f"{key}:"
        for name in item.step_ids:
            yield f"  {item.ranks[name] + 1}. {plain(steps[name])}"
    elif isinstance(item, Match):
        yield f"{key}:"
        for pair in item.pairs:
            yield f"  {plain(pair.left)} → {plain(pair.right)}"
    elif isinstance(item, Predict):
        yield from _outcome(item, t)


def _number(item: Numeric, t: Translator) -> str:
    value = item.key
    if value is None:
        whole = len(item.between) == 2  # else it is told, and the item is still shown
        value = t("terminal.between", low=item.between[0], high=item.between[1]) if whole else "?"
    off = f" ± {item.tolerance}" if item.tolerance and item.tolerance not in {"0", "0%"} else ""
    return f"{value}{off}{f' {item.unit[0]}' if item.unit else ''}"


def _outcome(item: Predict, t: Translator) -> Lines:
    said = f"{t('page.key')}: {t(_OUTCOMES[item.happens])}"
    if item.happens == PRINTS:
        yield said
        yield from (f"    {line}" for line in (item.output or "").rstrip("\n").split("\n"))
    else:
        yield said + (f": {item.raises}" if item.raises else "")


def _explained(item: Explain, width: int, t: Translator) -> Lines:
    for concept in item.concepts:
        yield from marked("- ", concept.text, width)
        if concept.counts_if is not None:
            yield from marked(f"  {t('terminal.counts-if')} ", concept.counts_if, width)
        if concept.card is not None:
            yield f"  {t('terminal.review', card=concept.card)}"
    if item.model_answer is not None:
        yield from labelled(t("page.model-answer"), item.model_answer, width)


def remarks(item: ItemBase, width: int) -> Lines:
    """What is said of single wrong responses."""
    if isinstance(item, Choice):
        listed = [(option.text, option.feedback) for option in item.options]
    elif isinstance(item, TrueFalse):
        listed = list(item.remarks())
    elif isinstance(item, Numeric):
        listed = [(one.value, one.feedback) for one in item.foreseen]
    else:
        listed = [(one.match, one.feedback) for one in item.foreseen] if isinstance(item, Text) else []
    told = [(text, feedback) for text, feedback in listed if feedback is not None]
    for text, feedback in told:
        yield from labelled(_ENGLISH("terminal.on", text=plain(text)), feedback, width)


# Lines


def plain(text: str) -> str:
    """A Markdown text on one line."""
    return " ".join(terminal_text(text, 1000).split())


def letter(index: int) -> str:
    """A, B … Z, AA, AB …."""
    return (letter(index // 26 - 1) if index >= 26 else "") + chr(ord("A") + index % 26)


def lettered(listed: list[Entry], width: int, marks: Mapping[str, str]) -> Lines:
    """Each entry after its letter, with its mark at the end."""
    for index, entry in enumerate(listed):
        mark = marks.get(entry.name)
        lines = list(marked(f"{letter(index)}  ", entry.text, width))
        yield from [*lines[:-1], f"{lines[-1]}  {mark}" if mark else lines[-1]]


def labelled(label: str, text: str, width: int) -> Lines:
    """A Markdown text after its label, below it if it has several lines."""
    lines = terminal_text(text, width - len(label) - 2).split("\n")
    if len(lines) == 1:
        yield f"{label}: {lines[0]}"
    else:
        yield f"{label}:"
        yield from (f"  {line}" for line in terminal_text(text, width - 2).split("\n"))


def marked(mark: str, text: str, width: int) -> Lines:
    """A Markdown text after a mark such as "A  ", its further lines indented by as much."""
    block = terminal_text(text, width - len(mark))
    yield from (mark + textwrap.indent(block, " " * len(mark))[len(mark) :]).split("\n")
