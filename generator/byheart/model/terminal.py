# Knows alone: what items and a terminal say to each other: entries with letters, how a response is typed and read,
# what learners judge themselves, and how Markdown becomes lines after a label or a mark.
"""The vocabulary of items in a terminal."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from random import Random
from typing import Any, NamedTuple

from byheart.catalogue import Translator
from byheart.markup.terminal import terminal_text
from byheart.model.grades import Grade

Lines = Iterator[str]

Ask = Callable[[str], str]
"""Shows a prompt and gives the line that the learner typed."""


class Unclear(Exception):
    """What was typed cannot be read as a response; the message says what is wanted."""


class GaveUp(Exception):
    """The learner typed nothing."""


class Entry(NamedTuple):
    """Something that is chosen by its letter: its id and its Markdown."""

    name: str
    text: str


def no_remarks(_response: object) -> Iterator[str]:
    """Nothing is remarked on any response."""
    yield from ()


class Form(NamedTuple):
    """One question to be answered: what is chosen from, how a response is read, judged and remarked on.

    `read` raises Unclear and GaveUp. `remark` gives Markdown about a response that is not right.
    `rules` tells whether the learner may count a wrong response as right.
    """

    read: Callable[[Ask], Any]
    grade: Callable[[Any], Grade]
    listed: Sequence[Entry] = ()
    remark: Callable[[Any], Iterator[str]] = no_remarks
    rules: bool = False


class Criterion(NamedTuple):
    """Something that the learner finds in their own response or misses there.

    `counts_if` is Markdown that says when it is there, `card` the id of the card to review when it is not.
    """

    name: str
    text: str
    counts_if: str | None
    card: str | None


class Rubric(NamedTuple):
    """What learners judge their own response by.

    `grade` and `got` count their "yes", "partly" and "no" by criterion. The model answer is shown before they judge
    where `compares`, else after.
    """

    criteria: Sequence[Criterion]
    grade: Callable[[Mapping[str, str]], Grade]
    got: Callable[[Grade], int]
    model_answer: str | None
    compares: bool


# Choosing by letters


def letter(index: int) -> str:
    """A, B … Z, AA, AB …."""
    return (letter(index // 26 - 1) if index >= 26 else "") + chr(ord("A") + index % 26)


def shuffled_by(seed: str, listed: Iterable[Entry]) -> list[Entry]:
    """The entries in an order that follows from the seed."""
    out = list(listed)
    Random(seed).shuffle(out)  # noqa: S311  # an order to learn by, no secret
    return out


def typed_line(ask: Ask, prompt: str) -> str:
    """What the learner typed, without spaces around it. Raises GaveUp for nothing."""
    typed = ask(prompt).strip()
    if not typed:
        raise GaveUp
    return typed


def chosen_entries(typed: str, listed: Sequence[Entry], t: Translator) -> list[str]:
    """The ids of the entries whose letters were typed, each once. Raises Unclear."""
    by_letter = {letter(index): entry.name for index, entry in enumerate(listed)}
    words = typed_letters(typed.upper())
    unknown = [word for word in words if word not in by_letter]
    if unknown or not words:
        raise Unclear(t("terminal.want-letters", last=letter(len(listed) - 1)))
    return list(dict.fromkeys(by_letter[word] for word in words))


def typed_letters(typed: str) -> list[str]:
    """Letters apart: "a, c" and "ac" alike."""
    words = re.split(r"[\s,;]+", typed.strip(" ,;"))
    return list(words[0]) if len(words) == 1 else words


# Lines


def plain(text: str) -> str:
    """A Markdown text on one line."""
    return " ".join(terminal_text(text, 1000).split())


def lettered(listed: Sequence[Entry], width: int, marks: Mapping[str, str]) -> Lines:
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


def found_and_wrong(grade: Grade, n: int, t: Translator) -> str:
    """How many of `n` right ones were found, and how many wrong ones were given."""
    found = sum(part.verdict == "correct" for part in grade.parts)
    wrong = len(grade.parts) - found
    key = "terminal.partly-found" if wrong else "terminal.partly-only"
    return t(key, found=found, n=n, wrong=wrong)
