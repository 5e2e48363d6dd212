# Knows alone: the verb that prints: which options it has, what the file is called, what is told of it.
"""`byheart sheets`."""

from __future__ import annotations

import re
import sys
import time
from pathlib import Path

import click

from byheart import engine
from byheart.cli.common import config_option, fail, say, shown_path
from byheart.diagnostics.report import render_text
from byheart.project import open_project
from byheart.sheets import Sheet, dated, print_sheets, sheet_of
from byheart.sheets.query import FLIPS, KEYS, KINDS, MOST_LINES, MOST_VERSIONS, PAPERS, PER_PAGE
from byheart.write.files import rewrite


@click.command()
@config_option
@click.argument("query", metavar="[QUERY]", default="")
@click.option("--kind", type=click.Choice(KINDS), default="study", show_default=True, help="What is made.")
@click.option("--paper", type=click.Choice(PAPERS), default="a4", show_default=True, help="Its size.")
@click.option(
    "--key",
    type=click.Choice(KEYS),
    default="end",
    show_default=True,
    help="Where the key stands: on pages at the end, beside each question, nowhere.",
)
@click.option("--per", type=click.Choice(PER_PAGE), default="8", show_default=True, help="Cards on a page.")
@click.option(
    "--flip",
    type=click.Choice(FLIPS),
    default="long",
    show_default=True,
    help="Over which edge the printer turns a page of cards; fold: the back beside the front.",
)
@click.option(
    "--versions",
    type=click.IntRange(1, MOST_VERSIONS),
    default=1,
    show_default=True,
    help="Versions of a quiz form.",
)
@click.option(
    "--lines",
    type=click.IntRange(1, MOST_LINES),
    default=6,
    show_default=True,
    help="Lines to write on, on an explain sheet.",
)
@click.option("--seed", default="", help="Fixes the order of items and of the versions of a quiz form.")
@click.option("--date", type=click.DateTime(["%Y-%m-%d"]), help="A date to print, as 2026-11-25.")
@click.option(
    "--output",
    "--pdf",
    "-o",
    type=click.Path(dir_okay=False, path_type=Path),
    help="The PDF file; if left out, it is named after the deck and the kind.",
)
def sheets(config_path: Path, query: str, output: Path | None, **options: object) -> None:
    """Print a sheet to a PDF file, with a browser that runs without a window.

    QUERY says which items: TOPIC/DECK, or the query of a link to Practice, such as 'topic=biology&level=beginner'.
    Without it, all items of the site are printed. Chromium, Chrome or Edge must be installed.

    \b
    Examples:
      byheart sheets biology/cells
      byheart sheets biology/cells --kind cards --per 12 --output cards.pdf
      byheart sheets 'topic=biology&type=choice&n=20' --kind quiz --versions 4 --seed 42
      byheart sheets 'tag=membrane' --kind explain --lines 10 --paper letter
    """
    project = open_project(config_path)
    if project.failed:
        say(render_text(project.diagnostics, project.deck_count))
        sys.exit(1)
    sheet = sheet_of(project, query, {name: _word(value) for name, value in options.items()})
    path = output or Path(_name_of(sheet))
    if not path.parent.is_dir():
        fail(f"there is no folder {shown_path(path.parent)}", "make it, or choose another file", 2)
    if not project.config.site_url:
        say("warning: mkdocs.yml has no site_url, so the code on the sheet leads nowhere", err=True)
    (pdf,) = print_sheets(project, [sheet])
    date = engine.date_of_site(project.config.root)
    data = dated(pdf.data, int(date) if date else int(time.time()))
    rewrite(path, data)
    for warning in pdf.warnings:
        say(f"warning: {warning}", err=True)
    say(f"wrote {shown_path(path)}: {pdf.title}, {_pages(pdf.pages)}, {len(data) / 1000:.0f} kB")


def _word(value: object) -> str:
    """An option's value as an address has it."""
    return f"{value:%Y-%m-%d}" if hasattr(value, "strftime") else "" if value is None else str(value)


def _pages(n: int) -> str:
    return f"{n} page{'' if n == 1 else 's'}"


def _name_of(sheet: Sheet) -> str:
    """`biology-cells-study.pdf`, after the one deck, else `sheet-study.pdf`."""
    deck = sheet.selection.get("deck", "")
    name = deck.replace("/", "-") if re.fullmatch(r"[^,]+", deck) else "sheet"
    return f"{name}-{sheet.form['kind']}.pdf"
