# Only this module knows how long it takes to print many cards, and how large the files are: two sheets of 500 cards
# to cut out, which is as many as one sheet takes.

"""The bench of sheets; `python -m devtools.many_cards`."""

from __future__ import annotations

import tempfile
import time
from pathlib import Path

from byheart.project import open_project
from byheart.sheets import print_sheets, sheet_of

_SITE = "site_name: Many\nsite_url: https://study.example/\ntheme: {name: material}\n"
_FORM = {"kind": "cards", "paper": "a4", "per": "8", "flip": "long"}


def main() -> None:
    """Print the seconds and the sizes."""
    with tempfile.TemporaryDirectory() as folder:
        project = open_project(_site(Path(folder)))
        sheets = [sheet_of(project, f"topic={topic}", _FORM) for topic in ("one", "two")]
        begun = time.monotonic()
        pdfs = list(print_sheets(project, sheets))
        seconds = time.monotonic() - begun
    size = sum(len(pdf.data) for pdf in pdfs) / 1000
    pages = sum(pdf.pages for pdf in pdfs)
    print(f"1000 cards: {seconds:.1f} s, {pages} pages, {size:.0f} kB, the browser's start included")


def _site(root: Path) -> Path:
    (root / "mkdocs.yml").write_text(_SITE, encoding="utf-8")
    for topic in ("one", "two"):
        (root / "content" / topic).mkdir(parents=True)
        for deck in range(10):
            cards = [_card(f"{topic}-{deck}-{number}") for number in range(50)]
            text = f"title: Deck {deck}\ncards:\n{''.join(cards)}"
            (root / "content" / topic / f"d{deck}.yml").write_text(text, encoding="utf-8")
    return root / "mkdocs.yml"


def _card(name: str) -> str:
    front = f"What does the card {name} ask of those who learn?"
    back = f"It asks for **two sentences**. This is the second one of {name}."
    return f"  - {{id: c-{name}, front: '{front}', back: '{back}'}}\n"


if __name__ == "__main__":
    main()
