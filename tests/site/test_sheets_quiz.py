# Quiz forms: versions that differ, each with a key that is right in its own letters.

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from tests.site.paper_stage import open_sheet, printed, words
from tests.site.stage import Visitor, say

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

FORMS = """(sheet) => {
  const root = sheet.shadowRoot;
  const read = (node) => (node?.textContent ?? "").trim();
  const letters = (item, name) => [...item.querySelectorAll(`[data-${name}]`)].map((row) =>
    [read(row.querySelector(".study-paper-letter")), row.dataset[name]]);
  const forms = {};
  for (const page of root.querySelectorAll(".study-page")) {
    const run = read(page.querySelector(".study-page-foot > :nth-child(2)"));
    const form = (forms[run] ??= { items: [], keys: {} });
    for (const item of page.querySelectorAll(".study-paper-item[data-item]")) {
      const body = item.querySelector(".study-paper-body");
      form.items.push({ name: item.dataset.item, key: body.dataset.key, type: body.dataset.type,
        option: letters(item, "option"), step: letters(item, "step"), right: letters(item, "right"),
        left: [...item.querySelectorAll("[data-left]")].map((row) => row.dataset.left) });
    }
    for (const entry of page.querySelectorAll(".study-paper-key-entry")) {
      form.keys[entry.dataset.item] = [...entry.querySelectorAll(".study-key-option > strong, p:first-child > strong > bdi")].map(read);
    }
  }
  return forms;
}"""


def forms(page: Page) -> dict[str, Any]:
    """What each version asks, in letters, and what each key says."""
    found: dict[str, Any] = page.locator(".study-sheet").evaluate(FORMS)
    return found


def meant(item: dict[str, Any], letters: list[str]) -> bool:
    """Whether the letters of a key stand for what is right in a version's own letters."""
    key = item["key"]
    if item["type"] == "choice":
        by_letter = dict(item["option"])
        return {by_letter[sign] for sign in letters} == set(key.split())
    if item["type"] == "order":
        by_letter = dict(item["step"])
        right = json.loads(key)
        ranks = [{by_letter[sign] for sign in part.split("/")} for part in letters]
        order = [step for rank in ranks for step in sorted(rank, key=right["order"].index)]
        return order == right["order"] and all(
            len(rank) == 1 or any(rank <= set(tie) for tie in right.get("ties", [])) for rank in ranks
        )
    by_letter = dict(item["right"])
    pairs: dict[str, str] = {left: by_letter[sign] for left, sign in zip(item["left"], letters, strict=True)}
    right_pairs: dict[str, str] = json.loads(key)
    return pairs == right_pairs


@pytest.mark.parametrize("query", ["deck=walk/types", "topic=neural-networks", "topic=python-for-data"])
def test_each_key_is_right_in_the_letters_of_its_version(visit: Visitor, query: str) -> None:
    """For each version: what its key names by letters is what its own form has at these letters."""
    page = open_sheet(visit, f"{query}&kind=quiz&versions=3&seed=42")
    found = forms(page)
    checked = 0
    for version in "ABC":
        form = found[say("sheets.version", version=version)]
        keys = found[say("sheets.key-of", version=version)]["keys"]
        assert set(keys) == {item["name"] for item in form["items"]}
        for item in form["items"]:
            if item["type"] in {"choice", "order", "match"}:
                assert meant(item, keys[item["name"]]), (version, item["name"])
                checked += 1
    assert checked >= 9
    # The control: the key of another version is not right.
    form, keys = found[say("sheets.version", version="A")], found[say("sheets.key-of", version="B")]["keys"]
    asked = [item for item in form["items"] if item["type"] == "choice"]
    assert not all(meant(item, keys[item["name"]]) for item in asked) or query == "topic=python-for-data"


def test_versions_differ_and_come_again(visit: Visitor) -> None:
    """Versions have the same questions in other orders; the same seed gives the same, another seed others."""

    def orders(seed: str) -> list[list[str]]:
        found = forms(open_sheet(visit, f"deck=walk/types&kind=quiz&versions=3&seed={seed}"))
        return [
            [item["name"] for item in found[say("sheets.version", version=each)]["items"]] for each in "ABC"
        ]

    first, again, other = orders("42"), orders("42"), orders("43")
    assert first == again
    assert first != other
    assert len({tuple(order) for order in first}) == 3
    assert len({tuple(sorted(order)) for order in first}) == 1


def test_a_form_has_a_name_line_a_grid_and_pages_of_its_own(visit: Visitor) -> None:
    """Each version begins on a page with its letter, its seed, a line for the name, and a place for each answer."""
    page = open_sheet(visit, "deck=walk/types&kind=quiz&versions=2&seed=42")
    heads = page.locator(".study-paper-head")
    assert heads.count() == 2
    for index, version in enumerate("AB"):
        head = heads.nth(index)
        for part in (
            say("sheets.version-of", version=version, seed="42"),
            say("sheets.name"),
            say("sheets.date"),
        ):
            assert part in head.inner_text()
        assert head.locator(".study-paper-grid > li").count() == 12
        assert head.locator(".study-paper-mark").all_inner_texts().count("A") == 2
    codes = page.locator(".study-qr path").evaluate_all("all => all.map((node) => node.getAttribute('d'))")
    assert len(set(codes)) == 2, "each version's code names the items in its own order"
    texts = [words(sheet) for sheet in printed(page).pages]
    assert sum("1 of 2" in text for text in texts) == 2
    assert say("sheets.left-out", n=10) in page.locator(".study-sheet-said").inner_text()


def test_what_points_at_positions_stays(visit: Visitor) -> None:
    """An option that is to stand last stands last in every version."""
    found = forms(open_sheet(visit, "deck=walk/steps&kind=quiz&versions=8"))
    for version in "ABCDEFGH":
        items = found[say("sheets.version", version=version)]["items"]
        (pinned,) = (item for item in items if item["name"].endswith("#pinned"))
        assert pinned["option"][-1][1] == "none"
