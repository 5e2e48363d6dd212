# Hostile decks all the way: from YAML to the built page in a real browser, with the policy taken out of the way.

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from byheart import engine
from byheart.diagnostics import SLUGS
from byheart.markup import render
from byheart.project import open_project, write_project
from tests.site.test_xss import PAYLOADS, TOUCH

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Route

    from tests.site.conftest import ServeFolder

pytestmark = [pytest.mark.engine, pytest.mark.browser]
CONFIG = """\
INHERIT: .byheart/nav.yml
site_name: Hostile
site_url: {url}
theme: {{name: material, font: false}}
plugins: [search]
markdown_extensions: [attr_list, md_in_html, tables, byheart.markdown_ext]
extra: {{byheart: {{content: content, nav: [{{Home: index.md}}, "byheart: decks"]}}}}
validation: {{nav: {{omitted_files: info}}, links: {{not_found: info, anchors: info}}}}
"""


def usable(payload: str) -> bool:
    """Tell whether a field may hold a payload: no error stands against it, and YAML can carry it."""
    problems = render(payload, media={}.get).problems  # type: ignore[arg-type]  # no pictures
    return payload.isprintable() and all(SLUGS[problem.slug].severity == "warning" for problem in problems)


def deck(title: str, payloads: list[str]) -> str:
    """Write a deck with payloads wherever an author may write."""
    choice = [{"text": payload} for payload in payloads]
    data = {
        "title": title,
        "description": title,
        "intro": payloads[0],
        "cards": [
            {"id": f"card-{n}", "front": payload, "back": payload, "hint": payload, "refs": [payload]}
            for n, payload in enumerate(payloads)
        ],
        "questions": [
            {
                "id": "which",
                "stem": payloads[0],
                "options": [{"text": "right", "correct": "true", "feedback": payloads[0]}, *choice],
                "explanation": payloads[0],
            }
        ],
        "explain": [
            {
                "id": "why",
                "prompt": payloads[0],
                "concepts": [{"id": f"c-{n}", "text": p, "counts_if": p} for n, p in enumerate(payloads[:3])],
                "model_answer": payloads[0],
            }
        ],
    }
    return json.dumps(data)


def test_no_hostile_deck_runs(tmp_path: Path, browser: Browser, serve_folder: ServeFolder) -> None:
    """Payloads as titles, descriptions and in every field: only the page that the owner wrote so runs one."""
    fields = [payload for payload in PAYLOADS if usable(payload)]
    assert len(fields) >= 100
    titles = [payload for payload in PAYLOADS if payload.isprintable()][::8]
    each = -(-len(fields) // len(titles))
    folder = tmp_path / "content" / "hostile"
    folder.mkdir(parents=True)
    for number, title in enumerate(titles):
        chosen = fields[number * each :][:each] or fields[:each]
        (folder / f"deck-{number}.yml").write_text(deck(title, chosen), encoding="utf-8")
    (folder / "topic.yml").write_text(json.dumps({"title": titles[0], "description": titles[1]}), "utf-8")
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/index.md").write_text("# Home\n")
    (tmp_path / "docs/control.md").write_text("# Control\n\n<b onclick=alert(1)>a page of the owner</b>\n")
    with serve_folder(tmp_path / "site") as url:
        config = tmp_path / "mkdocs.yml"
        config.write_text(CONFIG.format(url=url))
        project = open_project(config)
        assert [found for found in project.diagnostics if found.severity == "error"] == []
        write_project(project)
        engine.build(config, "mkdocs", tmp_path / "site", strict=False)
        pages = sorted((tmp_path / "site").rglob("*.html"))
        assert len(pages) > len(titles)
        for path in pages:
            page = path.read_text("utf-8")
            path.write_text(page.replace("Content-Security-Policy", "x-nothing"), "utf-8")
        context = browser.new_context()
        context.add_init_script("globalThis.ran = 0; globalThis.alert = () => { globalThis.ran += 1; }")
        visitor = context.new_page()
        here = ""

        def stay(route: Route) -> None:
            elsewhere = route.request.is_navigation_request() and route.request.url != here
            route.fulfill(status=204) if elsewhere else route.continue_()

        visitor.route("**/*", stay)
        ran = []
        for path in pages:
            here = url + re.sub(r"index\.html$", "", path.relative_to(tmp_path / "site").as_posix())
            visitor.goto(here)
            if visitor.evaluate(TOUCH):
                ran.append(path.relative_to(tmp_path / "site").as_posix())
        context.close()
    assert ran == ["control/index.html"]
