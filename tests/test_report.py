"""How diagnostics are told: to people, to GitHub, to editors and to code scanners."""

from __future__ import annotations

import html
import json
import re
from dataclasses import replace
from pathlib import Path

import jsonschema
import pytest
from click.testing import CliRunner
from markdown_it import MarkdownIt

from byheart.cli import main
from byheart.diagnostics import Diagnostic
from byheart.diagnostics.report import (
    GITHUB_LIMIT,
    SUMMARY_LIMIT,
    harmless,
    render_github,
    render_job_summary,
    render_json,
    render_sarif,
    render_text,
)
from byheart.items import SLUGS
from tests.parts import whole


def one(
    path: str = "content/a/b.yml", line: int = 9, slug: str = "unknown-key", message: str = "m"
) -> Diagnostic:
    """A diagnostic with what a test does not care about filled in."""
    return Diagnostic(path, line, 5, SLUGS[slug].severity, slug, message, "do this")


def test_the_text_form_is_the_one_that_is_documented() -> None:
    """Place, severity, slug and message on one line, the help below it, the sum at the end."""
    path, message, help_text = (
        "content/vision/pruning.yml",
        "unknown key 'rationnale'",
        "did you mean 'rationale'?",
    )
    found = Diagnostic(path, 9, 5, "error", "unknown-key", message, help_text)

    assert render_text([found, one("content/z.yml", slug="empty-topic")], 2) == (
        "content/vision/pruning.yml:9:5: error[unknown-key] unknown key 'rationnale'\n"
        "  help: did you mean 'rationale'?\n"
        "content/z.yml:9:5: warning[empty-topic] m\n"
        "  help: do this\n"
        "1 error, 1 warning in 2 decks"
    )


def test_diagnostics_are_sorted_by_path_line_column_and_slug() -> None:
    """The order of files and rules does not show."""
    found = [one("b", 1), one("a", 10), one("a", 9, "wrong-type"), one("a", 9, "bad-id")]

    assert [(x.path, x.line, x.slug) for x in sorted(found)] == [
        ("a", 9, "bad-id"),
        ("a", 9, "wrong-type"),
        ("a", 10, "unknown-key"),
        ("b", 1, "unknown-key"),
    ]


def test_many_of_a_kind_are_counted_and_a_table_ends_the_list() -> None:
    """Thousands of errors stay readable: ten of a kind in a file, how many more, and which kinds there are."""
    many = [one("a.yml", line) for line in range(1, 31)] + [one("b.yml", 1), one("a.yml", 5, "no-alt")]
    told = render_text(many, 2).split("\n")

    assert sum("a.yml:" in line and "error[unknown-key] m" in line for line in told) == 10
    assert "a.yml: 20 more of error[unknown-key]; 'byheart check --all' lists them" in told
    assert "b.yml:1:5: error[unknown-key] m" in told
    assert "a.yml:5:5: warning[no-alt] m" in told
    assert told[-6:] == [
        "",
        "slug         count  files",
        "unknown-key     31      2",
        "no-alt           1      1",
        "",
        "31 errors, 1 warning in 2 decks",
    ]
    listed = render_text(many, 2, every=True)
    assert listed.count("error[unknown-key] m") == 31
    assert "more of" not in listed


def test_nothing_wrong_is_said_too() -> None:
    """A clean run ends with a sentence."""
    assert render_text([], 1) == "nothing wrong in 1 deck"


def test_content_cannot_write_its_own_lines() -> None:
    """Line breaks, escape sequences and turned text in names stay harmless on a terminal and in a log."""
    evil = "content/\x1b[31m\n::error::x\u202e.yml"

    assert len(render_text([one(evil)], 1).splitlines()) == 3
    assert "\x1b" not in render_text([one(evil)], 1)
    assert len(render_github([one(evil, message="a\r\n::warning::b")]).splitlines()) == 1
    assert "\u202e" not in render_github([one(evil, message="\u202eb\u2066")])
    assert r"x\u202e.yml" in render_github([one(evil)])


def test_github_annotations_are_escaped() -> None:
    """Percent signs, line breaks, and in properties colons and commas, are written as GitHub reads them."""
    assert render_github([one("content/a,b:c.yml", message="100 %: a, b")]) == (
        "::error file=content/a%2Cb%3Ac.yml,line=9,col=5,title=unknown-key::100 %25: a, b%0Ahelp: do this"
    )


def test_github_gets_no_more_than_it_shows() -> None:
    """Ten annotations of a level are shown; a notice counts the others."""
    found = [one(line=number) for number in range(GITHUB_LIMIT + 3)]
    warnings = [one(line=number, slug="empty-topic") for number in range(GITHUB_LIMIT + 1)]
    lines = render_github([*found, *warnings]).splitlines()

    assert [line.split(" ")[0] for line in lines[:-1]] == ["::error"] * 10 + ["::warning"] * 10
    assert lines[-1].startswith("::notice::3 more errors and 1 more warning")


def test_json_has_every_field() -> None:
    """Editors and scripts get the parts, not the sentence."""
    assert json.loads(render_json([one(message="naïve")])) == [
        {
            "path": "content/a/b.yml",
            "line": 9,
            "column": 5,
            "severity": "error",
            "slug": "unknown-key",
            "message": "naïve",
            "help": "do this",
            "detail": "",
        }
    ]


def test_a_detail_stands_below_the_help() -> None:
    """Its lines are indented on a terminal, where they can do nothing; in JSON they are as they are."""
    found = replace(one(), detail="--- the key\n-\x1b[31mtoo\n+two")
    said = "m\nhelp: do this\n--- the key\n-\\\\u001b\\[31mtoo\n+two"

    assert render_text([found], 1).splitlines()[1:-1] == [
        "  help: do this",
        "    --- the key",
        "    -\\u001b[31mtoo",
        "    +two",
    ]
    assert json.loads(render_json([found]))[0]["detail"] == found.detail
    assert json.loads(render_sarif([found], SLUGS, {}))["runs"][0]["results"][0]["message"]["text"] == said
    assert render_github([found]).endswith("m%0Ahelp: do this%0A--- the key%0A-\\u001b[31mtoo%0A+two")


def test_the_job_summary_lists_all() -> None:
    """A table with a row for each diagnostic, sorted, below the sum; more than GitHub takes are counted."""
    lines = render_job_summary([one(line=2, message="b"), one(line=1, message="a")], 3).splitlines()

    assert lines[0] == "### Content: 2 errors in 3 decks"
    assert lines[2:4] == ["| place | diagnostic | what is wrong | help |", "| --- | --- | --- | --- |"]
    assert [line.split(" | ")[2] for line in lines[4:6]] == ["a", "b"]
    assert "|" not in render_job_summary([], 1)
    many = render_job_summary([one(line=number) for number in range(SUMMARY_LIMIT + 2)], 1)
    assert many.count("\n| content") == SUMMARY_LIMIT
    assert "2 more diagnostics" in many


def test_a_cell_of_the_job_summary_stays_a_cell() -> None:
    """Pipes, line breaks, HTML, links, mentions and code in a message are shown and do nothing."""
    evil = "a|b\n| c | <img src=x> [x](y) @someone `code` **b** $x$ #1"
    row = render_job_summary([one(message=evil)], 1).splitlines()[4]
    shown = re.sub(r"&#(\d+);", lambda match: chr(int(match[1])), row)

    assert row.count("|") == 5
    assert not set("<`[]*@$") & set(row)
    assert html.unescape(shown).split(" | ", 2)[2].startswith("a|b\\u000a| c | <img src=x> [x](y) @someone")


SARIF = {
    "type": "object",
    "required": ["version", "runs"],
    "properties": {
        "version": {"const": "2.1.0"},
        "$schema": {"type": "string", "format": "uri"},
        "runs": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["tool", "results"],
                "properties": {
                    "tool": {
                        "type": "object",
                        "required": ["driver"],
                        "properties": {
                            "driver": {
                                "type": "object",
                                "required": ["name", "rules"],
                                "properties": {"rules": {"type": "array", "items": {"$ref": "#/$defs/rule"}}},
                            }
                        },
                    },
                    "columnKind": {"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
                    "results": {"type": "array", "items": {"$ref": "#/$defs/result"}},
                },
            },
        },
    },
    "$defs": {
        "text": {
            "type": "object",
            "required": ["text"],
            "properties": {"text": {"type": "string", "minLength": 1}},
        },
        "level": {"enum": ["none", "note", "warning", "error"]},
        "rule": {
            "type": "object",
            "required": ["id", "shortDescription", "help", "defaultConfiguration"],
            "additionalProperties": False,
            "properties": {
                "id": {"type": "string"},
                "helpUri": {"type": "string", "pattern": "^https://"},
                "shortDescription": {"$ref": "#/$defs/text"},
                "help": {"$ref": "#/$defs/text"},
                "defaultConfiguration": {"properties": {"level": {"$ref": "#/$defs/level"}}},
            },
        },
        "result": {
            "type": "object",
            "required": ["ruleId", "ruleIndex", "level", "message", "locations"],
            "additionalProperties": False,
            "properties": {
                "ruleId": {"type": "string"},
                "ruleIndex": {"type": "integer", "minimum": 0},
                "level": {"$ref": "#/$defs/level"},
                "message": {"$ref": "#/$defs/text"},
                "locations": {"type": "array", "items": {"$ref": "#/$defs/location"}, "minItems": 1},
            },
        },
        "location": {
            "required": ["physicalLocation"],
            "properties": {
                "physicalLocation": {
                    "required": ["artifactLocation", "region"],
                    "properties": {
                        "artifactLocation": {
                            "required": ["uri"],
                            "properties": {"uri": {"type": "string", "pattern": "^[A-Za-z0-9._~%/-]+$"}},
                        },
                        "region": {
                            "required": ["startLine", "startColumn"],
                            "properties": {"startLine": {"minimum": 1}, "startColumn": {"minimum": 1}},
                        },
                    },
                }
            },
        },
    },
}
"""What SARIF 2.1.0 (OASIS standard, sections 3.13 to 3.49) asks of the objects that we write."""


def test_sarif_has_the_shape_of_the_standard() -> None:
    """Code scanners find each diagnostic with its rule, level and place; addresses are relative and encoded."""
    found = [one("content/a b/ü.yml", line=7), one(slug="empty-topic")]
    log = json.loads(render_sarif(found, SLUGS, {"unknown-key": "A *key*."}, "https://example.org/d/"))
    run = log["runs"][0]
    rules = run["tool"]["driver"]["rules"]

    jsonschema.validate(log, SARIF)
    assert [rule["id"] for rule in rules] == list(SLUGS)
    assert all(rules[one["ruleIndex"]]["id"] == one["ruleId"] for one in run["results"])
    place = run["results"][0]["locations"][0]["physicalLocation"]
    assert place["artifactLocation"] == {"uri": "content/a%20b/%C3%BC.yml", "uriBaseId": "%SRCROOT%"}
    assert place["region"] == {"startLine": 7, "startColumn": 5}
    rule = rules[list(SLUGS).index("unknown-key")]
    assert (rule["helpUri"], rule["help"]["markdown"]) == ("https://example.org/d/#unknown-key", "A *key*.")


def test_sarif_without_an_address_has_no_links() -> None:
    """The control: a site without an address gets rules without one."""
    assert "helpUri" not in render_sarif([one()], SLUGS, {})


COMMANDS = [
    "::error file=a.yml::forged",
    "  ::set-output name=x::y",
    "\t\u00a0::add-mask::e",
    "##[error]forged",
    "words ##[group]forged",
    "###[endgroup]",
    "##vso[task.setvariable]x",
    "##teamcity[buildStatus]",
    "a\r::error::forged",
    "a\x1b[2J",
]


def obeyed(log: str) -> list[str]:
    """The lines that a runner of jobs takes for commands, by the rules that runners publish."""
    lines = re.split(r"[\n\r\x1b]", log)
    return [line for line in lines if line.lstrip().startswith("::") or re.search(r"##\w*\[", line)]


@pytest.mark.parametrize("text", COMMANDS)
def test_nothing_printed_is_a_command_to_a_runner_of_jobs(text: str) -> None:
    """What content holds can forge no annotation in a job's log, alone or among other lines; it stays readable."""
    assert obeyed(text) or "\x1b" in text
    for line in (text, f"first\n{text}\nlast"):
        assert not obeyed(harmless(line))
        assert "\x1b" not in harmless(line)
        assert json.loads(harmless(json.dumps({"a": line}))) == {"a": line}
    assert (
        harmless("std::vector, a :: b, # [x], ## x\n\tindented")
        == "std::vector, a :: b, # [x], ## x\n\tindented"
    )


def test_a_forged_annotation_shows_nowhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keys, titles and values that are commands, through each form of `check`, and the diff of `fmt`."""
    root = tmp_path / "content" / "t"
    root.mkdir(parents=True)
    (tmp_path / "mkdocs.yml").write_text(whole())
    deck = {
        "title": "##[error]forged",
        "##[group]x": 1,
        "cards": [
            {"id": "b", "front": "##[error]forged", "back": "So."},
            {
                "id": "a",
                "front": "<b>::error::forged</b>\n::error::x",
                "back": "##[error]y",
                "::stop-commands::x": 1,
            },
        ],
    }
    (root / "d.yml").write_text(json.dumps(deck, indent=1))
    monkeypatch.chdir(tmp_path)
    for words in (
        ["check"],
        ["check", "--format", "json"],
        ["check", "--format", "sarif"],
        ["fmt", "--diff"],
        ["study", "t/d"],
    ):
        result = CliRunner().invoke(main, words)
        assert "forged" in result.output or "group" in result.output, words
        assert obeyed(result.output) == [], words
    lines = CliRunner().invoke(main, ["check", "--format", "github"]).output.splitlines()
    assert lines
    assert all(re.match(r"::(?:error|warning|notice) ?[^:]*::", line) for line in lines)
    assert not any("##[" in line for line in lines)


def test_sarif_shows_no_markdown_of_content() -> None:
    """A viewer that reads Markdown shows the text; one that knows only links finds none."""
    said = "see [this](https://evil.example) <img src=x> @everyone **now** `x`\nsecond"
    message = json.loads(render_sarif([one(message=said)], SLUGS, {}))["runs"][0]["results"][0]["message"]

    shown = MarkdownIt().render(message["markdown"])
    assert not re.search(r"<(?!/?p>|br)", shown)
    assert "see [this](https://evil.example) &lt;img src=x&gt; @everyone **now** `x`<br" in shown
    assert re.sub(r"\\([\\\[\]])", r"\1", message["text"]).startswith(said)
    assert not re.search(r"(?<!\\)\[", message["text"])


def test_sarif_takes_any_name_of_a_file() -> None:
    """A name that is no UTF-8 is an address of bytes."""
    found = one("content/\udcff.yml")
    place = json.loads(render_sarif([found], SLUGS, {}))["runs"][0]["results"][0]["locations"][0][
        "physicalLocation"
    ]

    assert place["artifactLocation"]["uri"] == "content/%FF.yml"
