# Knows alone: the labelled picture: how its boxes make faces, where a box lies in words, and how a typed name is judged.
# The browser judges by the same rules; tests/cases/grading/label.json holds both to them.
"""Labels: name what is in the boxes of a picture, one by one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property, partial
from typing import Annotated, Any, ClassVar

from markupsafe import Markup
from pydantic import BeforeValidator

from byheart import markup
from byheart.catalogue import Translator
from byheart.diagnostics import SlugInfo
from byheart.items._accepted import same_or_empty
from byheart.items._reply import as_json
from byheart.items._texts import is_one_of
from byheart.items.label._boxes import Box, check_boxes, place_of
from byheart.model import Face, ItemBase, Loc, Problem, Render, safe_html
from byheart.model.grades import Grade, graded
from byheart.model.terminal import Ask, Form, Lines, labelled, typed_line
from byheart.model.values import Code, ListOf, PlainText, Text, Truth, one_of

_SPECIAL = re.compile(r"([\\`*_\[\]<>&$~^|!#])")


class Label(ItemBase):
    """A picture with boxes; what is in each box is asked by itself."""

    type_name = "label"
    element = "study-label"
    part = "cards"
    prompt_field = "label"
    judged_by_language = True
    known_by = ("label", "boxes")
    printed_once = True
    mistaken: ClassVar[Mapping[str, str]] = {
        **dict.fromkeys(("front", "question", "prompt", "stem"), "label"),
        **dict.fromkeys(("picture", "img", "src", "file", "media"), "image"),
        **dict.fromkeys(("labels", "rectangles", "masks", "occlusions", "areas", "regions"), "boxes"),
        **dict.fromkeys(("alternative", "alt_text", "caption"), "alt"),
        **dict.fromkeys(("cover", "mode"), "hide"),
        **dict.fromkeys(("type_in", "input", "write"), "typed"),
    }
    advice: ClassVar[Mapping[str, str]] = {
        "reversed": "delete it: each box is asked by itself, and nothing is turned round",
        "back": "delete it: the names stand in 'boxes'",
    }
    also_called = ("image-occlusion", "occlusion", "labels", "hotspot", "diagram", "picture")
    slugs: ClassVar[Mapping[str, SlugInfo]] = {
        "bad-box": SlugInfo(
            "error", "a box of a labelled picture has no size, is not all in the picture, or no box"
        ),
        "same-box": SlugInfo("error", "two boxes of a labelled picture have the same id or name"),
        "telling-alt": SlugInfo("warning", "the words for a labelled picture tell a name that is asked"),
    }

    label: Text
    """What is asked of each box (Markdown)."""
    image: Code
    """The picture: a file beside the deck or in its media folder."""
    alt: PlainText
    """What the picture shows, for those who cannot see it; without the names."""
    boxes: ListOf[Box]
    """What is to be named, each an item of its own."""
    hide: Annotated[str, BeforeValidator(one_of("unknown-value", "way to hide", ("all", "one")))] = "all"
    """`all`: every box is covered while one is asked; `one`: only that one."""
    typed: Truth = False
    """`true` if the learner types the name; else they recall it and judge themselves."""

    @property
    def prompt(self) -> str:
        """What is asked."""
        return self.label

    @property
    def picture(self) -> str:
        """The picture in Markdown."""
        name = re.sub(r"([\\<>])", r"\\\1", " ".join(self.image.split()))
        words = _SPECIAL.sub(r"\\\1", self.alt)
        return f"![{words}](<{name}>)"

    def faces(self) -> tuple[Face, ...]:
        """One for each box, by its id."""
        return tuple(map(self._face, range(len(self.boxes))))

    def _face(self, index: int) -> Face:
        box = self.boxes[index]
        first, _, rest = self.label.strip().partition("\n")
        number = f"\\[{index + 1}\\]"
        in_line = not rest or rest.startswith("\n")
        asked = f"{first} {number}\n{rest}" if in_line else f"{self.label.rstrip()}\n\n{number}"
        texts = ((self.image,), *((place,) for place in box.place), (box.name,))
        return Face(f"~{box.id}", ("label",), asked, texts, partial(self._face_view, index))

    @cached_property
    def _by_suffix(self) -> dict[str, int]:
        return {f"~{box.id}": index for index, box in enumerate(self.boxes)}

    def accepted(self, suffix: str) -> list[str]:
        """The texts that are right in the box of a face: the words of its name, and what `also` adds."""
        box = self.boxes[self._by_suffix[suffix]]
        return [_words(box.name), *box.also]

    def grade(self, response: str, suffix: str, language: str = "en") -> Grade:
        """Judge the name that was typed for the box of the face."""
        return graded(float(is_one_of(response, self.accepted(suffix), language=language)))

    def answer_fields(self) -> Iterator[tuple[Loc, str]]:
        """The picture, and the names."""
        yield ("image",), self.picture
        yield from ((("boxes", index, "name"), box.name) for index, box in enumerate(self.boxes))

    def answer_texts(self) -> Iterable[Iterable[str]]:
        """The picture, and all names."""
        return (self.image,), (box.name for box in self.boxes)

    def check(self) -> Iterator[Problem]:
        """What is wrong with the boxes, and words for the picture that give a name away."""
        yield from super().check()
        yield from check_boxes(self.boxes, self.alt)
        for index, box in enumerate(self.boxes):
            loc: Loc = ("boxes", index, "also")
            if box.also and not self.typed:
                help_text = "add 'typed: true' to the item, or delete 'also'"
                yield Problem(loc, "idle-also", "nothing is typed here", help_text, on_key=True)
            yield from same_or_empty(box.also, loc, before=[_words(box.name)])

    @property
    def review_fault(self) -> tuple[str, str]:
        """Its boxes are items of their own, so that no one of them is meant."""
        return (
            "a labelled picture, whose boxes are asked one by one",
            "name a card with 'front' and 'back', or delete the line",
        )

    # The item in a terminal

    def lines_below_prompt(self, _width: int, t: Translator, suffix: str = "") -> Lines:
        """What the picture shows, and where the box lies that is asked."""
        yield t("page.label.picture", alt=self.alt)
        asked = [self._by_suffix[suffix]] if suffix in self._by_suffix else range(len(self.boxes))
        yield from (self._asked(index, t) for index in asked)

    def _asked(self, index: int, t: Translator) -> str:
        place = t(f"page.label.place.{place_of(self.boxes[index])}")
        return t("page.label.asked", i=index + 1, n=len(self.boxes), place=place)

    def key_lines(self, width: int, t: Translator, suffix: str = "") -> Lines:
        """The name of the box, or of all."""
        if suffix in self._by_suffix:
            yield from labelled(t("page.answer"), self.boxes[self._by_suffix[suffix]].name, width)
            return
        yield f"{t('page.answer')}:"
        for number, box in enumerate(self.boxes, start=1):
            yield from labelled(str(number), box.name, width)

    def form(self, language: str, _seed: str, t: Translator, suffix: str = "") -> Form | None:
        """A line, where the name is typed."""
        if not self.typed:
            return None

        def read(ask: Ask) -> str:
            return typed_line(ask, t("terminal.respond-text"))

        return Form(read, lambda response: self.grade(response, suffix, language), rules=True)

    # The item on a page

    def view(self, render: Render) -> dict[str, Any]:
        """What the first face shows."""
        return self._face_view(0, render)

    def _face_view(self, index: int, render: Render) -> dict[str, Any]:
        """The picture with its boxes, and the name of the one that is asked."""
        name = safe_html(render, ("boxes", index, "name"), self.boxes[index].name)
        key = as_json({"accept": self.accepted(f"~{self.boxes[index].id}")})
        picture = _bare(render(("image",), self.picture).html)
        return {
            "picture": Markup(picture.strip()),  # noqa: S704  # cleaned by markup
            "boxes": [self._drawn(at, index) for at in range(len(self.boxes))],
            "asked": index + 1,
            "place": place_of(self.boxes[index]),
            "name": name,
            "whole": {"id": self.id, "nth": index + 1},
            "attributes": ({"data-further": ""} if index else {})
            | ({"data-typed": "", "data-key": key} if self.typed else {}),
        } | self._headed(index, render)

    def _headed(self, index: int, render: Render) -> dict[str, Any]:
        """The question with the number of the box apart, which is not in sight where all boxes are asked."""
        asked = render(("label",), self.label)
        if not asked.lead:
            return {}
        number = Markup(' <span class="study-nth">[{}]</span>').format(index + 1)
        return {"lead": Markup(asked.lead) + number, "rest": Markup(asked.rest)}  # noqa: S704  # cleaned by markup

    def _drawn(self, at: int, asked: int) -> dict[str, Any]:
        """A box as it is drawn over the picture; only the one that is asked has its name to show."""
        box = self.boxes[at]
        kind = "asked" if at == asked else "covered" if self.hide == "all" else "open"
        return {
            **box.drawn,
            "kind": kind,
            "number": at + 1,
            "name": _words(box.name) if at == asked else "",
        }


def _words(name: str) -> str:
    return markup.render(name, media=lambda _: None).text


def _bare(html: str) -> str:
    """A picture without its paragraph, which may say its language."""
    opened = html.strip().removesuffix("</p>")
    return (
        f'<span style="display: contents"{opened.removeprefix("<p")}</span>'
        if opened.startswith("<p")
        else opened
    )
