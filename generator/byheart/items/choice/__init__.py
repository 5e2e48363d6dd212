# Knows alone: the choice question: its options and their identity, its key, and how a choice is judged.
# The browser judges by the same rules; tests/cases/grading/choice.json holds both to them.
"""Choice questions: one or several options are right."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import Annotated, Any, ClassVar, Literal

from pydantic import BeforeValidator

from byheart.catalogue import Translator
from byheart.diagnostics import SlugInfo, quoted
from byheart.items._last import names_letters, stays_last
from byheart.model import Giveaway, ItemBase, Loc, Problem, Render, Strict, safe_html, same_text, text_id
from byheart.model.grades import CHANGED, Grade, graded, judged
from byheart.model.terminal import (
    Ask,
    Entry,
    Form,
    Unclear,
    chosen_entries,
    found_and_wrong,
    shuffled_by,
    typed_line,
)
from byheart.model.values import ListOf, OptionalCount, OptionalId, OptionalText, Text, Truth, fault, one_of

Select = Literal["one", "many"]
Pin = Literal["last", "position"]


def _option(value: object) -> object:
    """A plain text stands for an option that is wrong."""
    if isinstance(value, str):
        return {"text": value}
    if isinstance(value, list):
        raise fault(
            "wrong-type", "an option is wanted, and a list is here", "put the text of the option in quotes"
        )
    return value


class Option(Strict):
    """One alternative. `pin: last` keeps it below the others when these are shuffled."""

    mistaken: ClassVar[Mapping[str, str]] = {
        **dict.fromkeys(("option", "answer"), "text"),
        **dict.fromkeys(("right", "key"), "correct"),
        **dict.fromkeys(("explanation", "remark"), "feedback"),
        **dict.fromkeys(("review", "remedy"), "card"),
    }
    is_text = True

    text: Text
    """What the learner sees (Markdown)."""
    correct: Truth = False
    """`true` if the option is right."""
    feedback: OptionalText = None
    """What is said to the learner who chose it (Markdown)."""
    misconception: OptionalId = None
    """The name of the mistake that leads to this option (kebab-case)."""
    card: OptionalId = None
    """The id of the card to review when this wrong option was chosen."""
    id: OptionalId = None
    """A name that stays when the text changes (kebab-case)."""
    pin: Annotated[Literal["last"] | None, BeforeValidator(one_of("unknown-value", "pin", ["last"]))] = None
    """`last` keeps the option below the others when these are shuffled."""


class Choice(ItemBase):
    """A question with options, of which one (`select: one`) or several (`many`) are to be chosen.

    With `select: one` several options may be correct: each of them is a right response.
    """

    type_name = "choice"
    element = "study-choice"
    part = "questions"
    prompt_field = "stem"
    mistaken: ClassVar[Mapping[str, str]] = {
        **dict.fromkeys(("question", "prompt", "front"), "stem"),
        **dict.fromkeys(("choices", "answers"), "options"),
        **dict.fromkeys(("rationale", "context", "why"), "explanation"),
    }
    advice: ClassVar[Mapping[str, str]] = dict.fromkeys(
        ("answer", "correct", "solution", "right", "correct_answer", "correct_option"),
        "delete it, and write the right option as '- text: …' with 'correct: true' below 'text'",
    )
    also_called = ("multiple-choice", "single-choice", "mcq", "mc", "select", "checkbox", "radio", "quiz")
    slugs: ClassVar[Mapping[str, SlugInfo]] = {
        "too-few-options": SlugInfo("error", "a choice question has fewer than two options"),
        "no-correct-option": SlugInfo("error", "no option of a choice question is correct"),
        "all-correct": SlugInfo("error", "all options of a choice question are correct"),
        "same-options": SlugInfo("error", "two options of a question have the same text"),
        "duplicate-option-id": SlugInfo("error", "two options of a question have the same id"),
        "choose-mismatch": SlugInfo("error", "choose tells another number than there are correct options"),
        "unused-scoring": SlugInfo("error", "scoring is set where one option is chosen"),
        "misconception-on-correct": SlugInfo(
            "error", "a correct option names a misconception or a card to review"
        ),
    }

    stem: Text
    """What is asked (Markdown)."""
    options: ListOf[Annotated[Option, BeforeValidator(_option, json_schema_input_type=Option | str)]]
    """The alternatives; a plain text is one that is wrong."""
    explanation: OptionalText = None
    """Why the key is right (Markdown)."""
    select: Annotated[Select | None, BeforeValidator(one_of("unknown-value", "select", ["one", "many"]))] = (
        None
    )
    """`one` or `many` to choose; it follows from the number of correct options."""
    choose: OptionalCount = None
    """Tell learners how many options to choose."""
    scoring: Annotated[
        Literal["all"] | None, BeforeValidator(one_of("unknown-value", "scoring", ["all"]))
    ] = None
    """`all`: several options are right or wrong together."""

    @property
    def prompt(self) -> str:
        """The stem."""
        return self.stem

    @staticmethod
    def option_id(option: Option) -> str:
        """The option's own id, or the first 8 hex digits of the SHA-256 of its text; never its position."""
        return text_id(option.id, option.text)

    @staticmethod
    def pin_of(option: Option) -> Pin | None:
        """What keeps an option in its place: "last" below the others, "position" all of them as they are.

        "None of these" stays last by itself; "both A and B" points at letters, which must stay true.
        """
        if names_letters(option.text):
            return "position"
        return "last" if option.pin or stays_last(option.text) else None

    @cached_property
    def option_ids(self) -> tuple[str, ...]:
        """The ids of all options, in the author's order."""
        return tuple(map(self.option_id, self.options))

    @cached_property
    def key(self) -> tuple[str, ...]:
        """The ids of the correct options, in the author's order."""
        return tuple(self.option_id(option) for option in self.options if option.correct)

    @property
    def selects(self) -> Select:
        """Whether one option is to be chosen or several; several if more than one is correct, unless told."""
        return self.select or ("one" if len(self.key) == 1 else "many")

    def grade(self, response: Iterable[str]) -> Grade:
        """Judge the ids of the chosen options; where one of them is no option (any more), it is `changed`.

        Parts are the chosen options in the order of the response, each once.
        """
        chosen = list(dict.fromkeys(response))
        if any(name not in self.option_ids for name in chosen):
            return CHANGED
        parts = tuple(judged(name, right=name in self.key) for name in chosen)
        found = sum(part.verdict == "correct" for part in parts)
        return graded(self._score(found, len(parts) - found), parts)

    def _score(self, found: int, wrong: int) -> float:
        """One right: any of the key. Several: max(0, found/|key| - wrong/|distractors|), 0 for all."""
        right, distractors = len(self.key), len(self.options) - len(self.key)
        if self.selects == "one":
            return float(found > 0 and not wrong)
        score = max(0.0, found / right - wrong / distractors)
        return score if score == 1 or self.scoring != "all" else 0.0

    def answer_fields(self) -> Iterator[tuple[Loc, str]]:
        """Options with their feedback, and the explanation."""
        for index, option in enumerate(self.options):
            yield ("options", index, "text"), option.text
            if option.feedback is not None:
                yield ("options", index, "feedback"), option.feedback
        if self.explanation is not None:
            yield ("explanation",), self.explanation

    def answer_texts(self) -> Iterable[Iterable[str]]:
        """The stem, the correct options, and the others."""
        right = (option.text for option in self.options if option.correct)
        wrong = (option.text for option in self.options if not option.correct)
        return (self.stem,), right, wrong

    def check(self) -> Iterator[Problem]:
        """What is wrong with the options and with what is said about them."""
        yield from super().check()
        if len(self.options) < 2:
            there = "there is only one option" if self.options else "there are no options"
            yield Problem(("options",), "too-few-options", there, "write at least two options", on_key=True)
            return
        yield from self._check_key()
        yield from self._check_options()

    def _check_key(self) -> Iterator[Problem]:
        if not self.key:
            help_text = "write the right option as '- text: …' with 'correct: true' below 'text'"
            yield Problem(("options",), "no-correct-option", "no option is correct", help_text, on_key=True)
            return
        if len(self.key) == len(self.options):
            help_text = "add an option that is wrong, or delete 'correct: true' from one that is"
            yield Problem(("options",), "all-correct", "all options are correct", help_text, on_key=True)
            return
        to_choose = 1 if self.selects == "one" else len(self.key)
        if self.choose not in {None, to_choose}:
            right = f"{to_choose} of the options is" if to_choose == 1 else f"{to_choose} of the options are"
            message = f"'choose' says {self.choose}, and {right} to be chosen"
            yield Problem(
                ("choose",),
                "choose-mismatch",
                message,
                f"write 'choose: {to_choose}', or mend 'correct' or 'select'",
            )
        if self.scoring and self.selects == "one":
            message = "'scoring' has no meaning where one option is chosen"
            yield Problem(
                ("scoring",), "unused-scoring", message, "delete it, or write 'select: many'", on_key=True
            )

    def _check_options(self) -> Iterator[Problem]:
        texts: dict[str, int] = {}
        ids: dict[str, int] = {}
        for index, option in enumerate(self.options):
            text, name = same_text(option.text), self.option_id(option)
            first = texts.setdefault(text, index)
            if first != index:
                message = f"options {first + 1} and {index + 1} have the same text"
                yield Problem(
                    ("options", index, "text"),
                    "same-options",
                    message,
                    f"change or delete option {index + 1}",
                )
            elif ids.setdefault(name, index) != index:
                message = f"options {ids[name] + 1} and {index + 1} have the same id {quoted(name)}"
                yield Problem(
                    ("options", index, "id"), "duplicate-option-id", message, "give this option another id"
                )
            yield from self._check_misconception(index, option)

    @staticmethod
    def _check_misconception(index: int, option: Option) -> Iterator[Problem]:
        """A right option leads to nothing that is to be mended."""
        named = [name for name in ("misconception", "card") if getattr(option, name)]
        if option.correct and named:
            what = "a misconception" if named[0] == "misconception" else "a card to review"
            message = f"a correct option names {what}"
            help_text = f"delete '{named[0]}', or 'correct: true'"
            place = ("options", index, named[0])
            yield Problem(place, "misconception-on-correct", message, help_text, on_key=True)

    def named_cards(self) -> Iterator[tuple[Loc, str]]:
        """The cards to review after a wrong option."""
        for index, option in enumerate(self.options):
            if option.card:
                yield ("options", index, "card"), option.card

    def giveaways(self) -> Mapping[Giveaway, tuple[bool, float]]:
        """Whether the longest option is right, where one is to be chosen. Where two are equally long, none counts."""
        if self.selects != "one" or not self.key:
            return {}
        longest = max(self.options, key=_length)
        if sum(_length(option) == _length(longest) for option in self.options) > 1:
            return {}
        return {"longest": (longest.correct, len(self.key) / len(self.options))}

    def entries(self, _t: Translator) -> list[Entry]:
        """The options."""
        return [Entry(name, option.text) for name, option in zip(self.option_ids, self.options, strict=True)]

    def right_entries(self) -> Iterable[str]:
        """The key."""
        return self.key

    def remarks(self) -> Iterator[tuple[str, str]]:
        """The options that have feedback, and that."""
        yield from ((one.text, one.feedback) for one in self.options if one.feedback is not None)

    def form(self, _language: str, seed: str, t: Translator, _suffix: str = "") -> Form:
        """Letters; one of them where one option is to be chosen."""
        listed = self._shuffled(seed, t)
        many = self.selects == "many"
        wanted = t("terminal.letters" if many else "terminal.letter")
        if self.choose and many:
            wanted = t("terminal.n-letters", n=self.choose)

        def read(ask: Ask) -> list[str]:
            chosen = chosen_entries(typed_line(ask, t("terminal.respond", wanted=wanted)), listed, t)
            if not many and len(chosen) != 1:
                raise Unclear(t("terminal.want-one"))
            return chosen

        return Form(read, self.grade, listed, self._feedback_on)

    def _shuffled(self, seed: str, t: Translator) -> list[Entry]:
        """The options in an order of the seed; those that point at positions keep all in place, others stay last."""
        pins = dict(zip(self.option_ids, map(self.pin_of, self.options), strict=True))
        listed = self.entries(t)
        if "position" in pins.values():
            return listed
        return sorted(shuffled_by(seed, listed), key=lambda entry: pins[entry.name] == "last")

    def _feedback_on(self, response: Iterable[str]) -> Iterator[str]:
        """The feedback on the wrong options that were chosen."""
        feedback = {name: one.feedback for name, one in zip(self.option_ids, self.options, strict=True)}
        yield from (text for name in response if name not in self.key and (text := feedback[name]))

    def partly_right(self, grade: Grade, t: Translator) -> str:
        """How many right options were found, and how many wrong ones chosen."""
        return found_and_wrong(grade, len(self.key), t)

    def view(self, render: Render) -> dict[str, Any]:
        """Options, explanation and feedback as HTML, and what the browser needs to judge."""
        options = [self._option_view(index, option, render) for index, option in enumerate(self.options)]
        attributes = {"data-select": self.selects, "data-key": " ".join(self.key)}
        if self.choose:
            attributes["data-choose"] = str(self.choose)
        if self.scoring:
            attributes["data-scoring"] = self.scoring
        return {
            "options": options,
            "choose": self.choose,
            "feedback": [option for option in options if option["feedback"]],
            "explanation": safe_html(render, ("explanation",), self.explanation),
            "attributes": attributes,
            "misconceptions": list(self._misconceptions(render)),
        }

    def _misconceptions(self, render: Render) -> Iterator[dict[str, Any]]:
        """The mistakes that lead to options: what the option says, and the card that mends the mistake."""
        for index, option in enumerate(self.options):
            if option.misconception or option.card:
                yield {
                    "option": self.option_ids[index],
                    "id": option.misconception,
                    "text": render(("options", index, "text"), option.text).text,
                    "card": option.card,
                }

    def _option_view(self, index: int, option: Option, render: Render) -> dict[str, Any]:
        return {
            "id": self.option_ids[index],
            "letter": chr(ord("A") + index),
            "html": safe_html(render, ("options", index, "text"), option.text),
            "correct": option.correct,
            "pin": self.pin_of(option),
            "feedback": safe_html(render, ("options", index, "feedback"), option.feedback),
        }


def _length(option: Option) -> int:
    return len(option.text)
