# The policy of pages: the theme's scripts are let through by their hash, those of the content are not.

from __future__ import annotations

import base64
import hashlib
import re
from string import Template
from typing import TYPE_CHECKING

import pytest

from byheart.policy.csp import CspReport, add_csp, policy

if TYPE_CHECKING:
    from pathlib import Path

SCOPE = '__md_scope=new URL("{}",location),start()'
PALETTE = "var palette = 1"
STYLE = "p { color: red }"
FRAME = f"""\
<!doctype html>
<html><head>
<meta charset="utf-8"><title>$title</title>
<meta name="generator" content="$generator">
<style>{STYLE}</style><script>{SCOPE.format("$root")}</script></head>
<body><script>{PALETTE}</script>
<nav class="md-nav md-nav--primary">$nav</nav>
<div class="md-content" data-md-component="content"><article>$content</article></div>
<script type="application/json">{{"a": 1}}</script><script src="x.js"></script></body></html>
"""


def put(site: Path, name: str, root: str = ".", **holes: str) -> None:
    """Write a page as a theme does."""
    (site / name).parent.mkdir(parents=True, exist_ok=True)
    nothing = {"title": "", "generator": "", "nav": "", "content": ""}
    page = Template(FRAME).substitute({**nothing, **holes, "root": root})
    (site / name).write_text(page, encoding="utf-8", newline="")


def digest(text: str) -> str:
    """Write a hash as a policy has it."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def policies(site: Path) -> set[str]:
    """Collect the policies of all pages."""
    pages = [path.read_text(encoding="utf-8") for path in site.rglob("*.html")]
    found = [
        re.findall(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)"', page) for page in pages
    ]
    assert all(len(of_page) == 1 for of_page in found)
    return {of_page[0] for of_page in found}


def test_all_pages_allow_the_scripts_of_all_pages(tmp_path: Path) -> None:
    """Scripts differ with the way to the root, and instant navigation runs them all under one page's policy."""
    put(tmp_path, "404.html", "/base/")
    put(tmp_path, "index.html", ".")
    put(tmp_path, "a/b/index.html", "../..")
    assert add_csp(tmp_path) == CspReport(pages=3)
    (found,) = policies(tmp_path)
    scripts = {digest(SCOPE.format(root)) for root in ("/base/", ".", "../..")} | {digest(PALETTE)}
    assert set(re.search(r"script-src 'self' ([^;]*)", found)[1].split()) == scripts  # type: ignore[index]  # is there
    assert f"style-src 'self' {digest(STYLE)};" in found


def test_the_policy_comes_before_any_script(tmp_path: Path) -> None:
    """It stands right after the character set, which must come first."""
    put(tmp_path, "404.html")
    add_csp(tmp_path)
    page = (tmp_path / "404.html").read_text(encoding="utf-8")
    assert '<head>\n<meta charset="utf-8">\n<meta http-equiv="Content-Security-Policy"' in page
    assert page.index("Content-Security-Policy") < page.index("<script")


def test_adding_twice_changes_nothing(tmp_path: Path) -> None:
    """The pages are the same bytes after the second time, and no other file is left."""
    put(tmp_path, "404.html")
    put(tmp_path, "index.html", content="\u2028 words")
    add_csp(tmp_path)
    before = {path: path.read_bytes() for path in tmp_path.rglob("*")}
    add_csp(tmp_path)
    assert {path: path.read_bytes() for path in tmp_path.rglob("*")} == before


HOSTILE = "<script>alert(1)</script>"


@pytest.mark.parametrize(
    ("where", "text"),
    [
        ("content", HOSTILE),
        ("content", f"</article></div></body>{HOSTILE}"),
        ("content", "<style>body{display:none}</style>"),
        ("title", f"</title>{HOSTILE}"),
        ("content", '<script>__md_scope=new URL("",location),alert(1)</script>'),
        ("content", "<script type=module>alert(1)</script>"),
    ],
)
def test_a_script_of_the_content_gets_no_hash(tmp_path: Path, where: str, text: str) -> None:
    """What is not in the frame that all pages share is not let through, and the page is named."""
    put(tmp_path, "404.html", "/")
    put(tmp_path, "bad/index.html", "..", **{where: text})
    clean = policy(
        {f"script {digest(SCOPE.format(root))}" for root in ("/", "..")}
        | {f"script {digest(PALETTE)}", f"style {digest(STYLE)}"}
    )
    assert [line for line in add_csp(tmp_path).blocked if line.startswith("bad/index.html: an inline ")]
    assert policies(tmp_path) == {clean}


@pytest.mark.parametrize(
    "title", [HOSTILE, f"</nav></div>{HOSTILE}", f'</nav><div class="md-content">{HOSTILE}<p>']
)
def test_a_script_in_the_navigation_gets_no_hash(tmp_path: Path, title: str) -> None:
    """The navigation shows titles of decks on the 404 page too, so nothing in it makes a script the theme's."""
    put(tmp_path, "404.html", "/", nav=title)
    put(tmp_path, "index.html", ".", nav=title)
    assert add_csp(tmp_path).blocked[0] == "404.html and 1 more: an inline script does not run: 'alert(1)'"
    assert digest("alert(1)") not in policies(tmp_path).pop()


def test_line_ends_do_not_matter(tmp_path: Path) -> None:
    """Browsers hash a script after line ends are made one kind, and so do we."""
    put(tmp_path, "404.html")
    page = (tmp_path / "404.html").read_text(encoding="utf-8").replace(PALETTE, "a\r\nb\rc")
    (tmp_path / "404.html").write_text(page, encoding="utf-8", newline="")
    add_csp(tmp_path)
    assert digest("a\nb\nc") in policies(tmp_path).pop()


@pytest.mark.parametrize(
    "page", ["<p>no head", "<html><head><title>x</title></head>", "<!DOCTYPE html><p>x", ""]
)
def test_every_page_gets_a_policy(tmp_path: Path, page: str) -> None:
    """Pages that are not the theme's have one too."""
    put(tmp_path, "404.html")
    (tmp_path / "odd.html").write_text(page, encoding="utf-8")
    assert add_csp(tmp_path).pages == 2
    assert len(policies(tmp_path)) == 1


def test_nothing_comes_from_elsewhere() -> None:
    """The policy names no host, and inline code only by hash."""
    found = policy(["script 'sha256-x'"])
    assert "script-src 'self' 'sha256-x';" in found
    assert not re.search(r"https?:|\*|unsafe-eval|script-src[^;]*unsafe-inline", found)
    assert "object-src 'none'" in found


def test_the_policy_is_as_narrow_as_it_was_read() -> None:
    """Each part of it is there on purpose; without `base-uri`, for one, a page's own scripts could come from elsewhere."""
    assert policy([]).split("; ") == [
        "default-src 'self'",
        "script-src 'self'",
        "style-src 'self'",
        "style-src-attr 'unsafe-inline'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "worker-src 'self'",
        "object-src 'none'",
        "base-uri 'self'",
        "form-action 'self'",
    ]


def test_what_the_owner_allows_is_added(tmp_path: Path) -> None:
    """A source widens its own directive, and no other."""
    allow = {"frames": ["https://tube.example"], "images": ["https://a.example", "https://*.b.example"]}
    parts = policy([], allow).split("; ")

    assert "frame-src 'self' https://tube.example" in parts
    assert "img-src 'self' data: https://a.example https://*.b.example" in parts
    assert set(policy([]).split("; ")) - set(parts) == {"img-src 'self' data:"}


def test_zensical_may_draw_its_search(tmp_path: Path) -> None:
    """Its script makes a style element for the search, which no hash in a page covers."""
    put(tmp_path, "404.html", generator="zensical-0.1.2")
    add_csp(tmp_path)
    assert "style-src 'self' 'unsafe-inline';" in policies(tmp_path).pop()
