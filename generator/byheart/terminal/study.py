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
from byheart.items.group import Group
from byheart.model import Face, ItemBase
from byheart.model.grades import Grade
from byheart.model.terminal import Ask, Form, GaveUp, Rubric, Unclear, labelled, lettered, marked, plain
from byheart.model.values import Level
from byheart.terminal.show import answered, asked

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
            self._lines(["", place, *asked(item, face.prompt, self.width, self.t, suffix=face.suffix)])
            self._one(item, face)
            self.score.asked += 1

    def _one(self, item: ItemBase, face: Face) -> None:
        asker = _Asker(self, item.hints if face.hinted else ())
        language = self.deck.lang_of(item) or self.language
        form = item.form(language, f"{self.seed}#{item.id}", self.t, face.suffix)
        if rubric := item.rubric():
            self._explain(rubric, asker)
        elif form is None:
            self._card(item, face, asker)
        else:
            self._question(item, form, asker)

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
        right, at_second = (grade is not None and grade.verdict == "correct" for grade in (first, second))
        if item.part == "cards":
            self.score.cards += 1
            self.score.known += right
        else:
            self.score.questions += 1
            self.score.right += right
            self.score.at_second += at_second

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
        self.tell(_verdict(item, grade, self.t))
        if grade.verdict != "correct":
            for remark in form.remark(response):
                self._markdown(remark)
        return grade

    def _answer(self, item: ItemBase, form: Form) -> None:
        mark = self.t("terminal.key-mark")
        marks = dict.fromkeys(item.right_entries(), mark)
        right = [line for line in lettered(form.listed, self.width, marks) if line.endswith(mark)]
        self._lines(["", *right] if right else [""])
        self._lines(answered(item, self.width, self.t))

    # Cards and explanations, which the learner judges

    def _card(self, item: ItemBase, face: Face, asker: _Asker) -> None:
        asker(self.t("terminal.recall"))
        self._lines(answered(item, self.width, self.t, suffix=face.suffix))
        self.score.known += asker.pick("rate", self._words(good=True, again=False))
        self.score.cards += 1

    def _explain(self, rubric: Rubric, asker: _Asker) -> None:
        asker(self.t("terminal.explain"))
        self._model_answer(rubric, now=rubric.compares)
        grade = rubric.grade(self._judged_by_learner(rubric, asker))
        got = rubric.got(grade)
        self.tell(self.t("terminal.got", got=got, n=len(rubric.criteria)))
        self._model_answer(rubric, now=not rubric.compares)
        self._review(rubric, {part.id for part in grade.parts if part.verdict != "correct"})
        self.score.got += got
        self.score.concepts += len(rubric.criteria)

    def _model_answer(self, rubric: Rubric, *, now: bool) -> None:
        if now and rubric.model_answer is not None:
            self._lines(labelled(self.t("page.model-answer"), rubric.model_answer, self.width))

    def _judged_by_learner(self, rubric: Rubric, asker: _Asker) -> dict[str, str]:
        """What the learner says of each criterion: "yes", "partly" or "no"."""
        response = {}
        words = self._words(yes="yes", partly="partly", no="no")
        for criterion in rubric.criteria:
            self._lines(["", *marked("- ", criterion.text, self.width)])
            if criterion.counts_if is not None:
                self._lines(marked(f"  {self.t('terminal.counts-if')} ", criterion.counts_if, self.width))
            response[criterion.name] = asker.pick("had-it", words)
        return response

    def _review(self, rubric: Rubric, missed: set[str]) -> None:
        cards = {one.id: one for one in self.deck.all_items()}
        for criterion in rubric.criteria:
            if criterion.name in missed and criterion.card in cards:
                name = f"{plain(cards[criterion.card].prompt)} ({self.deck.key}#{criterion.card})"
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


def _verdict(item: ItemBase, grade: Grade, t: Translator) -> str:
    """The verdict in words."""
    if grade.verdict == "correct":
        return t("terminal.correct")
    if grade.verdict == "wrong":
        return t("terminal.wrong")
    return item.partly_right(grade, t)
