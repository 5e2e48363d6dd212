"""Pages as values: goldens to read, and what holds for any deck."""

import json
import re
from pathlib import Path

import pytest

from byheart.config import Config
from byheart.content.load import load
from byheart.pages.build import Built, build

CASES = Path(__file__).parent / "cases" / "pages"
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000002000000010806000000f478d4fa"
    "0000000d49444154789c63606060f80f00010301010bfb2e0b0000000049454e44ae426082"
)


def config(root: Path, **changes: object) -> Config:
    values: dict[str, object] = {
        "path": root / "mkdocs.yml", "content": root / "content", "docs": root / "docs", "site": root / "site",
        "site_name": "Test", "site_url": "", "language": "en", "edit_base": "https://example.org/edit/main/",
        "nav": (), "topics": (), "decks_in_nav": 150,
    }  # fmt: skip
    return Config(**(values | changes))  # type: ignore[arg-type]  # the keys are Config's own


def built(root: Path, decks: dict[str, str], **changes: object) -> Built:
    """The pages of decks given as `{"topic/deck": yaml}`."""
    for key, text in decks.items():
        path = root / "content" / f"{key}.yml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        (path.parent / "media").mkdir(exist_ok=True)
        (path.parent / "media" / "bars.png").write_bytes(PNG)
    settings = config(root, **changes)
    return build(load(settings.content), settings)


@pytest.mark.parametrize("case", sorted(path.name for path in CASES.iterdir()))
def test_page_is_as_it_was_read(case: str, tmp_path: Path, update: bool) -> None:
    """The page of each case is the golden beside it; `--update` writes the golden anew, to be read in the diff."""
    golden = CASES / case / "page.md"
    page = built(tmp_path, {"topic/deck": (CASES / case / "deck.yml").read_text("utf-8")}).files[
        "decks/topic/deck.md"
    ]
    if update:
        golden.write_text(str(page), encoding="utf-8")

    assert page == golden.read_text(encoding="utf-8")


TWO = {
    "alpha/one": "title: One\ntags: [x]\ncards:\n  - {id: a, front: First?, back: A}\n  - {id: b, front: Second?, back: B}\n",
    "alpha/two": "title: Two\nprerequisites: [alpha/one]\ncards:\n  - {id: a, front: Third?, back: C, tags: [y, x]}\n",
}


def test_two_builds_give_the_same_bytes(tmp_path: Path) -> None:
    """The same content gives the same pages, whatever the order of creation."""
    first = built(tmp_path / "1", TWO)
    second = built(tmp_path / "2", dict(reversed(TWO.items())))

    assert first.files == second.files


def test_each_deck_has_its_items_as_data(tmp_path: Path) -> None:
    """Other pages get an item with the HTML of its own page."""
    files = built(tmp_path, TWO).files
    data = json.loads(files["decks/alpha/one/items.json"])
    page = str(files["decks/alpha/one.md"])

    assert [item["id"] for item in data["items"]] == ["a", "b"]
    assert all(item["html"] in page for item in data["items"])
    assert data["base"] == "decks/alpha/"


def test_the_index_lists_decks_not_items(tmp_path: Path) -> None:
    """The index stays small: the items themselves lie in one file per deck."""
    index = json.loads(built(tmp_path, TWO).files["decks/items.json"])

    assert [(deck["deck"], deck["items"], deck["ids"]) for deck in index["decks"]] == [
        ("alpha/one", "alpha/one/items.json", ["a", "b"]),
        ("alpha/two", "alpha/two/items.json", ["a"]),
    ]


def test_the_tags_page_links_to_items(tmp_path: Path) -> None:
    """A deck's tags and an item's own lead to the item."""
    page = str(built(tmp_path, TWO).files["decks/tags.md"])

    assert page.index('id="x"') < page.index('href="alpha/one.md#a"') < page.index('href="alpha/two.md#a"')
    assert 'id="y"' in page


def test_many_decks_link_to_their_neighbours(tmp_path: Path) -> None:
    """Where the navigation lists topics only, a deck leads to the one before and after."""
    few = str(built(tmp_path / "few", TWO).files["decks/alpha/one.md"])
    many = str(built(tmp_path / "many", TWO, decks_in_nav=1).files["decks/alpha/one.md"])

    assert 'rel="next"' not in few
    assert 'rel="next" href="../alpha/two.md"' in many
    assert 'rel="prev"' not in many


def test_a_page_has_no_sign_for_those_who_read_it_as_text(tmp_path: Path) -> None:
    """No link, footnote, macro or snippet in the page's text, whether title or code; the data have the signs."""
    signs = "[see](other.md) [^1] {{ x }} {% x %} {# x #} --8<-- 'mkdocs.yml'"
    card = {"id": "a", "front": f"What does ``{signs}`` do?", "back": f"```\n{signs}\n```"}
    deck = {"title": signs, "description": signs, "cards": [card]}
    files = built(tmp_path, {"topic/deck": json.dumps(deck)}).files

    for name in ("decks/topic/deck.md", "decks/topic/index.md", "decks/index.md"):
        assert not re.search(r"\[|\{[{%#]|[}%#]\}|--8<--", str(files[name]).replace("hide: [toc]", "")), name
    assert "[see](other.md) [^1] {{ x }}" in str(files["decks/topic/deck/items.json"])


def test_the_page_says_no_verdict(tmp_path: Path) -> None:
    """Nothing in the static page reads as if somebody had answered."""
    text = (CASES / "choice" / "deck.yml").read_text("utf-8")
    page = str(built(tmp_path, {"topic/deck": text}).files["decks/topic/deck.md"]).casefold()

    assert not [word for word in ("incorrect", "✗", "✓", "you got", "not quite", "well done") if word in page]


DIAGNOSTICS = Path(__file__).parent / "cases" / "diagnostics"


@pytest.mark.parametrize("case", sorted(path.name for path in DIAGNOSTICS.glob("*.yml")))
def test_a_deck_with_mistakes_is_rendered(case: str, tmp_path: Path) -> None:
    """Mistakes in fields are found beside mistakes in items, so whatever could be read goes through the templates."""
    (tmp_path / "content" / "topic").mkdir(parents=True)
    (tmp_path / "content" / "topic" / "deck.yml").write_bytes((DIAGNOSTICS / case).read_bytes())
    settings = config(tmp_path)

    assert "decks/items.json" in build(load(settings.content), settings).files


def test_the_parts_of_a_group_know_it(tmp_path: Path) -> None:
    """Pages that show a part alone find the stem that it is about; a group itself is nothing to learn."""
    text = (CASES / "group" / "deck.yml").read_text("utf-8")
    files = built(tmp_path, {"topic/deck": text}).files
    data = json.loads(files["decks/topic/deck/items.json"])

    assert [(item["id"], item.get("group")) for item in data["items"]] == [
        ("before", None), ("name", "passage"), ("mend", "passage"), ("after", None),
    ]  # fmt: skip
    assert [group["id"] for group in data["groups"]] == ["passage"]
    assert "by heart" in data["groups"][0]["html"]
    assert json.loads(files["decks/items.json"])["decks"][0]["ids"] == ["before", "name", "mend", "after"]


def test_faces_count_as_cards_and_are_linked(tmp_path: Path) -> None:
    """What is asked twice is two cards, each with its own address; the item's id leads to the first."""
    text = (CASES / "cloze" / "deck.yml").read_text("utf-8").replace("level: beginner", "tags: [x]")
    files = built(tmp_path, {"topic/deck": text}).files
    page = str(files["decks/topic/deck.md"])

    assert "<span>5 cards</span>" in page
    assert page.count(' id="formats"') == 1
    assert page.index('id="formats~c1"') < page.index(' id="formats"') < page.index('id="formats~c2"')
    assert 'href="topic/deck.md#formats~c2"' in str(files["decks/tags.md"])


def test_what_tells_an_answer_does_not_stand_beside_its_question(tmp_path: Path) -> None:
    """The second faces of cards come after all first ones, in the same order on the page, in its key and in the data."""
    deck = """\
title: Faces
cards:
  - {id: pair, front: Ghana, back: Accra, reversed: true}
  - {id: gaps, cloze: "{{c1::One}}, {{c2::two}} and {{c3::three}}."}
  - {id: plain, front: First?, back: A}
  - {id: twins, front: Togo, back: Lomé, reversed: true}
questions:
  - {id: check, stem: Which?, options: [{text: A, correct: true}, B]}
"""
    wanted = ["pair", "gaps~c1", "plain", "twins", "pair~reversed", "gaps~c2", "twins~reversed", "gaps~c3"]
    files = built(tmp_path, {"topic/deck": deck}).files
    page = str(files["decks/topic/deck.md"])
    (entry,) = json.loads(files["decks/items.json"])["decks"]

    assert re.findall(r'data-item="topic/deck#(.*?)"', page) == [*wanted, "check"]
    assert re.findall(r'data-number="(\d+)"', page) == [str(number) for number in range(1, 10)]
    assert re.findall(r'data-for="(.*?)"', page) == [*wanted, "check"]
    assert [item["id"] for item in json.loads(files["decks/topic/deck/items.json"])["items"]] == [
        *wanted,
        "check",
    ]
    assert entry["ids"] == [*wanted, "check"]


@pytest.mark.parametrize("case", sorted(path.name for path in CASES.iterdir()))
def test_each_element_has_the_full_id_of_its_heading(case: str, tmp_path: Path) -> None:
    """The learner's log, the page's address and the printed key speak of the same item."""
    page = str(
        built(tmp_path, {"topic/deck": (CASES / case / "deck.yml").read_text("utf-8")}).files[
            "decks/topic/deck.md"
        ]
    )
    items = re.findall(r'<study-[a-z-]+ class="study-item" data-item="([^"]*)"', page)
    headings = re.findall(r'^#{3,4} <study-heading id="([^"]*)"', page, re.MULTILINE)
    keys = re.findall(r'data-for="([^"]*)"', page)
    groups = re.findall(r'class="study-group" data-group="([^"]*)"', page)

    asked = [name for name in headings if name not in groups]
    assert items == [f"topic/deck#{name}" for name in asked]
    assert sorted(asked) == sorted(keys)


def test_learners_are_asked_how_sure_they_are_where_the_site_wants_it(tmp_path: Path) -> None:
    """Only questions, and only on request."""
    text = (CASES / "numeric" / "deck.yml").read_text("utf-8") + "cards:\n  - {id: c, front: x, back: y}\n"
    quiet = str(built(tmp_path / "1", {"topic/deck": text}).files["decks/topic/deck.md"])
    asking = str(built(tmp_path / "2", {"topic/deck": text}, confidence=True).files["decks/topic/deck.md"])

    assert "data-confidence" not in quiet
    assert asking.count("data-confidence") == asking.count("<study-numeric") == 4


def test_the_data_say_what_mends_a_miss(tmp_path: Path) -> None:
    """Concepts and mistaken options come in plain words with the card to review, and only where there are some."""
    deck = """\
title: Mends
cards: [{id: why, front: Why?, back: B}]
questions:
  - id: which
    stem: Which?
    options: [{text: A, correct: true}, {text: "*B*", id: b, misconception: b-is-it, card: why}, C]
explain:
  - id: tell
    prompt: Tell.
    concepts: [{id: one, text: "The **first**", card: why}, {id: two, text: The second}]
"""
    data = json.loads(built(tmp_path, {"topic/deck": deck}).files["decks/topic/deck/items.json"])
    card, question, prompt = data["items"]

    assert "concepts" not in card
    assert "misconceptions" not in card
    assert question["misconceptions"] == [{"option": "b", "id": "b-is-it", "text": "B", "card": "why"}]
    assert prompt["concepts"] == [
        {"id": "one", "text": "The first", "card": "why"},
        {"id": "two", "text": "The second", "card": None},
    ]
