"""The docs say what is so: their examples load, their lists are complete, their links lead somewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import click
import pytest
from click.testing import CliRunner
from markdown.extensions.toc import slugify

from byheart.cli import main as command
from byheart.config import read_config
from byheart.items import SLUGS
from byheart.project import _owned, open_project
from byheart.runcode import check_code
from devtools.commands import parser
from tests import house
from tests.parts import whole

ROOT = Path(__file__).parent.parent
REFERENCE = ROOT / "docs" / "reference"
PAGES = sorted([*REFERENCE.glob("*.md"), *(ROOT / "docs" / "contribute").glob("*.md")])
FRONT_DOORS = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "CHANGELOG.md"]
WRITTEN = [*FRONT_DOORS, *PAGES]

_FENCE = re.compile(r"^(?P<mark>`{3,})(?P<language>\w*)\n(?P<text>.*?)^(?P=mark)$", re.MULTILINE | re.DOTALL)
_HEADING = re.compile(r"^#{1,6} (?P<title>.+)$", re.MULTILINE)
_PART = re.compile(r"# part of a deck: (cards|questions|explain)\n")
_FILE = re.compile(r"# (content/\S+|mkdocs\.yml)\n")
_DECK = """\
title: Cells
tags: [membrane]
cards:
  - {id: what-is-a-cell, front: What is a cell?, back: The smallest unit of life}
"""
"""What an example of a page by hand asks items of."""
_PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
)


class Example(NamedTuple):
    """One YAML example: where it stands, and what is said about it on the line before."""

    page: Path
    section: str
    remark: str
    text: str

    @property
    def name(self) -> str:
        """What the example is called in pytest's output."""
        return f"{self.page.stem}: {self.section} {self.remark}".strip()


def examples(page: Path) -> Iterator[Example]:
    """The YAML examples of a page."""
    text = page.read_text(encoding="utf-8")
    for fence in _FENCE.finditer(text):
        before = text[: fence.start()].rstrip()
        last = before.rpartition("\n")[2]
        remark = last if last in {"Wrong:", "Right:"} else ""
        if fence["language"] == "yaml" or (fence["language"] == "text" and remark):
            yield Example(page, _HEADING.findall(_FENCE.sub("", before))[-1], remark, fence["text"])


def libraries(page: Path) -> Iterator[list[Example]]:
    """The examples that are loaded together: files that follow each other in a section; else each alone."""
    group: list[Example] = []
    for example in examples(page):
        follows = group and group[-1].section == example.section and not example.remark
        if group and not (follows and _is_file(group[-1]) and _is_file(example)):
            yield group
            group = []
        group.append(example)
    if group:
        yield group


def _is_file(example: Example) -> bool:
    return bool(_FILE.match(example.text))


def slugs_of(group: list[Example], folder: Path) -> list[str]:
    """The slugs of what the generator finds in a group of examples, errors and warnings alike."""
    config = folder / "mkdocs.yml"
    config.write_text(whole(), encoding="utf-8")
    for example in group:
        _write(folder, example.text)
    if SLUGS.get(group[0].section, SLUGS["no-content"]).stage == "site":
        _write(folder, f"# content/biology/cells.yml\n{_DECK}")
    if _FILE.match(group[0].text) and not (folder / "content").exists() and not group[0].remark:
        read_config(config)  # an example of the configuration alone
        return []
    project = open_project(config, drafts=True)
    return [found.slug for found in (*project.diagnostics, *check_code(project.library, None))]


def _write(folder: Path, text: str) -> None:
    part, file = _PART.match(text), _FILE.match(text)
    if text.startswith("byheart: "):
        (folder / "docs").mkdir()
        (folder / "docs" / "page.md").write_text(text, encoding="utf-8")
        text = _DECK
    else:
        assert part or file, f"the example says neither which file nor which part of a deck it is:\n{text}"
    path = folder / (file[1] if file else "content/biology/cells.yml")
    path.parent.mkdir(parents=True, exist_ok=True)
    text = whole(text) if path.name == "mkdocs.yml" else text
    path.write_text(_as_deck(part[1], text) if part else text, encoding="utf-8")
    if "media/cell.png" in text:
        (path.parent / "media").mkdir()
        (path.parent / "media" / "cell.png").write_bytes(_PNG)


def _as_deck(part: str, text: str) -> str:
    indented = "".join(f"  {line}" if line.strip() else line for line in text.splitlines(keepends=True))
    return f"title: Example\n{part}:\n{indented}"


GROUPS = [group for page in (*PAGES, ROOT / "README.md") for group in libraries(page)]
ACCEPTED = [group for group in GROUPS if group[0].remark != "Wrong:"]
REFUSED = [group for group in GROUPS if group[0].remark == "Wrong:"]


@pytest.mark.parametrize("group", ACCEPTED, ids=lambda group: group[0].name)
def test_examples_are_accepted(group: list[Example], tmp_path: Path) -> None:
    """Whoever copies an example gets neither an error nor a warning."""
    assert slugs_of(group, tmp_path) == []


@pytest.mark.parametrize("group", REFUSED, ids=lambda group: group[0].name)
def test_wrong_examples_have_the_fault_they_show(group: list[Example], tmp_path: Path) -> None:
    """An example of a mistake yields the diagnostic under which it stands, and no other."""
    assert slugs_of(group, tmp_path) == [group[0].section]


WITHOUT_EXAMPLE = {
    "unreadable": "the system's rights",
    "symlink": "a link of the file system",
    "case-collision": "two files that some systems take for one",
    "file-too-large": "more than a page can show",
    "not-utf8": "bytes that this page cannot hold",
    "byte-order-mark": "bytes before the first line of a file",
    "too-many-problems": "more than a page can show",
    "long-deck": "more than a page can show",
    "key-length-tell": "many questions, of which none shows it alone",
    "true-false-tell": "many questions, of which none shows it alone",
    "no-inherit": "a line that is not there",
}
"""Slugs of what no text can show, and what it is; `test_diagnostics` makes a case of each."""


def test_each_diagnostic_shows_the_mistake_and_its_mend() -> None:
    """Whoever looks up a slug sees what is wrong and what is right; the tests above hold that both are so."""
    shown = {(group[0].section, group[0].remark) for group in GROUPS if group[0].page.stem == "diagnostics"}
    wanted = {(slug, remark) for slug in SLUGS.keys() - WITHOUT_EXAMPLE for remark in ("Wrong:", "Right:")}

    assert sorted(wanted - shown) == []
    assert WITHOUT_EXAMPLE.keys() <= SLUGS.keys() - {section for section, _ in shown}


def test_each_diagnostic_is_explained() -> None:
    """Each slug has a section with its name, and no section is about a slug that is gone."""
    text = (REFERENCE / "diagnostics.md").read_text(encoding="utf-8")

    assert sorted(re.findall(r"^### (.+)$", text, re.MULTILINE)) == sorted(SLUGS)


@pytest.mark.parametrize("slug", SLUGS)
def test_each_section_says_how_severe_it_is(slug: str) -> None:
    """The first line of a section is what the generator knows of the slug: its severity and its meaning."""
    text = (REFERENCE / "diagnostics.md").read_text(encoding="utf-8")
    info = SLUGS[slug]
    section = text.partition(f"\n### {slug}\n")[2].strip()

    assert section.startswith(f"{info.severity.capitalize()}: {info.summary}.\n")


def subcommands(group: click.Group, name: str) -> Iterator[tuple[str, click.Command]]:
    """Each verb of the command with its full name."""
    for verb, found in group.commands.items():
        if isinstance(found, click.Group):
            yield from subcommands(found, f"{name} {verb}")
        else:
            yield f"{name} {verb}", found


VERBS = dict(subcommands(command, "byheart"))
ALL_TEXT = "\n".join(path.read_text(encoding="utf-8") for path in WRITTEN)


@pytest.mark.parametrize("verb", VERBS)
def test_each_command_and_option_is_documented(verb: str) -> None:
    """What `byheart --help` offers is also in the docs."""
    options = [
        option for parameter in VERBS[verb].params for option in parameter.opts if option.startswith("--")
    ]

    assert [word for word in (verb, *options) if word not in ALL_TEXT] == []


def test_each_command_of_dev_py_is_documented() -> None:
    """What `dev.py --help` offers is also in the docs."""
    commands = re.findall(r"^ {4}(\w+) ", parser().format_help(), re.MULTILINE)

    assert "serve" in commands
    assert [verb for verb in commands if f"python3 dev.py {verb}" not in ALL_TEXT] == []


def test_the_readme_shows_the_two_commands() -> None:
    """Whoever opens the project sees at once how to run and how to test it."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")

    assert "```\npython3 dev.py serve\npython3 dev.py test\n```" in readme


def test_the_architecture_says_what_each_module_says(update: bool) -> None:
    """The tables of modules are the modules' own first sentences; `pytest --update` writes them anew."""
    path = ROOT / "docs" / "contribute" / "architecture.md"
    before = text = path.read_text(encoding="utf-8")
    for name, table in (("generator", house.package_table()), ("client", house.client_table())):
        head, opening, rest = text.partition(f"<!-- modules of the {name} -->\n")
        assert opening
        text = f"{head}{opening}{table}\n<!-- end -->{rest.partition('<!-- end -->')[2]}"
    if update:
        path.write_text(text, encoding="utf-8")

    assert update or text == before, "pytest --update writes the tables of architecture.md anew"


def test_what_is_written_is_kept_out_of_git() -> None:
    """The lines for `.gitignore` in the docs, and those of this project, name all that a build writes."""
    docs = (ROOT / "docs" / "reference" / "configuration.md").read_text(encoding="utf-8")
    lines = docs.partition("```gitignore\n")[2].partition("```")[0].split()
    written = {f"/{path}" for path in _owned("docs", ".byheart")} - {"/.byheart/nav.yml"}

    assert written < set(lines)
    assert set(lines) <= set((ROOT / ".gitignore").read_text(encoding="utf-8").split())


def test_the_docs_name_files_that_exist() -> None:
    """A path below generator/, tests/ or overrides/ that the docs name is there; the recipe's `order` is not."""
    paths = set(re.findall(r"`((?:generator|tests|overrides|docs)/[\w./-]+)`", ALL_TEXT))
    made = set(_owned("docs", ".byheart"))

    assert sorted(path for path in paths - made if "order" not in path and not (ROOT / path).exists()) == []


@pytest.mark.parametrize("page", ["README.md", "docs/reference/diagnostics.md"])
def test_the_diagnostic_that_is_shown_is_real(
    page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A slip in the deck that `byheart new deck` writes gives what the docs print."""
    monkeypatch.chdir(tmp_path)
    Path("mkdocs.yml").write_text(whole(), encoding="utf-8")
    Path("schema").mkdir()
    Path("schema/deck.schema.json").touch()  # its line is the first of the deck
    run = CliRunner()
    run.invoke(command, ["new", "deck", "biology/cells", "--title", "The cell"], catch_exceptions=False)
    deck = Path("content/biology/cells.yml")
    deck.write_text(deck.read_text(encoding="utf-8").replace("front:", "fornt:"), encoding="utf-8")

    told = run.invoke(command, ["check"]).output.strip()

    assert f"```\n{told}\n```" in (ROOT / page).read_text(encoding="utf-8")


def anchors(page: Path) -> set[str]:
    """The anchors of a page's headings."""
    titles = _HEADING.findall(_FENCE.sub("", page.read_text(encoding="utf-8")))
    return {slugify(re.sub(r"[`*]", "", title), "-") for title in titles}


def broken_links(page: Path) -> list[str]:
    """The links of a page that lead to no file of the project, or to no heading."""
    text = _FENCE.sub("", page.read_text(encoding="utf-8"))
    broken = []
    for link in re.findall(r"\]\(([^)\s]+)\)", re.sub(r"`[^`]*`", "", text)):
        path, _, anchor = link.partition("#")
        target = (page.parent / path).resolve() if path else page
        if not link.startswith("https:") and (
            not target.exists() or (anchor and anchor not in anchors(target))
        ):
            broken.append(link)
    return broken


@pytest.mark.parametrize("page", WRITTEN, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_links_lead_somewhere(page: Path) -> None:
    """No link of the docs is broken, on the site and in the repository alike."""
    assert broken_links(page) == []


def test_a_broken_link_is_found(tmp_path: Path) -> None:
    """The control: a missing file and a missing heading are both named."""
    page = tmp_path / "page.md"
    page.write_text("# One\n\n[a](none.md) [b](#one) [c](#two)\n", encoding="utf-8")

    assert broken_links(page) == ["none.md", "#two"]


@pytest.mark.parametrize("page", WRITTEN, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_a_line_holds_one_sentence(page: Path) -> None:
    """A diff of the docs shows the sentence that changed."""
    text = re.sub(r"`[^`]*`", "`x`", _FENCE.sub("", page.read_text(encoding="utf-8")))
    prose = [line for line in text.splitlines() if not line.startswith(("|", "#", "    "))]

    assert [line for line in prose if re.search(r"[a-z)`*][.?!]\*{0,2} +[A-Z`]", line)] == []
