# Knows alone: the verbs and their order, and which exit code an error has: 1 the content has errors (or a build
# failed), 2 wrong usage. Printing and exit codes live in this package only.
"""The `byheart` command."""

from __future__ import annotations

import sys
from io import TextIOWrapper

import click

from byheart import __version__, engine
from byheart.cli import author, learn, look, paper, site
from byheart.cli.common import fail
from byheart.config import ConfigError
from byheart.content.find import NotFound
from byheart.project import AssetsMissing
from byheart.sheets import NothingToPrint, SheetError
from byheart.skeleton import SkeletonError
from byheart.write import WriteError


class _Errors(click.Group):
    """Turns the errors a user can mend into two lines and an exit code; a traceback is a fault of ours."""

    def invoke(self, context: click.Context) -> object:
        try:
            return super().invoke(context)
        except (ConfigError, NotFound, NothingToPrint, SkeletonError) as error:
            fail(str(error), error.help, 2)
        except (engine.EngineError, SheetError, WriteError, AssetsMissing) as error:
            fail(str(error), error.help, 1)


@click.group(cls=_Errors, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="byheart")
def main() -> None:
    """Turn cards, quizzes and explain-prompts into a study site.

    \b
    Examples:
      byheart new deck biology/cells    write a deck to start from
      byheart check                     say what is wrong in content/, with line and mend
      byheart explain unknown-key       say what a diagnostic means
      byheart serve                     build, serve and rebuild on each change
      byheart build                     build into site/, ready to publish
      byheart study biology/cells       learn a deck in the terminal
      byheart sheets biology/cells      print a deck to a PDF file
    """
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")  # a terminal that lacks a character shows "?" for it


for _verb in (
    site.check,
    site.build,
    site.serve,
    author.new,
    author.fmt,
    look.show,
    look.explain,
    look.schema,
    learn.study,
    paper.sheets,
):
    main.add_command(_verb)
