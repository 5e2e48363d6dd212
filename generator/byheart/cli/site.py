# Knows alone: the verbs that take the whole site: check, build, serve.
"""`byheart check`, `build` and `serve`."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import click

from byheart import engine
from byheart.cli.common import config_option, say, say_commands, shown_path
from byheart.cli.live import serve as serve_site
from byheart.config import Config, ConfigError
from byheart.diagnostics import explanations as manual
from byheart.diagnostics.report import (
    render_github,
    render_job_summary,
    render_json,
    render_sarif,
    render_text,
)
from byheart.items import SLUGS
from byheart.project import Checked, Project, check_project, open_project, write_project
from byheart.runcode import check_code, find_boundary
from byheart.runcode.boundary import Boundary
from byheart.sheets.ready import with_study_sheets
from byheart.write.files import append

_MOST_KEPT = 10
# By what an environment tells that what is checked came from somebody else (GitHub, GitLab, Forgejo; GitLab).
_OF_STRANGERS = (
    ("GITHUB_EVENT_NAME", "pull_request"),
    ("GITHUB_EVENT_NAME", "merge_group"),
    ("CI_PIPELINE_SOURCE", "merge_request"),
)
_LOCAL = ("http://127.0.0.1", "http://localhost")

_engine = click.option(
    "--engine",
    "-e",
    "engine_name",
    type=click.Choice(engine.ENGINES),
    default="mkdocs",
    show_default=True,
    help="What builds the site from the pages.",
)


@click.command()
@config_option
@click.option(
    "--format",
    "format_name",
    type=click.Choice(["text", "github", "json", "sarif"]),
    default="text",
    show_default=True,
    help="How diagnostics are printed.",
)
@click.option("--strict", is_flag=True, help="Count warnings as errors.")
@click.option(
    "--run-code",
    is_flag=True,
    help="Run the Python code of predict questions and compare; needs run_code: true, and bubblewrap.",
)
@click.option(
    "--unsafe",
    is_flag=True,
    help="With --run-code: run the code though nothing can keep it in. Read it first.",
)
@click.option(
    "--all", "every", is_flag=True, help="List each diagnostic, also where a file has one kind often."
)
def check(
    config_path: Path, format_name: str, strict: bool, run_code: bool, unsafe: bool, every: bool
) -> None:
    """Say what is wrong in the content; write nothing.

    \b
    Examples:
      byheart check
      byheart check --strict
      byheart check --all               not only the first ten of a kind in each file
      byheart check --format github     annotations in a pull request, and a table in the job's summary
      byheart check --format json       for editors and scripts
      byheart check --format sarif      for code scanning
      byheart check --run-code          what do the programs in predict questions really print?
    """
    if unsafe and not run_code:
        raise click.UsageError("--unsafe says how to run code: it goes with --run-code")
    project = check_project(config_path, strict=strict)
    if run_code:
        project = _with_code_run(project, unsafe=unsafe)
    _report(project, format_name, every=every)
    sys.exit(1 if project.failed else 0)


@click.command()
@config_option
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
    opened = _opened(config_path, drafts=False, strict=strict)
    engine.check_before(opened.config, engine_name, opened.config.site)
    project = _written(with_study_sheets(opened))
    say(f"building with {engine_name} …")
    result = engine.build(project.config.path, engine_name, project.config.site, at_least=project.page_count)
    for line in result.messages:
        say(line, err=True)
    say(f"{result.pages} pages in {shown_path(project.config.site)}")


@click.command()
@config_option
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
    _written(_opened(config_path, drafts=True, strict=False))
    serve_site(config_path, engine_name, host, port, echo=say)


def _with_code_run(project: Checked, *, unsafe: bool) -> Checked:
    """The project with what running the code of its predict questions found; ConfigError where that is not allowed."""
    if not project.config.run_code:
        raise ConfigError(
            "the code of this site's decks may not be run",
            "write 'run_code: true' below extra.byheart, if you trust those who write the decks",
        )
    found = check_code(project.library, _boundary(unsafe=unsafe))
    return replace(project, diagnostics=sorted({*project.diagnostics, *found}))


def _boundary(*, unsafe: bool) -> Boundary | None:
    """What code is run in; None, and a sentence that says so, where there is nothing and `unsafe` allows that."""
    found = find_boundary()
    if isinstance(found, Boundary):
        return found
    if not unsafe:
        raise ConfigError(
            f"no code is run, since nothing would keep it in: {found.why}",
            f"{found.mend}; or add --unsafe, after you have read the code of each deck",
        )
    if any(os.environ.get(name, "").startswith(value) for name, value in _OF_STRANGERS):
        raise ConfigError(
            f"no code of a pull request is run without a boundary: {found.why}",
            f"{found.mend}; or leave out --run-code",
        )
    who = "as root, it can do everything" if _is_root() else "it can do whatever you can"
    say(
        f"this is not a boundary: {found.why}; the code of the decks runs as you do, and {who} on this machine",
        err=True,
    )
    return None


def _is_root() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0


def _opened(config_path: Path, *, drafts: bool, strict: bool) -> Project:
    """The project, with what is wrong in it told; exits with 1 when an error stands."""
    project = open_project(config_path, drafts=drafts, strict=strict)
    if project.diagnostics:
        _report(project, "text")
    if project.failed:
        sys.exit(1)
    return project


def _written(project: Project) -> Project:
    """The project after its pages were written."""
    report = write_project(project)
    say(
        f"pages: {len(report.written)} written, {len(report.unchanged)} unchanged, {len(report.removed)} removed"
    )
    _say_kept(report.kept, "it is not as byheart wrote it")
    _say_kept(
        report.foreign, f"it is not where byheart writes, with docs_dir as '{project.config.docs.name}'"
    )
    return project


def _say_kept(paths: Sequence[str], why: str) -> None:
    for path in paths[:_MOST_KEPT]:
        say(f"{path} stays: {why}; delete it if nobody needs it", err=True)
    if len(paths) > _MOST_KEPT:
        say(f"so do {len(paths) - _MOST_KEPT} more", err=True)


def _report(project: Checked, format_name: str, *, every: bool = False) -> None:
    found = project.diagnostics
    if format_name == "github":
        say_commands(render_github(found))
        _append_job_summary(project)
    elif format_name == "sarif":
        say(render_sarif(found, SLUGS, manual.sections(), _page_url(project.config)))
    elif format_name == "json":
        say(render_json(found))
    else:
        say(render_text(found, project.deck_count, every=every))


def _append_job_summary(project: Checked) -> None:
    """Adds the full list to the page of a GitHub job, which names the file for it in the environment."""
    path = os.environ.get("GITHUB_STEP_SUMMARY")
    if path:
        append(Path(path), render_job_summary(project.diagnostics, project.deck_count).encode())


def _page_url(config: Config) -> str | None:
    """The address of the page about diagnostics, where the site has it and an address that others can open."""
    if config.site_url.startswith(_LOCAL) or not (config.docs / manual.PAGE).is_file():
        return None
    return f"{config.site_url.rstrip('/')}/{manual.PAGE.removesuffix('.md')}/" if config.site_url else None
