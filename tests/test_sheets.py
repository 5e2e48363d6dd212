"""`byheart sheets` as a user meets it: files in each form, wrong queries, a missing browser, sheets of a build."""

import os
import re
import select
import shutil
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pypdf
import pytest
from click.testing import CliRunner, Result

from byheart.cli import main
from byheart.sheets import SheetError, dated
from byheart.sheets.browser import Browser, find
from byheart.sheets.reproducible import reproducible
from tests.parts import whole

POINTS = {"a4": (595, 842), "letter": (612, 792)}
CELLS = """\
title: The living cell
tags: [cell]
cards:
  - {id: wall, front: What holds a plant cell upright?, back: Its **wall**.}
  - {id: core, front: Where does DNA lie?, back: In the nucleus., tags: [nucleus], level: beginner}
questions:
  - id: power
    stem: Which part gives energy?
    options:
      - {id: mito, text: The mitochondrion, correct: true}
      - {id: golgi, text: The Golgi apparatus}
      - {id: ribo, text: The ribosome}
    explanation: It makes ATP of sugar.
explain:
  - id: membrane
    prompt: Say why a membrane must let some things through.
    concepts: [{id: food, text: Food must come in}, {id: waste, text: Waste must get out}]
    model_answer: A cell trades with what is around it.
"""
PROMPTS = {
    "study": ["What holds a plant cell upright?", "Where does DNA lie?", "Which part gives energy?"],
    "cards": ["What holds a plant cell upright?", "Where does DNA lie?", "Which part gives energy?"],
    "quiz": ["Which part gives energy?"],
    "explain": ["Say why a membrane must let some things through."],
}
SITE = whole("site_url: https://study.example/s/\n")


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A site of two decks, and the working directory in it."""
    (tmp_path / "mkdocs.yml").write_text(SITE)
    (tmp_path / "content" / "biology").mkdir(parents=True)
    (tmp_path / "content" / "biology" / "cells.yml").write_text(CELLS)
    other = "title: Other\ncards:\n  - {id: a, front: Another card?, back: Yes.}\n"
    (tmp_path / "content" / "biology" / "other.yml").write_text(other)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    return tmp_path


def byheart(*words: str) -> Result:
    return CliRunner().invoke(main, words, catch_exceptions=False)


def printed(*words: str) -> pypdf.PdfReader:
    result = byheart("sheets", *words, "--output", "sheet.pdf")
    assert result.exit_code == 0, result.output
    return pypdf.PdfReader("sheet.pdf")


def text_of(pdf: pypdf.PdfReader) -> str:
    return " ".join(" ".join(page.extract_text() for page in pdf.pages).split())


def outline_of(pdf: pypdf.PdfReader) -> list[str]:
    def titles(entries: list[object]) -> Iterator[str]:
        for entry in entries:
            if isinstance(entry, list):
                yield from titles(entry)
            else:
                yield str(getattr(entry, "title", ""))

    return list(titles(list(pdf.outline)))


@pytest.mark.browser
@pytest.mark.parametrize("paper", ["a4", "letter"])
@pytest.mark.parametrize("kind", ["study", "cards", "quiz", "explain"])
def test_each_kind_is_a_whole_pdf(project: Path, kind: str, paper: str) -> None:
    """The paper's size, each prompt once, tags for screen readers, an outline, a title, a language, fonts inside."""
    pdf = printed("biology/cells", "--kind", kind, "--paper", paper, "--key", "none")
    catalogue: Any = pdf.trailer["/Root"]
    text = text_of(pdf)

    assert {(round(page.mediabox.width), round(page.mediabox.height)) for page in pdf.pages} == {
        POINTS[paper]
    }
    assert [text.count(prompt) for prompt in PROMPTS[kind]] == [1] * len(PROMPTS[kind])
    assert "Another card" not in text
    assert pdf.metadata is not None
    assert pdf.metadata.title == "The living cell"
    assert catalogue["/MarkInfo"]["/Marked"]
    assert "/StructTreeRoot" in catalogue
    assert catalogue["/Lang"] == "en"
    assert "The living cell" in outline_of(pdf)
    assert fonts_without_file(pdf) == []


def fonts_without_file(pdf: pypdf.PdfReader) -> list[str]:
    """The fonts that a printer would have to have."""
    resources: list[Any] = [page["/Resources"] for page in pdf.pages]
    fonts = [font.get_object() for each in resources for font in each["/Font"].values()]
    return [str(font["/BaseFont"]) for font in fonts if not has_file(font)]


def has_file(font: Any) -> bool:
    if font["/Subtype"] == "/Type3":
        return True
    inner = font["/DescendantFonts"][0].get_object() if "/DescendantFonts" in font else font
    about = inner["/FontDescriptor"]
    return any(name in about for name in ("/FontFile", "/FontFile2", "/FontFile3"))


@pytest.mark.browser
@pytest.mark.parametrize(("key", "told"), [("none", 0), ("end", 1), ("each", 1)])
def test_the_key_stands_where_it_is_asked_for(project: Path, key: str, told: int) -> None:
    """The explanation is on paper once, or not at all."""
    assert text_of(printed("biology/cells", "--key", key)).count("It makes ATP of sugar.") == told


@pytest.mark.browser
def test_versions_have_their_seed_and_a_key_each(project: Path) -> None:
    """Three versions are three forms and three keys, named after the seed."""
    text = text_of(printed("biology/cells", "--kind", "quiz", "--versions", "3", "--seed", "42"))

    assert re.findall(r"Version (\w) · seed 42", text) == ["A", "B", "C"]
    assert [text.count(f"Key to version {letter}") > 0 for letter in "ABC"] == [True] * 3


@pytest.mark.browser
def test_two_runs_give_the_same_bytes(project: Path) -> None:
    """The date is that of the newest commit or of SOURCE_DATE_EPOCH, and nothing else differs."""
    pdf = printed("biology/cells")
    first = Path("sheet.pdf").read_bytes()
    printed("biology/cells")

    assert Path("sheet.pdf").read_bytes() == first
    assert pdf.metadata is not None
    assert pdf.metadata.creation_date is not None
    assert pdf.metadata.creation_date.timestamp() == 1_700_000_000


def test_dates_and_node_numbers_are_what_differs() -> None:
    """The control: two files that a browser wrote at different times, after different pages."""
    form = b"<</CreationDate (D:%s+00'00')\n/ModDate (D:%s+00'00')>> /ID (node%s) /IDTree [(node%s) (node%s)]"
    one = form % (b"20261125133610", b"20261125133611", b"00000842", b"00000007", b"00000842")
    other = form % (b"20270101000000", b"20270101000001", b"00001875", b"00000900", b"00001875")

    assert one != other
    assert reproducible(one) == reproducible(other)
    assert len(reproducible(one)) == len(one)
    assert dated(one, 86_400).count(b"(D:19700102000000+00'00')") == 2


@pytest.mark.browser
def test_a_query_selects_as_a_link_does(project: Path) -> None:
    """Tag and level; the file is named after the kind, and what was written is told."""
    result = byheart("sheets", "tag=nucleus&level=beginner", "--lines", "3")
    text = text_of(pypdf.PdfReader("sheet-study.pdf"))

    assert result.stdout.startswith("wrote sheet-study.pdf: The living cell, 2 pages, ")
    assert "Where does DNA lie?" in text
    assert "Which part gives energy?" not in text


@pytest.mark.browser
def test_a_card_that_goes_on_is_told(project: Path) -> None:
    """What has no room on one card goes on on a second, and the command names it."""
    long = " ".join(f"word{n}" for n in range(400))
    Path("content/biology/long.yml").write_text(
        f"title: Long\ncards:\n  - {{id: much, front: Much?, back: {long}}}\n"
    )
    result = byheart("sheets", "biology/long", "--kind", "cards")

    assert result.exit_code == 0
    assert result.stderr.startswith("warning: 1 item was too long")
    assert "much" in result.stderr


@pytest.mark.parametrize(
    ("query", "message", "help_text"),
    [
        ("biology/cell", "there is no deck 'biology/cell'", "did you mean 'biology/cells'?"),
        ("deck=cells", "there is no deck 'cells'", "did you mean 'biology/cells'?"),
        ("topic=biolgy", "there is no topic 'biolgy'", "did you mean 'biology'?"),
        ("tag=nucleas", "there is no tag 'nucleas'", "did you mean 'nucleus'?"),
        ("level=beginer", "there is no level 'beginer'", "did you mean 'beginner'?"),
        ("type=choise", "there is no type 'choise'", "did you mean 'choice'?"),
        ("tga=cell", "a query has no 'tga'", "did you mean 'tag'?"),
        ("n=many", "n is 'many'", "write a whole number, as in n=10"),
        ("is=due", "'is' asks how an item stands", "leave 'is' out"),
    ],
)
def test_a_wrong_query_is_told_with_what_was_meant(
    project: Path, query: str, message: str, help_text: str
) -> None:
    """It ends with 2, before a browser starts, and nothing is written."""
    result = byheart("sheets", query)

    assert result.exit_code == 2
    assert message in result.stderr
    assert help_text in result.stderr
    assert list(project.glob("*.pdf")) == []


@pytest.mark.browser
def test_a_selection_without_items_is_told(project: Path) -> None:
    """Cards have no form in a quiz."""
    result = byheart("sheets", "type=card", "--kind", "quiz")

    assert result.exit_code == 2
    assert "no item is asked for" in result.stderr


def test_without_a_browser_the_mend_is_told(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No browser anywhere; one that is named and is not there; one that ends at once."""
    with pytest.raises(SheetError) as none:
        find("linux", {}, lambda _: None, lambda _: False)
    assert "install Chromium" in none.value.help

    monkeypatch.setenv("BYHEART_BROWSER", str(project / "missing"))
    missing = byheart("sheets", "biology/cells")
    assert (missing.exit_code, missing.stderr.count("cannot be run")) == (1, 1)

    ends = project / "ends"
    ends.write_text("#!/bin/sh\necho no display >&2\nexit 1\n")
    ends.chmod(ends.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("BYHEART_BROWSER", str(ends))
    ended = byheart("sheets", "biology/cells")
    assert (ended.exit_code, ended.stderr.count("no display")) == (1, 1)
    assert list(project.glob("*.pdf")) == []


def test_browsers_are_found_in_their_usual_places() -> None:
    """By name in the environment first, on PATH, then where each system has them."""
    edge = "C:/P/Microsoft/Edge/Application/msedge.exe"

    assert find("linux", {"BYHEART_BROWSER": "/my/own"}, lambda _: "/usr/bin/x", lambda _: True) == "/my/own"
    assert (
        find("linux", {}, lambda name: f"/b/{name}" if name == "msedge" else None, lambda _: False)
        == "/b/msedge"
    )
    assert "Chromium.app" in find("darwin", {}, lambda _: None, lambda path: "Chromium" in path)
    found = find("win32", {"PROGRAMFILES": "C:/P"}, lambda _: None, lambda path: "Edge" in path)
    assert Path(found).as_posix() == edge


# Ready-made


def published(project: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (project / "docs").rglob("*.pdf")}


@pytest.fixture
def site(project: Path) -> Path:
    """The same, to be built with PDF files."""
    (project / "docs").mkdir()
    (project / "docs" / "index.md").write_text("# Home\n")
    extra = "markdown_extensions: [byheart.markdown_ext]\nplugins: []\nextra: {byheart: {pdf: true}}\n"
    (project / "mkdocs.yml").write_text(SITE + extra)
    return project


@pytest.mark.engine
@pytest.mark.browser
def test_a_build_makes_a_study_sheet_of_each_deck(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Published beside the page and linked with its size; only what changed is printed again; gone when off."""
    assert byheart("build").exit_code == 0, byheart("build").output
    before = published(site)
    page = (site / "site/decks/biology/cells/index.html").read_text()
    pdf = pypdf.PdfReader(site / "site/decks/biology/cells.pdf")

    assert sorted(before) == ["cells.pdf", "other.pdf"]
    found = re.search(r'<a href="\.\./cells\.pdf">Study sheet as PDF \((\d+) kB\)</a>', page)
    assert found is not None
    assert int(found[1]) == round(len(before["cells.pdf"]) / 1000)
    assert "Key" in text_of(pdf)

    # Without a browser, what is known is published again, whatever the date is then ...
    real = find()
    monkeypatch.setenv("BYHEART_BROWSER", str(site / "missing"))
    assert byheart("build").exit_code == 0
    assert published(site) == before
    # ... and a deck that changed stops the build before anything is written.
    deck = site / "content/biology/other.yml"
    deck.write_text(deck.read_text().replace("Another card?", "Another one?"))
    stopped = byheart("build")
    assert (stopped.exit_code, published(site)) == (1, before)
    assert "Another card?" in (site / "docs/decks/biology/other.md").read_text()

    # A browser that counts: one deck is printed, by one browser.
    monkeypatch.setenv("BYHEART_BROWSER", counting(site, real))
    assert byheart("build").exit_code == 0
    assert (site / "count").read_text() == "x"
    assert published(site)["cells.pdf"] == before["cells.pdf"]
    assert published(site)["other.pdf"] != before["other.pdf"]

    (site / "mkdocs.yml").write_text((site / "mkdocs.yml").read_text().replace("pdf: true", "pdf: false"))
    assert byheart("build").exit_code == 0
    assert published(site) == {}
    assert "cells.pdf" not in (site / "site/decks/biology/cells/index.html").read_text()
    assert list((site / ".byheart").rglob("*.pdf")) == []


@pytest.mark.browser
def test_a_browser_behind_a_script_ends_too(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is named may be a script that waits for the browser, as some systems install it; nothing is left running."""
    script, held = project / "waiting", project / "held"
    os.mkfifo(held)
    script.write_text(f'#!/bin/sh\nexec 9>{held}\n{shutil.which(find())} "$@"\nexit\n')
    script.chmod(0o755)
    monkeypatch.setenv("BYHEART_BROWSER", str(script))
    end = os.open(held, os.O_RDONLY | os.O_NONBLOCK)

    assert len(printed("biology/cells").pages) > 0
    # Read to its end is what nobody holds open any more.
    assert select.select([end], [], [], 60)[0] == [end], "the browser is still running"
    assert os.read(end, 1) == b""
    os.close(end)


def counting(folder: Path, program: str) -> str:
    """A program that notes that it was started, and is the browser then."""
    script = folder / "counting"
    script.write_text(f'#!/bin/sh\nprintf x >> {folder}/count\nexec {shutil.which(program)} "$@"\n')
    script.chmod(0o755)
    return str(script)


@pytest.mark.browser
def test_the_page_that_prints_has_no_network(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever a page asks for, the answer is the site's own file or a failure; the control is an address that is."""
    from byheart.project import open_project
    from byheart.sheets.browser import open_browser
    from byheart.sheets.page import Answer, Pages

    pages = Pages(open_project(project / "mkdocs.yml"))
    asked: list[str] = []

    def answer(url: str) -> Answer | None:
        asked.append(url)
        return pages.answer(url)

    with open_browser(find(), answer) as page:
        page.open("https://study.example/s/sheets/?deck=biology/cells")
        elsewhere = is_answered(page, "https://elsewhere.example/")
        here = is_answered(page, "https://study.example/s/decks/items.json")

    assert (elsewhere, here) == (False, True)
    assert "https://elsewhere.example/" in asked
    assert pages.answer("https://study.example/s/../secret") is None
    assert pages.answer("https://study.example/s/decks/..%2F..%2Fmkdocs.yml") is None


def is_answered(page: Browser, url: str) -> bool:
    """Whether a script of the page gets something from an address."""
    expression = f"fetch('{url}').then(() => true, () => false)"
    asked = {"expression": expression, "awaitPromise": True, "returnByValue": True}
    return bool(page._connection.call("Runtime.evaluate", asked)["result"]["value"])
