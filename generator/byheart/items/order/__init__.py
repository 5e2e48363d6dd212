# Knows alone: the order question: its steps, which of them may change places, and how an order is judged.
# The browser judges by the same rules; tests/cases/grading/order.json holds both to them.
"""Order questions: put steps into their order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import pairwise
from typing import Annotated, Any, ClassVar

from pydantic import BeforeValidator

from byheart.catalogue import Translator
from byheart.diagnostics import SlugInfo, did_you_mean, quoted
from byheart.diagnostics.report import printable
from byheart.items._named import NamedText, shuffled
from byheart.items._reply import as_json, explained
from byheart.model import ItemBase, Loc, Problem, Render, safe_html, same_text
from byheart.model.grades import CHANGED, Grade, graded, judged
from byheart.model.terminal import (
    Ask,
    Entry,
    Form,
    Lines,
    Unclear,
    chosen_entries,
    plain,
    shuffled_by,
    typed_line,
)
from byheart.model.values import Code, ListOf, OptionalText, Text, fault


def _ties(value: object) -> object:
    """Ties are lists in a list, also where there is one."""
    if isinstance(value, list) and value and all(isinstance(entry, str) for entry in value):
        help_text = (
            f"write '[[{', '.join(value)}]]', a list of ties" if len(str(value)) < 60 else "write [[…]]"
        )
        raise fault("wrong-type", "a list of ties is wanted, and one tie is here", help_text)
    return value


class Order(ItemBase):
    """A question whose key is the order of its steps."""

    type_name = "order"
    element = "study-order"
    part = "questions"
    prompt_field = "stem"
    signature_keys = ("steps", "ties")
    mistaken: ClassVar[Mapping[str, str]] = {
        **dict.fromkeys(("question", "prompt", "front"), "stem"),
        **dict.fromkeys(("options", "items", "order", "sequence", "answers", "key"), "steps"),
        **dict.fromkeys(("tie", "tied", "any_order", "interchangeable"), "ties"),
        **dict.fromkeys(("rationale", "context", "why"), "explanation"),
    }
    also_called = ("ordering", "sequence", "sort", "sorting", "ranking")
    slugs: ClassVar[Mapping[str, SlugInfo]] = {
        "too-few-steps": SlugInfo("error", "an order question has fewer than two steps"),
        "same-steps": SlugInfo("error", "two steps have the same text and no tie"),
        "duplicate-step-id": SlugInfo("error", "two steps of a question have the same id"),
        "unknown-step": SlugInfo("error", "a tie names a step that does not exist"),
        "bad-tie": SlugInfo("error", "a tie does not name neighbouring steps, each once"),
        "all-tied": SlugInfo("error", "all steps are tied, so that every order is right"),
    }
    examples: ClassVar[Mapping[str, list[Any]]] = {
        "ties": [[["First", "Second"]]],
    }

    stem: Text
    """What is asked (Markdown)."""
    steps: ListOf[NamedText]
    """The steps in the right order; the page shuffles them."""
    ties: Annotated[ListOf[ListOf[Code]], BeforeValidator(_ties)] = ()
    """Lists of neighbouring steps, by id or text, that may come in any order among themselves."""
    explanation: OptionalText = None
    """Why the key is right (Markdown)."""

    @property
    def prompt(self) -> str:
        """The stem."""
        return self.stem

    @cached_property
    def step_ids(self) -> tuple[str, ...]:
        """The ids of the steps, in the right order; steps of the same text are told apart by a number."""
        seen: dict[str, int] = {}
        names = []
        for step in self.steps:
            seen[step.name] = seen.get(step.name, 0) + 1
            again = seen[step.name] > 1 and step.id is None
            names.append(f"{step.name}-{seen[step.name]}" if again else step.name)
        return tuple(names)

    @cached_property
    def tied(self) -> tuple[tuple[str, ...], ...]:
        """The ids of the steps of each tie, in the right order."""
        return tuple(
            tuple(
                self.step_ids[place]
                for place in sorted({place for name in tie for place in self._places(name)})
            )
            for tie in self.ties
        )

    @cached_property
    def ranks(self) -> dict[str, int]:
        """The rank of each step, from 0 on; those of a tie have the same one."""
        tie_of = {name: tie for tie in self.tied for name in tie}
        ranks: dict[str, int] = {}
        before: tuple[str, ...] | None = None
        rank = -1
        for name in self.step_ids:
            tie = tie_of.get(name)
            if tie is None or tie is not before:
                rank += 1
            ranks[name] = rank
            before = tie
        return ranks

    def grade(self, response: Iterable[str]) -> Grade:
        """Judge the ids of the steps in the learner's order by the neighbours that follow each other rightly.

        Parts are the steps after the first, in the order of the response. An order of other steps is `changed`; no
        step at all is how a learner gives up.
        """
        given = list(dict.fromkeys(response))
        if given and set(given) != set(self.ranks):
            return CHANGED
        parts = tuple(judged(after, right=self._follows(before, after)) for before, after in pairwise(given))
        right = sum(part.verdict == "correct" for part in parts)
        return graded(right / (len(self.steps) - 1), parts)

    def _follows(self, before: str, after: str) -> bool:
        """Whether there is a right order in which one step comes next after the other."""
        return self.ranks[after] - self.ranks[before] in (0, 1)

    def start(self) -> list[str]:
        """The ids in the order in which a page without script lists them: never a right one."""
        names = shuffled(self.step_ids, self.id)
        solved = all(self._follows(before, after) for before, after in pairwise(names))
        return names[::-1] if solved else names

    def _places(self, name: str) -> list[int]:
        """The places of the steps that an id or a text names."""
        by_id, by_text = self._index
        return by_id.get(name) or by_text.get(same_text(name), [])

    @cached_property
    def _index(self) -> tuple[dict[str | None, list[int]], dict[str, list[int]]]:
        """The places of the steps by their ids, and by their texts."""
        by_id: dict[str | None, list[int]] = {}
        by_text: dict[str, list[int]] = {}
        for place, step in enumerate(self.steps):
            by_id.setdefault(step.id, []).append(place)
            by_text.setdefault(same_text(step.text), []).append(place)
        return by_id, by_text

    def answer_fields(self) -> Iterator[tuple[Loc, str]]:
        """The steps and the explanation."""
        for index, step in enumerate(self.steps):
            yield ("steps", index, "text"), step.text
        yield from explained(self.explanation)

    def answer_texts(self) -> Iterable[Iterable[str]]:
        """The stem, and the steps of each rank."""
        ranked: dict[int, list[str]] = {}
        for name, step in zip(self.step_ids, self.steps, strict=True):
            ranked.setdefault(self.ranks[name], []).append(step.text)
        return (self.stem,), *ranked.values()

    def check(self) -> Iterator[Problem]:
        """What is wrong with the steps and their ties."""
        yield from super().check()
        if len(self.steps) < 2:
            there = "there is only one step" if self.steps else "there are no steps"
            yield Problem(("steps",), "too-few-steps", there, "write at least two steps", on_key=True)
            return
        wrong = list(self._check_ties())
        wrong += self._check_steps() if not wrong else []
        yield from wrong
        if not wrong and not any(self.ranks.values()):
            message = "all steps are tied, so that every order is right"
            yield Problem(("ties",), "all-tied", message, "leave steps out of the tie", on_key=True)

    def _check_ties(self) -> Iterator[Problem]:
        seen: set[int] = set()
        for index, tie in enumerate(self.ties):
            places: set[int] = set()
            for position, name in enumerate(tie):
                found = self._places(name)
                if not found:
                    yield self._unknown_step(("ties", index, position), name)
                    return
                places.update(found)
            neighbours = sorted(places) == list(range(min(places, default=0), max(places, default=-1) + 1))
            if len(places) < 2 or not neighbours or seen & places:
                message = "the tie does not name neighbouring steps, each in one tie"
                help_text = "name two or more steps that follow each other in 'steps'"
                yield Problem(("ties", index), "bad-tie", message, help_text)
            seen |= places

    def _unknown_step(self, loc: Loc, name: str) -> Problem:
        guess = did_you_mean(
            name, [known for step in self.steps for known in (step.id or step.text, step.text)]
        )
        help_text = f"did you mean '{guess}'?" if guess else "write the id or the text of a step"
        return Problem(loc, "unknown-step", f"there is no step {quoted(name)}", help_text)

    def _check_steps(self) -> Iterator[Problem]:
        texts: dict[str, int] = {}
        ids: dict[str, int] = {}
        for index, (name, step) in enumerate(zip(self.step_ids, self.steps, strict=True)):
            first = texts.setdefault(same_text(step.text), index)
            if self.ranks.get(self.step_ids[first]) != self.ranks[name]:
                message = f"steps {first + 1} and {index + 1} have the same text"
                help_text = "say what tells them apart, or name both in one of the 'ties'"
                yield Problem(("steps", index, "text"), "same-steps", message, help_text)
            elif ids.setdefault(name, index) != index:
                message = f"steps {ids[name] + 1} and {index + 1} have the same id {quoted(name)}"
                yield Problem(
                    ("steps", index, "id"), "duplicate-step-id", message, "give this step another id"
                )

    @cached_property
    def _texts(self) -> dict[str, str]:
        return dict(zip(self.step_ids, (step.text for step in self.steps), strict=True))

    def entries(self, _t: Translator) -> list[Entry]:
        """The steps, shuffled."""
        return [Entry(name, self._texts[name]) for name in self.start()]

    def key_lines(self, _width: int, t: Translator, _suffix: str = "") -> Lines:
        """The steps with their ranks."""
        yield f"{t('page.key')}:"
        for name in self.step_ids:
            yield f"  {self.ranks[name] + 1}. {printable(plain(self._texts[name]))}"

    def form(self, _language: str, seed: str, t: Translator, _suffix: str = "") -> Form:
        """All letters in the right order."""
        listed = shuffled_by(seed, self.entries(t))
        if self.grade(entry.name for entry in listed).score == 1:
            listed = self.entries(t)

        def read(ask: Ask) -> list[str]:
            chosen = chosen_entries(typed_line(ask, t("terminal.order")), listed, t)
            if len(chosen) != len(listed):
                raise Unclear(t("terminal.want-all", n=len(listed)))
            return chosen

        return Form(read, self.grade, listed)

    def view(self, render: Render) -> dict[str, Any]:
        """The steps as HTML, shuffled and in order; the key for the browser."""
        html = {
            name: safe_html(render, ("steps", index, "text"), step.text)
            for index, (name, step) in enumerate(zip(self.step_ids, self.steps, strict=True))
        }
        start = self.start()
        letters = {name: chr(ord("A") + place) for place, name in enumerate(start)}
        key = {"order": list(self.step_ids), "ties": list(map(list, self.tied))}
        return {
            "steps": [{"id": name, "letter": letters[name], "html": html[name]} for name in start],
            "solved": [_rank(rank, letters, html) for rank in self._by_rank()],
            "explanation": safe_html(render, ("explanation",), self.explanation),
            "attributes": {"data-key": as_json(key)},
        }

    def _by_rank(self) -> list[list[str]]:
        ranked: dict[int, list[str]] = {}
        for name in self.step_ids:
            ranked.setdefault(self.ranks[name], []).append(name)
        return list(ranked.values())


def _rank(names: Sequence[str], letters: Mapping[str, str], html: Mapping[str, Any]) -> dict[str, Any]:
    """The steps of one rank, which a key shows together."""
    return {"letters": [letters[name] for name in names], "steps": [html[name] for name in names]}
