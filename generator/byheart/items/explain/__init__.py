# Knows alone: the explain prompt: its concepts, and how the learner's own judgement of them is counted.
# The browser counts by the same rules; tests/cases/grading/explain.json holds both to them.
"""Explain prompts: say it in your own words, then look which concepts you had."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Annotated, Any, ClassVar, Literal

from pydantic import BeforeValidator, Field

from byheart.catalogue import Translator
from byheart.diagnostics import SlugInfo, count, quoted
from byheart.model import ItemBase, Loc, Problem, Render, Strict, safe_html, same_text
from byheart.model.grades import Grade, Judged, Verdict
from byheart.model.terminal import Criterion, Lines, Rubric, labelled, marked
from byheart.model.values import Id, ListOf, OptionalId, OptionalText, Text, one_of

FEWEST, MOST = 2, 7
_VERDICTS: dict[str, Verdict] = {"yes": "correct", "partly": "partial", "no": "wrong"}
_HALVES: dict[Verdict, int] = {"correct": 2, "partial": 1, "wrong": 0}

Kind = Literal["reproduce", "produce"]


class Concept(Strict):
    """One idea that the explanation must contain. `card` is what to review when it was missed."""

    mistaken: ClassVar[Mapping[str, str]] = {
        **dict.fromkeys(("concept", "point"), "text"),
        **dict.fromkeys(("review", "remedy"), "card"),
        **dict.fromkeys(("counts", "criterion"), "counts_if"),
    }

    id: Id
    """The concept's name in its prompt (kebab-case)."""
    text: Text
    """The idea (Markdown)."""
    counts_if: OptionalText = None
    """When the learner may say "yes" to it (Markdown)."""
    card: OptionalId = None
    """The id of the card to review when it was missed."""


class Explain(ItemBase):
    """A prompt to answer in own words, judged by the learner concept by concept.

    `kind: produce` asks for an example of one's own, which is compared with the model answer.
    """

    type_name = "explain"
    element = "study-explain"
    part = "explain"
    prompt_field = "prompt"
    mistaken: ClassVar[Mapping[str, str]] = {
        **dict.fromkeys(("question", "stem", "front"), "prompt"),
        **dict.fromkeys(("points", "criteria"), "concepts"),
        **dict.fromkeys(("answer", "solution"), "model_answer"),
    }
    also_called = ("essay", "open", "open-ended", "long-answer")
    slugs: ClassVar[Mapping[str, SlugInfo]] = {
        "concept-count": SlugInfo("error", "an explain prompt has fewer than 2 or more than 7 concepts"),
        "duplicate-concept-id": SlugInfo("error", "two concepts of a prompt have the same id"),
        "same-concepts": SlugInfo("error", "two concepts of a prompt have the same text"),
    }

    asked: Text = Field(alias="prompt")
    """What is to be explained (Markdown)."""
    concepts: ListOf[Concept]
    """The ideas that the explanation must contain: 2 to 7."""
    kind: Annotated[Kind, BeforeValidator(one_of("unknown-value", "kind", ["reproduce", "produce"]))] = (
        "reproduce"
    )
    """`reproduce` what was learned, or `produce` an example of one's own."""
    model_answer: OptionalText = None
    """A good explanation, which learners see beside their own (Markdown)."""

    @property
    def prompt(self) -> str:
        """What is to be explained."""
        return self.asked

    def grade(self, response: Mapping[str, str]) -> Grade:
        """Count the learner's "yes", "partly" and "no" by concept id; what is not judged counts as "no".

        Parts are all concepts in the author's order. The verdict is the learner's own.
        """
        parts = tuple(
            Judged(concept.id, _VERDICTS.get(response.get(concept.id, ""), "wrong"))
            for concept in self.concepts
        )
        return Grade("self-judged", _halves(parts) / (2 * len(parts)), parts)

    @staticmethod
    def got(grade: Grade) -> int:
        """The number n of "You got n/m concepts": "partly" counts half, and the sum is rounded down."""
        return _halves(grade.parts) // 2

    def answer_fields(self) -> Iterator[tuple[Loc, str]]:
        """Concepts, what they count for, and the model answer."""
        for index, concept in enumerate(self.concepts):
            yield ("concepts", index, "text"), concept.text
            if concept.counts_if is not None:
                yield ("concepts", index, "counts_if"), concept.counts_if
        if self.model_answer is not None:
            yield ("model_answer",), self.model_answer

    def answer_texts(self) -> Iterable[Iterable[str]]:
        """The prompt and the concepts."""
        return (self.prompt,), (concept.text for concept in self.concepts)

    def check(self) -> Iterator[Problem]:
        """What is wrong with the concepts as a whole."""
        yield from super().check()
        if not FEWEST <= len(self.concepts) <= MOST:
            message = (
                f"the prompt has {count(len(self.concepts), 'concept')}, and {FEWEST} to {MOST} are wanted"
            )
            help_text = (
                "split the prompt in two"
                if len(self.concepts) > MOST
                else "name each idea that the explanation needs"
            )
            yield Problem(("concepts",), "concept-count", message, help_text, on_key=True)
        if self.kind == "produce" and self.model_answer is None:
            help_text = "add 'model_answer: …', which learners compare their own example with"
            yield Problem(
                (), "missing-key", "a prompt of the kind 'produce' has no 'model_answer'", help_text
            )
        yield from self._check_concepts()

    def _check_concepts(self) -> Iterator[Problem]:
        ids: dict[str, int] = {}
        texts: dict[str, int] = {}
        for index, concept in enumerate(self.concepts):
            if ids.setdefault(concept.id, index) != index:
                message = (
                    f"concepts {ids[concept.id] + 1} and {index + 1} have the same id {quoted(concept.id)}"
                )
                yield Problem(
                    ("concepts", index, "id"), "duplicate-concept-id", message, "give this concept another id"
                )
            first = texts.setdefault(same_text(concept.text), index)
            if first != index:
                message = f"concepts {first + 1} and {index + 1} have the same text"
                help_text = f"change or delete concept {index + 1}"
                yield Problem(("concepts", index, "text"), "same-concepts", message, help_text)

    def named_cards(self) -> Iterator[tuple[Loc, str]]:
        """The cards to review after a missed concept."""
        for index, concept in enumerate(self.concepts):
            if concept.card:
                yield ("concepts", index, "card"), concept.card

    def key_lines(self, width: int, t: Translator, _suffix: str = "") -> Lines:
        """The concepts, what they count for and which card helps, and the model answer."""
        for concept in self.concepts:
            yield from marked("- ", concept.text, width)
            if concept.counts_if is not None:
                yield from marked(f"  {t('terminal.counts-if')} ", concept.counts_if, width)
            if concept.card is not None:
                yield f"  {t('terminal.review', card=concept.card)}"
        if self.model_answer is not None:
            yield from labelled(t("page.model-answer"), self.model_answer, width)

    def rubric(self) -> Rubric:
        """The concepts; an example of one's own is compared with the model answer before."""
        criteria = [Criterion(one.id, one.text, one.counts_if, one.card) for one in self.concepts]
        return Rubric(criteria, self.grade, self.got, self.model_answer, compares=self.kind == "produce")

    def view(self, render: Render) -> dict[str, Any]:
        """Concepts and model answer as HTML."""
        return {
            "concepts": [
                self._concept_view(index, concept, render) for index, concept in enumerate(self.concepts)
            ],
            "model_answer": safe_html(render, ("model_answer",), self.model_answer),
            "attributes": {"data-kind": self.kind},
        }

    @staticmethod
    def _concept_view(index: int, concept: Concept, render: Render) -> dict[str, Any]:
        return {
            "id": concept.id,
            "card": concept.card,
            "text": render(("concepts", index, "text"), concept.text).text,
            "html": safe_html(render, ("concepts", index, "text"), concept.text),
            "counts_if": safe_html(render, ("concepts", index, "counts_if"), concept.counts_if),
        }


def _halves(parts: Iterable[Judged]) -> int:
    return sum(_HALVES[part.verdict] for part in parts)
