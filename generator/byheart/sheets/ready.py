# Knows alone: the study sheets that a build makes ahead: one for each deck, kept under the digest of all that it is
# made of, so that only decks that changed are printed again; where they are published, and how pages lead to them.
"""Study sheets that are ready for download."""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Mapping
from dataclasses import replace
from html import escape

from byheart.catalogue import Translator
from byheart.engine import date_of_site
from byheart.project import Project, client_files
from byheart.sheets import dated, print_sheets, sheet_of
from byheart.write import write
from byheart.write.files import read

_FORM = {"kind": "study", "paper": "a4", "key": "end"}
_HEAD_END = "\n</study-deck>\n"


def with_study_sheets(project: Project) -> Project:
    """The project with a PDF of each deck, and a link to it on the deck's page, if the site asks for that.

    Raises SheetError where a deck must be printed and there is no browser; nothing is written then.
    """
    config = project.config
    manifest, folder = config.work / "sheets.json", f"{config.work.name}/sheets/"
    if not config.pdf:
        if manifest.exists():
            write(config.root, {}, manifest, (folder,))
        return project
    places = {deck: f"{folder}{digest}.pdf" for deck, digest in _digests(project).items()}
    kept = {deck: raw for deck, place in places.items() if (raw := read(config.root / place))}
    missing = [deck for deck in places if deck not in kept]
    if missing:
        printed = print_sheets(project, [sheet_of(project, deck, _FORM) for deck in missing])
        kept |= {deck: pdf.data for deck, pdf in zip(missing, printed, strict=True)}
    write(config.root, {place: kept[deck] for deck, place in places.items()}, manifest, (folder,))
    return _published(project, kept)


def _published(project: Project, pdfs: Mapping[str, bytes]) -> Project:
    """Pages with their links, and the files beside them, with the date of the site."""
    date = date_of_site(project.config.root)
    seconds = int(date) if date else int(time.time())
    t = Translator(project.config.language)
    files = dict(project.files)
    for deck, pdf in pdfs.items():
        words = escape(t("page.pdf", size=max(1, round(len(pdf) / 1000))))
        link = f'<a href="{deck.rpartition("/")[2]}.pdf">{words}</a>'
        line = f'\n<p class="study-pdf" data-search-exclude>{link}</p>'
        page = str(files[f"decks/{deck}.md"])
        files[f"decks/{deck}.md"] = page.replace(_HEAD_END, line + _HEAD_END, 1)
        files[f"decks/{deck}.pdf"] = dated(pdf, seconds)
    return replace(project, files=files)


def _digests(project: Project) -> dict[str, str]:
    """By deck, the digest of all that its sheet is made of: its data, its topic's pictures, the script and its words.

    A deck without items has none.
    """
    facets = json.loads(project.files["decks/facets.json"])["decks"]
    config = project.config
    shared = hashlib.sha256(json.dumps([config.language, config.site_url, _FORM]).encode())
    for name, raw in sorted(client_files(config.language).items()):
        shared.update(name.encode() + b"\0" + raw)
    pictures = {path: raw for path, raw in project.files.items() if isinstance(raw, bytes)}
    out = {}
    for entry in json.loads(project.files["decks/items.json"])["decks"]:
        deck = entry["deck"]
        digest = shared.copy()
        digest.update(json.dumps([entry, facets[deck], project.files[f"decks/{deck}/items.json"]]).encode())
        for path, raw in pictures.items():
            if path.startswith(f"decks/{deck.split('/')[0]}/"):
                digest.update(path.encode() + b"\0" + raw)
        if entry["ids"]:
            out[deck] = digest.hexdigest()[:32]
    return out
