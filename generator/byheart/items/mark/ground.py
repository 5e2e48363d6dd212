# Knows alone: what can be marked in a passage or in code, by which ids, and which of it is right.
# An id is made of what is marked and of which of those that say it is meant, never of a place alone.
"""Where marks are made."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from html import escape
from itertools import count
from typing import ClassVar, NamedTuple

from byheart import markup
from byheart.items._marked import Span, spans_of
from byheart.items._passage import Piece, cleared, has_words, lines_of, pieces, place_of
from byheart.items._reply import SAID
from byheart.model import Strict, same_text, text_id
from byheart.model.values import Code, OptionalCount, OptionalId, OptionalText, OptionalTruth


def as_mapping(value: object) -> object:
    """A plain text stands for one of which nothing else is said."""
    return {"text": value} if isinstance(value, str) else value


class Said(Strict):
    """What is said of one thing that can be marked; of a line of code, that it is to be marked, unless told."""

    mistaken: ClassVar[Mapping[str, str]] = {
        **SAID,
        **dict.fromkeys(("word", "words", "part", "line", "mark"), "text"),
        **dict.fromkeys(("right", "key"), "correct"),
        **dict.fromkeys(("occurrence", "number", "which"), "nth"),
    }
    is_text = True

    text: Code
    """The word, the part or the line, as it reads."""
    nth: OptionalCount = None
    """Which one is meant where the same text can be marked in several places; the first if left out."""
    correct: OptionalTruth = None
    """`false` for a line of code that is not to be marked, and of which something is said."""
    feedback: OptionalText = None
    """Why it is to be marked, or why not (Markdown)."""
    id: OptionalId = None
    """A name that stays when the text changes (kebab-case)."""


class Markable(NamedTuple):
    """One thing that can be marked: its id, what it says, which of those that say it, and whether it is right."""

    name: str
    words: str
    nth: int
    right: bool
    said: int | None


_BRACKETS = re.compile(r"\[\[|\]\]|\{\{|\}\}")


@dataclass(frozen=True)
class Ground:
    """A text with parts that are set apart, or code; and what its author says of what can be marked there."""

    text: str | None
    code: str | None
    by: str | None
    marks: tuple[Said, ...]

    @cached_property
    def spans(self) -> tuple[Span, ...]:
        """The parts that are set apart; none of a text that is too long to be looked through."""
        text = self.text or ""
        return tuple(spans_of(text)[0]) if len(text) <= markup.LONGEST else ()

    def filled(self, fill: Callable[[int, Span], str]) -> str:
        """The text with something in place of each part that is set apart, by its position and itself."""
        text, out, end = self.text or "", [], 0
        for index, span in enumerate(self.spans):
            out += [cleared(text[end : span.start]), fill(index, span)]
            end = span.end
        return "".join([*out, cleared(text[end:])])

    @property
    def whole(self) -> str:
        """The text without brackets around parts, also around those that are not written well."""
        if self.text and spans_of(self.text)[1]:
            return _BRACKETS.sub("", self.text)
        return self.filled(lambda _, span: span.text)

    @cached_property
    def parts(self) -> tuple[Piece, ...]:
        """What is set apart, as HTML inside a line; as it was typed where Markdown would make a block of it."""
        return tuple(map(_inline, self.spans))

    @cached_property
    def lines(self) -> tuple[str, ...]:
        """The lines of the code."""
        return tuple((self.code or "").rstrip().split("\n")) if self.code else ()

    def _pieces(self, html: str) -> Iterator[Piece]:
        return pieces(html, self.parts, by_word=self.unit == "word")

    @cached_property
    def unit(self) -> str:
        """`word`, `part` or `line`, as is marked; without spaces between words, only parts can be."""
        if self.code is not None:
            return "line"
        return "part" if self.by == "part" or not has_words(self.whole) else "word"

    @cached_property
    def static(self) -> tuple[Piece, ...]:
        """The pieces of the text, whatever its pictures are."""
        if self.text is None or len(self.text) > markup.LONGEST:
            return ()
        return tuple(self._pieces(markup.render(self.filled(placed), media=markup.Media).html))

    @cached_property
    def said(self) -> dict[tuple[str, int], int]:
        """Where in `marks` something is said of a text, by which of those that say it."""
        return {
            (same_text(one.text), one.nth or 1): index for index, one in reversed([*enumerate(self.marks)])
        }

    @cached_property
    def markables(self) -> tuple[Markable, ...]:
        """All that can be marked, in the order of the passage or of the code."""
        told = [(line.strip(), None) for line in self.lines if line.strip()]
        return tuple(
            self._markables(told or [(piece.words, piece.place) for piece in self.static if piece.words])
        )

    def _markables(self, told: Iterable[tuple[str, int | None]]) -> Iterator[Markable]:
        texts: Counter[str] = Counter()
        names: Counter[str] = Counter()
        for words, place in told:
            texts[same_text(words)] += 1
            nth = texts[same_text(words)]
            said = self.said.get((same_text(words), nth))
            own = self.marks[said].id if said is not None else None
            made = text_id(None, words)
            names[made] += 1
            name = own or (f"{made}-{names[made]}" if names[made] > 1 else made)
            right = self.spans[place].right if place is not None else self._is_right(said)
            yield Markable(name, words, nth, right, said)

    def _is_right(self, said: int | None) -> bool:
        """Whether a line is to be marked; a word that is not set apart never is."""
        return self.code is not None and said is not None and self.marks[said].correct is not False

    @cached_property
    def key(self) -> tuple[str, ...]:
        """The ids of what is to be marked, in the order of the passage."""
        return tuple(one.name for one in self.markables if one.right)

    @cached_property
    def times(self) -> Counter[str]:
        """How often each text can be marked."""
        return Counter(same_text(one.words) for one in self.markables)

    @cached_property
    def repeated(self) -> frozenset[str]:
        """The ids of what is not told by its text alone."""
        return frozenset(one.name for one in self.markables if self.times[same_text(one.words)] > 1)

    @cached_property
    def by_number(self) -> dict[int, Markable]:
        """What can be marked by its number: that of the line in code, counted in a text."""
        numbers = (number for number, line in enumerate(self.lines, start=1) if line.strip())
        return dict(zip(numbers if self.code is not None else count(1), self.markables, strict=False))

    def marked_text(self, html: str) -> str:
        """The text, rendered with places for its parts, as HTML in which each thing that can be marked has its id."""
        names = iter(self.markables)
        told = self._pieces(html)
        return "".join(
            _span(one.name, piece.html) if piece.words and (one := next(names, None)) else piece.html
            for piece in told
        )

    def marked_code(self, html: str) -> str:
        """The same of code that was rendered."""
        before, shown, after = lines_of(html, len(self.lines))
        names = iter(self.markables)
        spans = [
            _span(next(names).name if line.strip() else "", f"{html}\n", number)
            for number, (line, html) in enumerate(
                zip(self.lines, shown or map(escape, self.lines), strict=True), start=1
            )
        ]
        return "".join([before, *spans, after])


def _span(name: str, html: str, line: int | None = None) -> str:
    """One thing that can be marked; a line without an id can not."""
    told = f' data-part="{name}"' if name else ""
    number = f' data-line="{line}"' if line is not None else ""
    return f'<span class="study-part"{told}{number}>{html}</span>'


def placed(index: int, _span: Span) -> str:
    """What holds the place of a part while the text is rendered."""
    return place_of(index)


def _inline(span: Span) -> Piece:
    rendered = markup.render(span.text, media=_no_picture)
    inline = rendered.lead and not rendered.rest
    html = rendered.lead if inline else escape(span.text, quote=False)
    return Piece(html, (rendered.text if inline else span.text).strip())


def _no_picture(_name: str) -> None:
    return None
