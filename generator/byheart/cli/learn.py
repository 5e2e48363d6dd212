# Knows alone: the verb for learning, and how a learner at a keyboard, or a pipe, is asked and told.
"""`byheart study`."""

from __future__ import annotations

import sys
from pathlib import Path
from random import SystemRandom

import click

from byheart.catalogue import Translator
from byheart.cli.common import config_option, fail, say, width
from byheart.config import read_config
from byheart.content.deck import LoadedDeck
from byheart.content.find import find_deck
from byheart.content.load import load
from byheart.diagnostics import quoted, use_one_of
from byheart.model.values import Level
from byheart.terminal.study import Session, Stopped, tasks


@click.command()
@config_option
@click.argument("key", metavar="TOPIC/DECK")
@click.option(
    "--level", type=click.Choice([level.value for level in Level]), help="Only items of this level."
)
@click.option("--tag", help="Only items with this tag.")
@click.option("--seed", type=int, help="A number that fixes what is drawn and how options are shuffled.")
@click.option("-n", "--number", type=click.IntRange(1), help="How many items to ask.")
def study(
    config_path: Path, key: str, level: str | None, tag: str | None, seed: int | None, number: int | None
) -> None:
    """Learn a deck in the terminal, judged as on the site.

    Questions have a second try; cards and explanations you judge yourself. Nothing is kept.
    "?" gives a hint, Enter alone the answer; Ctrl+C ends with the score so far.

    \b
    Examples:
      byheart study biology/cells
      byheart study biology/cells --level beginner -n 10
      byheart study biology/cells --tag membrane --seed 7
    """
    config = read_config(config_path)
    deck = find_deck(load(config.content), key)
    fixed = str(SystemRandom().randrange(10**6) if seed is None else seed)
    chosen = tasks(deck, level=Level(level) if level else None, tag=tag, n=number, seed=fixed)
    if not chosen:
        _nothing_to_ask(deck, tag)
    language = deck.deck.lang or config.language
    t = Translator(config.language)
    session = Session(deck, chosen, _ask, say, width(), fixed, language, t)
    say(f"{deck.deck.title} ({len(chosen)})")
    try:
        session.run()
    except (Stopped, KeyboardInterrupt):
        say(f"\n{t('terminal.stopped')}")
    say("\n" + "\n".join(session.score.words(len(chosen), t)))


def _ask(prompt: str) -> str:
    try:
        line = input(prompt)
    except EOFError:
        raise Stopped from None
    if not sys.stdin.isatty():
        say(line)
    return line


def _nothing_to_ask(deck: LoadedDeck, tag: str | None) -> None:
    tags = sorted({name for item in deck.items() for name in deck.tags_of(item)})
    if tag is not None and tag not in tags:
        fail(f"no item of {deck.key} has the tag {quoted(tag)}", use_one_of(tag, tags, "leave --tag out"), 2)
    fail(f"no item of {deck.key} is asked for", "leave --level or --tag out, or add items to the deck", 2)
