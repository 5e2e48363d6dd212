# Knows alone: the verbs that help to write content: new and fmt.
"""`byheart new` and `fmt`."""

from __future__ import annotations

import difflib
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import click

from byheart import skeleton
from byheart.cli.common import config_option, fail, say, shown_path
from byheart.config import ConfigError, read_config
from byheart.content.find import find_deck
from byheart.content.load import load
from byheart.diagnostics import count
from byheart.diagnostics.report import render_text
from byheart.fmt import CannotFormat, Formatted, formatted
from byheart.items import types_in
from byheart.items.card import OPEN
from byheart.model import Part
from byheart.write.files import read, rewrite


@click.group()
def new() -> None:
    """Start a deck or an item: a skeleton with remarks that passes check.

    \b
    Examples:
      byheart new deck biology/cells
      byheart new card biology/cells
      byheart new question biology/cells --type choice --write
    """


@new.command("deck")
@config_option
@click.argument("key", metavar="TOPIC/DECK")
@click.option("--title", help="The deck's title; made of its name if left out.")
def new_deck(config_path: Path, key: str, title: str | None) -> None:
    """Write content/TOPIC/DECK.yml, a deck with one item of each kind, and remarks.

    \b
    Examples:
      byheart new deck biology/cells
      byheart new deck biology/cells --title "The cell"
    """
    path = skeleton.new_deck(config_path, key, title)
    say(f"wrote {shown_path(path)}\n  next: edit it, then run byheart check")


def _item_options(part: Part) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """The options that all items of a part have when one is made; `--type` where there is a choice."""

    def decorate(command: Callable[..., None]) -> Callable[..., None]:
        names = [*types_in(part), *([OPEN] if part == "cards" else [])]
        if len(names) > 1:
            kind = click.option(
                "--type",
                "-t",
                "type_name",
                type=click.Choice(names),
                default=names[0],
                show_default=True,
                help="The type of the item.",
            )
            command = kind(command)
        command = click.option("--write", is_flag=True, help="Put it into the deck's file.")(command)
        command = click.option("--id", "name", help="The item's id; a free one if left out.")(command)
        return config_option(click.argument("key", metavar="TOPIC/DECK")(command))

    return decorate


@new.command("card")
@_item_options("cards")
def new_card(config_path: Path, key: str, name: str | None, write: bool, type_name: str = "card") -> None:
    """Print a card to start from, or put it into the deck's file with --write.

    \b
    Examples:
      byheart new card biology/cells
      byheart new card biology/cells --id what-is-a-cell --write
      byheart new card biology/cells --type open     a question without one answer
    """
    _new_item(config_path, key, "cards", type_name, name, write=write)


@new.command("question")
@_item_options("questions")
def new_question(
    config_path: Path, key: str, name: str | None, write: bool, type_name: str = "choice"
) -> None:
    """Print a question to start from, or put it into the deck's file with --write.

    \b
    Examples:
      byheart new question biology/cells
      byheart new question biology/cells --type choice --write
    """
    _new_item(config_path, key, "questions", type_name, name, write=write)


@new.command("explain")
@_item_options("explain")
def new_explain(config_path: Path, key: str, name: str | None, write: bool) -> None:
    """Print an explain prompt to start from, or put it into the deck's file with --write.

    \b
    Examples:
      byheart new explain biology/cells
      byheart new explain biology/cells --id why-so-small --write
    """
    _new_item(config_path, key, "explain", "explain", name, write=write)


def _new_item(config_path: Path, key: str, part: Part, kind: str, name: str | None, *, write: bool) -> None:
    config = read_config(config_path)
    deck = find_deck(load(config.content), key)
    name, entry = skeleton.new_item(kind, deck, name)
    if not write:
        say(entry, nl=False)
        return
    path = config.content / f"{deck.key}.yml"
    line = skeleton.append_item(path, deck, part, entry)
    say(f"wrote '{name}' to {shown_path(path)}:{line}\n  next: edit it, then run byheart check")


@click.command()
@config_option
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path))
@click.option("--check", "only_check", is_flag=True, help="Write nothing; end with 1 if a file would change.")
@click.option("--diff", "show_diff", is_flag=True, help="Write nothing; print what would change.")
@click.option(
    "--option-ids", is_flag=True, help="Give ids to options, steps and sides, so that their text may change."
)
def fmt(
    config_path: Path, paths: tuple[Path, ...], only_check: bool, show_diff: bool, option_ids: bool
) -> None:
    """Bring decks into one layout, and give ids to items that have none; say nothing different.

    Without PATHS all files of the content folder. Comments and order are kept.
    A file that cannot be read is left as it is and told.

    \b
    Examples:
      byheart fmt
      byheart fmt content/biology/cells.yml
      byheart fmt --check               for a workflow
      byheart fmt --diff                see it first
      byheart fmt --option-ids --diff   see which ids options would get
    """
    for path in paths:
        if path.is_file() and path.suffix != ".yml":
            fail(f"{shown_path(path)} is no file of content", "name files that end in .yml, or folders", 2)
    changed, refused, total = 0, 0, 0
    language = _language(config_path)
    for path in _files(paths or (read_config(config_path).content,)):
        total += 1
        raw = read(path) or b""
        try:
            result = formatted(shown_path(path), raw, option_ids=option_ids, language=language)
        except CannotFormat as error:
            refused += 1
            _tell_refusal(error)
            continue
        if result.text.encode() != raw:
            changed += 1
            _tell_change(path, raw, result, show_diff=show_diff)
            if not only_check and not show_diff:
                rewrite(path, result.text.encode())
    dry = only_check or show_diff
    told = f"{count(changed, 'file')} {'would change' if dry else 'changed'}, {total - changed - refused} unchanged"
    say(
        told + (f", {refused} left as {'it is' if refused == 1 else 'they are'}" if refused else ""), err=True
    )
    sys.exit(1 if refused or (dry and changed) else 0)


def _language(config_path: Path) -> str:
    """The site's language; a file that is named is formatted without a site, too."""
    try:
        return read_config(config_path).language
    except ConfigError:
        return "en"


def _files(paths: Iterable[Path]) -> Iterator[Path]:
    """The YAML files that are named or lie in folders that are named, not through links."""
    seen: dict[Path, None] = {}
    for path in paths:
        found = sorted(path.rglob("*.yml")) if path.is_dir() else [path]
        hidden = [
            one
            for one in found
            if path.is_dir() and any(p.startswith(".") for p in one.relative_to(path).parts)
        ]
        seen |= dict.fromkeys(
            one for one in found if one not in hidden and one.is_file() and not one.is_symlink()
        )
    yield from seen


def _tell_change(path: Path, raw: bytes, result: Formatted, *, show_diff: bool) -> None:
    shown = shown_path(path)
    if show_diff:
        old, new = raw.decode("utf-8-sig").splitlines(keepends=True), result.text.splitlines(keepends=True)
        say("".join(difflib.unified_diff(old, new, shown, shown)), nl=False)
    else:
        ids = [f"new ids {', '.join(result.proposed)}"] if result.proposed else []
        within = [f"{count(result.within, 'id')} within questions"] if result.within else []
        say(": ".join(filter(None, (shown, "; ".join(ids + within)))))


def _tell_refusal(error: CannotFormat) -> None:
    if error.diagnostics:
        say(render_text(error.diagnostics, 1).rpartition("\n")[0], err=True)
    say(f"error: {error}\n  help: {error.help}", err=True)
