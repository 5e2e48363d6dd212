"""Eight times the input is at most nine times the work: counted, so that no clock decides."""

import ast
import cProfile
import re
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from re import _constants as kinds  # type: ignore[attr-defined]  # where the parser of patterns keeps its names
from re import _parser as parser  # type: ignore[attr-defined]  # as above
from typing import Any

import pytest

from byheart.diagnostics.report import render_text
from byheart.fmt import formatted
from byheart.project import check_project
from tests.parts import whole

ROOT = Path(__file__).parent.parent
FEW, TIMES, MOST = 40, 8, 9.0
HEAD = "title: T\n"
CARD = "cards:\n  - {id: c, front: f, back: b}\n"
DECK = "content/t/d.yml"

Files = dict[str, str]


def cards(line: str) -> Callable[[int], Files]:
    """A deck of n cards; N in the line is the number of the card, M that of the next."""
    return lambda n: {DECK: f"{HEAD}cards:\n" + "".join(f"  - {numbered(line, i)}\n" for i in range(n))}


def numbered(line: str, number: int) -> str:
    return line.replace("N", str(number)).replace("M", str(number + 1))


def deck_list(key: str, entry: str) -> Callable[[int], Files]:
    """A deck with a list of n entries."""
    return lambda n: {DECK: f"{HEAD}{key}: [{joined(entry, n)}]\n{CARD}"}


def card_list(key: str, entry: str) -> Callable[[int], Files]:
    """A card with a list of n entries."""
    return lambda n: {DECK: f"{HEAD}cards:\n  - {{id: c, front: f, back: b, {key}: [{joined(entry, n)}]}}\n"}


def joined(entry: str, n: int) -> str:
    return ", ".join(numbered(entry, i) for i in range(n))


def question(type_name: str, keys: str, key: str, entry: str) -> Callable[[int], Files]:
    """A question with a list of n entries, below `key`."""
    head = f"{HEAD}questions:\n  - id: q\n    type: {type_name}\n    stem: s\n{keys}    {key}:\n"
    return lambda n: {DECK: head + "".join(f"      - {numbered(entry, i)}\n" for i in range(n))}


def front(text: str) -> Callable[[int], Files]:
    """A card whose front is n times the text."""
    return lambda n: {DECK: f"{HEAD}cards:\n  - id: c\n    back: b\n    front: |\n      {text * n}\n"}


def accepted_and_foreseen(n: int) -> Files:
    text = question("text", f"    accept: [{joined('aN', n)}]\n", "foreseen", "{match: lN, feedback: r}")
    return text(n)


def chain(n: int) -> Files:
    """Decks that each require the next one."""
    return {
        f"content/t/d{i}.yml": f"{HEAD}formerly: [t/x{i}]\nprerequisites: [t/d{(i + 1) % n}]\n{CARD}"
        for i in range(n)
    }


def docs(line: str) -> Callable[[int], Files]:
    """A hand-written page of n times the line."""
    return lambda n: {DECK: HEAD + CARD, "docs/x.md": line * n}


INPUTS: dict[str, Callable[[int], Files]] = {
    "cards": cards("{id: cN, front: fN, back: b}"),
    "cards with one id": cards("{id: c, front: fN, back: b}"),
    "cards with one front": cards("{id: cN, front: f, back: b}"),
    "reversed cards": cards("{id: cN, front: fN, back: b, reversed: true}"),
    "cards with tags": cards("{id: cN, front: fN, back: b, tags: [tN]}"),
    "cards with old ids in use": cards("{id: cN, front: fN, back: b, formerly: [cM]}"),
    "cards without a front": cards("{id: cN, back: b}"),
    "cards with HTML": cards("{id: cN, front: <b> N, back: b}"),
    "tags of a deck": deck_list("tags", "tN"),
    "one tag of a deck": deck_list("tags", "t"),
    "bad tags of a deck": deck_list("tags", "T_N"),
    "old keys of a deck": deck_list("formerly", "a/tN"),
    "prerequisites that are not there": deck_list("prerequisites", "a/tN"),
    "tags of a card": card_list("tags", "tN"),
    "old ids of a card": card_list("formerly", "tN"),
    "hints": card_list("hints", "tN"),
    "refs": card_list("refs", "tN"),
    "options": question("choice", "", "options", "{text: oN, correct: true}"),
    "options with one text": question("choice", "", "options", "o"),
    "options with cards": question("choice", "", "options", "{text: oN, card: xN, misconception: mN}"),
    "steps": question("order", "", "steps", "oN"),
    "steps with one text": question("order", "", "steps", "o"),
    "ties": question("order", "    steps: [a, b]\n", "ties", "[oN, pN]"),
    "pairs": question("match", "", "pairs", "{left: lN, right: rN}"),
    "pairs with one side": question("match", "", "pairs", "{left: l, right: r}"),
    "extras": question("match", "    pairs: [{left: a, right: b}, {left: c, right: d}]\n", "extra", "eN"),
    "accepted texts": question("text", "", "accept", "aN"),
    "one accepted text": question("text", "", "accept", "a"),
    "accepted and foreseen texts": accepted_and_foreseen,
    "foreseen numbers": question("numeric", "    key: 1e9\n", "foreseen", "{value: N, feedback: r}"),
    "parts": question("group", "", "parts", "{id: pN, type: true-false, stem: s, key: true}"),
    "concepts": lambda n: {
        DECK: f"{HEAD}explain:\n  - id: e\n    prompt: p\n    concepts: [{joined('{id: cN, text: tN}', n)}]\n"
    },
    "blanks": lambda n: {DECK: f"{HEAD}cards:\n  - {{id: c, cloze: '{'{{c1::a}} ' * n}'}}\n"},
    "unknown keys": lambda n: {DECK: HEAD + CARD + "".join(f"k{i}: x\n" for i in range(n))},
    "lines of code": lambda n: {
        DECK: f"{HEAD}questions:\n  - id: q\n    type: predict\n    stem: s\n    language: python\n"
        f"    output: x\n    code: |\n" + "      f()\n" * n
    },
    "words": front("word "),
    "formulas": front("$x$ "),
    "dollars": front("$x "),
    "wiki links": front("[[x]] "),
    "HTML in a line": front("<b> "),
    "addresses": front("https://a.b "),
    "lines with a list": front("- [ ] a\n      "),
    "remarks": lambda n: {DECK: "# x\n" * n + HEAD + CARD},
    "decks in a circle": chain,
    "topics": lambda n: {f"content/t{i}/d.yml": HEAD + CARD for i in range(n)},
    "pictures": lambda n: {DECK: HEAD + CARD, **{f"content/t/p{i}.png": "x" for i in range(n)}},
    "pictures with spaces": lambda n: {DECK: HEAD + CARD, **{f"content/t/p {i}.png": "x" for i in range(n)}},
    "decks in an order": lambda n: {
        DECK: HEAD + CARD,
        "content/t/topic.yml": f"decks: [{joined('dN', n)}]\n",
    },
    "lines that show items": docs("byheart: t/d#c\n"),
    "lines that show nothing": docs("byheart: t/d#x\nbyheart: tag=q\n"),
    "pages": lambda n: {DECK: HEAD + CARD, **{f"docs/x{i}.md": "x\n" for i in range(n)}},
}


def counted(root: Path, files: Files) -> int:
    """The calls that checking these files takes, Python's own functions included."""
    for name, text in files.items() | {("mkdocs.yml", whole())}:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    (root / "docs").mkdir(exist_ok=True)

    def check() -> None:
        checked = check_project(root / "mkdocs.yml")
        render_text(checked.diagnostics, checked.deck_count)

    return calls_of(check)


def calls_of(work: Callable[[], object]) -> int:
    """The calls that some work takes."""
    count = cProfile.Profile()
    count.runcall(work)
    return sum(entry.callcount for entry in count.getstats())


@pytest.mark.parametrize("name", INPUTS)
def test_eight_times_the_input_is_at_most_nine_times_the_work(name: str, tmp_path: Path) -> None:
    """No deck, list, field or page takes time that grows faster than itself."""
    counted(tmp_path / "first", INPUTS[name](2))
    few = counted(tmp_path / "few", INPUTS[name](FEW))
    many = counted(tmp_path / "many", INPUTS[name](FEW * TIMES))

    assert many / few <= MOST


@pytest.mark.parametrize(
    "line", ["{front: Was ist Größe N?, back: b}", "{front: Größe, back: b}", "{front: 🍎, back: b}"]
)
def test_formatting_eight_times_the_items_is_at_most_nine_times_the_work(line: str) -> None:
    """Items without ids get theirs, different ones or numbered ones."""
    first, few, many = (
        calls_of(partial(formatted, DECK, cards(line)(n)[DECK].encode())) for n in (2, FEW, FEW * TIMES)
    )

    assert first < few
    assert many / few <= MOST


def test_the_count_sees_work_that_grows_faster(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The control: a rule that looks at every card for every card is seen."""

    def each_for_each(library: Any) -> Iterator[Any]:
        ids = [item.id for deck in library.decks() for item in deck.all_items()]
        yield from (one for one in ids for other in ids if one.startswith("x") and other)

    monkeypatch.setattr("byheart.content.checks.CHECKS", (each_for_each,))
    few, many = (counted(tmp_path / str(n), INPUTS["cards with one front"](n)) for n in (FEW, FEW * TIMES))

    assert many / few > MOST


# What a pattern scans is no call. One that begins with a repetition and needs something after it is tried again from
# each character of a long run: that is quadratic wherever it is searched for.

_USES = {"search", "sub", "subn", "split", "findall", "finditer"}


def searched_patterns(path: Path) -> Iterator[str]:
    """The literal patterns of a module that are looked for anywhere in a text."""
    nodes: list[Any] = list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
    compiled = [node for node in nodes if _is_call(getattr(node, "value", None), {"compile"})]
    named = {
        target.id: node.value.args[0].value
        for node in compiled
        for target in getattr(node, "targets", ())
        if isinstance(target, ast.Name) and isinstance(node.value.args[0], ast.Constant)
        if isinstance(node.value.args[0].value, str)
    }
    for node in nodes:
        if _is_call(node, _USES) and isinstance(node.func.value, ast.Name):
            owner, first = node.func.value.id, node.args[0] if node.args else None
            if owner == "re" and isinstance(first, ast.Constant):
                yield str(first.value)
            elif owner in named:
                yield named[owner]


def _is_call(node: Any, names: set[str]) -> bool:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in names


def is_tried_from_each_character(pattern: str) -> bool:
    """Whether a pattern begins with a repetition without end and something has to follow."""
    parts = list(parser.parse(pattern))
    first = next((index for index, (kind, _) in enumerate(parts) if kind is not kinds.ASSERT), len(parts))
    if first == len(parts) or parts[first][0] not in {kinds.MAX_REPEAT, kinds.MIN_REPEAT}:
        return False
    _, (_, most, _) = parts[first]
    follows = parts[first + 1 :]
    return most is kinds.MAXREPEAT and any(
        kind is kinds.AT or (kind not in {kinds.MAX_REPEAT, kinds.MIN_REPEAT} or value[0] > 0)
        for kind, value in follows
    )


def test_no_pattern_is_tried_from_each_character_of_a_run() -> None:
    """Neither in Python nor in the browser; blanks at the end of a line are stripped, not searched for."""
    package = ROOT / "generator" / "byheart"
    slow = [
        (path.name, pattern)
        for path in package.rglob("*.py")
        for pattern in searched_patterns(path)
        if is_tried_from_each_character(pattern)
    ]
    in_browser = [
        (path.name, found)
        for path in (ROOT / "generator" / "client" / "src").rglob("*.ts")
        for found in re.findall(r"/(?:\[[^\]\n]+\]|\\s|\.)[+*]\$/", path.read_text(encoding="utf-8"))
    ]

    assert slow == []
    assert in_browser == []


@pytest.mark.parametrize(
    ("pattern", "slow"),
    [
        (r"[ \t\r\xa0]+$", True),
        (r"(?<=\n)\n+\Z", True),
        (r"\s*x", True),
        (r"\s+", False),
        (r"x\s*$", False),
        (r"[a-z]+\s*", False),
    ],
)
def test_such_a_pattern_is_known(pattern: str, slow: bool) -> None:
    """The control of the test above."""
    assert is_tried_from_each_character(pattern) is slow
