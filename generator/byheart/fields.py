# Knows alone: how a rendered field of an item meets the deck it stands in: its media, and the place of its problems.
"""Rendering the fields of one deck, with diagnostics."""

from __future__ import annotations

from collections.abc import Mapping

from byheart.deck import LoadedDeck
from byheart.diagnostics import SLUGS, Diagnostic
from byheart.markup import Markup, Media, render
from byheart.model import Loc


class Fields:
    """Renders the fields of one deck and collects what is wrong in them."""

    def __init__(self, loaded: LoadedDeck, media: Mapping[str, Media]) -> None:
        self._loaded = loaded
        self._media = media
        self._found: dict[Diagnostic, None] = {}

    def __call__(self, loc: Loc, text: str) -> Markup:
        """The safe HTML of the Markdown `text` that stands at `loc` in the deck."""
        markup = render(text, media=self._media.get)
        for problem in markup.problems:
            place = self._loaded.source.place_in(loc, problem.line_offset)
            severity = SLUGS[problem.slug].severity
            found = Diagnostic(
                self._loaded.path,
                place.line,
                place.column,
                severity,
                problem.slug,
                problem.message,
                problem.help,
            )
            self._found[found] = None
        return markup

    @property
    def diagnostics(self) -> list[Diagnostic]:
        """What was found so far, each once."""
        return list(self._found)
