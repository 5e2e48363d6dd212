# Knows alone: how sheets become PDF files: the site's own page that prints is opened in a browser, whose every request
# is answered from memory, and what it lays out is written as a PDF whose dates are fixed.
"""Sheets as PDF files."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from byheart.project import Project
from byheart.sheets.browser import Browser, SheetError, find, open_browser
from byheart.sheets.page import Pages
from byheart.sheets.query import Sheet, sheet_of
from byheart.sheets.reproducible import dated, reproducible

__all__ = [
    "NothingToPrint",
    "Pdf",
    "Sheet",
    "SheetError",
    "dated",
    "print_sheets",
    "sheet_of",
]


class NothingToPrint(Exception):
    """No item is asked for that the kind of sheet has a form for."""

    help = "leave a part of the query out, or choose another --kind"


@dataclass(frozen=True)
class Pdf:
    """A file with the date of 1970-01-01, its title, how many pages it has, and what its reader should know, in words."""

    data: bytes
    title: str
    pages: int
    warnings: tuple[str, ...] = ()


def print_sheets(project: Project, sheets: Sequence[Sheet]) -> Iterator[Pdf]:
    """Print sheets one after the other in one browser, which ends with the last.

    Raises SheetError where there is no browser or it fails, NothingToPrint for a sheet without items.
    """
    pages = Pages(project)
    program = find()
    with open_browser(program, pages.answer) as browser:
        for sheet in sheets:
            yield _print(browser, pages, sheet)


def _print(browser: Browser, pages: Pages, sheet: Sheet) -> Pdf:
    told = browser.open(pages.address(sheet))
    if told.state == "none":
        raise NothingToPrint("no item is asked for that can be printed in this way")
    if told.state != "ready":
        raise SheetError("the sheet could not be laid out", "run 'byheart check', and try again")
    return Pdf(reproducible(browser.pdf()), told.title, told.pages, told.warnings)
