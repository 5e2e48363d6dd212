# Knows alone: what all verbs share: the options they have in common, how errors and diagnostics are printed.
"""Options and printing."""

from __future__ import annotations

import sys
from pathlib import Path
from shutil import get_terminal_size
from typing import NoReturn

import click

from byheart.diagnostics.report import harmless

config_option = click.option(
    "--config",
    "-f",
    "config_path",
    type=click.Path(path_type=Path),
    default=Path("mkdocs.yml"),
    show_default=True,
    help="The site's configuration.",
)


def say(text: str, *, err: bool = False, nl: bool = True) -> None:
    """Print text that may hold what others wrote: nothing in it is a command to a runner of jobs or to a terminal."""
    click.echo(harmless(text), err=err, nl=nl)


def say_commands(text: str) -> None:
    """Print the commands to a runner of jobs that `render_github` made."""
    click.echo(text)


def fail(message: str, help_text: str, code: int) -> NoReturn:
    """Print an error with its mend to standard error, and end."""
    say(f"error: {message}\n  help: {help_text}", err=True)
    sys.exit(code)


def shown_path(path: Path) -> str:
    """A path as the user would type it."""
    here = Path.cwd()
    return path.relative_to(here).as_posix() if path.is_relative_to(here) else str(path)


def width() -> int:
    """Columns to print in: those of the terminal, at most 100."""
    return min(get_terminal_size().columns, 100)
