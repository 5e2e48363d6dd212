# Hostile decks all the way on each engine: from YAML to the built page in a real browser, with the policy and without.

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import html5lib
import pytest
from playwright.sync_api import expect

from byheart import engine
from byheart.engine import ENGINES
from byheart.items import SLUGS
from byheart.markup import render
from byheart.project import open_project, write_project
from tests.site.serving import UNSEARCHED
from tests.site.test_xss import PAYLOADS, TOUCH

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

    from playwright.sync_api import Browser, Page

    from tests.site.conftest import ServeFolder

pytestmark = [pytest.mark.engine, pytest.mark.browser]
CONFIG = """\
INHERIT: .byheart/nav.yml
site_name: Hostile
site_url: {url}
theme: {{name: material, font: false, features: [navigation.path, navigation.footer, search.suggest, search.highlight]}}
plugins: [search]
markdown_extensions: [attr_list, md_in_html, tables, {{toc: {{permalink: true}}}}, byheart.markdown_ext]
extra: {{byheart: {{content: content, nav: [{{Home: index.md}}, control.md, "byheart: decks", decks/index.md, decks/tags.md]}}}}
validation: {{nav: {{omitted_files: info}}, links: {{not_found: info, anchors: info}}}}
"""
# What a card may well ask about, as code or as it is; each was dangerous or lost on some engine.
ASKED = [
    "<script>alert(1)</script>",
    "<aside>",
    "<meta http-equiv=refresh content='0;url=https://elsewhere.example/'>",
    "<base href='https://elsewhere.example/'>",
    "<style>body { display: none }</style>",
    "<iframe srcdoc='<script>parent.alert(1)</script>'></iframe>",
    "<form action='https://elsewhere.example/'><button>x</button></form>",
    "[see](other.md)",
    "[see][1] and [1]: other.md and [^1]",
    "id=5 and <a id=x>",
    "{{ config.site_name }} and {% include 'x' %} and {# x #}",
    "&lt;b&gt; and &amp;lt;",
]
NEVER = {
    "script",
    "style",
    "meta",
    "base",
    "iframe",
    "object",
    "embed",
    "form",
    "link",
    "template",
    "noscript",
}
"""Elements that come from the frame alone: a page of hostile items has as many of them as one of harmless items."""


def usable(payload: str) -> bool:
    """Tell whether a field may hold a payload: no error stands against it, and YAML can carry it."""
    problems = render(payload, media={}.get).problems  # type: ignore[arg-type]  # no pictures
    return payload.isprintable() and all(SLUGS[problem.slug].severity == "warning" for problem in problems)


def in_code(payload: str) -> str:
    """The payload as code in a sentence, whatever backticks it has itself."""
    return f"What does ```` {payload} ```` do?"


def deck(title: str, payloads: list[str]) -> str:
    """Write a deck with payloads wherever an author may write."""
    choice = [{"text": payload} for payload in payloads]
    data = {
        "title": title,
        "description": title,
        "intro": payloads[0],
        "tags": ["all"],
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


def write_hostile(root: Path, url: str) -> tuple[Path, dict[str, str]]:
    """Write the project; gives its mkdocs.yml, and the titles of the decks by their keys."""
    fields = [
        # A link to an item must lead to one; else the check says so.
        *(payload.replace("(#y)", "(#card-0)") for payload in PAYLOADS if usable(payload)),
        *(field for asked in (*ASKED, *PAYLOADS[::3]) if usable(field := in_code(asked))),
    ]
    assert len(fields) >= 150
    titles = [payload for payload in (*ASKED, *PAYLOADS[::16]) if payload.isprintable()]
    each = -(-len(fields) // len(titles))
    folder = root / "content" / "hostile"
    folder.mkdir(parents=True)
    decks = {}
    for number, title in enumerate(titles):
        chosen = fields[number * each :][:each] or fields[:each]
        (folder / f"deck-{number}.yml").write_text(deck(title, chosen), encoding="utf-8")
        decks[f"hostile/deck-{number}"] = title
    (folder / "harmless.yml").write_text(deck("Harmless", ["What?", "Why?", "When?"]), encoding="utf-8")
    (folder / "topic.yml").write_text(json.dumps({"title": titles[0], "description": titles[1]}), "utf-8")
    (root / "docs").mkdir()
    (root / "docs/index.md").write_text("# Home\n")
    (root / "docs/control.md").write_text("# Control\n\n<b onclick=alert(1)>a page of the owner</b>\n")
    config = root / "mkdocs.yml"
    config.write_text(CONFIG.format(url=url))
    project = open_project(config)
    # What the check refuses is built all the same: the pages must hold without it, and with no script of ours.
    assert {found.slug for found in project.diagnostics if found.severity == "error"} <= {
        "bad-math",
        "no-script",
    }
    write_project(project)
    return config, decks


@dataclass(frozen=True)
class Hostile:
    """A built site of hostile decks, at `url`, with the titles of its decks by their keys."""

    engine: str
    folder: Path
    url: str
    decks: dict[str, str]

    def pages(self) -> Iterator[tuple[str, Path]]:
        """Each page with its address."""
        for path in sorted(self.folder.rglob("*.html")):
            yield self.url + re.sub(r"index\.html$", "", path.relative_to(self.folder).as_posix()), path

    def tree(self, page: str) -> Element:
        """A page as a browser parses it."""
        text = (self.folder / page / "index.html").read_text("utf-8")
        parsed: Element = html5lib.parse(text, namespaceHTMLElements=False)
        return parsed


@pytest.fixture(scope="module", params=ENGINES)
def hostile(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, serve_folder: ServeFolder
) -> Iterator[Hostile]:
    """Build the hostile decks, strictly, with each engine in turn, and serve them."""
    root = tmp_path_factory.mktemp("hostile")
    with serve_folder(root / "site") as url:
        config, decks = write_hostile(root, url)
        engine.build(config, request.param, root / "site")
        yield Hostile(request.param, root / "site", url, decks)


# Counts what runs. A click on a link to a page leads nowhere, and neither does a form or a script that leaves the page: so
# the visitor stays. (Answering requests with nothing would do the same, but each of thousands would come by here, and
# the browser would keep none of the theme's files.)
COUNTER = """
globalThis.ran = 0;
globalThis.alert = () => { globalThis.ran += 1; };
addEventListener("click", (event) => {
  if (/^http/.test(event.target.closest?.("a")?.protocol)) event.preventDefault();
}, true);
navigation.addEventListener("navigate", (event) => { if (event.cancelable) event.preventDefault(); });
"""


class Visit:
    """A visitor who stays: whatever leads elsewhere is stopped. Who does not search is sent an index without pages."""

    def __init__(self, browser: Browser, *, policy: bool, searches: bool = False) -> None:
        headers = {} if searches else UNSEARCHED
        self.context = browser.new_context(bypass_csp=not policy, extra_http_headers=headers)
        self.context.add_init_script(COUNTER)
        self.page: Page = self.context.new_page()

    def open(self, address: str) -> None:
        """Open a page."""
        self.page.goto(address)


@pytest.mark.parametrize("policy", [False, True], ids=["without the policy", "with the policy"])
def test_no_hostile_deck_runs(hostile: Hostile, browser: Browser, policy: bool) -> None:
    """Payloads as titles, descriptions and in every field, clicked: only the owner's own page runs one, unprotected."""
    visit = Visit(browser, policy=policy)
    pages = list(hostile.pages())
    assert len(pages) > len(hostile.decks)
    ran = []
    # ProperDocs makes the same pages as MkDocs, of the same theme; behind the policy a few show that pages work.
    for address, path in pages[:: 4 if policy or hostile.engine == "properdocs" else 1]:
        visit.open(address)
        if visit.page.evaluate(TOUCH):
            ran.append(path.relative_to(hostile.folder).as_posix())
    visit.open(f"{hostile.url}control/")
    owner_ran = visit.page.evaluate(TOUCH)
    visit.context.close()
    assert [page for page in ran if page != "control/index.html"] == []
    assert bool(owner_ran) is not policy


def test_a_page_has_the_elements_of_its_frame_alone(hostile: Hostile) -> None:
    """No title, label or field adds an element that loads, runs or leads away, or an attribute that runs."""

    def frame(page: str) -> list[str]:
        return sorted(str(node.tag) for node in hostile.tree(page).iter() if node.tag in NEVER)

    # The first and the last page of the site have a link less to their neighbours.
    usual = frame("decks/hostile/deck-1")
    for key in hostile.decks:
        found = frame(f"decks/{key}")
        assert [tag for tag in found if tag != "link"] == [tag for tag in usual if tag != "link"], key
        assert len(found) <= len(usual), key
        handlers = [
            name
            for node in hostile.tree(f"decks/{key}").iter()
            for name in node.attrib
            if name.startswith("on")
        ]
        assert handlers == [], key


def words(node: Element) -> str:
    """The visible text of an element, with its white space as single spaces."""
    return " ".join("".join(node.itertext()).split())


def test_labels_show_the_text(hostile: Hostile) -> None:
    """The table of contents has each prompt as it is, and navigation and title each deck's title, signs included."""
    for key, title in hostile.decks.items():
        page = hostile.tree(f"decks/{key}")
        data = json.loads((hostile.folder / "decks" / key / "items.json").read_text("utf-8"))
        contents = next(node for node in page.iter("nav") if "md-nav--secondary" in node.get("class", ""))
        labels = {link.get("href"): words(link) for link in contents.iter("a")}
        for item in data["items"]:
            prompt = next(node for node in page.iter("h3") if node.get("id") == item["id"])
            asked = words(prompt).removesuffix("¶").strip()
            # Of a formula the heading has the TeX, and the label the plain signs.
            if not any("study-math" in node.get("class", "") for node in prompt.iter()):
                assert labels[f"#{item['id']}"] == asked, key
        wanted = " ".join(title.split())
        primary = next(node for node in page.iter("nav") if "md-nav--primary" in node.get("class", ""))
        assert wanted in {words(link) for link in primary.iter("a")}, key
        assert next(page.iter("title")).text in {f"{wanted} - Hostile", f"{wanted} - Hostile".strip()}, key


def test_search_runs_nothing(hostile: Hostile, browser: Browser) -> None:
    """A word that many hostile items have is searched for: results appear, and nothing in them runs."""
    visit = Visit(browser, policy=False, searches=True)
    visit.open(hostile.url)
    visit.page.wait_for_load_state("networkidle")
    visit.page.keyboard.press("/")
    typed = visit.page.get_by_role("textbox", name="Search").or_(
        visit.page.get_by_role("combobox", name="Search")
    )
    expect(typed).to_be_focused()
    typed.press_sequentially("alert")
    results = visit.page.get_by_text(re.compile(r"^\s*\d+ (?:results?|matching documents?)\s*$"))
    expect(results.first).to_be_visible()
    assert visit.page.evaluate(TOUCH) == 0
    visit.context.close()
