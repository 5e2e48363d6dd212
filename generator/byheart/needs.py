# Knows alone: which parts of mkdocs.yml the decks need to work and to be found, how each of them may be written, and what
# is told of one that is not there: engines build without a word a site whose questions do nothing.
"""What a site needs for its decks."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from byheart.diagnostics import Diagnostic, diagnose, did_you_mean, quoted
from byheart.source import SiteFile

NAV_MARKER = "byheart: decks"
"""The entry of `extra.byheart.nav` that stands for all decks."""

_SCRIPT = "assets/byheart/byheart.js"
_STYLES = "assets/byheart/byheart.css"
_EXTENSION = "byheart.markdown_ext"
_ENGINES_OWN_THEMES = frozenset({"None", "mkdocs", "readthedocs"})
# Words such as "search" and "charts" are less alike.
_SLIP = 0.75
_MOVE = (
    f"move its entries to extra.byheart.nav, with '- {NAV_MARKER}' where the decks shall be, and delete it"
)


class _Report:
    """Diagnostics of one mkdocs.yml."""

    def __init__(self, site: SiteFile, name: str) -> None:
        self.data = site.data
        self._site = site
        self._name = name

    def __call__(self, slug: str, keys: str, message: str, help_text: str) -> Diagnostic:
        """One at the place of `keys`, which are parted by points, or of the last of them that is there."""
        return diagnose(self._name, self._site.place(*keys.split(".")), slug, message, help_text)


def told(site: SiteFile, name: str, generated: Path) -> Iterator[Diagnostic]:
    """What is missing in the configuration `name`, or is written so that it has no effect."""
    report = _Report(site, name)
    # A hook may add what the file does not have.
    for one in _parts(report):
        yield replace(one, severity="warning") if site.data.get("hooks") else one
    if generated not in site.above:
        yield _no_inherit(report, [Path(name), *site.above], generated)
    yield from _navs(report)
    yield from _slips(report)


def _parts(report: _Report) -> Iterator[Diagnostic]:
    data = report.data
    yield from _script(report, _entries(data.get("extra_javascript")))
    if not any(_names(one, _EXTENSION) for one in names_in(data.get("markdown_extensions"))):
        message = f"markdown_extensions lacks {_EXTENSION}, without which items lose their form and their ids"
        help_text = f"write '- {_EXTENSION}' below markdown_extensions"
        yield report("no-extension", "markdown_extensions", message, help_text)
    yield from _theme(report, data.get("theme"))
    if not any(_names(one, _STYLES) for one in _entries(data.get("extra_css"))):
        message = f"extra_css lacks {_STYLES}, without which decks have no looks"
        yield report("no-style-sheet", "extra_css", message, f"write '- {_STYLES}' below extra_css")


def _script(report: _Report, entries: list[Any]) -> Iterator[Diagnostic]:
    ours = [one for one in entries if _names(one.get("path") if isinstance(one, dict) else one, _SCRIPT)]
    if any(isinstance(one, dict) and one.get("type") == "module" for one in ours):
        return
    line = f"'- {{path: {_SCRIPT}, type: module}}'"
    if ours:
        message, help_text = f"{_SCRIPT} is loaded, but not as a module, so it does not run", f"write {line}"
    else:
        message = f"extra_javascript lacks {_SCRIPT}, without which questions cannot be answered"
        help_text = f"write {line} below extra_javascript"
    yield report("no-script", "extra_javascript", message, help_text)


def _theme(report: _Report, theme: object) -> Iterator[Diagnostic]:
    """An error for a theme of the engines' own; others may build upon Material, as one without a name does."""
    name = theme.get("name") if isinstance(theme, dict) else theme
    if name == "material" or (name is None and isinstance(theme, dict) and theme.get("custom_dir")):
        return
    is_other = str(name) not in _ENGINES_OWN_THEMES
    message = f"the theme is {quoted(str(name))}, not Material" if name else "the theme is not Material"
    help_text = f"write '{'name: material' if isinstance(theme, dict) else 'theme: {name: material}'}'"
    one = report("other-theme", "theme.name", message, help_text)
    yield replace(one, severity="warning") if is_other else one


def _no_inherit(report: _Report, chain: list[Path], generated: Path) -> Diagnostic:
    last = chain[-1]
    folder = generated.parents[1] if len(chain) == 1 else last.parent
    line = f"INHERIT: {os.path.relpath(generated, folder).replace(os.sep, '/')}"
    message = (
        f"{last.name} does not inherit {generated.parent.name}/{generated.name}, which has the navigation"
    )
    return report("no-inherit", "INHERIT", message, f"write '{line}' as the first line of {last.name}")


def _navs(report: _Report) -> Iterator[Diagnostic]:
    """What is wrong with the navigations: the one on top, which takes the place of ours, and the one we read."""
    own, ours = report.data.get("nav"), _block(report.data).get("nav")
    if own is not None and ours is not None:
        message = "nav stands on top and below extra.byheart: only the one on top counts"
        yield report("two-navs", "nav", message, _MOVE)
    elif own is not None and any(one == ("byheart", "decks") for one in _leaves(own)):
        message = f"'{NAV_MARKER}' stands in a nav on top, where no engine knows it"
        yield report("decks-not-in-nav", "nav", message, _MOVE)
    elif own is not None and not any(path.startswith("decks/") for _, path in _leaves(own)):
        yield report("decks-not-in-nav", "nav", "nav does not lead to the decks", _MOVE)
    if isinstance(ours, list):
        yield from _marker(report, list(_leaves(ours)))


def _marker(report: _Report, leaves: list[tuple[str, str]]) -> Iterator[Diagnostic]:
    where = "extra.byheart.nav"
    markers = sum(one in {("byheart", "decks"), ("", NAV_MARKER)} for one in leaves)
    if markers > 1:
        message = f"'{NAV_MARKER}' stands {markers} times in {where}"
        yield report("decks-twice-in-nav", where, message, "keep it once, where the decks shall be")
    if markers or any(path.startswith("decks/") and path.count("/") > 1 for _, path in leaves):
        return
    slip = next((path for title, path in leaves if title == "byheart"), "")
    message = f"{where} has 'byheart: {slip}', which is no page" if slip else f"{where} lacks '{NAV_MARKER}'"
    yield report("decks-not-in-nav", where, message, f"write '- {NAV_MARKER}' where the decks shall be")


def _slips(report: _Report) -> Iterator[Diagnostic]:
    extra = report.data.get("extra")
    for key in extra if isinstance(extra, dict) else ():
        if key != "byheart" and did_you_mean(str(key), ["byheart"], likeness=_SLIP):
            message = f"extra has {quoted(str(key))}, which nothing reads"
            yield report("misspelt-block", f"extra.{key}", message, "did you mean 'byheart'?")
    for key in report.data:
        if did_you_mean(str(key), ["byheart"], likeness=_SLIP):
            message = f"{quoted(str(key))} stands on top, where nothing reads it"
            yield report(
                "misspelt-block", str(key), message, "write 'byheart:' below extra, with its keys below it"
            )


def _block(data: dict[str, Any]) -> dict[str, Any]:
    extra = data.get("extra")
    block = extra.get("byheart") if isinstance(extra, dict) else None
    return block if isinstance(block, dict) else {}


def _leaves(nav: object, title: str = "") -> Iterator[tuple[str, str]]:
    """The pages of a navigation with their titles, "" for one that has none."""
    if isinstance(nav, list):
        for entry in nav:
            yield from _leaves(entry)
    elif isinstance(nav, dict):
        for name, value in nav.items():
            yield from _leaves(value, str(name))
    else:
        yield title, str(nav)


def _entries(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


def names_in(value: object) -> Iterator[str]:
    """The names in a list of names and mappings, or in a mapping: of plugins, of extensions."""
    for one in [value] if isinstance(value, dict) else _entries(value):
        yield from map(str, one if isinstance(one, dict) else [one])


def _names(value: object, wanted: str) -> bool:
    return str(value).removeprefix("./").removeprefix("/") == wanted
