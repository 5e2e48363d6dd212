# Knows alone: how learning in a terminal goes: what is asked in which order, the second try, the score in words.
# It speaks through two callables, so that a test or another program can be the learner.
"""A deck as a session of questions and answers."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from random import Random
from typing import TypeVar

from byheart.catalogue import Translator
from byheart.content.deck import LoadedDeck
from byheart.items.choice import Choice
from byheart.items.cloze import Cloze
from byheart.items.explain import Explain
from byheart.items.group import Group
from byheart.model import Face, Grade, ItemBase
from byheart.model.values import Level
from byheart.terminal.forms import Ask, Form, GaveUp, Unclear, cloze_form, form_of
from byheart.terminal.show import answered, asked, key_of, labelled, lettered, marked, plain

HINT = "?"

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

    def words(self, planned: int, t: Translator) -> list[str]:
        """The score in sentences; `planned` is the number of items of the session."""
        if not self.asked:
            return [t("terminal.nothing")]
        out = [t("terminal.answered", part=self.asked, whole=planned)]
        if self.questions:
            out.append(t("terminal.right", part=self.right, whole=self.questions))
        if self.at_second:
            out.append(t("terminal.right-second", n=self.at_second))
        if self.cards:
            out.append(t("terminal.recalled", part=self.known, whole=self.cards))
        if self.concepts:
            out.append(t("terminal.explained", part=self.got, whole=self.concepts))
        return out


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
    """One run through tasks. `ask` shows a prompt and gives the line typed, or raises Stopped; `tell` shows a line.

    `language` is that by which responses to items are read that say none; `t` speaks that of the site.
    """

    deck: LoadedDeck
    tasks: list[Task]
    ask: Ask
    tell: Callable[[str], None]
    width: int
    seed: str
    language: str
    t: Translator
    score: Score = field(default_factory=Score)

    def run(self) -> None:
        """Ask everything. Raises Stopped when the learner ends it; `score` is up to date at any time."""
        group: Group | None = None
        for number, (item, face) in enumerate(self.tasks, start=1):
            if (around := self.deck.group_of(item)) not in {None, group} and around is not None:
                self._lines(["", *asked(around, around.prompt, self.width, self.t)])
            group = around
            place = self.t("terminal.one-of-many", i=number, n=len(self.tasks))
            self._lines(["", place, *asked(item, face.prompt, self.width, self.t)])
            self._one(item, face)
            self.score.asked += 1

    def _one(self, item: ItemBase, face: Face) -> None:
        asker = _Asker(self, item.hints if face.hinted else ())
        if isinstance(item, Explain):
            self._explain(item, asker)
        elif isinstance(item, Cloze) and item.typed:
            self._typed(item, face, asker)
        elif item.part == "cards":
            self._card(item, face, asker)
        else:
            language = self.deck.lang_of(item) or self.language
            self._question(item, form_of(item, language, f"{self.seed}#{item.id}", self.t), asker)

    def _lines(self, lines: Iterable[str]) -> None:
        for line in lines:
            self.tell(line.rstrip())

    def _markdown(self, text: str) -> None:
        self._lines(marked("", text, self.width))

    # Questions

    def _question(self, item: ItemBase, form: Form, asker: _Asker) -> None:
        if form.listed:
            self._lines(["", *lettered(form.listed, self.width, {})])
        first, second = self._tries(item, form, asker)
        if second is not None and second.verdict != "correct" and form.rules:
            ruled = asker.pick("count-it", self._words(yes=True, no=False) | {"": False})
            second = Grade("correct", 1.0) if ruled else second
        self._answer(item, form)
        self.score.questions += 1
        self.score.right += first is not None and first.verdict == "correct"
        self.score.at_second += second is not None and second.verdict == "correct"

    def _tries(self, item: ItemBase, form: Form, asker: _Asker) -> tuple[Grade | None, Grade | None]:
        """The verdict on the first response, and on a second one where that was not right."""
        first = self._try(item, form, asker)
        if first is None or first.verdict == "correct":
            return first, None
        self.tell(self.t("terminal.try-again"))
        return first, self._try(item, form, asker)

    def _try(self, item: ItemBase, form: Form, asker: _Asker) -> Grade | None:
        """The verdict on one response, told; None if there was none."""
        while True:
            try:
                response = form.read(asker)
                break
            except GaveUp:
                return None
            except Unclear as unclear:
                self.tell(str(unclear))
        grade = form.grade(response)
        self.tell(_said(item, grade, self.t))
        if grade.verdict != "correct":
            for remark in form.remark(response):
                self._markdown(remark)
        return grade

    def _answer(self, item: ItemBase, form: Form) -> None:
        mark = self.t("terminal.key-mark")
        marks = dict.fromkeys(key_of(item), mark)
        right = [line for line in lettered(form.listed, self.width, marks) if line.endswith(mark)]
        self._lines(["", *right] if right else [""])
        self._lines(answered(item, self.width, self.t))

    def _typed(self, item: Cloze, face: Face, asker: _Asker) -> None:
        """A card that is judged by what is typed into its blanks; the first response counts."""
        form = cloze_form(item, face.suffix, self.deck.lang_of(item) or self.language, self.t)
        first, _ = self._tries(item, form, asker)
        self._answer(item, form)
        self.score.known += first is not None and first.verdict == "correct"
        self.score.cards += 1

    # Cards and explanations, which the learner judges

    def _card(self, item: ItemBase, face: Face, asker: _Asker) -> None:
        asker(self.t("terminal.recall"))
        self._lines(answered(item, self.width, self.t, suffix=face.suffix))
        self.score.known += asker.pick("rate", self._words(good=True, again=False))
        self.score.cards += 1

    def _explain(self, item: Explain, asker: _Asker) -> None:
        asker(self.t("terminal.explain"))
        if item.kind == "produce" and item.model_answer is not None:
            self._lines(labelled(self.t("page.model-answer"), item.model_answer, self.width))
        response = {}
        words = self._words(yes="yes", partly="partly", no="no")
        for concept in item.concepts:
            self._lines(["", *marked("- ", concept.text, self.width)])
            if concept.counts_if is not None:
                self._lines(marked(f"  {self.t('terminal.counts-if')} ", concept.counts_if, self.width))
            response[concept.id] = asker.pick("had-it", words)
        grade = item.grade(response)
        got = item.got(grade)
        self.tell(self.t("terminal.got", got=got, n=len(item.concepts)))
        if item.kind == "reproduce" and item.model_answer is not None:
            self._lines(labelled(self.t("page.model-answer"), item.model_answer, self.width))
        self._review(item, {part.id for part in grade.parts if part.verdict != "correct"})
        self.score.got += got
        self.score.concepts += len(item.concepts)

    def _review(self, item: Explain, missed: set[str]) -> None:
        cards = {one.id: one for one in self.deck.all_items()}
        for concept in item.concepts:
            if concept.id in missed and concept.card in cards:
                name = f"{plain(cards[concept.card].prompt)} ({self.deck.key}#{concept.card})"
                self.tell(self.t("terminal.review-card", card=name))

    def _words(self, **values: _Value) -> dict[str, _Value]:
        """What may be typed for each value, in the language of the site."""
        return {
            word: value for name, value in values.items() for word in self.t(f"terminal.words-{name}").split()
        }


class _Asker:
    """Asks for lines; "?" gives the next hint instead."""

    def __init__(self, session: Session, hints: tuple[str, ...]) -> None:
        self._session = session
        self._hints = list(hints)
        if hints:
            session.tell(session.t("terminal.hint-how", sign=HINT))

    def __call__(self, prompt: str) -> str:
        while True:
            line = self._session.ask(prompt)
            if line.strip() != HINT or not self._hints:
                return line
            for told in labelled(self._session.t("page.hint"), self._hints.pop(0), self._session.width):
                self._session.tell(told)

    def pick(self, key: str, values: dict[str, _Value]) -> _Value:
        """The value of the word that was typed; asks again until it is one of them."""
        t = self._session.t
        while (word := self(t(f"terminal.{key}")).strip().casefold()) not in values:
            self._session.tell(t("terminal.want-word", list=", ".join(filter(None, values))))
        return values[word]


def _said(item: ItemBase, grade: Grade, t: Translator) -> str:
    """The verdict in words."""
    if grade.verdict == "correct":
        return t("terminal.correct")
    if grade.verdict == "wrong":
        return t("terminal.wrong")
    found = sum(part.verdict == "correct" for part in grade.parts)
    if isinstance(item, Choice):
        wrong = len(grade.parts) - found
        return t(
            "terminal.partly-found" if wrong else "terminal.partly-only",
            found=found,
            n=len(item.key),
            wrong=wrong,
        )
    return t("terminal.partly-of", found=found, n=len(grade.parts)) if grade.parts else t("terminal.partly")
