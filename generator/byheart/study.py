# Knows alone: how learning in a terminal goes: what is asked in which order, the second try, the score in words.
# It speaks through two callables, so that a test or another program can be the learner.
"""A deck as a session of questions and answers."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from random import Random
from typing import TypeVar

from byheart.deck import LoadedDeck
from byheart.forms import Ask, Form, GaveUp, Unclear, form_of
from byheart.items.choice import Choice
from byheart.items.explain import Explain
from byheart.items.group import Group
from byheart.model import Face, Grade, ItemBase
from byheart.report import count
from byheart.show import KEY_MARK, answered, asked, key_of, labelled, lettered, marked, plain
from byheart.values import Level

HINT = "?"
_YES = {"g": True, "good": True, "y": True, "yes": True, "a": False, "again": False, "n": False, "no": False}
_JUDGED = {"y": "yes", "yes": "yes", "p": "partly", "partly": "partly", "n": "no", "no": "no"}

_Value = TypeVar("_Value")

Task = tuple[ItemBase, Face]
"""One thing to be asked: an item, and in which of its ways."""


class Stopped(Exception):
    """The learner ended the session; whoever asks raises it."""


@dataclass
class Score:
    """What came out so far; the first response to a question counts."""

    asked: int = 0
    questions: int = 0
    right: int = 0
    at_second: int = 0
    cards: int = 0
    known: int = 0
    concepts: int = 0
    got: int = 0

    def words(self, planned: int) -> list[str]:
        """The score in sentences; `planned` is the number of items of the session."""
        if not self.asked:
            return ["Nothing was answered."]
        out = [f"You answered {'all ' if self.asked == planned else ''}{_of(self.asked, planned, 'item')}."]
        if self.questions:
            second = f", {self.at_second} more at the second" if self.at_second else ""
            out.append(f"{_of(self.right, self.questions, 'question')} right at the first try{second}.")
        if self.cards:
            out.append(f"{_of(self.known, self.cards, 'card')} recalled.")
        if self.concepts:
            out.append(f"{_of(self.got, self.concepts, 'concept')} explained.")
        return out


def _of(part: int, whole: int, noun: str) -> str:
    return count(whole, noun) if part == whole and noun == "item" else f"{part} of {count(whole, noun)}"


def tasks(
    deck: LoadedDeck,
    *,
    level: Level | None = None,
    tag: str | None = None,
    n: int | None = None,
    seed: str = "",
) -> list[Task]:
    """What to ask: the active items of a deck with a level and a tag, `n` of them drawn by the seed, in page order."""
    fitting = [
        (item, face)
        for item, face in deck.faces()
        if level in {None, deck.level_of(item)} and (tag is None or tag in deck.tags_of(item))
    ]
    if n is None or n >= len(fitting):
        return fitting
    drawn = sorted(Random(seed).sample(range(len(fitting)), n))  # noqa: S311  # a draw to learn by, no secret
    return [fitting[index] for index in drawn]


@dataclass
class Session:
    """One run through tasks. `ask` shows a prompt and gives the line typed, or raises Stopped; `tell` shows a line."""

    deck: LoadedDeck
    tasks: list[Task]
    ask: Ask
    tell: Callable[[str], None]
    width: int
    seed: str
    language: str
    score: Score = field(default_factory=Score)

    def run(self) -> None:
        """Ask everything. Raises Stopped when the learner ends it; `score` is up to date at any time."""
        group: Group | None = None
        for number, (item, face) in enumerate(self.tasks, start=1):
            if (around := self.deck.group_of(item)) not in {None, group} and around is not None:
                self._lines(["", *asked(around, around.prompt, self.width)])
            group = around
            self._lines(["", f"── {number} of {len(self.tasks)} ──", *asked(item, face.prompt, self.width)])
            self._one(item, face)
            self.score.asked += 1

    def _one(self, item: ItemBase, face: Face) -> None:
        asker = _Asker(self, item.hints if face.hinted else ())
        if isinstance(item, Explain):
            self._explain(item, asker)
        elif item.part == "cards":
            self._card(item, face, asker)
        else:
            self._question(item, form_of(item, self.language, f"{self.seed}#{item.id}"), asker)

    def _lines(self, lines: Iterable[str]) -> None:
        for line in lines:
            self.tell(line.rstrip())

    def _markdown(self, text: str) -> None:
        self._lines(marked("", text, self.width))

    # Questions

    def _question(self, item: ItemBase, form: Form, asker: _Asker) -> None:
        if form.listed:
            self._lines(["", *lettered(form.listed, self.width, {})])
        first = self._try(item, form, asker)
        second = None
        if first is not None and first.verdict != "correct":
            self.tell("Try once more, or press Enter for the answer.")
            second = self._try(item, form, asker)
        if second is not None and second.verdict != "correct" and form.rules:
            ruled = asker.pick(
                "Count it as right? (y/N) ", {"y": True, "yes": True, "n": False, "no": False, "": False}
            )
            second = Grade("correct", 1.0) if ruled else second
        self._answer(item, form)
        self.score.questions += 1
        self.score.right += first is not None and first.verdict == "correct"
        self.score.at_second += second is not None and second.verdict == "correct"

    def _try(self, item: ItemBase, form: Form, asker: _Asker) -> Grade | None:
        """The verdict on one response, told; None if there was none."""
        while True:
            try:
                response = form.read(asker)
                break
            except GaveUp:
                return None
            except Unclear as unclear:
                self.tell(f"Please {unclear}.")
        grade = form.grade(response)
        self.tell(_said(item, grade))
        if grade.verdict != "correct":
            for remark in form.remark(response):
                self._markdown(remark)
        return grade

    def _answer(self, item: ItemBase, form: Form) -> None:
        marks = dict.fromkeys(key_of(item), KEY_MARK)
        right = [line for line in lettered(form.listed, self.width, marks) if line.endswith(KEY_MARK)]
        self._lines(["", *right] if right else [""])
        self._lines(answered(item, self.width))

    # Cards and explanations, which the learner judges

    def _card(self, item: ItemBase, face: Face, asker: _Asker) -> None:
        asker("Recall it, then press Enter. ")
        self._lines(answered(item, self.width, suffix=face.suffix))
        self.score.known += asker.pick("Good or again? (g/a) ", _YES)
        self.score.cards += 1

    def _explain(self, item: Explain, asker: _Asker) -> None:
        asker("Say it aloud or write it; press Enter when you are done. ")
        if item.kind == "produce" and item.model_answer is not None:
            self._lines(labelled("Model answer", item.model_answer, self.width))
        response = {}
        for concept in item.concepts:
            self._lines(["", *marked("- ", concept.text, self.width)])
            if concept.counts_if is not None:
                self._lines(marked("  counts if ", concept.counts_if, self.width))
            response[concept.id] = asker.pick("Did you have it? (yes/partly/no) ", _JUDGED)
        grade = item.grade(response)
        got = item.got(grade)
        self.tell(f"You got {got}/{len(item.concepts)} concepts")
        if item.kind == "reproduce" and item.model_answer is not None:
            self._lines(labelled("Model answer", item.model_answer, self.width))
        self._review(item, {part.id for part in grade.parts if part.verdict != "correct"})
        self.score.got += got
        self.score.concepts += len(item.concepts)

    def _review(self, item: Explain, missed: set[str]) -> None:
        cards = {one.id: one for one in self.deck.all_items()}
        for concept in item.concepts:
            if concept.id in missed and concept.card in cards:
                self.tell(f"Review: {plain(cards[concept.card].prompt)} ({self.deck.key}#{concept.card})")


class _Asker:
    """Asks for lines; "?" gives the next hint instead."""

    def __init__(self, session: Session, hints: tuple[str, ...]) -> None:
        self._session = session
        self._hints = list(hints)
        if hints:
            session.tell(f"({HINT} for a hint)")

    def __call__(self, prompt: str) -> str:
        while True:
            line = self._session.ask(prompt)
            if line.strip() != HINT or not self._hints:
                return line
            for told in labelled("Hint", self._hints.pop(0), self._session.width):
                self._session.tell(told)

    def pick(self, prompt: str, values: dict[str, _Value]) -> _Value:
        """The value of the word that was typed; asks again until it is one of them."""
        while (word := self(prompt).strip().casefold()) not in values:
            self._session.tell(f"Write one of: {', '.join(filter(None, values))}.")
        return values[word]


def _said(item: ItemBase, grade: Grade) -> str:
    """The verdict in words."""
    if grade.verdict == "correct":
        return "Correct."
    if grade.verdict == "wrong":
        return "Not right."
    found = sum(part.verdict == "correct" for part in grade.parts)
    if isinstance(item, Choice):
        wrong = len(grade.parts) - found
        return f"Partly right: {found} of {len(item.key)} found{f', {wrong} wrong' if wrong else ''}."
    return f"Partly right: {found} of {len(grade.parts)}." if grade.parts else "Partly right."
