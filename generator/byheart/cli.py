# Knows alone: verbs, printing and exit codes: 0 done, 1 the content has errors (or a build failed), 2 wrong usage.
"""The `byheart` command."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import NoReturn

import click

from byheart import __version__, engine, skeleton
from byheart.config import ConfigError
from byheart.diagnostics import Diagnostic, render_github, render_json, render_text
from byheart.project import AssetsMissing, Project, open_project, write_project
from byheart.serve import serve as serve_site
from byheart.write import WriteError

_FORMATS = {"github": render_github, "json": render_json}
_config = click.option(
    "--config",
    "-f",
    "config_path",
    type=click.Path(path_type=Path),
    default=Path("mkdocs.yml"),
    show_default=True,
    help="The site's configuration.",
)
_engine = click.option(
    "--engine",
    "-e",
    "engine_name",
    type=click.Choice(engine.ENGINES),
    default="mkdocs",
    show_default=True,
    help="What builds the site from the pages.",
)


class _Errors(click.Group):
    """Turns the errors a user can mend into two lines and an exit code; a traceback is a fault of ours."""

    def invoke(self, context: click.Context) -> object:
        try:
            return super().invoke(context)
        except ConfigError as error:
            _fail(str(error), error.help, 2)
        except (engine.EngineError, WriteError, AssetsMissing) as error:
            _fail(str(error), error.help, 1)


def _fail(message: str, help_text: str, code: int) -> NoReturn:
    click.echo(f"error: {message}\n  help: {help_text}", err=True)
    sys.exit(code)


@click.group(cls=_Errors, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="byheart")
def main() -> None:
    """Turn cards, quizzes and explain-prompts into a study site.

    \b
    Examples:
      byheart new deck biology/cells    write a deck to start from
      byheart check                     say what is wrong in content/, with line and mend
      byheart serve                     build, serve and rebuild on each change
      byheart build                     build into site/, ready to publish
    """


@main.command()
@_config
@click.option(
    "--format",
    "format_name",
    type=click.Choice(["text", "github", "json"]),
    default="text",
    show_default=True,
    help="How diagnostics are printed.",
)
@click.option("--strict", is_flag=True, help="Count warnings as errors.")
def check(config_path: Path, format_name: str, strict: bool) -> None:
    """Say what is wrong in the content; write nothing.

    \b
    Examples:
      byheart check
      byheart check --strict
      byheart check --format github     annotations in a pull request
      byheart check --format json       for editors and scripts
    """
    project = open_project(config_path, strict=strict)
    _report(project, format_name)
    sys.exit(1 if project.failed else 0)


@main.command()
@_config
@_engine
@click.option("--strict", is_flag=True, help="Count warnings as errors.")
def build(config_path: Path, engine_name: str, strict: bool) -> None:
    """Build the site into site/; a failed build leaves the old one as it was.

    \b
    Examples:
      byheart build
      byheart build --engine zensical
      byheart build -f other/mkdocs.yml
    """
    project = _written(config_path, drafts=False, strict=strict)
    click.echo(f"building with {engine_name} …")
    result = engine.build(project.config.path, engine_name, project.config.site, at_least=project.page_count)
    for line in result.messages:
        click.echo(line, err=True)
    click.echo(f"{result.pages} pages in {_shown(project.config.site)}")


@main.command()
@_config
@_engine
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option(
    "--port", "-p", type=click.IntRange(1, 65535), default=8000, show_default=True, help="The port."
)
def serve(config_path: Path, engine_name: str, host: str, port: int) -> None:
    """Serve the site and rebuild it on each change of content, docs or configuration.

    Items with `status: draft` are shown here, and nowhere else.

    \b
    Examples:
      byheart serve
      byheart serve --port 8001
      byheart serve --engine zensical
    """
    _written(config_path, drafts=True, strict=False)
    serve_site(config_path, engine_name, host, port, echo=click.echo)


@main.group()
def new() -> None:
    """Write a file to start from."""


@new.command("deck")
@_config
@click.argument("key", metavar="TOPIC/DECK")
@click.option("--title", help="The deck's title; made of its name if left out.")
def new_deck(config_path: Path, key: str, title: str | None) -> None:
    """Write content/TOPIC/DECK.yml, a deck with one item of each kind, and remarks.

    \b
    Examples:
      byheart new deck biology/cells
      byheart new deck biology/cells --title "The cell"
    """
    try:
        path = skeleton.new_deck(config_path, key, title)
    except skeleton.SkeletonError as error:
        _fail(str(error), error.help, 2)
    click.echo(f"wrote {_shown(path)}\n  next: edit it, then run byheart check")


def _written(config_path: Path, *, drafts: bool, strict: bool) -> Project:
    """The project after its pages were written; exits with 1, and writes nothing, when an error stands."""
    project = open_project(config_path, drafts=drafts, strict=strict)
    if project.diagnostics:
        _report(project, "text")
    if project.failed:
        sys.exit(1)
    report = write_project(project)
    click.echo(
        f"pages: {len(report.written)} written, {len(report.unchanged)} unchanged, {len(report.removed)} removed"
    )
    return project


def _report(project: Project, format_name: str) -> None:
    found: list[Diagnostic] = project.diagnostics
    if format_name == "text":
        click.echo(render_text(found, project.deck_count))
    else:
        click.echo(_FORMATS[format_name](found))


def _shown(path: Path) -> str:
    """A path as the user would type it."""
    here = Path.cwd()
    return path.relative_to(here).as_posix() if path.is_relative_to(here) else str(path)
