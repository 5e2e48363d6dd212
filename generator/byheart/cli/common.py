# Knows alone: what all verbs share: the options they have in common, how errors and diagnostics are printed.
"""Options and printing."""

from __future__ import annotations

import sys
from pathlib import Path
from shutil import get_terminal_size
from typing import NoReturn

import click

config_option = click.option(
    "--config",
    "-f",
    "config_path",
    type=click.Path(path_type=Path),
    default=Path("mkdocs.yml"),
    show_default=True,
    help="The site's configuration.",
)


def fail(message: str, help_text: str, code: int) -> NoReturn:
    """Print an error with its mend to standard error, and end."""
    click.echo(f"error: {message}\n  help: {help_text}", err=True)
    sys.exit(code)


def shown_path(path: Path) -> str:
    """A path as the user would type it."""
    here = Path.cwd()
    return path.relative_to(here).as_posix() if path.is_relative_to(here) else str(path)


def width() -> int:
    """Columns to print in: those of the terminal, at most 100."""
    return min(get_terminal_size().columns, 100)
