"""What the policy blocks is told with its page and the setting that allows it, and nothing else is told."""

from pathlib import Path

import pytest

from byheart.config import ConfigError, read_config
from byheart.policy.blocked import from_elsewhere, from_elsewhere_in_css, inline_kinds
from byheart.policy.csp import add_csp

TUBE = "https://tube.example"
OWN = "https://study.example"
PAGE = "<!doctype html><head><meta charset=utf-8></head><body>{}</body>"


@pytest.mark.parametrize(
    ("html", "kind"),
    [
        (f'<svg><image xlink:href="{TUBE}/x.png"/></svg>', "images"),
        (f'<svg><use href="{TUBE}/x.svg#a"></use></svg>', "images"),
        (f'<table background="{TUBE}/x.png"></table>', "images"),
        (f"<p style='background: url({TUBE}/x.png)'>x</p>", "images"),
        (f'<p class=a style="--x: url(&quot;{TUBE}/x.png&quot;)">x</p>', "images"),
        (f"<iframe src='{TUBE}/v?a=1&amp;b'></iframe>", "frames"),
        (f'<img alt="a > b" src="{TUBE}/x.png">', "images"),
        ("<img src=//tube.example/x.png>", "images"),
        (f'<img src="x.png" srcset="x.png 1x, {TUBE}/y.png 2x">', "images"),
        (f'<link rel="shortcut icon" href="{TUBE}/x.ico">', "images"),
        (f'<video poster="{TUBE}/x.png"></video>', "images"),
        (f'<video src="{TUBE}/x.mp4"></video>', "media"),
        (f'<audio><source src="{TUBE}/x.mp3"></audio>', "media"),
        (f'<script src="{TUBE}/x.js"></script>', "scripts"),
        (f'<LINK HREF="{TUBE}/x.css" REL=stylesheet>', "styles"),
        (
            f'<script>var s = document.createElement("script"); s.src="{TUBE}/x.js?id=" + id</script>',
            "scripts",
        ),
        (f'<link rel="preload" as="font" href="{TUBE}/x.woff2">', "fonts"),
    ],
)
def test_each_kind_is_seen_in_a_page(html: str, kind: str) -> None:
    """Whatever loads from elsewhere is seen with its kind and its origin."""
    assert set(from_elsewhere(html)) == {(kind, TUBE)}


@pytest.mark.parametrize(
    "html",
    [
        '<iframe src="demo.html"></iframe><img src="/x.png"><script src="../x.js"></script>',
        f'<a href="{TUBE}/">x</a><link rel="canonical" href="{TUBE}/"><link rel="preconnect" href="{TUBE}">',
        '<img src="data:image/png;base64,xx">',
        f'<code>s.src="{TUBE}/x.js"</code><a href="https://github.com/a/b" data-md-component="skip">x</a>',
        f"<code>&lt;img src={TUBE}/x.png&gt;</code>",
        f'<code>&lt;p style="background: url({TUBE}/x.png)"&gt;</code><p style="background: url(x.png)">x</p>',
    ],
)
def test_what_is_not_blocked_is_not_told(html: str) -> None:
    """The site's own files, links, pictures that stand in the page, and code."""
    assert list(from_elsewhere(html)) == []


@pytest.mark.parametrize(
    ("repository", "asked"),
    [
        ("https://github.com/a/b", "https://api.github.com"),
        ("https://gitlab.example/a/b", "https://gitlab.example"),
    ],
)
def test_the_themes_counter_is_seen(repository: str, asked: str) -> None:
    """It asks the forge of the repository for stars and releases."""
    link = f'<a href="{repository}" title="x" class="md-source" data-md-component="source">'
    assert list(from_elsewhere(link)) == [("connections", asked)]


def test_what_a_counter_sends_to_is_told_with_it(tmp_path: Path) -> None:
    """Who allows its script alone is told what else it needs, until that is allowed too."""
    script = "<script>s.src = 'https://www.googletagmanager.com/gtag/js?id=' + id</script>"
    for name in ("404", "a"):
        (tmp_path / f"{name}.html").write_text(PAGE.format(script))
    allow = {"scripts": ["https://www.googletagmanager.com"]}
    assert len(add_csp(tmp_path).blocked) == 4
    told = add_csp(tmp_path, allow).blocked
    assert told[0].endswith(
        "what a script of the theme asks for from https://*.google-analytics.com is blocked"
    )
    allow["connections"] = ["https://*.google-analytics.com"]
    assert add_csp(tmp_path, allow).blocked == ()


def test_style_sheets_are_looked_at() -> None:
    """A typeface, a picture and another sheet; what comes after a typeface's block is a picture again."""
    sheet = f"""@import url("{TUBE}/a.css");
    @font-face {{ src: url({TUBE}/f.woff2), url('own.woff2') }}
    @font-face {{ src: url(data:font/woff2;base64,x) }}
    p {{ background: url("{TUBE}/p.png") }} q {{ background: url(data:image/png,x) }}"""
    assert list(from_elsewhere_in_css(sheet)) == [
        ("styles", TUBE),
        ("fonts", TUBE),
        ("fonts", "data:"),
        ("images", TUBE),
    ]


def test_code_in_attributes_is_seen() -> None:
    """Handlers and script addresses do not run, plug-ins do not show; words in a text are no attributes."""
    assert (
        inline_kinds("<b class=x onclick=go()>", OWN)
        == inline_kinds('<a href="javascript:go()">', OWN)
        == {"handler"}
    )
    assert (
        inline_kinds("<object data=x.pdf></object>", OWN) == inline_kinds("<embed src=x>", OWN) == {"plug-in"}
    )
    assert inline_kinds("<p>on = off, onclick=1</p> <b>x</b>", OWN) == set()
    assert inline_kinds("<b title=\"press: onclick=go()\" lang='x onload=1'>on =</b>", OWN) == set()
    assert inline_kinds("<b hidden title='a > b' data-on = x onclick = 'go()'>", OWN) == {"handler"}
    assert inline_kinds("<a class=\"x\" href= ' javascript:go()'>", OWN) == {"handler"}
    assert inline_kinds('<a class="x" href="javascript:void(0)">', OWN) == set()
    assert inline_kinds('<pre class="mermaid"><code>graph</code></pre>', OWN) == {"diagram"}


def test_a_page_that_leads_on_needs_no_script(tmp_path: Path) -> None:
    """What a plugin for redirects writes leads on by itself; the same script on another page is told."""
    script = "<script>location.replace(there)</script>"
    (tmp_path / "404.html").write_text(PAGE.format(""))
    (tmp_path / "old.html").write_text(
        PAGE.format(f'<meta http-equiv="refresh" content="0; url=new">{script}')
    )
    assert add_csp(tmp_path).blocked == ()
    (tmp_path / "new.html").write_text(PAGE.format(script))
    assert add_csp(tmp_path).blocked[0].startswith("new.html: an inline script does not run")


def test_a_form_that_leaves_the_site_is_seen() -> None:
    """One that is sent elsewhere; not one of the site's own."""
    assert inline_kinds(f'<form method="post" action="{TUBE}/subscribe"><input></form>', OWN) == {"form"}
    assert (
        inline_kinds(f'<form action="{OWN}/x"></form><form action="../x"></form><form>x</form>', OWN) == set()
    )


def test_it_is_told_with_page_and_setting(tmp_path: Path) -> None:
    """One line for each kind and origin, however many pages have it, and the setting below it."""
    (tmp_path / "404.html").write_text(PAGE.format(""))
    font = "https://fonts.googleapis.com"
    for name in ("a", "b", "c"):
        (tmp_path / f"{name}.html").write_text(PAGE.format(f'<link rel="stylesheet" href="{font}/css?x">'))
    (tmp_path / "film.html").write_text(
        PAGE.format(f"<iframe src={TUBE}/1></iframe><iframe src={TUBE}/2></iframe>")
    )

    assert add_csp(tmp_path).blocked == (
        "a.html and 2 more: a typeface from https://fonts.gstatic.com is blocked",
        (
            "  help: write 'font: false' below theme for the system's typefaces, or write 'fonts: "
            "[https://fonts.gstatic.com]' below extra.byheart.allow"
        ),
        "film.html: a frame from https://tube.example is blocked",
        "  help: keep a copy in docs/, or write 'frames: [https://tube.example]' below extra.byheart.allow",
        "a.html and 2 more: a style sheet from https://fonts.googleapis.com is blocked",
        (
            "  help: write 'font: false' below theme for the system's typefaces, or write 'styles: "
            "[https://fonts.googleapis.com]' below extra.byheart.allow"
        ),
    )


def test_what_is_allowed_or_the_sites_own_is_not_told(tmp_path: Path) -> None:
    """An origin, all hosts below a name, and the site's own address."""
    page = PAGE.format(
        "<img src=https://a.b.example/x><iframe src=https://tube.example></iframe><img src=https://me.example/x>"
    )
    (tmp_path / "404.html").write_text(page)
    allow = {"images": ["https://*.b.example"], "frames": [TUBE]}

    assert add_csp(tmp_path, allow, "https://me.example").blocked == ()
    assert len(add_csp(tmp_path, allow).blocked) == 2
    assert len(add_csp(tmp_path).blocked) == 6


def test_inline_scripts_are_told_by_how_they_begin(tmp_path: Path) -> None:
    """Those on most pages first, each by itself, and what is left together: a site of many pages has few lines."""
    (tmp_path / "404.html").write_text(PAGE.format(""))
    for n in range(40):
        page = PAGE.format(
            f"<script>\n  const box = open()</script><script>only({n})</script><style>a{{}}</style>"
        )
        (tmp_path / f"p{n:02}.html").write_text(page)
    told = add_csp(tmp_path).blocked

    assert told[::2] == (
        "p00.html and 39 more: an inline script does not run: 'const box = open()'",
        "p00.html: an inline script does not run: 'only(0)'",
        "p01.html: an inline script does not run: 'only(1)'",
        "p02.html and 37 more: an inline script does not run: 38 more",
        "p00.html and 39 more: an inline style sheet has no effect: 'a{}'",
    )
    assert told[1] == "  help: move it to a file in extra_javascript"


def test_a_plugin_that_writes_scripts_is_named(tmp_path: Path) -> None:
    """Nobody can move what a plugin writes; those of the theme write none, and the owner's own can be moved."""
    config = tmp_path / "mkdocs.yml"
    config.write_text("plugins: [search, tags, material/blog, {glightbox: {a: 1}}, macros]\n")
    plugins = read_config(config).plugins
    (tmp_path / "404.html").write_text(PAGE.format(""))
    (tmp_path / "a.html").write_text(PAGE.format("<script>x()</script><b onclick=y()></b>"))

    assert plugins == ("glightbox", "macros")
    assert add_csp(tmp_path, plugins=plugins).blocked[1::2] == (
        (
            "  help: if it is yours, move it to a file in extra_javascript; if a plugin writes it (glightbox, macros), "
            "leave that plugin out, since no setting lets it have an effect"
        ),
        "  help: add the listener in a file in extra_javascript",
    )


@pytest.mark.parametrize(
    ("setting", "said"),
    [
        ("{frame: [https://x.example]}", "unknown key 'frame'"),
        ("{frames: https://x.example}", "is no list"),
        ("{frames: ['x.example']}", "is no origin"),
        ("{scripts: ['data:']}", "is no origin"),
        ("{scripts: [\"'unsafe-inline'\"]}", "is no origin"),
        ("{images: ['https://x.example; script-src *']}", "is no origin"),
        ("{images: ['*']}", "is no origin"),
    ],
)
def test_a_setting_that_could_widen_more_is_refused(tmp_path: Path, setting: str, said: str) -> None:
    """Nothing but origins passes, so no setting ends a directive or begins another."""
    config = tmp_path / "mkdocs.yml"
    config.write_text(f"extra: {{byheart: {{allow: {setting}}}}}\n")
    with pytest.raises(ConfigError, match=said):
        read_config(config)


def test_settings_are_read(tmp_path: Path) -> None:
    """Origins by kind, and `data:` for typefaces."""
    config = tmp_path / "mkdocs.yml"
    config.write_text("extra: {byheart: {allow: {frames: [https://x.example:8443], fonts: ['data:']}}}\n")
    assert read_config(config).allow == {"frames": ("https://x.example:8443",), "fonts": ("data:",)}
