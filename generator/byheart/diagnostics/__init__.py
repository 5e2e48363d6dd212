# What a diagnostic is: its order, and its slugs. `report` tells diagnostics to people and programs.
# Every slug is in SHARED_SLUGS or, if only one type of item has it, in the class of the type; `byheart.items.SLUGS` has
# all. A slug is never renamed, for people search for it.
"""Diagnostics: what is wrong in content, where, and how to mend it."""

from __future__ import annotations

import difflib
import heapq
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, NamedTuple

Severity = Literal["error", "warning"]
_LONGEST_SLIP = 64
_MOST_LISTED = 5
_MOST_COMPARED = 50


@dataclass(frozen=True)
class Diagnostic:
    """One thing wrong at one place; `line` and `column` count from 1, columns in characters.

    Sorts by path, line, column and slug. `message` is one clause without a full stop,
    `help` says in the imperative how to mend it. `detail`, where there is one, is a block of lines that shows more,
    such as a diff.
    """

    path: str
    line: int
    column: int
    severity: Severity
    slug: str
    message: str
    help: str
    detail: str = ""

    @property
    def order(self) -> tuple[str, int, int, str, str]:
        """What diagnostics are sorted by; the message only settles ties."""
        return (self.path, self.line, self.column, self.slug, self.message)

    def __lt__(self, other: Diagnostic) -> bool:
        return self.order < other.order


class SlugInfo(NamedTuple):
    """What a slug means.

    `stage` is "content" for files, keys and values, "site" for `mkdocs.yml`, "field" for Markdown fields, "page" for
    hand-written pages, "code" for code that was run.
    """

    severity: Severity
    summary: str
    stage: Literal["content", "site", "field", "page", "code"] = "content"


SHARED_SLUGS: dict[str, SlugInfo] = {
    # Files and folders
    "no-content": SlugInfo("error", "the content folder is missing or is no folder"),
    "unreadable": SlugInfo("error", "a file or folder cannot be read"),
    "symlink": SlugInfo("error", "a symbolic link lies in the content folder"),
    "bad-file-name": SlugInfo("error", "a topic, deck or media name has characters it may not have"),
    "reserved-name": SlugInfo("error", "a topic or deck has a name that the site or a system needs"),
    "case-collision": SlugInfo("error", "two names differ only in case or in Unicode form"),
    "misplaced-file": SlugInfo("error", "a file or folder lies where nothing is read"),
    "unexpected-file": SlugInfo("error", "a file is neither a deck, nor topic.yml, nor media"),
    "file-too-large": SlugInfo("error", "a YAML file is larger than 1 MiB"),
    "not-utf8": SlugInfo("error", "a YAML file is not encoded as UTF-8"),
    "byte-order-mark": SlugInfo("warning", "a YAML file starts with a byte order mark"),
    "control-character": SlugInfo("error", "a control character, which nobody can see, is in the text"),
    "bidi-control": SlugInfo(
        "error", "a bidirectional override makes the text read differently from what it is"
    ),
    "empty-file": SlugInfo("error", "a YAML file has no content"),
    "too-many-problems": SlugInfo("error", "a file has more problems than are listed"),
    # YAML
    "tab": SlugInfo("error", "a tab indents a line"),
    "bad-indent": SlugInfo("error", "a line is indented differently from the lines it belongs to"),
    "colon-in-text": SlugInfo("error", "plain text holds a colon and a space, which YAML reads as a key"),
    "reserved-start": SlugInfo("error", "plain text starts with a character that YAML reserves"),
    "comment-value": SlugInfo("error", "a value starts with '#', so YAML takes it for a comment"),
    "comment-in-text": SlugInfo("warning", "'#' after a space ends a plain text, and no remark follows"),
    "list-in-text": SlugInfo("error", "a list under a text is taken for more of that text"),
    "missing-colon": SlugInfo("error", "a key has no colon after it"),
    "missing-space": SlugInfo("error", "a colon or dash has no space after it"),
    "unclosed-quote": SlugInfo("error", "a quoted text does not end where it should"),
    "text-after-quote": SlugInfo("error", "there is more text after the closing quote"),
    "unclosed-bracket": SlugInfo("error", "a list in brackets or braces does not end where it should"),
    "text-after-bracket": SlugInfo("error", "there is more text after the closing bracket or brace"),
    "text-after-block": SlugInfo("error", "there is text on the line of '|' or '>'"),
    "escape": SlugInfo("error", "a backslash in double quotes turns into another character"),
    "merge-conflict": SlugInfo("error", "a file holds the marks of a merge that was not finished"),
    "yaml-syntax": SlugInfo("error", "a file is not valid YAML"),
    "duplicate-key": SlugInfo("error", "a mapping has the same key twice"),
    "bad-key": SlugInfo("error", "a key is no plain word"),
    "anchor": SlugInfo("error", "a value has a YAML anchor"),
    "alias": SlugInfo("error", "a value is a YAML alias"),
    "merge-key": SlugInfo("error", "a mapping has a YAML merge key"),
    "tag": SlugInfo("error", "a value has a YAML tag"),
    "directive": SlugInfo("error", "a file starts with a YAML directive"),
    "several-documents": SlugInfo("error", "a file holds more than one YAML document"),
    "too-deep": SlugInfo("error", "values are nested more than 64 deep"),
    # Keys and values
    "not-a-mapping": SlugInfo("error", "a file does not consist of keys and values"),
    "unknown-key": SlugInfo("error", "a key is not part of the format"),
    "missing-key": SlugInfo("error", "a required key is missing"),
    "empty-value": SlugInfo("error", "a key or list entry has no value"),
    "wrong-type": SlugInfo("error", "a text, list or mapping stands where another of them is wanted"),
    "not-true-false": SlugInfo("error", "a truth value is neither true nor false"),
    "bad-number": SlugInfo("error", "a number is no whole number from 1 on"),
    "not-a-number": SlugInfo("error", "a number or tolerance cannot be read as one"),
    "bad-id": SlugInfo("error", "an id is not in kebab-case"),
    "bad-tag": SlugInfo("error", "a tag is not in kebab-case"),
    "bad-reference": SlugInfo("error", "a reference has not the form that it needs"),
    "bad-date": SlugInfo("error", "a date is not written as YYYY-MM-DD or does not exist"),
    "bad-language": SlugInfo("error", "a language is no language tag"),
    "unknown-level": SlugInfo("error", "a level is not beginner, intermediate or advanced"),
    "unknown-type": SlugInfo("error", "an item has a type that does not exist"),
    "missing-type": SlugInfo("error", "a question has the keys of a type that it does not name"),
    "misplaced-item": SlugInfo("error", "an item stands below another list than its type belongs to"),
    "unknown-value": SlugInfo("error", "a value is none of those that its key allows"),
    "listed-twice": SlugInfo("error", "a list names the same thing twice"),
    "hint-and-hints": SlugInfo("error", "an item has both hint and hints"),
    # What several types of items can have wrong; what only one can have, its class says
    "idle-also": SlugInfo("error", "also accepts texts for what is not blank, or where nothing is typed"),
    "foreseen-right": SlugInfo("error", "a foreseen wrong response is right"),
    "same-foreseen": SlugInfo("error", "two foreseen responses are the same"),
    "same-accept": SlugInfo("warning", "two accepted texts are the same to the comparison"),
    "literal-markdown": SlugInfo(
        "warning", "an accepted or foreseen text has marks of Markdown, which are compared"
    ),
    "empty-accept": SlugInfo("error", "nothing of an accepted or foreseen text counts in the comparison"),
    # Decks and what they refer to
    "long-deck": SlugInfo("warning", "a deck has more items than a page shows well"),
    "key-length-tell": SlugInfo(
        "warning", "the length of the options tells which are right, across the questions of a deck"
    ),
    "true-false-tell": SlugInfo("warning", "nearly all statements of a deck are true, or false"),
    "empty-deck": SlugInfo("error", "a deck has no items"),
    "empty-topic": SlugInfo("warning", "a topic has no decks"),
    "duplicate-id": SlugInfo("error", "two items of a deck have the same id"),
    "formerly-clash": SlugInfo("error", "an old id or key is still in use, or is claimed twice"),
    "unknown-card": SlugInfo("error", "a concept or an option names a card that is not there"),
    "unknown-deck": SlugInfo("error", "a deck is named that does not exist"),
    "prerequisite-cycle": SlugInfo("error", "decks require each other in a circle"),
    # mkdocs.yml
    "no-script": SlugInfo("error", "the site does not load the script of the decks as a module", "site"),
    "no-extension": SlugInfo("error", "the site lacks the Markdown extension of the decks", "site"),
    "other-theme": SlugInfo("error", "the theme of the site is not Material for MkDocs", "site"),
    "no-style-sheet": SlugInfo("warning", "the site does not load the style sheet of the decks", "site"),
    "no-inherit": SlugInfo("warning", "the site does not inherit the navigation that byheart writes", "site"),
    "decks-not-in-nav": SlugInfo("warning", "the navigation does not lead to the decks", "site"),
    "decks-twice-in-nav": SlugInfo("warning", "the navigation has the decks twice", "site"),
    "two-navs": SlugInfo("warning", "the site has two navigations, of which one counts", "site"),
    "misspelt-block": SlugInfo("warning", "a key looks like a slip of extra.byheart", "site"),
    # Hand-written pages
    "bad-selection": SlugInfo("error", "a page asks for items in a way that cannot be read", "page"),
    "unknown-item": SlugInfo("error", "a page asks for an item that is not there", "page"),
    "empty-selection": SlugInfo("error", "a page asks for items and there are none such", "page"),
    # Markdown fields
    "raw-html": SlugInfo("warning", "HTML in a field is shown as text", "field"),
    "bad-math": SlugInfo("error", "a formula cannot be drawn", "field"),
    "bad-fence": SlugInfo(
        "warning", "a code fence has line numbers or marked lines that cannot be read", "field"
    ),
    "foreign-notation": SlugInfo("warning", "a field has notation of another program", "field"),
    "bad-link": SlugInfo("error", "a link leads nowhere or where it may not lead", "field"),
    "missing-image": SlugInfo("error", "an image does not exist", "field"),
    "image-outside": SlugInfo("error", "an image lies outside the topic's folder", "field"),
    "media-type": SlugInfo("error", "a file is no image or sound that the site may show", "field"),
    "no-alt": SlugInfo("warning", "an image has no text for those who cannot see it", "field"),
    "field-too-long": SlugInfo("error", "a field is too long", "field"),
    "field-too-deep": SlugInfo("error", "lists or quotes of a field are nested too deep", "field"),
    "empty-field": SlugInfo("error", "a field shows nothing", "field"),
    # Code of predict questions
    "output-differs": SlugInfo(
        "error", "code of a predict question does something else than its key says", "code"
    ),
}


def diagnose(path: str, place: tuple[int, int], slug: str, message: str, help_text: str) -> Diagnostic:
    """A Diagnostic at `place` (line, column) with the severity that SHARED_SLUGS gives its slug."""
    return Diagnostic(path, place[0], place[1], SHARED_SLUGS[slug].severity, slug, message, help_text)


def count(number: int, noun: str) -> str:
    """The number and the noun, in the plural unless it is one: "2 decks"."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def quoted(text: str, limit: int = 40) -> str:
    """`text` in quotes on one line, cut to `limit` characters: for use in messages."""
    line = re.sub(r"\s+", " ", text)
    return f"'{line}'" if len(line) <= limit else f"'{line[: limit - 1]}…'"


def did_you_mean(word: str, possibilities: Iterable[str], *, likeness: float = 0.6) -> str | None:
    """The one of `possibilities` that `word` is most likely a slip of, or None."""
    if len(word) > _LONGEST_SLIP:
        return None
    close = _nearest(word, possibilities, count=1, cutoff=likeness)
    return close[0] if close else None


def use_one_of(word: str, possibilities: Iterable[str], otherwise: str = "leave it out") -> str:
    """The help for a `word` that is none of `possibilities`: the one meant, else a few of them and how many more.

    `otherwise` is the help where there are none at all.
    """
    names = list(dict.fromkeys(possibilities))
    if not names:
        return otherwise
    if guess := did_you_mean(word, names):
        return f"did you mean '{guess}'?"
    if len(names) <= _MOST_LISTED:
        return f"use one of: {', '.join(names)}"
    nearest = _nearest(word[:_LONGEST_SLIP], names, count=_MOST_LISTED, cutoff=0)
    return f"use one of: {', '.join(nearest)} and {len(names) - len(nearest)} more"


def _nearest(word: str, possibilities: Iterable[str], *, count: int, cutoff: float) -> list[str]:
    """The names most like `word`, the nearest first; of many only those are compared that share most pairs of letters."""
    spelled = {_folded(name): name for name in possibilities}
    wanted = _folded(word)
    pairs = {wanted[at : at + 2] for at in range(len(wanted) - 1)}
    likely = heapq.nlargest(_MOST_COMPARED, spelled, key=lambda name: sum(pair in name for pair in pairs))
    return [spelled[name] for name in difflib.get_close_matches(wanted, likely, n=count, cutoff=cutoff)]


def _folded(word: str) -> str:
    return word.casefold().replace("_", "-").replace(" ", "-")
