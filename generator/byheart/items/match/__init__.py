# Knows alone: the match question: its pairs, what else stands on the right, and how a matching is judged.
# The browser judges by the same rules; tests/cases/grading/match.json holds both to them.
"""Match questions: find for each left side its right side."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import Any, ClassVar

from byheart.catalogue import Translator
from byheart.diagnostics import SlugInfo, quoted
from byheart.diagnostics.report import printable
from byheart.items._named import NamedText, shuffled
from byheart.items._reply import as_json, explained
from byheart.model import ItemBase, Loc, Problem, Render, Strict, safe_html, same_text, text_id
from byheart.model.grades import CHANGED, Grade, graded, judged
from byheart.model.terminal import (
    Ask,
    Entry,
    Form,
    Lines,
    Unclear,
    chosen_entries,
    marked,
    plain,
    shuffled_by,
    typed_letters,
    typed_line,
)
from byheart.model.values import ListOf, OptionalId, OptionalText, Text


class Pair(Strict):
    """A left side and what belongs to it."""

    mistaken: ClassVar[Mapping[str, str]] = {
        **dict.fromkeys(("term", "from", "prompt", "front", "key"), "left"),
        **dict.fromkeys(("definition", "to", "answer", "back", "match", "value"), "right"),
    }

    left: Text
    """What a match is looked for (Markdown)."""
    right: Text
    """What belongs to it (Markdown); several pairs may have the same."""
    id: OptionalId = None
    """A name of the left side that stays when its text changes (kebab-case)."""
    right_id: OptionalId = None
    """A name of the right side that stays when its text changes (kebab-case); pairs with one text have one name."""

    @property
    def left_id(self) -> str:
        """The id that the author gave, or one made of the left side's text."""
        return text_id(self.id, self.left)


class Match(ItemBase):
    """A question whose key says which sides belong together."""

    type_name = "match"
    element = "study-match"
    part = "questions"
    prompt_field = "stem"
    signature_keys = ("pairs", "extra")
    mistaken: ClassVar[Mapping[str, str]] = {
        **dict.fromkeys(("question", "prompt", "front"), "stem"),
        **dict.fromkeys(("matches", "options", "items", "key"), "pairs"),
        **dict.fromkeys(("extras", "distractors", "others"), "extra"),
        **dict.fromkeys(("rationale", "context", "why"), "explanation"),
    }
    also_called = ("matching", "pairs", "pairing", "connect")
    slugs: ClassVar[Mapping[str, SlugInfo]] = {
        "too-few-pairs": SlugInfo("error", "a match question has fewer than two pairs"),
        "same-lefts": SlugInfo("error", "two pairs have the same left side"),
        "duplicate-pair-id": SlugInfo("error", "two pairs of a question have the same id"),
        "bad-right-id": SlugInfo("error", "a right side has two ids, or two right sides have one"),
        "one-right": SlugInfo("error", "all right sides of a match question are the same"),
        "extra-right": SlugInfo("error", "an extra of a match question is a right side, or is there twice"),
    }

    stem: Text
    """What is asked (Markdown)."""
    pairs: ListOf[Pair]
    """What belongs together; the page shuffles the right sides."""
    extra: ListOf[NamedText] = ()
    """Right sides that belong to no left one."""
    explanation: OptionalText = None
    """Why the key is right (Markdown)."""

    @property
    def prompt(self) -> str:
        """The stem."""
        return self.stem

    @cached_property
    def key(self) -> dict[str, str]:
        """The id of the right side of each left side, in the author's order."""
        return {pair.left_id: self.right_id(pair) for pair in self.pairs}

    def right_id(self, pair: Pair) -> str:
        """The id that the author gave to a right side, in whichever pair, or one made of its text."""
        return text_id(self._right_names.get(same_text(pair.right)), pair.right)

    @cached_property
    def _right_names(self) -> dict[str, str]:
        """The author's ids of right sides by their texts, where the first of a text counts."""
        return {same_text(pair.right): pair.right_id for pair in reversed(self.pairs) if pair.right_id}

    @cached_property
    def rights(self) -> dict[str, tuple[Loc, str]]:
        """The place and the text of each different right side, extras last."""
        told: dict[str, tuple[Loc, str]] = {}
        for index, pair in enumerate(self.pairs):
            told.setdefault(self.right_id(pair), (("pairs", index, "right"), pair.right))
        for index, extra in enumerate(self.extra):
            told.setdefault(extra.name, (("extra", index, "text"), extra.text))
        return told

    def grade(self, response: Mapping[str, str]) -> Grade:
        """Judge the right side that was chosen for each left side; the score is the share of right ones.

        Parts are all left sides in the author's order. A response with other left sides, or a right side that is no
        more, is `changed`; no pair at all is how a learner gives up, and "" stands for no right side.
        """
        if response and not (
            response.keys() == self.key.keys() and {*response.values()} <= {*self.rights, ""}
        ):
            return CHANGED
        parts = tuple(judged(left, right=response.get(left) == right) for left, right in self.key.items())
        return graded(sum(part.verdict == "correct" for part in parts) / len(self.key), parts)

    def start(self) -> list[str]:
        """The ids of the right sides as the page lists them: not beside their left sides."""
        names = shuffled(list(self.rights), self.id)
        return names[::-1] if names == list(self.rights) else names

    def answer_fields(self) -> Iterator[tuple[Loc, str]]:
        """Both sides of each pair, the extras, and the explanation."""
        for index, pair in enumerate(self.pairs):
            yield ("pairs", index, "left"), pair.left
            yield ("pairs", index, "right"), pair.right
        for index, extra in enumerate(self.extra):
            yield ("extra", index, "text"), extra.text
        yield from explained(self.explanation)

    def answer_texts(self) -> Iterable[Iterable[str]]:
        """The stem, and each pair."""
        return (self.stem,), (f"{pair.left} → {pair.right}" for pair in self.pairs)

    def check(self) -> Iterator[Problem]:
        """What is wrong with the pairs and the extras."""
        yield from super().check()
        if len(self.pairs) < 2:
            there = "there is only one pair" if self.pairs else "there are no pairs"
            yield Problem(("pairs",), "too-few-pairs", there, "write at least two pairs", on_key=True)
            return
        yield from self._check_lefts()
        yield from self._check_extra()
        yield from self._check_right_ids()
        if len({same_text(text) for _, _, text in self._right_sides()}) == 1:
            message = "all right sides are the same, so that there is nothing to match"
            help_text = "add a pair with another right side, or a right side in 'extra'"
            yield Problem(("pairs",), "one-right", message, help_text, on_key=True)

    def _check_lefts(self) -> Iterator[Problem]:
        texts: dict[str, int] = {}
        ids: dict[str, int] = {}
        for index, pair in enumerate(self.pairs):
            first = texts.setdefault(same_text(pair.left), index)
            if first != index:
                message = f"pairs {first + 1} and {index + 1} have the same left side"
                help_text = f"change or delete pair {index + 1}"
                yield Problem(("pairs", index, "left"), "same-lefts", message, help_text)
            elif ids.setdefault(pair.left_id, index) != index:
                message = (
                    f"pairs {ids[pair.left_id] + 1} and {index + 1} have the same id {quoted(pair.left_id)}"
                )
                yield Problem(
                    ("pairs", index, "id"), "duplicate-pair-id", message, "give this pair another id"
                )

    def _check_extra(self) -> Iterator[Problem]:
        known = {
            same_text(pair.right): f"the right side of pair {index}"
            for index, pair in enumerate(self.pairs, 1)
        }
        for index, extra in enumerate(self.extra):
            text = same_text(extra.text)
            if text in known:
                message = f"the extra {quoted(extra.text)} is {known[text]}"
                yield Problem(("extra", index, "text"), "extra-right", message, "change or delete it")
            known.setdefault(text, "an extra already")

    def _check_right_ids(self) -> Iterator[Problem]:
        """A right side with two ids, and an id that two right sides have."""
        texts: dict[str, str] = {}
        for loc, name, text in self._right_sides():
            own = self._right_names.get(same_text(text), name)
            if own != name:
                message = f"the right side {quoted(text)} has the id {quoted(own)} in an earlier pair"
                yield Problem(loc, "bad-right-id", message, f"write '{own}' here, or delete the line")
            elif texts.setdefault(name, same_text(text)) != same_text(text):
                message = f"another right side has the id {quoted(name)} too"
                yield Problem(loc, "bad-right-id", message, "give this right side another id")

    def _right_sides(self) -> Iterator[tuple[Loc, str, str]]:
        """The place of the id, the id and the text of each right side, also of those that come again."""
        for index, pair in enumerate(self.pairs):
            yield ("pairs", index, "right_id"), pair.right_id or self.right_id(pair), pair.right
        for index, extra in enumerate(self.extra):
            yield ("extra", index, "id"), extra.name, extra.text

    def lines_below_prompt(self, width: int, _t: Translator, _suffix: str = "") -> Lines:
        """The left sides, numbered."""
        yield ""
        for number, pair in enumerate(self.pairs, start=1):
            yield from marked(f"{number}  ", pair.left, width)

    def entries(self, _t: Translator) -> list[Entry]:
        """The right sides, shuffled."""
        return [Entry(name, self.rights[name][1]) for name in self.start()]

    def key_lines(self, _width: int, t: Translator, _suffix: str = "") -> Lines:
        """What belongs to each left side."""
        yield f"{t('page.key')}:"
        yield from (printable(f"  {plain(pair.left)} → {plain(pair.right)}") for pair in self.pairs)

    def form(self, _language: str, seed: str, t: Translator, _suffix: str = "") -> Form:
        """A letter for each left side."""
        listed = shuffled_by(seed, self.entries(t))

        def read(ask: Ask) -> dict[str, str]:
            typed = typed_line(ask, t("terminal.match", n=len(self.pairs)))
            chosen = [name for word in typed_letters(typed) for name in chosen_entries(word, listed, t)]
            if len(chosen) != len(self.pairs):
                raise Unclear(t("terminal.want-n", n=len(self.pairs)))
            return {pair.left_id: name for pair, name in zip(self.pairs, chosen, strict=True)}

        return Form(read, self.grade, listed)

    def view(self, render: Render) -> dict[str, Any]:
        """Both sides as HTML, the right ones shuffled; the key for the browser."""
        # Every right side is rendered, so that what is wrong in one is told where it stands.
        html = {
            self.right_id(pair): safe_html(render, ("pairs", index, "right"), pair.right)
            for index, pair in reversed(list(enumerate(self.pairs)))
        } | {
            extra.name: safe_html(render, ("extra", index, "text"), extra.text)
            for index, extra in enumerate(self.extra)
        }
        start = self.start()
        letters = {name: chr(ord("A") + place) for place, name in enumerate(start)}
        return {
            "lefts": [
                {
                    "id": pair.left_id,
                    "html": safe_html(render, ("pairs", index, "left"), pair.left),
                    "right": html[self.right_id(pair)],
                    "letter": letters[self.right_id(pair)],
                }
                for index, pair in enumerate(self.pairs)
            ],
            "rights": [{"id": name, "letter": letters[name], "html": html[name]} for name in start],
            "explanation": safe_html(render, ("explanation",), self.explanation),
            "attributes": {"data-key": as_json(self.key)},
        }
