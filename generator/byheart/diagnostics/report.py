# Knows alone: the forms in which diagnostics are told to people, to GitHub, to editors and to code scanners.
# Whatever comes from content is escaped for the form: it starts no line, no command and no table cell of its own.
"""Diagnostics as text, as GitHub's annotations and job summary, as JSON and as SARIF."""

from __future__ import annotations

import json
import os
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from html import escape
from typing import Any
from urllib.parse import quote

from byheart import __version__
from byheart.diagnostics import Diagnostic, SlugInfo, count

GITHUB_LIMIT = 10
"""Annotations that GitHub shows of one level and step; more are dropped there without a word."""

SAME_LIMIT = 10
"""Diagnostics of one slug and file that are told in full; the others are counted."""

SUMMARY_LIMIT = 1000
"""Rows of the table in the job summary, which GitHub refuses as a whole above 1 MiB."""

SARIF_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def render_text(diagnostics: Sequence[Diagnostic], n_decks: int, *, every: bool = False) -> str:
    """Diagnostics, sorted, two lines each and their details below, then the summary; no line break at the end.

    Of one slug, the first ten of each file are told and the others counted, unless `every` one is wanted. Where there
    are more than ten in all, a table of slugs stands before the summary.
    """
    in_file = Counter((found.path, found.slug) for found in diagnostics)
    told: Counter[tuple[str, str]] = Counter()
    lines: list[str] = []
    for found in sorted(diagnostics):
        kind = (found.path, found.slug)
        told[kind] += 1
        if every or told[kind] <= SAME_LIMIT:
            lines += _lines_of(found)
        elif told[kind] == SAME_LIMIT + 1:
            lines.append(_left_out(found, in_file[kind] - SAME_LIMIT))
    return "\n".join([*lines, *_table(diagnostics), summary(diagnostics, n_decks)])


def _lines_of(found: Diagnostic) -> Iterator[str]:
    yield printable(
        f"{found.path}:{found.line}:{found.column}: {found.severity}[{found.slug}] {found.message}"
    )
    yield printable(f"  help: {found.help}")
    yield from (printable(f"    {line}") for line in found.detail.split("\n") if found.detail)


def _left_out(found: Diagnostic, number: int) -> str:
    return printable(
        f"{found.path}: {number} more of {found.severity}[{found.slug}]; 'byheart check --all' lists them"
    )


def _table(diagnostics: Sequence[Diagnostic]) -> Iterator[str]:
    """How often each slug was told, and in how many files; the most frequent first."""
    if len(diagnostics) <= SAME_LIMIT:
        return
    files: dict[str, set[str]] = {}
    for found in diagnostics:
        files.setdefault(found.slug, set()).add(found.path)
    number = Counter(found.slug for found in diagnostics)
    width = max(map(len, number))
    yield ""
    yield f"{'slug':{width}}  count  files"
    for slug in sorted(number, key=lambda slug: (-number[slug], slug)):
        yield f"{slug:{width}}  {number[slug]:5}  {len(files[slug]):5}"
    yield ""


def summary(diagnostics: Iterable[Diagnostic], n_decks: int) -> str:
    """Like "3 errors, 1 warning in 2 decks", where `n_decks` is the number of decks looked at."""
    severities = [found.severity for found in diagnostics]
    counts = [(severities.count(level), level) for level in ("error", "warning")]
    told = [count(number, level) for number, level in counts if number]
    return f"{', '.join(told) or 'nothing wrong'} in {count(n_decks, 'deck')}"


def render_github(diagnostics: Sequence[Diagnostic]) -> str:
    """GitHub's workflow commands, at most 10 of each level; a notice tells how many are left out."""
    lines, left_out = [], []
    for level in ("error", "warning"):
        of_level = sorted(found for found in diagnostics if found.severity == level)
        lines += [_annotation(found) for found in of_level[:GITHUB_LIMIT]]
        if len(of_level) > GITHUB_LIMIT:
            left_out.append(count(len(of_level) - GITHUB_LIMIT, f"more {level}"))
    if left_out:
        lines.append(f"::notice::{' and '.join(left_out)}: the job summary lists them all")
    return "\n".join(lines)


def _annotation(found: Diagnostic) -> str:
    properties = {"file": found.path, "line": found.line, "col": found.column, "title": found.slug}
    told = ",".join(f"{name}={_github_property(printable(str(value)))}" for name, value in properties.items())
    data = _github_data("\n".join(harmless(printable(line)) for line in _all_said(found).split("\n")))
    return f"::{found.severity} {told}::{data}"


def _all_said(found: Diagnostic) -> str:
    """Message, help and detail, below each other."""
    return "\n".join(filter(None, (found.message, f"help: {found.help}", found.detail)))


def _github_data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _github_property(text: str) -> str:
    return _github_data(text).replace(":", "%3A").replace(",", "%2C")


def render_job_summary(diagnostics: Sequence[Diagnostic], n_decks: int) -> str:
    """The full list as a Markdown table for the page of a GitHub job, with a line break at the end."""
    lines = [f"### Content: {summary(diagnostics, n_decks)}", ""]
    rows = sorted(diagnostics)
    if rows:
        lines += ["| place | diagnostic | what is wrong | help |", "| --- | --- | --- | --- |"]
    lines += [_row(found) for found in rows[:SUMMARY_LIMIT]]
    if len(rows) > SUMMARY_LIMIT:
        lines += ["", f"{count(len(rows) - SUMMARY_LIMIT, 'more diagnostic')}: mend these first"]
    return "\n".join([*lines, "", ""])


def _row(found: Diagnostic) -> str:
    place = f"{found.path}:{found.line}:{found.column}"
    cells = (place, f"{found.severity}[{found.slug}]", found.message, found.help)
    return f"| {' | '.join(map(_cell, cells))} |"


def _cell(text: str) -> str:
    """A text that stays in its cell and is shown as it is: no HTML, no Markdown, no mention of a person."""
    harmless = escape(printable(text), quote=False)
    return re.sub(r"[\\`*_{}\[\]()#+!|~@:$]", lambda match: f"&#{ord(match[0])};", harmless)


def render_json(diagnostics: Sequence[Diagnostic]) -> str:
    """A JSON array of objects with the fields of Diagnostic, sorted."""
    return json.dumps([asdict(found) for found in sorted(diagnostics)], ensure_ascii=False, indent=2)


def render_sarif(
    diagnostics: Sequence[Diagnostic],
    slugs: Mapping[str, SlugInfo],
    pages: Mapping[str, str],
    page_url: str | None = None,
) -> str:
    """SARIF 2.1.0: one run, with every slug as a rule; columns count Unicode characters.

    `pages` gives the Markdown that explains a slug, `page_url` the web page whose headings are the slugs.
    """
    names = list(slugs)
    log = {
        "$schema": SARIF_SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": "Byheart",
                        "version": __version__,
                        "rules": [_rule(slug, slugs[slug], pages.get(slug, ""), page_url) for slug in names],
                    }
                },
                "columnKind": "unicodeCodePoints",
                "results": [_result(found, names.index(found.slug)) for found in sorted(diagnostics)],
            }
        ],
    }
    return json.dumps(log, ensure_ascii=False, indent=2)


def _rule(slug: str, info: SlugInfo, page: str, page_url: str | None) -> dict[str, Any]:
    rule: dict[str, Any] = {
        "id": slug,
        "shortDescription": {"text": info.summary},
        "help": {"text": info.summary} | ({"markdown": page} if page else {}),
        "defaultConfiguration": {"level": info.severity},
    }
    return rule | ({"helpUri": f"{page_url}#{slug}"} if page_url else {})


def _result(found: Diagnostic, rule_index: int) -> dict[str, Any]:
    artifact = {"uri": quote(os.fsencode(found.path)), "uriBaseId": "%SRCROOT%"}
    region = {"startLine": found.line, "startColumn": found.column}
    return {
        "ruleId": found.slug,
        "ruleIndex": rule_index,
        "level": found.severity,
        "message": {"text": _sarif_text(_all_said(found)), "markdown": _sarif_markdown(_all_said(found))},
        "locations": [{"physicalLocation": {"artifactLocation": artifact, "region": region}}],
    }


def _sarif_text(text: str) -> str:
    """A plain text without links, which square brackets make even there (source: SARIF 2.1.0, section 3.11.6)."""
    return re.sub(r"[\\\[\]]", r"\\\g<0>", _readable(text))


def _sarif_markdown(text: str) -> str:
    """Markdown that shows a text as it is, on lines of its own: no HTML, no mention of a person."""
    escaped = re.sub(r"[!-/:-@\[-`{-~]", lambda match: f"&#{ord(match[0])};", _readable(text))
    return escaped.replace("\n", "  \n")


def _readable(text: str) -> str:
    return "\n".join(map(printable, text.split("\n")))


# What a runner of jobs takes for a command: "::" at the start of a line, and "##" before a name in square brackets
# anywhere in it (sources: GitHub Actions, workflow commands; Azure Pipelines, logging commands; TeamCity).
_AT_START = re.compile(r"(?m)^([^\S\n]*):(?=:)")
_ANYWHERE = re.compile(r"#(?=#\w*\[)|[\x00-\x08\x0b-\x1f\x7f-\x9f]")


def harmless(text: str) -> str:
    """Lines to print in which nothing is a command to whoever reads a job's log, or moves a terminal's cursor.

    One sign of each command is written by its number; in JSON that is the same text.
    """
    return _AT_START.sub(r"\1\\u003a", _ANYWHERE.sub(_by_number, text))


def _by_number(match: re.Match[str]) -> str:
    return f"\\u{ord(match[0]):04x}"


_UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def printable(line: str) -> str:
    """`line` without what could move a terminal's cursor, start a line or turn the reading direction."""
    return _UNPRINTABLE.sub(_by_number, line)
