# What a diagnostic is and how it is told: its order, its slugs, and its text, GitHub and JSON forms.
# Every slug that any module reports is in SLUGS; a slug is never renamed, for people search for it.
"""Diagnostics: what is wrong in content, where, and how to mend it."""

from __future__ import annotations

import difflib
import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from itertools import islice
from typing import Literal, NamedTuple

Severity = Literal["error", "warning"]

GITHUB_LIMIT = 10
"""Annotations that GitHub shows of one level and step; more are dropped there without a word."""


@dataclass(frozen=True)
class Diagnostic:
    """One thing wrong at one place; `line` and `column` count from 1, columns in characters.

    Sorts by path, line, column and slug. `message` is one clause without a full stop,
    `help` says in the imperative how to mend it.
    """

    path: str
    line: int
    column: int
    severity: Severity
    slug: str
    message: str
    help: str

    @property
    def order(self) -> tuple[str, int, int, str, str]:
        """What diagnostics are sorted by; the message only settles ties."""
        return (self.path, self.line, self.column, self.slug, self.message)

    def __lt__(self, other: Diagnostic) -> bool:
        return self.order < other.order


class SlugInfo(NamedTuple):
    """What a slug means. `stage` is "content" for files, keys and values, "field" for Markdown fields."""

    severity: Severity
    summary: str
    stage: Literal["content", "field"] = "content"


SLUGS: dict[str, SlugInfo] = {
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
    "list-in-text": SlugInfo("error", "a list under a text is taken for more of that text"),
    "missing-colon": SlugInfo("error", "a key has no colon after it"),
    "missing-space": SlugInfo("error", "a colon or dash has no space after it"),
    "unclosed-quote": SlugInfo("error", "a quoted text does not end where it should"),
    "text-after-quote": SlugInfo("error", "there is more text after the closing quote"),
    "unclosed-bracket": SlugInfo("error", "a list in brackets or braces does not end where it should"),
    "text-after-bracket": SlugInfo("error", "there is more text after the closing bracket or brace"),
    "text-after-block": SlugInfo("error", "there is text on the line of '|' or '>'"),
    "escape": SlugInfo("error", "a backslash in double quotes turns into another character"),
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
    "bad-id": SlugInfo("error", "an id is not in kebab-case"),
    "bad-tag": SlugInfo("error", "a tag is not in kebab-case"),
    "bad-reference": SlugInfo("error", "a reference has not the form that it needs"),
    "bad-date": SlugInfo("error", "a date is not written as YYYY-MM-DD or does not exist"),
    "bad-language": SlugInfo("error", "a language is no language tag"),
    "unknown-level": SlugInfo("error", "a level is not beginner, intermediate or advanced"),
    "unknown-type": SlugInfo("error", "an item has a type that does not exist"),
    "unknown-value": SlugInfo("error", "a value is none of those that its key allows"),
    "listed-twice": SlugInfo("error", "a list names the same thing twice"),
    "hint-and-hints": SlugInfo("error", "an item has both hint and hints"),
    # Items
    "too-few-options": SlugInfo("error", "a choice question has fewer than two options"),
    "no-correct-option": SlugInfo("error", "no option of a choice question is correct"),
    "all-correct": SlugInfo("error", "all options of a choice question are correct"),
    "same-options": SlugInfo("error", "two options of a question have the same text"),
    "duplicate-option-id": SlugInfo("error", "two options of a question have the same id"),
    "choose-mismatch": SlugInfo("error", "choose tells another number than there are correct options"),
    "unused-scoring": SlugInfo("error", "scoring is set where one option is chosen"),
    "misconception-on-correct": SlugInfo("error", "a correct option names a misconception"),
    "concept-count": SlugInfo("error", "an explain prompt has fewer than 2 or more than 7 concepts"),
    "duplicate-concept-id": SlugInfo("error", "two concepts of a prompt have the same id"),
    "same-concepts": SlugInfo("error", "two concepts of a prompt have the same text"),
    # Decks and what they refer to
    "empty-deck": SlugInfo("error", "a deck has no items"),
    "empty-topic": SlugInfo("warning", "a topic has no decks"),
    "duplicate-id": SlugInfo("error", "two items of a deck have the same id"),
    "formerly-clash": SlugInfo("error", "an old id or key is still in use, or is claimed twice"),
    "unknown-card": SlugInfo("error", "a concept names a card that is not there"),
    "unknown-deck": SlugInfo("error", "a deck is named that does not exist"),
    "prerequisite-cycle": SlugInfo("error", "decks require each other in a circle"),
    # Markdown fields
    "raw-html": SlugInfo("warning", "HTML in a field is shown as text", "field"),
    "bad-link": SlugInfo("error", "a link leads nowhere or where it may not lead", "field"),
    "missing-image": SlugInfo("error", "an image does not exist", "field"),
    "image-outside": SlugInfo("error", "an image lies outside the topic's folder", "field"),
    "media-type": SlugInfo("error", "a file is no image or sound that the site may show", "field"),
    "no-alt": SlugInfo("warning", "an image has no text for those who cannot see it", "field"),
    "field-too-long": SlugInfo("error", "a field is too long", "field"),
    "field-too-deep": SlugInfo("error", "lists or quotes of a field are nested too deep", "field"),
    "empty-field": SlugInfo("error", "a field shows nothing", "field"),
}


def diagnose(path: str, place: tuple[int, int], slug: str, message: str, help_text: str) -> Diagnostic:
    """A Diagnostic at `place` (line, column) with the severity that SLUGS gives its slug."""
    return Diagnostic(path, place[0], place[1], SLUGS[slug].severity, slug, message, help_text)


def shown(text: str, limit: int = 40) -> str:
    """`text` in quotes on one line, cut to `limit` characters: for use in messages."""
    line = re.sub(r"\s+", " ", text)
    return f"'{line}'" if len(line) <= limit else f"'{line[: limit - 1]}…'"


def did_you_mean(word: str, possibilities: Iterable[str]) -> str | None:
    """The one of `possibilities` that `word` is most likely a slip of, or None."""
    if len(word) > 64:
        return None
    spelled = {_folded(name): name for name in islice(possibilities, 1000)}
    close = difflib.get_close_matches(_folded(word), spelled, n=1, cutoff=0.6)
    return spelled[close[0]] if close else None


def _folded(word: str) -> str:
    return word.casefold().replace("_", "-").replace(" ", "-")


def render_text(diagnostics: Sequence[Diagnostic], n_decks: int) -> str:
    """All diagnostics, sorted, two lines each, then the summary; no line break at the end."""
    lines = []
    for found in sorted(diagnostics):
        place = f"{found.path}:{found.line}:{found.column}"
        lines.append(_printable(f"{place}: {found.severity}[{found.slug}] {found.message}"))
        lines.append(_printable(f"  help: {found.help}"))
    return "\n".join([*lines, summary(diagnostics, n_decks)])


def summary(diagnostics: Iterable[Diagnostic], n_decks: int) -> str:
    """Like "3 errors, 1 warning in 2 decks", where `n_decks` is the number of decks looked at."""
    severities = [found.severity for found in diagnostics]
    counts = [(severities.count(level), level) for level in ("error", "warning")]
    told = [_count(number, level) for number, level in counts if number]
    return f"{', '.join(told) or 'nothing wrong'} in {_count(n_decks, 'deck')}"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def render_github(diagnostics: Sequence[Diagnostic]) -> str:
    """GitHub's workflow commands, at most 10 of each level; a notice tells how many are left out."""
    lines, left_out = [], []
    for level in ("error", "warning"):
        of_level = sorted(found for found in diagnostics if found.severity == level)
        lines += [_annotation(found) for found in of_level[:GITHUB_LIMIT]]
        if len(of_level) > GITHUB_LIMIT:
            left_out.append(_count(len(of_level) - GITHUB_LIMIT, f"more {level}"))
    if left_out:
        lines.append(f"::notice::{' and '.join(left_out)}: 'byheart check' lists them all")
    return "\n".join(lines)


def _annotation(found: Diagnostic) -> str:
    properties = {"file": found.path, "line": found.line, "col": found.column, "title": found.slug}
    told = ",".join(f"{name}={_github_property(str(value))}" for name, value in properties.items())
    data = _github_data(found.message + "\nhelp: " + found.help)
    return f"::{found.severity} {told}::{data}"


def _github_data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _github_property(text: str) -> str:
    return _github_data(text).replace(":", "%3A").replace(",", "%2C")


def render_json(diagnostics: Sequence[Diagnostic]) -> str:
    """A JSON array of objects with the fields of Diagnostic, sorted."""
    return json.dumps([asdict(found) for found in sorted(diagnostics)], ensure_ascii=False, indent=2)


_UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def _printable(line: str) -> str:
    """`line` without what could move a terminal's cursor, start a line or turn the reading direction."""
    return _UNPRINTABLE.sub(lambda match: f"\\u{ord(match[0]):04x}", line)
