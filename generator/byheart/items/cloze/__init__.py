# Knows alone: the cloze: how its blanks make faces, what each face shows, and how typed blanks are judged.
# The browser judges by the same rules; tests/cases/grading/cloze.json holds both to them.
"""Cloze cards: recall what is blank in a text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property, partial
from html import escape
from typing import Any, ClassVar

from markupsafe import Markup

from byheart import markup
from byheart.catalogue import Translator
from byheart.diagnostics import SlugInfo, count, quoted, use_one_of
from byheart.items._accepted import literal_marks, same_or_empty
from byheart.items._blanks import Blank, blanks_of
from byheart.items._formula_text import FORMULA, is_formula, of_tex
from byheart.items._reply import as_json
from byheart.items._texts import is_one_of
from byheart.model import Face, ItemBase, Loc, Problem, Render, Strict
from byheart.model.grades import CHANGED, Grade, graded, judged
from byheart.model.terminal import Ask, Form, GaveUp, Lines, labelled
from byheart.model.values import Code, ListOf, OneOrTexts, Text, Truth

BLANK = "\u2026"
"""What stands in a blank that has no hint."""

# A place is a number between two characters of private use, which the text itself is cleared of.
_PRIVATE = dict.fromkeys((0xE000, 0xE001))
# A digit alone: x_{i+1} is not xi+1.
_LOW = re.compile(r"(?<=[^\W\d_])_(?=[0-9])")
_FORMULA_ALONE = re.compile(r"\s*(\$\$?)([^$]+)\1\s*")
_PLACE = re.compile("\ue000(\\d+)\ue001")
_TAG_OR_PLACE = re.compile("<(?:[^\"'>]|\"[^\"]*\"|'[^']*')*>|\ue000(\\d+)\ue001")


class Also(Strict):
    """More texts that are right in a blank into which learners type."""

    mistaken: ClassVar[Mapping[str, str]] = {
        **dict.fromkeys(("word", "words", "for", "answer"), "blank"),
        **dict.fromkeys(("accepts", "text", "texts", "also"), "accept"),
    }

    blank: Code
    """What is blank, in the words of the cloze."""
    accept: OneOrTexts
    """The texts that are right as well."""


class Cloze(ItemBase):
    """A text with blanks to recall; each number of blanks is asked by itself."""

    type_name = "cloze"
    element = "study-cloze"
    part = "cards"
    prompt_field = "cloze"
    judged_by_language = True
    known_by = ("cloze",)
    mistaken: ClassVar[Mapping[str, str]] = {
        **dict.fromkeys(("accept", "accepts", "alternatives"), "also"),
        **dict.fromkeys(("text", "front", "sentence", "prompt"), "cloze"),
        **dict.fromkeys(("type_in", "input", "write"), "typed"),
    }
    advice: ClassVar[Mapping[str, str]] = {
        "reversed": "delete it: each blank of a cloze is asked by itself, and nothing is turned round",
        **dict.fromkeys(
            ("blanks", "answers", "answer"), "delete it: what is blank stands in the text, '{{c1::…}}'"
        ),
    }
    also_called = ("fill-in", "fill-in-the-blank", "fill-in-the-blanks", "gap", "gap-text", "blanks")
    slugs: ClassVar[Mapping[str, SlugInfo]] = {
        "cloze-and-front": SlugInfo("error", "a card has both cloze and front or back"),
        "no-blanks": SlugInfo("error", "a cloze has no blanks"),
        "bad-blank": SlugInfo("error", "braces of a cloze begin like a blank and are none"),
        "unclosed-blank": SlugInfo("error", "a blank of a cloze does not end"),
        "nested-blank": SlugInfo("error", "a blank of a cloze begins inside another"),
        "blank-in-code": SlugInfo("error", "a blank of a cloze stands inside code or math"),
        "empty-blank": SlugInfo("error", "nothing is blank in a blank of a cloze"),
        "long-blank": SlugInfo("error", "a blank of a cloze holds more than one paragraph"),
        "hidden-blank": SlugInfo("error", "a blank of a cloze stands where none can be shown"),
        "blank-numbers": SlugInfo("warning", "the numbers of the blanks of a cloze leave one out"),
        "untypable-formula": SlugInfo(
            "warning", "what is to be typed into a cloze is a formula that no line holds"
        ),
    }

    examples: ClassVar[Mapping[str, list[Any]]] = {
        "cloze": ["Quantization replaces {{c1::32-bit floats}} by {{c2::8-bit integers::how wide?}}."],
    }

    cloze: Text
    """The text (Markdown); `{{c1::words}}` is a blank, `{{c1::words::hint}}` one with a hint."""
    typed: Truth = False
    """`true` if the learner types what is blank; else they recall it and judge themselves."""
    also: ListOf[Also] = ()
    """More texts that are right in blanks that are typed."""

    @classmethod
    def clash(cls, data: Mapping[str, Any]) -> Problem | None:
        """A side of a card."""
        side = next((key for key in ("front", "back") if key in data), None)
        if side is None:
            return None
        message = f"the card has both 'cloze' and '{side}'"
        help_text = "delete 'cloze', or 'front' and 'back'; make two cards if both are meant"
        return Problem((side,), "cloze-and-front", message, help_text, on_key=True)

    @cached_property
    def blanks(self) -> tuple[Blank, ...]:
        """The blanks in the order of the text; none of a text that is too long to be looked through."""
        return tuple(blanks_of(self.cloze)[0]) if len(self.cloze) <= markup.LONGEST else ()

    @property
    def prompt(self) -> str:
        """The text with everything blank that is blank in some face."""
        return self._filled(lambda _, blank: _hint_of(blank))

    @property
    def whole(self) -> str:
        """The text with nothing blank."""
        return self._filled(lambda _, blank: blank.answer)

    def _filled(self, fill: Callable[[int, Blank], str]) -> str:
        """The text with something in place of each blank, by its position and itself."""
        out, end = [], 0
        for index, blank in enumerate(self.blanks):
            out += [self.cloze[end : blank.start].translate(_PRIVATE), fill(index, blank)]
            end = blank.end
        return "".join([*out, self.cloze[end:].translate(_PRIVATE)])

    def faces(self) -> tuple[Face, ...]:
        """One for each number of blanks, "~c1" and so on."""
        return tuple(map(self._face, sorted({blank.number for blank in self.blanks})))

    def _face(self, number: int) -> Face:
        asked = self._filled(lambda _, blank: _hint_of(blank) if blank.number == number else blank.answer)
        answers = tuple(blank.answer for blank in self.blanks if blank.number == number)
        texts = ((self.whole,), answers)
        return Face(f"~c{number}", ("cloze",), asked, texts, partial(self._face_view, number))

    def accepted(self, suffix: str) -> list[list[str]]:
        """The texts that are right in each blank of a face: the words of what is blank, and what `also` adds.

        A formula is there in its form behind `FORMULA`; one that no line holds is there as it reads.
        """
        return [
            [*_spellings(blank), *self._more(blank)] for blank in self.blanks if f"~c{blank.number}" == suffix
        ]

    def _more(self, blank: Blank) -> Iterator[str]:
        for one in self.also:
            if one.blank in {blank.answer, _words(blank)}:
                yield from one.accept

    def grade(self, response: Sequence[str], suffix: str, language: str = "en") -> Grade:
        """Judge what was typed into the blanks of the face; the score is the share of right ones.

        Parts are the blanks, "1" and so on. Texts for more or fewer blanks are `changed`; no text at all is how a
        learner gives up.
        """
        blanks = self.accepted(suffix)
        if response and len(response) != len(blanks):
            return CHANGED
        typed = [*response, *[""] * len(blanks)]
        parts = tuple(
            judged(str(place), right=_is_right(text, accepted, language))
            for place, (text, accepted) in enumerate(zip(typed, blanks, strict=False), start=1)
        )
        return graded(sum(part.verdict == "correct" for part in parts) / len(blanks), parts)

    def fields(self) -> Iterator[tuple[Loc, str]]:
        """The text with nothing blank, what is said in its blanks, and the hints."""
        yield ("cloze",), self.whole
        yield from ((("cloze",), blank.hint) for blank in self.blanks if blank.hint)
        yield from self.hint_fields()

    def answer_fields(self) -> Iterator[tuple[Loc, str]]:
        """None: the answers stand in the text."""
        yield from ()

    def answer_texts(self) -> Iterable[Iterable[str]]:
        """The text, and what is blank in it."""
        return (self.whole,), (blank.answer for blank in self.blanks)

    def check(self) -> Iterator[Problem]:
        """What is wrong with the blanks."""
        yield from super().check()
        if len(self.cloze) > markup.LONGEST:
            message = f"the text has {count(len(self.cloze), 'character')}, more than {markup.LONGEST}"
            yield Problem(("cloze",), "field-too-long", message, "make several items of it")
            return
        slips = blanks_of(self.cloze)[1]
        yield from (Problem(("cloze",), *slip) for slip in slips)
        if not self.blanks and not slips:
            help_text = "write '{{c1::what is blank}}', or 'front' and 'back' in place of 'cloze'"
            yield Problem(("cloze",), "no-blanks", "the text has no blanks", help_text)
        if not slips:
            yield from self._check_places()
            yield from self._check_also()
            yield from self._check_formulas()

    def _check_formulas(self) -> Iterator[Problem]:
        """Formulas that nobody can type as they are."""
        given = {one.blank for one in self.also}
        for blank in self.blanks if self.typed else ():
            tex = _formula_in(blank)
            if tex is not None and of_tex(tex) is None and not given & {blank.answer, _words(blank)}:
                message = f"the formula in the blank c{blank.number} cannot be typed in a line"
                help_text = "say with 'also' what is right, or delete 'typed: true' to have it recalled"
                yield Problem(("cloze",), "untypable-formula", message, help_text)

    def _check_also(self) -> Iterator[Problem]:
        """More accepted texts for what is not blank, or where nothing is typed, and what is wrong in them."""
        known = {text: blank for blank in self.blanks for text in (blank.answer, _words(blank))}
        for index, one in enumerate(self.also):
            loc: Loc = ("also", index)
            if one.blank not in known:
                message = f"nothing is blank that says {quoted(one.blank)}"
                yield Problem((*loc, "blank"), "idle-also", message, use_one_of(one.blank, known))
            elif not self.typed:
                help_text = "add 'typed: true' to the cloze, or delete 'also'"
                yield Problem((*loc, "accept"), "idle-also", "nothing is typed into this cloze", help_text)
            else:
                texts = [((*loc, "accept", at), text) for at, text in enumerate(one.accept)]
                yield from literal_marks(texts)
                yield from same_or_empty(one.accept, (*loc, "accept"), before=[_words(known[one.blank])])

    def _check_places(self) -> Iterator[Problem]:
        """Blanks in an address, in the words for a picture or in a formula, where nothing can be blank."""
        html = markup.render(self._filled(_place), media=markup.Media).html
        seen = {found[1] for found in _TAG_OR_PLACE.finditer(html) if found[1]}
        for index, blank in enumerate(self.blanks):
            if str(index) not in seen:
                message = f"the blank c{blank.number} stands where none can be shown"
                help_text = (
                    "move it out of the link, picture, formula or code; a whole one may stand in a blank"
                )
                yield Problem(("cloze",), "hidden-blank", message, help_text)

    @property
    def review_fault(self) -> tuple[str, str]:
        """Its blanks are items of their own, so that no one of them is meant."""
        return (
            "a cloze, whose blanks are asked one by one",
            "name a card with 'front' and 'back', or delete the line",
        )

    def key_lines(self, width: int, t: Translator, _suffix: str = "") -> Lines:
        """The text with nothing blank."""
        yield from labelled(t("page.answer"), self.whole, width)

    def form(self, language: str, _seed: str, t: Translator, suffix: str = "") -> Form | None:
        """Where blanks are typed, one line for each of the face; Enter at all of them gives up."""
        if not self.typed:
            return None
        n = len(self.accepted(suffix))

        def read(ask: Ask) -> list[str]:
            prompts = [t("terminal.respond", wanted=f"{i}/{n}") for i in range(1, n + 1)]
            typed = [ask(prompt).strip() for prompt in (prompts if n > 1 else [t("terminal.respond-text")])]
            if not any(typed):
                raise GaveUp
            return typed

        return Form(read, lambda response: self.grade(response, suffix, language))

    def view(self, render: Render) -> dict[str, Any]:
        """What the first face shows."""
        return self._face_view(self.blanks[0].number, render)

    @cached_property
    def _told(self) -> dict[int, str]:
        """What each blank holds, as HTML; the faces share it."""
        return {index: _inline(blank) for index, blank in enumerate(self.blanks)}

    def _face_view(self, number: int, render: Render) -> dict[str, Any]:
        """The text with the face's blanks open and filled, as HTML."""
        html = render(("cloze",), self._filled(_place)).html
        own = {index for index, blank in enumerate(self.blanks) if blank.number == number}
        told = self._told
        opened = {index: _open(self.blanks[index]) for index in own}
        filled = {index: f'<mark class="study-filled">{told[index]}</mark>' for index in own}
        typed = {"data-typed": "", "data-accept": as_json(self.accepted(f"~c{number}"))} if self.typed else {}
        return {
            "rest": "",
            "heading_hidden": True,
            "cloze": _put(html, told | opened),
            "filled": _put(html, told | filled),
            "answers": [_put(_place(index, self.blanks[index]), told) for index in sorted(own)],
            "attributes": typed,
        }


def _hint_of(blank: Blank) -> str:
    return f"\\[{blank.hint or BLANK}\\]"


def _place(index: int, _blank: Blank) -> str:
    return f"\ue000{index}\ue001"


def _open(blank: Blank) -> str:
    hint = " ".join(markup.render(blank.hint, media=_no_picture).text.split()) if blank.hint else ""
    told = f' data-hint="{escape(hint)}"' if hint else ""
    return f'<span class="study-blank" data-blank{told}>[{escape(hint or BLANK)}]</span>'


def _inline(blank: Blank) -> str:
    """What is blank as HTML inside a line; as it was typed where Markdown would make a block of it."""
    rendered = markup.render(blank.answer, media=_no_picture)
    return rendered.lead if rendered.lead and not rendered.rest else escape(blank.answer)


def _words(blank: Blank) -> str:
    rendered = markup.render(blank.answer, media=_no_picture)
    return rendered.text if rendered.lead and not rendered.rest else blank.answer


def _formula_in(blank: Blank) -> str | None:
    """The TeX of a blank that is one formula."""
    alone = _FORMULA_ALONE.fullmatch(blank.answer)
    return alone[2] if alone else None


def _spellings(blank: Blank) -> list[str]:
    words = _words(blank)
    tex = _formula_in(blank)
    formula = of_tex(tex) if tex is not None else None
    if formula is not None:
        return [FORMULA + formula]
    seen = _LOW.sub("", words) if "$" in blank.answer else words
    return [words] if seen == words else [words, seen]


def _is_right(text: str, accepted: Sequence[str], language: str) -> bool:
    formulas = [one[1:] for one in accepted if one.startswith(FORMULA)]
    texts = [one for one in accepted if not one.startswith(FORMULA)]
    return is_one_of(text, texts, language=language) or any(is_formula(text, form) for form in formulas)


def _no_picture(_name: str) -> None:
    return None


def _put(html: str, fillings: Mapping[int, str]) -> Markup:
    """The HTML with each place filled; a place inside a tag, which is a mistake of the author's, goes."""

    def fill(found: re.Match[str]) -> str:
        return fillings[int(found[1])] if found[1] else _PLACE.sub("", found[0])

    return Markup(_TAG_OR_PLACE.sub(fill, html))  # noqa: S704  # cleaned by markup, filled with what it cleaned
