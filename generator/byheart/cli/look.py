# Knows alone: the verbs that only tell: show, explain and schema.
"""`byheart show`, `explain` and `schema`."""

from __future__ import annotations

from pathlib import Path

import click

from byheart.cli.common import config_option, fail, say, shown_path, width
from byheart.config import read_config
from byheart.content.find import find_item
from byheart.content.load import load
from byheart.content.schema import deck_schema_text
from byheart.diagnostics import did_you_mean
from byheart.diagnostics import explanations as manual
from byheart.diagnostics.report import printable
from byheart.items import SLUGS
from byheart.markup.terminal import terminal_text
from byheart.terminal.show import shown_item
from byheart.write.files import rewrite


@click.command()
@config_option
@click.argument("full_id", metavar="TOPIC/DECK#ITEM")
@click.option("--answer/--no-answer", default=True, show_default=True, help="With the answer or without it.")
def show(config_path: Path, full_id: str, answer: bool) -> None:
    """Print one item with its place in the files.

    \b
    Examples:
      byheart show biology/cells#what-is-a-cell
      byheart show biology/cells#where-is-dna --no-answer
    """
    deck, item = find_item(load(read_config(config_path).content), full_id)
    say(shown_item(deck, item, width(), answer=answer))


@click.command()
@click.argument("slug", required=False)
def explain(slug: str | None) -> None:
    """Say what a diagnostic means and how to mend it; without SLUG, list all of them.

    \b
    Examples:
      byheart explain                   all diagnostics, one per line
      byheart explain unknown-key
    """
    if slug is None:
        longest = max(map(len, SLUGS))
        for name, info in SLUGS.items():
            say(f"{name:{longest}}  {info.severity:7}  {info.summary}")
        return
    if slug not in SLUGS:
        guess = did_you_mean(slug, SLUGS)
        help_text = f"did you mean '{guess}'?" if guess else "run 'byheart explain' for the list of all"
        fail(f"there is no diagnostic '{printable(slug)}'", help_text, 2)
    info = SLUGS[slug]
    text = manual.sections().get(slug) or f"{info.severity.capitalize()}: {info.summary}."
    say(f"{slug}\n\n{terminal_text(text, width())}")


@click.command()
@click.option(
    "--output", "-o", type=click.Path(dir_okay=False, path_type=Path), help="A file to write it to."
)
def schema(output: Path | None) -> None:
    """Print the JSON Schema of a deck, for completion and remarks in editors.

    \b
    Examples:
      byheart schema
      byheart schema --output schema/deck.schema.json
    """
    if output is None:
        say(deck_schema_text(), nl=False)
        return
    if not output.parent.is_dir():
        fail(f"there is no folder {shown_path(output.parent)}", "make it, or choose another file", 2)
    rewrite(output, deck_schema_text().encode())
    say(f"wrote {shown_path(output)}")
